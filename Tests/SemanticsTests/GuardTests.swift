import Testing

/// A missing value never disappears in silence: an ordering comparison that can meet one is guarded, counted, or
/// an error (LANGUAGE section 8).
@Suite struct GuardTests {
    /// Each of these proves that `due` is there, so that the comparison counts nothing, in a saved script too.
    @Test(arguments: [
        "where due is present and due > @2019",
        "where due is missing or due > @2019",
        "where not (due is missing) and due > @2019",
        "where not (due is present) or due > @2019",
        "where due is not missing and due > @2019",
        "where (due is present and fee is present) and (fee > 5 and due > @2019)",
        "where not (due is missing or fee is missing) and due > @2019",
        "where not (due is present and fee is present) or due > @2019",
        "where (if due is present then due > @2019 else false)",
        "where (if due is missing then false else due > @2019)",
        "where (if due is present and decided then due > @2019 else false)",
        "where due ?? @2019-01-01 > @2019",
        "where due is present | where due > @2019",
        "where due is present | sort id | add x = 1 | rename hạn = due | where hạn > @2019",
        "where due is present | keep due | where due > @2019",
        "where due is present | distinct due | where due > @2019",
        "where due is present | distinct | where due > @2019",
        "where due is present | summarize count() by due | where due > @2019",
        "where due is present and due.month > @2019",
        "where due.month is present and due > @2019",
        "where due is present and due + 3 days > @2019",
        "summarize count(where due is present and due > @2019)",
        "summarize max(due where due is present and due > @2019)",
        "where unit.parent is present and unit.parent.valid_from > @2019",
        "where unit.parent.valid_from is present and unit.parent.valid_from > @2019",
        "where waiting is present and waiting > 5",
        "where late", "summarize on_time_rate", "where count(dossiers.due where due is present and due > @2019) > 1",
        "where due == @2019-06-30", "where due != missing", "where due in @2019", "where fee in 1..5", "where due is present or fee in [1, 2]",
    ])
    func isGuarded(stages: String) {
        let table = stages.contains("dossiers.") ? "units" : "dossiers"
        #expect(CheckedProgram("from \(table) | \(stages)", strict: true).notices == [])
    }

    /// These do not, and a saved script says so.
    @Test(arguments: [
        ("where due > @2019", "due"),
        ("where due > @2019 and due is present", "due"),
        ("where due is present or due > @2019", "due"),
        ("where (due is present or fee is present) and due > @2019", "due"),
        ("where (if due is present then true else due > @2019)", "due"),
        ("where finished is present and due > @2019", "due"),
        ("where due is present | set due = finished.date | where due > @2019", "due"),
        ("where due is present | append (from dossiers) | where due > @2019", "due"),
        ("where decided and finished > received", "finished"),
        ("where due.month > @2019", "due.month"),
        ("summarize count() by due | where due > @2019", "due"),
        ("add hạn = due | where hạn > @2019", "hạn"),
        ("where unit.parent.valid_from > @2019", "unit.parent.valid_from"),
        ("where procedure.days > 5", "procedure.days"),
        ("join procedures as p on procedure == p.id | where days > 5", "days"),
        ("summarize count(where due > @2019)", "due"),
        ("check due >= received", "due"),
    ])
    func isUnguarded(stages: String, what: String) {
        #expect(CheckedProgram("from dossiers | \(stages)", strict: true).messages.hasPrefix("unguarded-comparison: '\(what)' may be missing, and then '"))
        // In the shell it is counted instead.
        #expect(CheckedProgram("from dossiers | \(stages)").notices == [what])
    }

    /// What is computed is counted everywhere: that it can be missing is nothing that the writer of a script has declared.
    @Test(arguments: [
        ("add x = fee / 2 | where x > 5", ["x"]),
        ("where fee * 2 > fee * 3", ["fee * 2, fee * 3"]),
        ("where waiting > 5", ["waiting"]),
        ("where days_between(received, finished) > 5", ["days_between(received, finished)"]),
        ("summarize on_time_rate by channel | where on_time_rate < 95%", ["on_time_rate"]),
        ("summarize m = max(received) | where m > @2019", ["m"]),
        ("lookup procedures as p on procedure == p.id | where days > 5 and agency.valid_from < @2019", ["days", "agency.valid_from"]),
        ("add before = lag(received) | where before < received", ["before"]),
        ("where fee is present and fee > (from dossiers | summarize avg(fee))", ["(from dossiers | summarize avg(fee))"]),
    ])
    func computedValuesAreCounted(stages: String, counted: [String]) {
        #expect(CheckedProgram("from dossiers | \(stages)", strict: true).notices == counted)
    }

    /// A file without a model: a column with empty cells is as if it were declared `?`.
    @Test func emptyCellsOfAFileAreGuarded() {
        #expect(CheckedProgram("from \"targets.csv\" | where target > 5", strict: true).messages == "unguarded-comparison: 'target' may be missing, and then '>' would quietly be false")
        #expect(CheckedProgram("from \"targets.csv\" | where target is present and target > 5", strict: true).notices == [])
        #expect(CheckedProgram("from \"targets.csv\" | where target > 5").notices == ["target"])
    }

    /// A function sees what has been proven of its arguments, and may guard them itself.
    @Test func guardsReachIntoFunctions() {
        let functions = """
            fn over(a: date): bool = a > @2019
            fn guarded(a: date?): bool = a is present and a > @2019

            """
        #expect(CheckedProgram(functions + "from dossiers | where due is present and over(due)", strict: true).notices == [])
        #expect(CheckedProgram(functions + "from dossiers | where guarded(due)", strict: true).notices == [])
        #expect(CheckedProgram(functions + "from dossiers | where guarded(due + 1 day)", strict: true).notices == [])
        #expect(CheckedProgram(functions + "from dossiers | where over(due)", strict: true).messages == "unguarded-comparison: 'due' may be missing, and then '>' would quietly be false")
    }

    /// A value that can be missing without its argument being so is not proven by it.
    @Test func onlyWhatFollowsIsProven() {
        #expect(CheckedProgram("from kinds | where os is present and parse_number(os) > 5").notices == ["parse_number(os)"])
        #expect(CheckedProgram("from kinds | where parse_number(os) is present and parse_number(os) > 5").notices == [])
        #expect(CheckedProgram("from kinds | where oi is present and i / oi > 5").notices == ["i / oi"])
        #expect(CheckedProgram("from kinds | where i / oi is present and i / oi > oi").notices == [])
    }

    /// The type says it too: what is narrowed is no longer optional.
    @Test func narrowedTypes() {
        #expect(columns("from dossiers | where due is present | keep due, next = due + 1 day, finished") == "due: date, next: date, finished: timestamp?")
        #expect(columns("from dossiers | summarize count() by due") == "due: date?, count: int")
        #expect(columns("from dossiers | where fee is present | keep x = if due is present then due else @2019-01-01") == "x: date")
    }
}
