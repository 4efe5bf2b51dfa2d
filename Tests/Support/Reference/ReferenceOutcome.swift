import Semantics

/// What a run came to: the tables it showed, how its checks went, and what it counted.
package struct ReferenceOutcome {
    package struct Table {
        package var relation: Relation
        /// In the order of the relation's columns.
        package var rows: [[Value]]
        /// After `with totals`: how many keys each row rolls up.
        package var levels: [Int]?

        package init(relation: Relation, rows: [[Value]], levels: [Int]?) {
            self.relation = relation
            self.rows = rows
            self.levels = levels
        }
    }

    package struct Verdict {
        /// Messages kept for one check.
        static let shown = 10
        package var assertion: CheckedAssertion
        /// Rows, or 1 for a check over the table.
        package var failures = 0
        /// What the first failing rows say.
        package var messages: [String] = []

        package init(assertion: CheckedAssertion) { self.assertion = assertion }
    }

    package var tables: [Table] = []
    package var verdicts: [Verdict] = []
    package var counts = ReferenceCounts()
    package init() {}
}

/// What is said under a result.
package struct ReferenceCounts {
    /// Orderings that met a missing value.
    package var comparisons: [NoticeID: Int] = [:]
    /// Rows without a match, by what the right side is called.
    package var unmatched: [String: Int] = [:]
    /// Links that point to no row.
    package var dangling: [String: Int] = [:]
    /// Missing values that an aggregate left out, by the words of the aggregate.
    package var skipped: [String: Int] = [:]
    package init() {}
}

/// A row while it passes the stages: its columns by number.
struct Row {
    var values: [ColumnID: Value] = [:]

    subscript(_ id: ColumnID) -> Value {
        get { values[id] ?? .missing }
        set { values[id] = newValue }
    }
}

/// Rows that are worked out as they are asked for, so that a `take` can stop asking.
final class Rows {
    private let pull: () throws -> Row?

    init(_ pull: @escaping () throws -> Row?) { self.pull = pull }

    convenience init(_ rows: [Row]) {
        var position = 0
        self.init {
            guard position < rows.count else { return nil }
            position += 1
            return rows[position - 1]
        }
    }

    /// Rows that can only be had all at once, asked for when the first of them is.
    convenience init(later rows: @escaping () throws -> [Row]) {
        var found: Rows?
        self.init {
            let made = try found ?? Rows(rows())
            found = made
            return try made.next()
        }
    }

    func next() throws -> Row? { try pull() }

    func all() throws -> [Row] {
        var rows: [Row] = []
        while let row = try next() { rows.append(row) }
        return rows
    }

    /// Runs a stage's own work on a row of this input. When that fails, the rest of the input is still read: if an earlier stage
    /// fails there, its error is the one to report.
    func blaming<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            while try next() != nil {}
            throw error
        }
    }
}
