/// A ZIP file whose parts are stored as they are: the shortest way to a workbook that a test can be read from.
///
/// Each of its fields can be made wrong, as broken and hostile files have them.
struct StoredZip: Sendable {
    struct Part: Sendable {
        var name: String
        var bytes: [UInt8]
        var method: UInt16 = 0
        /// What the directory says, when it does not say the truth.
        var claimedSize: Int?
        var claimedChecksum: UInt32?
        var flags: UInt16 = 0x0800
        /// Sizes in the ZIP64 extra field.
        var isZip64 = false
        /// Size before compression, when `bytes` are deflated.
        var fullSize: Int?
    }

    var parts: [Part] = []

    mutating func add(_ name: String, _ text: String) { parts.append(Part(name: name, bytes: Array(text.utf8))) }

    var bytes: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let offset = file.count
            let size = part.claimedSize ?? part.fullSize ?? part.bytes.count
            let checksum = part.claimedChecksum ?? Self.checksum(part.bytes)
            let hasDescriptor = part.flags & 8 != 0
            let name = Array(part.name.utf8)
            let extra = part.isZip64 ? number(1, 2) + number(24, 2) + number(size, 8) + number(part.bytes.count, 8) + number(offset, 8) : []
            file += number(0x0403_4B50, 4) + number(20, 2) + number(Int(part.flags), 2) + number(Int(part.method), 2) + number(0, 4)
            // Whoever writes as he goes learns sizes and checksum later and puts them behind the part.
            file += hasDescriptor ? number(0, 12) : number(Int(checksum), 4) + number(part.bytes.count, 4) + number(size, 4)
            file += number(name.count, 2) + number(0, 2) + name + part.bytes
            if hasDescriptor { file += number(0x0807_4B50, 4) + number(Int(checksum), 4) + number(part.bytes.count, 4) + number(size, 4) }
            directory += number(0x0201_4B50, 4) + number(45, 2) + number(20, 2) + number(Int(part.flags), 2) + number(Int(part.method), 2) + number(0, 4)
            directory += number(Int(checksum), 4)
            directory += part.isZip64 ? number(0xFFFF_FFFF, 4) + number(0xFFFF_FFFF, 4) : number(part.bytes.count, 4) + number(size, 4)
            directory += number(name.count, 2) + number(extra.count, 2) + number(0, 2) + number(0, 8)
            directory += number(part.isZip64 ? 0xFFFF_FFFF : offset, 4) + name + extra
        }
        let start = file.count
        file += directory
        if parts.contains(where: \.isZip64) {
            let record = file.count
            file += number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
            file += number(parts.count, 8) + number(parts.count, 8) + number(directory.count, 8) + number(start, 8)
            file += number(0x0706_4B50, 4) + number(0, 4) + number(record, 8) + number(1, 4)
            return file + number(0x0605_4B50, 4) + number(0, 4) + number(0xFFFF, 2) + number(0xFFFF, 2) + number(0xFFFF_FFFF, 4) + number(0xFFFF_FFFF, 4) + number(0, 2)
        }
        return file + number(0x0605_4B50, 4) + number(0, 4) + number(parts.count, 2) + number(parts.count, 2) + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }

    /// Lowest byte first.
    private func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> ($0 * 8) : 0) } }

    /// CRC-32 of ISO 3309, bit by bit.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var result: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            result ^= UInt32(byte)
            for _ in 0..<8 { result = result & 1 == 1 ? result >> 1 ^ 0xEDB8_8320 : result >> 1 }
        }
        return ~result
    }
}
