import Columns
import Synchronization

/// An aggregation whose input is read in parts, a thread for each, and whose states are merged in the order of the parts.
///
/// Which rows are in a part depends on their number alone, aggregates that depend on the order of rows are not run so, and sums are exact:
/// so the answer is the same for any number of threads. When a part fails, all are forgotten and the rows are read once more in their
/// order, so that the same mistake is reported as ever. When there turn out to be so many groups that merging them would cost what the
/// threads have saved, the rows are read again and scattered.
final class ParallelAggregateStream: DeferredStream {
    /// One part: where its rows come from and what becomes of them.
    struct Part {
        let input: any BatchStream
        let breaker: AggregateBreaker
        let context: QueryContext
    }

    private var parts: [Part]
    /// What was counted while the parts were made: the right sides of joins.
    private let shared: QueryContext
    private let context: QueryContext
    /// The same on one thread.
    private let inOrder: () throws -> any BatchStream
    /// The same for as many groups as rows.
    private let scattered: () throws -> any BatchStream
    var output: (any BatchStream)?

    init(
        _ parts: [Part], shared: QueryContext, context: QueryContext, inOrder: @escaping () throws -> any BatchStream,
        scattered: @escaping () throws -> any BatchStream
    ) {
        self.parts = parts
        self.shared = shared
        self.context = context
        self.inOrder = inOrder
        self.scattered = scattered
    }

    func run() throws -> any BatchStream {
        let (hasFailed, hasManyGroups) = {
            let work = Workers(parts, groupsToMerge: context.parallelism.groupsToMerge)
            Parallelism.run(parts.count) { work.run($0) }
            return (work.hasFailed, work.hasManyGroups)
        }()
        try context.checkCancelled()
        if hasFailed { return try again(inOrder) }
        if hasManyGroups { return try again(scattered) }
        do {
            let first = parts[0].breaker
            for part in parts.dropFirst() { try first.absorb(part.breaker) }
            let output = try first.finish()
            for counted in [shared] + parts.map(\.context) { context.counters.add(counted.counters) }
            return output
        } catch is FailedRow {
            return try again(inOrder)
        }
    }

    /// Without what the parts have gathered.
    private func again(_ way: () throws -> any BatchStream) throws -> any BatchStream {
        parts = []
        return try way()
    }

    /// The parts as threads see them, each of which touches only its own.
    private final class Workers: @unchecked Sendable {
        private let parts: [Part]
        private let failed = Atomic(false)
        private let manyGroups = Atomic(false)
        private let groupsToMerge: Int

        init(_ parts: [Part], groupsToMerge: Int) {
            self.parts = parts
            self.groupsToMerge = groupsToMerge
        }

        var hasFailed: Bool { failed.load(ordering: .relaxed) }
        var hasManyGroups: Bool { manyGroups.load(ordering: .relaxed) }

        func run(_ number: Int) {
            do {
                while !hasFailed, !hasManyGroups, let batch = try parts[number].input.next() {
                    try parts[number].breaker.consume(batch)
                    if parts[number].breaker.hasTooManyToMerge(few: groupsToMerge) { manyGroups.store(true, ordering: .relaxed) }
                }
            } catch {
                failed.store(true, ordering: .relaxed)
            }
        }
    }
}
