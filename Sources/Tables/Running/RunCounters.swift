import Semantics
import Synchronization

/// What a run counted: the material of notices and provenance.
package final class RunCounters: @unchecked Sendable {
    private let lock = Mutex<State>(State())

    private struct State {
        var missingComparisons: [NoticeID: Int] = [:]
        var dangling: [String: Int] = [:]
        var unmatched: [String: Int] = [:]
        var skippedMissing: [String: Int] = [:]
        var emptyDivisions = 0
        var rowsRead: [String: Int] = [:]
        var filters: [FilterCount] = []
        var failures: [Int: AssertionFailures] = [:]
        var badCells: [String: Int] = [:]
        var isAtLeast = false
    }

    package init() {}

    package func addMissingComparisons(_ notice: NoticeID, _ count: Int) { lock.withLock { $0.missingComparisons[notice, default: 0] += count } }
    /// Link values of `column` that name no row of `table`; the key is `column → table` in the user's words.
    package func addDangling(_ link: String, _ count: Int) { lock.withLock { $0.dangling[link, default: 0] += count } }
    /// Rows of a lookup or join without a match, by the right side's name.
    package func addUnmatched(_ rightName: String, _ count: Int) { lock.withLock { $0.unmatched[rightName, default: 0] += count } }
    /// Missing values that an aggregate left out, by the aggregate's name.
    package func addSkipped(_ aggregate: String, _ count: Int) { lock.withLock { $0.skippedMissing[aggregate, default: 0] += count } }
    /// Results that are missing because a divisor was 0 or a group had no rows.
    package func addEmptyDivisions(_ count: Int) { lock.withLock { $0.emptyDivisions += count } }
    package func addRowsRead(_ table: String, _ count: Int) { lock.withLock { $0.rowsRead[table, default: 0] += count } }
    /// Rows that met a condition, and how many it let through.
    package func addFiltered(_ condition: String, of count: Int, kept: Int) {
        lock.withLock {
            let index = $0.filters.firstIndex { $0.condition == condition } ?? $0.filters.endIndex
            if index == $0.filters.endIndex { $0.filters.append(FilterCount(condition: condition)) }
            $0.filters[index].rows += count
            $0.filters[index].kept += kept
        }
    }
    /// Whether something was counted of values that were worked out.
    package var hasCountedValues: Bool { lock.withLock { !$0.missingComparisons.isEmpty || !$0.dangling.isEmpty || !$0.unmatched.isEmpty || $0.emptyDivisions > 0 } }

    package func addBadCells(_ column: String, _ count: Int) { lock.withLock { $0.badCells[column, default: 0] += count } }
    /// A `take` ended the reading early, so every count is a lower bound.
    package func markAtLeast() { lock.withLock { $0.isAtLeast = true } }

    /// Rows for which assertion `number` failed, with the messages of the first few.
    package func addFailures(_ number: Int, count: Int, messages: [String]) {
        lock.withLock {
            var entry = $0.failures[number] ?? AssertionFailures()
            entry.count += count
            entry.messages.append(contentsOf: messages.prefix(AssertionFailures.shown - entry.messages.count))
            $0.failures[number] = entry
        }
    }

    /// What a part of the run has counted.
    package func add(_ part: RunCounters) {
        let part = part.lock.withLock { $0 }
        lock.withLock {
            $0.missingComparisons.merge(part.missingComparisons, uniquingKeysWith: +)
            $0.dangling.merge(part.dangling, uniquingKeysWith: +)
            $0.unmatched.merge(part.unmatched, uniquingKeysWith: +)
            $0.skippedMissing.merge(part.skippedMissing, uniquingKeysWith: +)
            $0.emptyDivisions += part.emptyDivisions
            $0.rowsRead.merge(part.rowsRead, uniquingKeysWith: +)
            $0.badCells.merge(part.badCells, uniquingKeysWith: +)
            $0.isAtLeast = $0.isAtLeast || part.isAtLeast
        }
        for filter in part.filters { addFiltered(filter.condition, of: filter.rows, kept: filter.kept) }
        for (number, failures) in part.failures { addFailures(number, count: failures.count, messages: failures.messages) }
    }

    package var missingComparisons: [NoticeID: Int] { lock.withLock { $0.missingComparisons } }
    package var dangling: [String: Int] { lock.withLock { $0.dangling } }
    package var unmatched: [String: Int] { lock.withLock { $0.unmatched } }
    package var skippedMissing: [String: Int] { lock.withLock { $0.skippedMissing } }
    package var emptyDivisions: Int { lock.withLock { $0.emptyDivisions } }
    package var rowsRead: [String: Int] { lock.withLock { $0.rowsRead } }
    package var filters: [FilterCount] { lock.withLock { $0.filters } }
    package var failures: [Int: AssertionFailures] { lock.withLock { $0.failures } }
    package var badCells: [String: Int] { lock.withLock { $0.badCells } }
    package var isAtLeast: Bool { lock.withLock { $0.isAtLeast } }
}

/// How many rows a condition has seen, and how many it let through.
package struct FilterCount: Sendable {
    package var condition: String
    package var rows = 0
    package var kept = 0
    package init(condition: String) { self.condition = condition }
}

/// How often a row check failed, and its first messages.
package struct AssertionFailures: Sendable {
    /// Messages kept for one check.
    package static let shown = 10
    package var count = 0
    package var messages: [String] = []
    package init() {}
}
