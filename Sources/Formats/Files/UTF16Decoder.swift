/// UTF-16 to UTF-8, block by block: Excel saves "Unicode Text" so. What is no letter, a lone surrogate or half a unit at the end, becomes a
/// byte that no UTF-8 has, so that who reads the text finds it.
final class UTF16Decoder {
    private let isLittleEndian: Bool
    private var pendingByte: UInt8?
    private var pendingHigh: UInt16?

    init(isLittleEndian: Bool) { self.isLittleEndian = isLittleEndian }

    /// Writes the decoded text; `target` has room for two bytes for each byte of source, and eight more.
    ///
    /// - Returns: bytes written.
    func decode(_ source: UnsafeRawBufferPointer, isLast: Bool, into target: UnsafeMutablePointer<UInt8>) -> Int {
        var written = 0
        func put(_ scalar: UInt32) {
            switch scalar {
            case 0..<0x80:
                target[written] = UInt8(scalar)
                written += 1
            case 0x80..<0x800:
                target[written] = UInt8(0xC0 | scalar >> 6)
                target[written + 1] = UInt8(0x80 | scalar & 0x3F)
                written += 2
            case 0x800..<0x1_0000:
                target[written] = UInt8(0xE0 | scalar >> 12)
                target[written + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
                target[written + 2] = UInt8(0x80 | scalar & 0x3F)
                written += 3
            default:
                target[written] = UInt8(0xF0 | scalar >> 18)
                target[written + 1] = UInt8(0x80 | scalar >> 12 & 0x3F)
                target[written + 2] = UInt8(0x80 | scalar >> 6 & 0x3F)
                target[written + 3] = UInt8(0x80 | scalar & 0x3F)
                written += 4
            }
        }
        func putDamage() {
            target[written] = 0xFF
            written += 1
        }
        func take(_ unit: UInt16) {
            if let high = pendingHigh {
                pendingHigh = nil
                if unit & 0xFC00 == 0xDC00 {
                    put(0x1_0000 + (UInt32(high & 0x3FF) << 10 | UInt32(unit & 0x3FF)))
                    return
                }
                putDamage()
            }
            switch unit & 0xFC00 {
            case 0xD800: pendingHigh = unit
            case 0xDC00: putDamage()
            default: put(UInt32(unit))
            }
        }
        for byte in source {
            guard let first = pendingByte else {
                pendingByte = byte
                continue
            }
            pendingByte = nil
            take(isLittleEndian ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte))
        }
        if isLast, pendingHigh != nil || pendingByte != nil {
            putDamage()
            pendingHigh = nil
            pendingByte = nil
        }
        return written
    }
}
