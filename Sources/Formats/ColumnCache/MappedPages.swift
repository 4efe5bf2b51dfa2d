import Columns
import Glibc
import Synchronization
import Tables

/// The pages of cached columns that are in this process's memory: at most an eighth of what queries may use.
///
/// They are pages of files, which the system takes away when it needs them, so they are not counted with what queries hold. But whoever looks at
/// the process from outside sees them as its memory, and a limit that a container enforces has them in it. So when there are too many, the
/// pieces that were not asked for longest are let go of. Their rows can still be read: the pages come back one by one, from the system's copy.
///
/// With more, what queries hold, what is kept for the next one and these pages were a tenth above the limit together (a hundred million rows, 4 GiB).
final class MappedPages: Sendable {
    private struct Place: Hashable {
        var mapping: ObjectIdentifier
        var start: Int
    }
    private struct Piece: Sendable {
        var mapping: Buffer
        var bytes: Range<Int>
        /// When it was asked for last.
        var turn: Int
    }
    private struct State: Sendable {
        var pieces: [Place: Piece] = [:]
        var byteCount = 0
        var turn = 0
    }

    private let memory: MemoryAccount
    private let state = Mutex(State())

    init(_ memory: MemoryAccount) { self.memory = memory }

    /// Brings the pages of a piece in, all with one call, where a fault each would cost more than the query. O(pieces) where others have to go.
    func bringIn(_ bytes: Range<Int>, of mapping: Buffer) {
        let place = Place(mapping: ObjectIdentifier(mapping), start: bytes.lowerBound)
        let limit = memory.limit / 8
        let (isNew, others) = state.withLock { state -> (Bool, [Piece]) in
            state.turn += 1
            let isNew = state.pieces.updateValue(Piece(mapping: mapping, bytes: bytes, turn: state.turn), forKey: place) == nil
            if isNew { state.byteCount += bytes.count }
            var others: [Piece] = []
            while state.byteCount > limit, state.pieces.count > 1, let oldest = state.pieces.min(by: { $0.value.turn < $1.value.turn }) {
                others.append(oldest.value)
                state.byteCount -= oldest.value.bytes.count
                state.pieces[oldest.key] = nil
            }
            return (isNew, others)
        }
        // Where the kernel does not know it (before Linux 5.14), the pages come one by one.
        if isNew { Self.advise(bytes, of: mapping, Self.populateForReading) }
        for other in others { Self.advise(other.bytes, of: other.mapping, MADV_DONTNEED) }
    }

    /// Of a file that nobody reads any more.
    func forget(_ mapping: Buffer) {
        state.withLock { state in
            for (place, piece) in state.pieces where place.mapping == ObjectIdentifier(mapping) {
                state.byteCount -= piece.bytes.count
                state.pieces[place] = nil
            }
        }
    }

    /// How many bytes are brought in.
    var byteCount: Int { state.withLock { $0.byteCount } }

    private static func advise(_ bytes: Range<Int>, of mapping: Buffer, _ advice: Int32) {
        let page = 4096
        let first = bytes.lowerBound / page * page
        madvise(mapping.base + first, bytes.upperBound - first, advice)
    }

    /// MADV_POPULATE_READ, which older headers do not have.
    private static let populateForReading: Int32 = 22
}
