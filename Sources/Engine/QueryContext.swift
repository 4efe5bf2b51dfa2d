import Columns
import Diagnostics
import Planning
import Semantics
import Synchronization
import Tables

/// What one running query shares: cancelling, its clock and calendar, its tables, and what it counted on the way.
///
/// Passed explicitly, so that the engine reads no clock, locale or file that it was not given.
package final class QueryContext: ReadingContext, @unchecked Sendable {
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

    package func note(_ text: String) { profile?.note(text) }
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
