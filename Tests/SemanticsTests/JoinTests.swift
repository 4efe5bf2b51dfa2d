import Testing

/// lookup, join and append: which columns come, under which names, and what may be missing.
@Suite struct JoinTests {
    @Test(arguments: [
        // The key of the other side does not come; what comes may be without a match.
        ("keep id, procedure | lookup procedures on procedure == id", "id: text, procedure: procedures, title: text?, agency: units?, days: int?, fee: money VND?"),
        ("keep id, unit | lookup \"targets.csv\" as t on unit == t.id | keep id, t.target, t.`Tỷ lệ (%)`", "id: text, target: int?, Tỷ lệ (%): float?"),
        // With 'as' a name that is taken gets the other side's name before it.
        ("keep id, fee | lookup procedures as p on procedure == p.id | keep fee, p.fee2", "unknown-column: 'fee2' is not a column of p"),
        ("keep fee, procedure | lookup (from procedures | keep id, fee) as p on procedure == p.id", "fee: money VND?, procedure: procedures, p_fee: money VND?"),
        ("keep fee, procedure | lookup (from procedures | keep id, fee) as p on procedure == p.id | add x = p.fee, y = p_fee", "fee: money VND?, procedure: procedures, p_fee: money VND?, x: money VND?, y: money VND?"),
        // Keys may be paths, and either side may come first.
        ("keep id | lookup (from units | keep id, valid_from) as u on unit.district == u.id", "id: text, valid_from: date?"),
        ("keep id | lookup (from units | keep id, valid_from) as u on u.id == unit.district", "id: text, valid_from: date?"),
        ("keep id | lookup (from dossiers | summarize n = count() by unit, channel) as t on unit == t.unit, channel == t.channel", "id: text, n: int?"),
        // A join keeps only matches, so nothing becomes missing; it multiplies rows, so measures are gone, links are not.
        ("keep id | join (from letters | keep sender, sent) as l on unit == l.sender", "id: text, sent: date"),
        ("keep id | join (from letters | keep sender, sent) as l on unit == l.sender | keep unit.name, late", "name: text, late: bool"),
        ("join (from letters | keep sender, sent) as l on unit == l.sender | summarize received_count", "measure-after-join: after 'join' one row of dossiers can appear many times, so received_count would count it more than once"),
        ("lookup (from letters | keep sender, sent) as l on unit == l.sender | summarize received_count", "received_count: int"),
    ])
    func lookupAndJoin(stages: String, columns: String) { #expect(SemanticsTests.columns("from dossiers | \(stages)") == columns) }

    @Test(arguments: [
        ("lookup procedures on procedure == id", "duplicate-column: two columns would both be called 'fee'"),
        ("lookup procedures as channel on procedure == channel.id", "duplicate-qualifier: there already is a 'channel' here"),
        ("lookup letters as l on unit == l.sender | lookup letters as l on unit == l.receiver", "duplicate-qualifier: there already is a 'l' here"),
        ("lookup procedures as p on unit == p.title2", "unknown-column: 'title2' is not a column of procedures"),
        ("lookup letters as l on procedure == l.sender", "type-mismatch: a link to procedures and a link to units do not go together with '=='"),
        ("lookup letters as l on received == l.sender", "type-mismatch: a date with a time and a link to units do not go together with '=='"),
        ("lookup nothing as n on unit == n.id", "unknown-table: there is no table 'nothing'"),
    ])
    func mistakes(stages: String, message: String) { #expect(SemanticsTests.columns("from dossiers | \(stages)") == message) }

    @Test(arguments: [
        ("from dossiers | keep id, fee | append (from dossiers | keep fee, id)", "id: text, fee: money VND?"),
        ("from rows (a) [(1)] | append rows (a) [(2.5)]", "a: decimal"),
        ("from rows (a) [(1)] | append rows (a) [(missing)]", "a: int?"),
        ("from dossiers | keep channel | append rows (channel) [(\"fax\")]", "channel: text"),
        ("from dossiers | keep id | append (from units)", "append-columns: the two sides do not have the same columns"),
        ("from kinds | keep x = i | append (from kinds | keep x = s)", "append-types: 'x' is a whole number above and text in what is appended"),
        ("from kinds | keep x = day | append (from kinds | keep x = at)", "append-types: 'x' is a date above and a date with a time in what is appended"),
        ("from kinds | keep x = vnd | append (from kinds | keep x = i)", "append-types: 'x' is money in VND above and a whole number in what is appended"),
    ])
    func append(program: String, columns: String) { #expect(SemanticsTests.columns(program) == columns) }
}
