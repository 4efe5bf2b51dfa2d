import Columns

/// The query that a table is read for, as far as readers see it: what they ask and what they tell.
package protocol ReadingContext: AnyObject, Sendable {
    /// Whether the user has stopped the query. Loops look at it at least every 64 Ki rows or 1 MiB.
    var isStopped: Bool { get }
    /// What a bad cell becomes missing for (`--keep-going`), counted.
    var keepsGoing: Bool { get }
    /// Whether others may read the same columns after this query, so that it is worth keeping them in memory.
    var keepsColumns: Bool { get }
    var counters: RunCounters { get }
    var progress: QueryProgress { get }
    /// How many threads a reading may have.
    var parallelism: Parallelism { get }
    /// Tells who asked for the profile of the query how the table is read.
    func note(_ text: String)
}

extension ReadingContext {
    /// - Throws: `Interrupted` when the user has stopped the query.
    package func checkCancelled() throws {
        if isStopped { throw Interrupted() }
    }
}
