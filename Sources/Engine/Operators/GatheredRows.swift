import Columns
import Tables

/// What threads have made of the rows of a table, each of a part, kept until it is handed out in the order of the rows.
///
/// For those who keep all rows that come to them: what stands here is not there once more.
final class GatheredRows: MergingBreaker {
    private var batches: [Batch] = []
    /// Those of the parts that follow.
    private var following: [GatheredRows] = []
    private let reservation: MemoryReservation
    private let most: Int

    /// There is no room to keep as much as is to be handed out.
    struct Shortage: Error {}

    /// A part keeps no more of the memory that may be used than one in so many: whoever takes the rows over needs room for them too.
    private static let share = 16

    init(_ context: QueryContext) {
        reservation = MemoryReservation(context.memory, for: .kept)
        most = context.memory.limit / Self.share
    }

    func consume(_ batch: Batch) throws {
        let size = batch.byteCount
        guard reservation.bytes + size <= most, reservation.requestSparing(size) else { throw Shortage() }
        batches.append(batch)
    }

    func absorb(_ other: GatheredRows) { following.append(other) }

    func hasTooManyToMerge(few: Int, of rows: Int) -> Bool { false }

    func finish() -> any BatchStream { HandedOut([self] + following) }

    private final class HandedOut: BatchStream {
        /// Those that are left, the next one last.
        private var parts: [GatheredRows]
        private var rest: ArraySlice<Batch> = []

        init(_ parts: [GatheredRows]) { self.parts = parts.reversed() }

        func next() throws -> Batch? {
            while rest.isEmpty, let part = parts.popLast() {
                rest = part.batches[...]
                part.batches = []
                part.reservation.clear()
            }
            return rest.popFirst()
        }

        var isFinished: Bool { rest.isEmpty && parts.allSatisfy(\.batches.isEmpty) }
        var hasOpenCounts: Bool { false }
        var countsAsRowsPass: Bool { false }
    }
}
