import Testing

/// What a name stands for: columns, hidden columns, definitions of the model, links and what lies behind them.
@Suite struct NameTests {
    @Test(arguments: [
        ("from dossiers | keep id, fee", "id: text, fee: money VND?"),
        ("from dossiers | keep `fee`", "fee: money VND?"),
        // A computed column stands for its definition; a column of its name stands before it.
        ("from dossiers | keep late, waiting", "late: bool, waiting: int?"),
        ("from dossiers | add late = 1 | keep late", "late: int"),
        // A definition sees the columns of its table, whatever has been kept or renamed.
        ("from dossiers | keep id | keep late", "late: bool"),
        ("from dossiers | rename ngày = received | keep waiting", "waiting: int?"),
        ("from dossiers | drop fee | rename fee = channel | summarize fees", "fees: money VND"),
        // A measure stands for its definition over the rows of the group.
        ("from dossiers | summarize received_count, on_time_rate by channel", "channel: one of [\"counter\", \"post\", \"online\"], received_count: int, on_time_rate: ratio?"),
        ("from dossiers | add share = received_count per sum(fee) by channel | keep share", "share: ratio?"),
        ("from dossiers | summarize pool(on_time_rate)", "pool_on_time_rate: ratio?"),
        // A hidden column keeps its meaning while the rows are rows of their table.
        ("from dossiers | keep id | where fee is present | sort received | take 5 | keep fee", "fee: money VND"),
        ("from dossiers | keep id | add fee2 = fee", "id: text, fee2: money VND?"),
        ("from dossiers | keep id | check received > @2019 | sample 5 | keep id", "id: text"),
    ])
    func ownNames(program: String, columns: String) { #expect(SemanticsTests.columns(program) == columns) }

    /// `set` replaces the column for measures and definitions too, with its new type.
    @Test func setIsSeenByDefinitions() {
        #expect(columns("from dossiers | set fee = fee ?? 0 | summarize fees") == "fees: money VND")
        #expect(columns("from dossiers | set fee = fee ?? 0 | drop fee | keep fee") == "fee: money VND")
        #expect(columns("from dossiers | rename phí = fee | set phí = \"x\" | keep fee") == "fee: text")
        #expect(columns("from dossiers | set fee = \"x\" | summarize fees") == "type-mismatch: a number is wanted here, not text")
        #expect(columns("from dossiers | drop fee | add fee = \"x\" | summarize fees") == "fees: money VND")
    }

    @Test(arguments: [
        // One step is a join that is made for you; a path is missing where its link is, or its column may be.
        ("unit.name", "name: text"), ("procedure.agency.name", "name: text"), ("procedure.days", "days: int?"),
        ("unit.parent.name", "name: text?"), ("unit.parent.valid_from.year", "year: period?"),
        // Levels of the tree: the unit itself or the one above it; above that missing.
        ("unit.district", "district: units?"), ("unit.district.name", "name: text?"), ("unit.commune.district.province", "province: units?"),
        ("unit.under(\"Huyện Ý Yên\")", "under: bool"), ("unit.under(unit.parent)", "under: bool"), ("procedure.agency.under(\"x\")", "under: bool"),
        // The columns that the model computes for the linked row.
        ("unit.parent is missing", "value: bool"),
    ])
    func paths(expression: String, column: String) { #expect(columns("from dossiers | keep \(expression)") == column) }

    @Test(arguments: [
        ("add n = count(dossiers)", "n: int"), ("add n = count(dossiers where channel == \"online\")", "n: int"), ("add r = dossiers.on_time_rate", "r: ratio?"),
        ("add m = sum(dossiers.fee where late)", "m: money VND"), ("add d = max(dossiers.procedure.days)", "d: int?"), ("add l = count(letters_sent) - count(letters_received)", "l: int"),
        ("where count(dossiers) > 0 | add x = 1", "x: int"), ("keep id | add n = dossiers.received_count", "n: int"), ("add n = count(enterprises.capital)", "n: int"),
    ])
    func reverseLinks(stages: String, column: String) {
        #expect(columns("from units | \(stages)").hasSuffix(column))
    }

    /// Each stage's rows: which of them still are rows of their table.
    @Test(arguments: [
        "where late", "add x = 1", "set fee = 1", "keep id", "drop fee", "rename a = fee", "sort id", "take 5", "lookup procedures as p on procedure == p.id", "check late",
    ])
    func rowsKeepTheirIdentity(stage: String) { #expect(columns("from dossiers | \(stage) | summarize received_count") == "received_count: int") }

    @Test(arguments: ["summarize n = count() by unit", "distinct id", "append (from dossiers)"])
    func rowsLoseTheirIdentity(stage: String) {
        #expect(columns("from dossiers | \(stage) | summarize received_count") == "unknown-column: 'received_count' is not a column of these rows")
    }

    @Test func aLetKeepsIdentity() {
        #expect(columns("let recent = from dossiers | where received in @2019\nfrom recent | summarize on_time_rate") == "on_time_rate: ratio?")
        #expect(columns("from (from dossiers | keep id) | keep fee") == "fee: money VND?")
    }
}
