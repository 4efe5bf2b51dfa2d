import Columns
import Diagnostics

/// An Arrow file of the cache with a sum of all its bytes at its end, in the metadata of the file, where any program may see it.
///
/// The sum is taken with zeros in its own place.
final class SealedArrowFile {
    private static let key = "motcua.checksum"
    private static let blank = String(repeating: "0", count: 32)

    private let file: AtomicFile
    private let writer: ArrowWriter
    private let sum: RunningSum

    /// The sum of what went by. A class, since the writer's sink and its owner both add to it.
    private final class RunningSum {
        var value = Checksum()
    }

    init(_ field: ArrowField, to file: AtomicFile) throws {
        let sum = RunningSum()
        self.sum = sum
        self.file = file
        writer = try ArrowWriter([field]) { bytes in
            sum.value.update(bytes)
            try file.write(bytes)
        }
    }

    func write(dictionary id: Int64, _ values: ArrowColumnBody) throws { try writer.write(dictionary: id, values) }

    func write(_ column: ArrowColumnBody, rowCount: Int) throws { try writer.write([column], rowCount: rowCount) }

    func commit() throws {
        try writer.finish(metadata: [(Self.key, Self.blank)]) { [sum] end in
            var whole = sum.value
            whole.update(end)
            return Self.replacing(Array(Self.blank.utf8), by: Array(whole.hexadecimal().utf8), in: end)
        }
        try file.commit()
    }

    func discard() { file.discard() }

    /// Whether the bytes are those that were written.
    static func isWhole(_ mapping: Buffer) -> Bool {
        let bytes = UnsafeRawBufferPointer(start: mapping.base, count: mapping.byteCount)
        guard bytes.count > 10 else { return false }
        let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: bytes.count - 10, as: UInt32.self)))
        guard length <= bytes.count - 10 else { return false }
        let end = Array(bytes[(bytes.count - 10 - length)...])
        guard let file = try? ArrowFile.metadata(ofFooter: Array(end[..<length])), let seal = file[key], seal.utf8.count == blank.utf8.count else { return false }
        var whole = Checksum()
        whole.update(UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 10 - length)]))
        whole.update(replacing(Array(seal.utf8), by: Array(blank.utf8), in: end))
        return whole.hexadecimal() == seal
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
