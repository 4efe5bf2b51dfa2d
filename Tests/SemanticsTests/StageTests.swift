import Testing

/// The columns that each stage leaves, their order and their names.
@Suite struct StageTests {
    @Test(arguments: [
        ("keep fee, id", "fee: money VND?, id: text"),
        ("keep id, phí = fee", "id: text, phí: money VND?"),
        ("keep id, double = fee * 2", "id: text, double: money VND?"),
        ("keep id, unit.name", "id: text, name: text"),
        // '*' is the rest, where it stands.
        ("keep id, channel, fee | keep fee, *", "fee: money VND?, id: text, channel: one of [\"counter\", \"post\", \"online\"]"),
        ("keep id, fee | keep *, n = 1", "id: text, fee: money VND?, n: int"),
        ("keep id, fee | keep phí = fee, *", "phí: money VND?, id: text"),
        ("keep id, due, fee | drop due", "id: text, fee: money VND?"),
        ("keep id, due | rename hạn = due", "id: text, hạn: date?"),
        ("keep id, due | rename due = id, id = due", "due: text, id: date?"),
        ("keep id | add a = 1, b = a + 1", "id: text, a: int, b: int"),
        ("keep id, fee | set fee = fee ?? 0", "id: text, fee: money VND"),
        ("keep id | add n = count(), r = row_number() by channel along received", "id: text, n: int, r: int"),
        ("keep id | add n = 1 | where n > 0 | sort n desc, id | take 3 by channel | take last 2", "id: text, n: int"),
        ("sort fee desc | take 5 with ties | keep id", "id: text"),
        ("distinct channel, unit.district", "channel: one of [\"counter\", \"post\", \"online\"], district: units?"),
        ("keep id, fee | distinct", "id: text, fee: money VND?"),
    ])
    func columns(stages: String, columns: String) { #expect(SemanticsTests.columns("from dossiers | \(stages)") == columns) }

    /// A path takes its last word, `f(x)` is `f_x`, `count()` is `count`, everything else is `value`.
    @Test func outputNames() {
        #expect(
            SemanticsTests.columns("from dossiers | summarize sum(fee), count(), max(procedure.days), min(received) - @2019-01-01")
                == "sum_fee: money VND, count: int, max_days: int?, value: int?")
        #expect(SemanticsTests.columns("from dossiers | keep unit.district.name, received.month, fee * 2") == "name: text?, month: period, value: money VND?")
    }

    @Test(arguments: [
        ("keep id, id", "duplicate-column: two columns would both be called 'id'"),
        ("keep unit.name, procedure.agency.name", "duplicate-column: two columns would both be called 'name'"),
        ("keep *, *", "rest-twice: '*' stands for the other columns and can be written once"),
        ("add *", "rest-not-here: '*' stands for the other columns, which only 'keep' names"),
        ("add fee = 1", "add-existing-column: there already is a column 'fee'"),
        ("set phí = 1", "set-new-column: there is no column 'phí' to replace"),
        ("keep id | drop id", "no-column-left: no column would be left"),
        ("drop phí", "unknown-column: 'phí' is not a column of these rows"),
        ("rename fee = phí", "unknown-column: 'phí' is not a column of these rows"),
        ("rename id = fee", "duplicate-column: two columns would both be called 'id'"),
        ("take fee", "unknown-name: 'fee' is not known here"),
        ("take 2.5", "type-mismatch: a whole number is wanted here, not a number"),
        ("take -3", "negative-take: fewer than no rows cannot be taken"),
        ("take 5 with ties", "ties-without-sort: 'with ties' needs an order to be equal in"),
        ("sort on_time_rate", "measure-in-rows: 'on_time_rate' is computed over many rows, and here one row at a time is looked at"),
        ("where count() > 5", "aggregate-in-rows: 'count' is computed over many rows, and here one row at a time is looked at"),
        ("keep r = rank(fee)", "window-outside-add: 'rank' looks at neighbouring rows, which only 'add' and 'set' do"),
        ("show with totals", "unknown-option: 'show' has no 'with totals'"),
        ("pivot fee across id with empty", "unknown-option: 'pivot' has no 'with empty'"),
    ])
    func mistakes(stages: String, message: String) { #expect(SemanticsTests.columns("from dossiers | \(stages)") == message) }

    @Test(arguments: [
        ("from rows (a, b) [(1, \"x\"), (2.5, missing)]", "a: decimal, b: text?"),
        ("from rows (p) [(@2019-H1)] | keep p.year", "year: period"),
        ("from \"targets.csv\" | keep id, `Tỷ lệ (%)`", "id: text, Tỷ lệ (%): float?"),
        ("from file(\"targets.csv\", header: 4) | keep id", "id: text"),
        ("from rows (a, a) [(1, 2)]", "duplicate-column: two columns would both be called 'a'"),
        ("from rows (a, b) [(1)]", "row-length: this row has 1 value for 2 columns"),
        ("from rows (a) [(1), (\"x\")]", "type-mismatch: these values do not go together: a whole number and text"),
        ("from \"other.csv\"", "no-such-file: there is no file 'other.csv'"),
        ("from dosiers", "unknown-table: there is no table 'dosiers'"),
        ("from twice", "ambiguous-table: 'twice' could be twice.csv or twice.tsv"),
        ("let n = 5\nfrom n", "value-as-table: 'n' is a value, not a table"),
        ("from file(header: 4)", "file-without-name: which file? Its name in quotes comes first"),
    ])
    func sources(program: String, columns: String) { #expect(SemanticsTests.columns(program) == columns) }
}
