import Columns
import Synchronization
import Tables

/// A breaker of which several can share the rows of a table.
protocol MergingBreaker: Breaker {
    /// Takes over what the other has gathered of rows that come after those of this one. The other is not used any more.
    func absorb(_ other: Self) throws
    /// Whether to merge what was gathered of other rows would cost what it saves to have had a thread of its own for these.
    /// - Parameters:
    ///   - few: so many groups can always be merged.
    ///   - rows: how many there are in all of this part's table.
    func hasTooManyToMerge(few: Int, of rows: Int) -> Bool
}

/// Rows that are read in parts, a thread for each, and of which what the parts have gathered is merged in their order.
///
/// Which rows are in a part depends on their number alone, aggregates that depend on the order of rows are not run so, and sums are exact:
/// so the answer is the same for any number of threads. When a part fails, all are forgotten and the rows are read once more in their
/// order, so that the same mistake is reported as ever. When there turns out to be so much to merge that it would cost what the
/// threads have saved, the rows are read again and taken in another way.
final class ParallelStream<PartBreaker: MergingBreaker>: DeferredStream {
    /// One part: where its rows come from and what becomes of them.
    struct Part {
        let input: any BatchStream
        let breaker: PartBreaker
        let context: QueryContext
    }

    private var parts: [Part]
    /// Of the table that the parts share.
    private let rowCount: Int
    /// What was counted while the parts were made: the right sides of joins.
    private let shared: QueryContext
    private let context: QueryContext
    /// The same on one thread.
    private let inOrder: () throws -> any BatchStream
    /// The same where there is too much to merge.
    private let otherwise: () throws -> any BatchStream
    var output: (any BatchStream)?

    init(
        _ parts: [Part], of rowCount: Int, shared: QueryContext, context: QueryContext, inOrder: @escaping () throws -> any BatchStream,
        otherwise: @escaping () throws -> any BatchStream
    ) {
        self.parts = parts
        self.rowCount = rowCount
        self.shared = shared
        self.context = context
        self.inOrder = inOrder
        self.otherwise = otherwise
    }

    func run() throws -> any BatchStream {
        let (hasFailed, hasTooMany) = {
            let work = PartWorkers(parts.map { ($0.input, $0.breaker) }, groupsToMerge: context.parallelism.groupsToMerge, rowsOfPart: rowCount / parts.count)
            context.onThreads(parts.count) { work.run($0) }
            return (work.hasFailed, work.hasTooMany)
        }()
        try context.checkCancelled()
        if hasFailed {
            context.profile?.note("once more in order")
            return try again(inOrder)
        }
        if hasTooMany {
            context.profile?.note("too many groups to merge")
            return try again(otherwise)
        }
        do {
            let first = parts[0].breaker
            parts[0].context.parallelism = context.parallelism
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
}

/// The parts as threads see them, each of which touches only its own.
private final class PartWorkers: @unchecked Sendable {
    private let parts: [(input: any BatchStream, breaker: any MergingBreaker)]
    private let failed = Atomic(false)
    private let tooMany = Atomic(false)
    private let groupsToMerge: Int
    private let rowsOfPart: Int

    init(_ parts: [(input: any BatchStream, breaker: any MergingBreaker)], groupsToMerge: Int, rowsOfPart: Int) {
        self.parts = parts
        self.groupsToMerge = groupsToMerge
        self.rowsOfPart = rowsOfPart
    }

    var hasFailed: Bool { failed.load(ordering: .relaxed) }
    var hasTooMany: Bool { tooMany.load(ordering: .relaxed) }

    func run(_ number: Int) {
        do {
            let (input, breaker) = parts[number]
            while !hasFailed, !hasTooMany, let batch = try input.next() {
                try breaker.consume(batch)
                if breaker.hasTooManyToMerge(few: groupsToMerge, of: rowsOfPart) { tooMany.store(true, ordering: .relaxed) }
            }
        } catch {
            failed.store(true, ordering: .relaxed)
        }
    }
}

extension GroupIndex {
    /// Whether the groups found in so many rows, of so many that there are, will be too many to merge.
    func hasTooManyToMerge(after rowsBefore: Int, few: Int, of rows: Int) -> Bool {
        // Those that are found by their place in an array are merged several times as fast as rows are dealt out.
        let (share, most) = isArray ? (2, rows / 3) : (4, rows / 16)
        return count > max(few, rowsBefore / share) && DistinctGrowth(distinct: count, rows: rowsBefore).expected > most
    }
}
