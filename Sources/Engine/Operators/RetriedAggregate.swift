import Columns
import Tables

/// An aggregation that keeps values of single rows (a median, distinct values): first in memory; when that is too little, once more from
/// the start with all rows divided by their keys on disk.
///
/// Groups that stand in memory already go on growing with every row, so it does not help to turn away new ones, as aggregations do whose
/// groups take the same room whatever the number of rows. What the first attempt counted is forgotten.
final class RetriedAggregate: BatchStream {
    private let context: QueryContext
    private let attempt: (QueryContext, _ dividesAll: Bool) throws -> any BatchStream
    private var own: QueryContext
    private var stream: any BatchStream
    private var hasBegun = false

    init(_ context: QueryContext, attempt: @escaping (QueryContext, _ dividesAll: Bool) throws -> any BatchStream) throws {
        self.context = context
        self.attempt = attempt
        own = QueryContext(partOf: context, parallelism: context.parallelism)
        stream = try attempt(own, false)
    }

    func next() throws -> Batch? {
        if hasBegun { return try stream.next() }
        hasBegun = true
        let first: Batch?
        do {
            first = try stream.next()
        } catch is AggregateBreaker.Shortage {
            stream = EmptyStream()
            FreedMemory.giveBack()
            own = QueryContext(partOf: context, parallelism: context.parallelism)
            stream = try attempt(own, true)
            first = try stream.next()
        }
        context.counters.add(own.counters)
        return first
    }

    var isFinished: Bool { hasBegun && stream.isFinished }
    var hasOpenCounts: Bool { !hasBegun }
    var countsAsRowsPass: Bool { !hasBegun }

    private final class EmptyStream: BatchStream {
        func next() -> Batch? { nil }
        var isFinished: Bool { true }
        var hasOpenCounts: Bool { false }
        var countsAsRowsPass: Bool { false }
    }
}
