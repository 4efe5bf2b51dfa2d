import Columns
import Semantics

/// Rows divided by their keys into parts on disk, each of which an operator then takes for itself.
///
/// Rows keep their order within a part. Small pieces wait until a part has enough of them for a page.
final class SpilledParts {
    /// Parts of parts of parts: rows that are still together then have the same key.
    static let deepest = 3

    let level: Int
    private var hasher: KeyHasher
    private let parts: [SpilledBatches]
    private var waiting: [[Batch]]
    private var waitingRows: [Int]

    /// - Parameters:
    ///   - keyTypes: of the keys by which rows are divided.
    ///   - level: how often these rows have been divided already.
    init(_ file: SpillFile, keyTypes: [Type], level: Int) {
        self.level = level
        hasher = KeyHasher(keyTypes)
        parts = (0..<KeyHasher.partCount).map { _ in SpilledBatches(file) }
        waiting = parts.map { _ in [] }
        waitingRows = parts.map { _ in 0 }
    }

    func add(_ batch: Batch, keys: [Column]) throws {
        if batch.count == 0 { return }
        let numbers = hasher.parts(of: keys, count: batch.count, level: level)
        var rows = [[Int32]](repeating: [], count: parts.count)
        for (row, part) in numbers.enumerated() { rows[Int(part)].append(Int32(row)) }
        for (part, rows) in rows.enumerated() where !rows.isEmpty {
            waiting[part].append(batch.gather(rows))
            waitingRows[part] += rows.count
            if waitingRows[part] >= Batch.capacity / 2 { try write(part) }
        }
    }

    private func write(_ part: Int) throws {
        if waiting[part].isEmpty { return }
        try parts[part].append(try Batch.concatenated(waiting[part]))
        waiting[part] = []
        waitingRows[part] = 0
    }

    /// The parts, once all rows have been added.
    func finish() throws -> [SpilledBatches] {
        for part in parts.indices { try write(part) }
        return parts
    }
}
