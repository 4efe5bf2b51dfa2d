import Columns
import Diagnostics

/// An Arrow file of the cache with sums of all its bytes at its end, in the metadata of the file, where any program may see them.
///
/// Each batch of rows has a sum of its own, so that a reading looks only at the bytes of rows that it hands out; one more is for all the
/// other bytes, taken with zeros in its own place, and is compared when the file is opened.
final class SealedArrowFile {
    private static let key = "motcua.checksum"
    private static let blank = String(repeating: "0", count: 32)
    /// For each batch `first end sum` of its bytes.
    private static let batchesKey = "motcua.batches"

    private let file: AtomicFile
    private let writer: ArrowWriter
    private let sums: Sums

    /// The sums of what went by. A class, since the writer's sink and its owner both add to it.
    private final class Sums {
        var offset = 0
        var others = Checksum()
        /// Of the batch that is being written.
        var batch: Checksum?
        var batches: [Piece] = []

        func update(_ bytes: UnsafeRawBufferPointer) {
            offset += bytes.count
            if batch == nil { others.update(bytes) } else { batch?.update(bytes) }
        }
    }

    /// Bytes of the file and what their sum must be.
    struct Piece: Sendable {
        var bytes: Range<Int>
        var sum: String

        func isIntact(in mapping: Buffer) -> Bool {
            var sum = Checksum()
            sum.update(UnsafeRawBufferPointer(start: mapping.base + bytes.lowerBound, count: bytes.count))
            return sum.hexadecimal() == self.sum
        }
    }

    init(_ field: ArrowField, to file: AtomicFile) throws {
        let sums = Sums()
        self.sums = sums
        self.file = file
        writer = try ArrowWriter([field]) { bytes in
            sums.update(bytes)
            try file.write(bytes)
        }
    }

    func write(dictionary id: Int64, _ values: ArrowColumnBody) throws { try writer.write(dictionary: id, values) }

    func write(_ column: ArrowColumnBody, rowCount: Int) throws {
        let start = sums.offset
        sums.batch = Checksum()
        defer { sums.batch = nil }
        try writer.write([column], rowCount: rowCount)
        sums.batches.append(Piece(bytes: start..<sums.offset, sum: sums.batch?.hexadecimal() ?? ""))
    }

    /// - Parameter metadata: what else is to be known of the file before its rows are read.
    func commit(_ metadata: [(String, String)]) throws {
        let batches = sums.batches.map { "\($0.bytes.lowerBound) \($0.bytes.upperBound) \($0.sum)" }.joined(separator: "\n")
        try writer.finish(metadata: metadata + [(Self.batchesKey, batches), (Self.key, Self.blank)]) { [sums] end in
            var others = sums.others
            others.update(end)
            return Self.replacing(Array(Self.blank.utf8), by: Array(others.hexadecimal().utf8), in: end)
        }
        try file.commit()
    }

    func discard() { file.discard() }

    /// The batches written so far, to be written again in another form. Nothing may be written to this file afterwards.
    func readBack() throws -> ArrowFile {
        try writer.finish(metadata: [])
        return try ArrowFile(ArrowBytes(mapping: try file.mapped()))
    }

    // MARK: Reading

    /// What stands at the end of a file of which all bytes but those of the batches are as they were written; `nil` for any other.
    static func opened(_ mapping: Buffer) -> (metadata: [String: String], batches: [Piece])? {
        let bytes = UnsafeRawBufferPointer(start: mapping.base, count: mapping.byteCount)
        guard bytes.count > 10 else { return nil }
        let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: bytes.count - 10, as: UInt32.self)))
        guard length <= bytes.count - 10 else { return nil }
        let start = bytes.count - 10 - length
        let end = Array(bytes[start...])
        guard let metadata = try? ArrowFile.metadata(ofFooter: Array(end[..<length])), let seal = metadata[key], seal.utf8.count == blank.utf8.count,
              let batches = pieces(metadata[batchesKey] ?? "", before: start)
        else { return nil }
        var others = Checksum()
        var position = 0
        for batch in batches {
            others.update(UnsafeRawBufferPointer(rebasing: bytes[position..<batch.bytes.lowerBound]))
            position = batch.bytes.upperBound
        }
        others.update(UnsafeRawBufferPointer(rebasing: bytes[position..<start]))
        others.update(replacing(Array(seal.utf8), by: Array(blank.utf8), in: end))
        return others.hexadecimal() == seal ? (metadata, batches) : nil
    }

    /// Pieces one after the other, all before the end of the file's rows.
    private static func pieces(_ text: String, before end: Int) -> [Piece]? {
        var pieces: [Piece] = []
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let first = Int(parts[0]), let last = Int(parts[1]), first >= pieces.last?.bytes.upperBound ?? 0, last >= first, last <= end else { return nil }
            pieces.append(Piece(bytes: first..<last, sum: String(parts[2])))
        }
        return pieces
    }

    private static func replacing(_ old: [UInt8], by new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        var index = 0
        while index + old.count <= bytes.count {
            if bytes[index..<index + old.count].elementsEqual(old) {
                result.replaceSubrange(index..<index + old.count, with: new)
                return result
            }
            index += 1
        }
        return result
    }
}
