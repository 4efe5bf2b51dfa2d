import Semantics
import Testing

/// Calls: built-in functions and their overloads, functions of a script, parameters, and pipelines as values.
@Suite struct FunctionTests {
    @Test(arguments: [
        ("lower(s)", "text"), ("lower(level)", "text"), ("length(os)", "int?"), ("parse_number(s)", "decimal?"), ("parse_number(s, \"vi\")", "decimal?"),
        ("abs(vnd)", "money VND"), ("abs(pt)", "points"), ("round(d)", "int"), ("round(vnd, 2)", "money VND"), ("sqrt(i)", "float?"),
        ("max_of(i, d, 2)", "decimal"), ("max_of(oi, 1)", "int?"), ("max_of(vnd, 5)", "money VND"), ("bands(i, [10, 20])", "one of [\"< 10\", \"10 – < 20\", \"20 +\"]"),
        ("days_between(at, day)", "int"), ("days_between(oday, day)", "int?"), ("working_days(day, at, calendar: vn)", "int"), ("round(d, digits: 2)", "decimal"),
        ("lower(missing)", "text?"), ("start_of(p)", "date"), ("size(p)", "int"), ("size(s)", "int"),
    ])
    func calls(expression: String, type: String) { #expect(SemanticsTests.type(expression) == type) }

    @Test(arguments: [
        ("lowr(s)", "unknown-function: there is no function 'lowr'"),
        ("lower()", "argument-count: 'lower' wants a value"),
        ("lower(s, s)", "argument-count: 'lower' does not take 2 values"),
        ("lower(i)", "type-mismatch: text is wanted here, not a whole number"),
        // Of several rows of one name the one that takes the most is meant; when none is nearer, all are shown.
        ("round(s)", "type-mismatch: a number is wanted here, not text"),
        ("round(d, 0.5)", "type-mismatch: a whole number is wanted here, not a number"),
        ("size(i)", "argument-type: 'size' does not take a whole number here"),
        ("max_of(i, s)", "type-mismatch: these values do not go together: a whole number and text"),
        ("max_of(vnd, i)", "type-mismatch: these values do not go together: money in VND and a plain number"),
        ("max_of(span, 3 days)", "type-mismatch: a value with an order is wanted here, not a length of time"),
        ("bands(i, s)", "type-mismatch: a list is wanted here, not text"),
        ("bands(i, [\"a\"])", "type-mismatch: a number is wanted here, not text"),
        ("bands(i, missing)", "type-mismatch: a list is wanted here, not a missing value"),
        ("parse_number(s, os)", "not-constant: this must be the same for every row"),
        ("working_days(day, at, holidays: vn)", "unknown-argument: 'working_days' has no argument 'holidays' here"),
        ("lower(s where b)", "condition-outside-aggregate: only an aggregate takes a 'where' inside its parentheses"),
        ("lower(s desc)", "order-in-call: 'lower' has no order"),
        ("s.lower()", "function-after-dot: 'lower' is written before its value, not after a dot"),
        ("s.length", "no-parts: text has no part 'length'"),
        ("day.under(\"x\")", "type-mismatch: a link to a table with a tree is wanted here, not a date"),
        ("unit.under(5)", "type-mismatch: a name, a key or a link to units is wanted here, not a whole number"),
    ])
    func mistakes(expression: String, message: String) { #expect(SemanticsTests.type(expression) == message) }

    @Test(arguments: [
        // A function of the script stands for its definition; it sees its arguments and nothing else.
        ("fn double(x: decimal): decimal = x * 2\nfrom kinds | keep y = double(i)", "y: decimal"),
        ("fn double(x: money VND) = x * 2\nfrom kinds | keep y = double(vnd), z = double(500)", "y: money VND, z: money VND"),
        ("fn day_of(x: date): date = x\nfrom kinds | keep y = day_of(at)", "y: date"),
        ("fn part(x: ratio) = x\nfrom dossiers | summarize r = part(on_time_rate)", "r: ratio?"),
        ("fn a(x: int) = x + 1\nfn b(x: int) = a(a(x))\nb(1)", "value: int"),
        ("fn f(x: int) = x + fee\nfrom dossiers | keep y = f(1)", "unknown-name: 'fee' is not known here"),
        ("fn f(x: int): text = x\nf(1)", "type-mismatch: text as 'f' promises is wanted here, not a whole number"),
        ("fn f(x: int) = f(x)\nf(1)", "circular-definition: 'f' is defined by itself"),
        ("fn f(x: int) = x\nf(\"a\")", "type-mismatch: a whole number for 'x' is wanted here, not text"),
        ("fn f(x: int) = x\nf(1, 2)", "argument-count: 'f' takes 1 value, and here are 2"),
        ("fn f(x: int) = x\nf(y: 1)", "unknown-argument: 'f' has no argument 'y' here"),
        ("fn f(x: int) = x\nf(1 where true)", "condition-outside-aggregate: only an aggregate takes a 'where' inside its parentheses"),
        ("fn f(x: number) = x\nf(1)", "unknown-type: there is no type 'number'"),
    ])
    func ownFunctions(program: String, columns: String) { #expect(SemanticsTests.columns(program) == columns) }

    @Test(arguments: [
        ("param limit: int = 200_000\nfrom dossiers | where fee > $limit | keep fee", "fee: money VND?"),
        ("param kind: one of [\"post\", \"online\"] = \"post\"\nfrom dossiers | where channel == $kind | keep id", "id: text"),
        ("param names: list of text = [\"a\", \"b\"]\nfrom dossiers | where id in $names | keep id", "id: text"),
        ("param unit: units = \"H01\"\nfrom dossiers | where unit == $unit or unit.under($unit) | keep id", "id: text"),
        ("param p: period = @2019-H1\nfrom dossiers | where received in $p | keep id", "id: text"),
        ("let n = 5 + 1\n$n * 2", "value: int"),
        ("let late_ones = from dossiers | where late\nfrom late_ones | summarize count()", "count: int"),
        ("$as_of", "value: date"),
        ("@last_quarter", "value: period"),
        ("$nobody", "unknown-parameter: there is no parameter or value '$nobody'"),
        ("let t = from units\n$t", "table-as-value: 't' is a table, not a value"),
        ("let n = 5\nn", "unknown-name: 'n' is not known here"),
        ("let t = from t | where true\nfrom t", "unknown-table: there is no table 't'"),
        ("let units = from units | where level == \"district\" | keep id\nfrom units", "id: text"),
        ("param p: int = \"a\"\n1", "type-mismatch: a value of type int is wanted here, not text"),
        ("param k: one of [\"a\", \"a\"]\n1", "repeated-value: 'a' stands in the list twice"),
        ("count()", "aggregate-without-rows: 'count' needs rows"),
    ])
    func parametersAndLets(program: String, columns: String) { #expect(SemanticsTests.columns(program) == columns) }

    /// As a value, a pipeline has one column and ends in one row; on the right of `in`, one column and any rows.
    @Test(arguments: [
        ("(from dossiers | summarize count())", "value: int?"),
        ("(from dossiers | summarize n = count() | add m = n | keep m)", "value: int?"),
        ("(from dossiers | sort fee desc | keep fee | take 1)", "value: money VND?"),
        ("(from dossiers | take 1 | keep fee)", "value: money VND?"),
        ("let best = from dossiers | sort fee | take 1\n(from best | keep id)", "value: text?"),
        ("(from rows (a) [(5)])", "value: int?"),
        ("(from dossiers | summarize count()) + 1", "value: int?"),
        ("(from dossiers | keep fee)", "one-row-wanted: one value is wanted here, and this pipeline can have many rows"),
        ("(from dossiers | take 1 thousand | keep fee)", "one-row-wanted: one value is wanted here, and this pipeline can have many rows"),
        ("(from dossiers | take 1 by unit | keep fee)", "one-row-wanted: one value is wanted here, and this pipeline can have many rows"),
        ("(from dossiers | summarize count() by unit | keep count)", "one-row-wanted: one value is wanted here, and this pipeline can have many rows"),
        ("(from dossiers | take 1 | append (from dossiers) | keep fee)", "one-row-wanted: one value is wanted here, and this pipeline can have many rows"),
        ("(from dossiers | take 1 | keep fee, id)", "one-column-wanted: one column is wanted here, and this pipeline has 2"),
    ])
    func pipelinesAsValues(program: String, columns: String) { #expect(SemanticsTests.columns(program) == columns) }

    /// Pipelines in parentheses are filed in the order in which they have to run, each once.
    @Test func subqueriesAreFiledOnce() {
        let program = CheckedProgram("from dossiers | where (from units | where id in (from letters | keep sender.id) | summarize max(name)) is present | keep id")
        #expect(program.messages == "")
        #expect(program.last?.subqueries.map(\.isScalar) == [false, true])
    }
}
