import Columns
import Diagnostics
import Planning
import Semantics
import Synchronization

/// What one running query shares: cancelling, its clock and calendar, its tables, and what it counted on the way.
///
/// Passed explicitly, so that the engine reads no clock, locale or file that it was not given.
package final class QueryContext: @unchecked Sendable {
    /// Set from a signal handler or another thread; loops look at it at least every 64 Ki rows or 1 MiB.
    package let isCancelled = Atomic<Bool>(false)
    package let tables: any TableProvider
    package let calendars: Calendars
    package let zone: Zone
    /// `$as_of` in days, for what hangs on it.
    package let asOf: Int32
    /// What a bad cell becomes missing for (`--keep-going`), counted.
    package let keepsGoing: Bool
    /// Whether others may read the same columns after this run, so that it is worth keeping them in memory.
    package var keepsColumns = true
    package let counters = RunCounters()
    /// Of which rows of linked tables conditions are true, found out once for all parts of the run.
    let verdictsOfRun: VerdictsOfRun
    package let progress: QueryProgress
    /// How `{…}` in texts shows values.
    package let display: DisplayText
    /// The one column of each subquery on the right side of `in`; set when the subquery has run, before expressions
    /// that use it are compiled.
    package var boundSets: [SubqueryID: Column] = [:]
    /// What those columns hold of the memory that may be used.
    private var memoryOfSets: [MemoryReservation] = []
    /// One thread while this is a part of a run; what the parts have gathered is finished by as many as the whole may use.
    package internal(set) var parallelism: Parallelism
    /// What operators may hold in memory, with all other runs of the process.
    package let memory: MemoryAccount
    /// Gathers what each node of its plans does; `nil` where nobody asks.
    package var profile: QueryProfile?
    /// Where they put what does not fit; without one they refuse.
    package let scratch: (any ScratchStore)?
    /// Where the columns of scans come from: of some it is known that each of their links names a row.
    var origins: [ColumnID: ColumnOrigin] = [:]
    /// The run that this one is part of, which is cancelled for both.
    private let whole: QueryContext?

    package init(
        tables: any TableProvider, calendars: Calendars, zone: Zone, asOf: Int32, keepsGoing: Bool = false, style: NumberStyle = .c, parallelism: Parallelism = .single,
        memory: MemoryAccount = .unlimited, scratch: (any ScratchStore)? = nil
    ) {
        self.tables = tables
        self.calendars = calendars
        self.zone = zone
        self.asOf = asOf
        self.keepsGoing = keepsGoing
        self.display = DisplayText(style: style, zone: zone)
        self.parallelism = parallelism
        self.memory = memory
        self.scratch = scratch
        progress = QueryProgress()
        verdictsOfRun = VerdictsOfRun()
        whole = nil
    }

    /// The same run with counters of its own, for a part of it that may have to be forgotten.
    init(partOf whole: QueryContext, parallelism: Parallelism) {
        tables = whole.tables
        calendars = whole.calendars
        zone = whole.zone
        asOf = whole.asOf
        keepsGoing = whole.keepsGoing
        keepsColumns = whole.keepsColumns
        display = whole.display
        boundSets = whole.boundSets
        origins = whole.origins
        progress = whole.progress
        verdictsOfRun = whole.verdictsOfRun
        self.parallelism = parallelism
        memory = whole.memory
        scratch = whole.scratch
        profile = whole.profile
        self.whole = whole
    }

    /// - Throws: `memory-exceeded` where there is no room to look values up in the set.
    package func bind(_ subquery: SubqueryID, to table: ResultTable) throws {
        let values = table.columns[0].values
        boundSets[subquery] = values
        guard let memory = table.memory else { return }
        try memory.demand(values.keyBytes + 64 * table.rowCount)
        memoryOfSets.append(memory)
    }

    /// Runs `body` for each number below `count`, each on a thread of its own, for the node that this thread is at work for.
    func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        guard let profile, let node = profile.running else { return Parallelism.run(count, body) }
        profile.note("\(count) threads")
        Parallelism.run(count) { number in profile.time(node) { body(number) } }
    }

    /// The same run with counters that nobody reads, for what is computed again.
    func unheard() -> QueryContext { QueryContext(partOf: self, parallelism: .single) }

    /// Whether the user has stopped the run.
    package var isStopped: Bool { whole?.isStopped ?? isCancelled.load(ordering: .relaxed) }

    package func checkCancelled() throws {
        if isStopped { throw Interrupted() }
    }
}

/// A column of a table.
struct ColumnOrigin: Sendable {
    var table: String
    var column: String
}

/// Tables by name, for scans and for link hops.
package protocol TableProvider: AnyObject, Sendable {
    func source(_ table: String) throws -> any BatchSource
    /// The table in memory with its key indexed, for links; kept for the session.
    func linked(_ table: String) throws -> LinkedTable
}

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
    var hasCountedValues: Bool { lock.withLock { !$0.missingComparisons.isEmpty || !$0.dangling.isEmpty || !$0.unmatched.isEmpty || $0.emptyDivisions > 0 } }

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
    func add(_ part: RunCounters) {
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
