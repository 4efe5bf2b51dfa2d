/// 128 bits that change when any byte of what they were made of changes: tells damaged files of the cache and names sources.
///
/// Multiply and fold in four lanes (after wyhash), because a file is summed each time it is opened and SHA-256 would take longer than the
/// query. Not for adversaries, who have no way into the cache. The sums stand in files, so a change of the function needs a new
/// `ColumnCache.version`.
struct Checksum {
    private var lanes: (UInt64, UInt64, UInt64, UInt64) = (
        0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3
    )
    /// What is left of the last bytes, less than a block.
    private var rest: [UInt8] = []
    private var length: UInt64 = 0

    private static let blockSize = 64

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        length &+= UInt64(bytes.count)
        var bytes = bytes
        if !rest.isEmpty {
            let taken = min(bytes.count, Self.blockSize - rest.count)
            rest += bytes[..<taken]
            bytes = UnsafeRawBufferPointer(rebasing: bytes[taken...])
            guard rest.count == Self.blockSize else { return }
            rest.withUnsafeBytes { lanes = Self.add($0, to: lanes) }
            rest.removeAll(keepingCapacity: true)
        }
        let whole = bytes.count / Self.blockSize * Self.blockSize
        lanes = Self.add(UnsafeRawBufferPointer(rebasing: bytes[..<whole]), to: lanes)
        rest += bytes[whole...]
    }

    mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

    /// A text and where it ends, so that two texts are never one.
    mutating func update(_ text: String) { update(Array(text.utf8) + [0xFF]) }

    mutating func update(_ number: some FixedWidthInteger) { withUnsafeBytes(of: number.littleEndian) { update($0) } }

    /// 32 hexadecimal digits.
    func hexadecimal() -> String {
        var last = self
        let count = length
        last.update([UInt8](repeating: 0, count: Self.blockSize - rest.count))
        let (a, b, c, d) = last.lanes
        let words = [Self.fold(a ^ count, b ^ 0x2D35_8DCC_AA6C_78A5) ^ c, Self.fold(c ^ count, d ^ 0x8BB8_4B93_962E_ACC9) ^ a]
        return words.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    @inline(__always)
    private static func fold(_ lhs: UInt64, _ rhs: UInt64) -> UInt64 {
        let product = lhs.multipliedFullWidth(by: rhs)
        return product.high ^ product.low
    }

    /// Whole blocks. A fold forgets what meets a zero, so each word also goes into the next lane.
    private static func add(_ bytes: UnsafeRawBufferPointer, to lanes: (UInt64, UInt64, UInt64, UInt64)) -> (UInt64, UInt64, UInt64, UInt64) {
        var (a, b, c, d) = lanes
        var offset = 0
        while offset < bytes.count {
            func word(_ index: Int) -> UInt64 { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset &+ index &* 8, as: UInt64.self)) }
            let (first, second, third, fourth) = (word(1), word(3), word(5), word(7))
            a = fold(a ^ word(0), first ^ 0xA076_1D64_78BD_642F) &+ fourth
            b = fold(b ^ word(2), second ^ 0xE703_7ED1_A0B4_28DB) &+ first
            c = fold(c ^ word(4), third ^ 0x8EBC_6AF0_9C88_C6E3) &+ second
            d = fold(d ^ word(6), fourth ^ 0x5899_65CC_7537_4CC3) &+ third
            offset &+= blockSize
        }
        return (a, b, c, d)
    }
}
