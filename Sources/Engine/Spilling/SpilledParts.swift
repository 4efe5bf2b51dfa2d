import Columns
import Semantics
import Tables

/// Rows divided by their keys into parts on disk, each of which an operator then takes for itself.
///
/// Rows keep their order within a part. Small pieces wait until a part has enough of them for a page, or all of them together take too much memory.
final class SpilledParts {
    /// Parts of parts of parts: rows that are still together then have the same key.
    static let deepest = 3

    let level: Int
    private var hasher: KeyHasher
    private let parts: [SpilledBatches]
    private var waiting: [[Batch]]
    private var waitingRows: [Int]
    /// Of all parts.
    private var waitingBytes = 0
    private let mostWaiting: Int
    /// What waits takes at most one in so many of the bytes that may be used, and not less than is worth writing.
    private static let share = 32
    private static let leastWaiting = 1 << 20

    /// - Parameters:
    ///   - keyTypes: of the keys by which rows are divided.
    ///   - level: how often these rows have been divided already.
    init(_ file: SpillFile, keyTypes: [Type], level: Int) {
        self.level = level
        hasher = KeyHasher(keyTypes)
        parts = (0..<KeyHasher.partCount).map { _ in SpilledBatches(file) }
        waiting = parts.map { _ in [] }
        waitingRows = parts.map { _ in 0 }
        mostWaiting = max(Self.leastWaiting, file.context.memory.limit / Self.share)
    }

    func add(_ batch: Batch, keys: [Column]) throws {
        if batch.count == 0 { return }
        let (rows, starts) = RowsByGroup.order(hasher.parts(of: keys, count: batch.count, level: level), groupCount: parts.count)
        let dealt = batch.gather(rows)
        for part in parts.indices where starts[part] < starts[part + 1] {
            let piece = starts[part]..<starts[part + 1]
            waiting[part].append(Batch(columns: dealt.columns.map { $0.slice(piece) }, count: piece.count))
            waitingRows[part] += piece.count
            if waitingRows[part] >= Batch.capacity / 2 { try write(part) }
        }
        waitingBytes += batch.byteCount
        if waitingBytes > mostWaiting { try writeAll() }
    }

    private func writeAll() throws {
        for part in parts.indices { try write(part) }
        waitingBytes = 0
    }

    private func write(_ part: Int) throws {
        if waiting[part].isEmpty { return }
        try parts[part].append(try Batch.concatenated(waiting[part]))
        waiting[part] = []
        waitingRows[part] = 0
    }

    /// The parts, once all rows have been added.
    func finish() throws -> [SpilledBatches] {
        try writeAll()
        return parts
    }
}
