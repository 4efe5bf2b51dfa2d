import CVectors

/// Reading of UTF-8 bytes as they stand in files and columns, without a `String` in between.
package enum Utf8 {
    /// Whether every byte is below 128. Eight bytes a step.
    ///
    /// Inlinable because readers ask it for each field, where the answer is nearly always
    /// yes after one or two steps and a call into another module would cost as much again.
    @inlinable
    package static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = bytes.baseAddress else { return true }
        let count = bytes.count
        let raw = UnsafeRawPointer(start)
        var index = 0
        while index + 8 <= count {
            if raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
            index += 8
        }
        while index < count {
            if start[index] >= 0x80 { return false }
            index += 1
        }
        return true
    }

    /// The offset of the first byte that differs, or the count of the shorter one. Eight bytes a step.
    package static func firstDifference(_ lhs: UnsafeBufferPointer<UInt8>, _ rhs: UnsafeBufferPointer<UInt8>) -> Int {
        let count = min(lhs.count, rhs.count)
        guard let left = lhs.baseAddress, let right = rhs.baseAddress else { return 0 }
        var index = 0
        while index &+ 8 <= count {
            let (a, b) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
            let difference = a.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ b.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // Memory holds the first byte lowest (x86-64 and arm64).
            if difference != 0 { return index &+ difference.littleEndian.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < count, left[index] == right[index] { index &+= 1 }
        return index
    }

    package static func areEqual(_ lhs: UnsafeBufferPointer<UInt8>, _ rhs: UnsafeBufferPointer<UInt8>) -> Bool {
        lhs.count == rhs.count && firstDifference(lhs, rhs) == lhs.count
    }

    /// The offset of the first byte that cannot be read as UTF-8: the start of the sequence
    /// that is ill-formed, or `nil` when all is well. O(n), 64 bytes a step over ASCII and Vietnamese.
    ///
    /// Well-formed is what Unicode 16.0, table 3-7 allows: no overlong forms, no surrogates,
    /// nothing above U+10FFFF.
    package static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? { firstInvalid(in: bytes) { _ in true } }

    /// The same, and stops likewise at a scalar that is not accepted. Of the letters of U+0080–02FF and U+1E00–1EFF not all are asked for.
    @inline(__always)
    static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>, isAccepted: (UInt32) -> Bool) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var index = 0
        while index < bytes.count {
            index &+= common_letters(base + index, bytes.count &- index)
            // What stopped it lies within these.
            let end = min(index &+ 64, bytes.count)
            while index < end {
                let length = sequenceLength(in: bytes, at: index)
                if length == 0 || length > 1 && !isAccepted(scalar(in: bytes, at: index).value) { return index }
                index &+= length
            }
        }
        return nil
    }

    /// The length of the well-formed sequence at `index`; 0 when there is none.
    static func sequenceLength(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let lead = bytes[index]
        // The second byte carries the limits that rule out overlong forms, surrogates and what lies above U+10FFFF.
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: length = 3; second = 0xA0...0xBF
        case 0xED: length = 3; second = 0x80...0x9F
        case 0xE1...0xEF: length = 3
        case 0xF0: length = 4; second = 0x90...0xBF
        case 0xF4: length = 4; second = 0x80...0x8F
        case 0xF1...0xF3: length = 4
        default: return 0
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }

    /// The scalar at `index` and its length. An ill-formed byte reads as U+FFFD of length 1, so
    /// that a caller who skipped validation gets a wrong letter and never a trap.
    static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (value: UInt32, length: Int) {
        let length = sequenceLength(in: bytes, at: index)
        switch length {
        case 1:
            return (UInt32(bytes[index]), 1)
        case 2:
            return (UInt32(bytes[index] & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2)
        case 3:
            return (UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F), 3)
        case 4:
            let high = UInt32(bytes[index] & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
            return (high | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F), 4)
        default:
            return (0xFFFD, 1)
        }
    }

    /// Lends the UTF-8 bytes of a text. No copy for the native strings that Linux has.
    static func withBytes<Result>(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = text
        return text.withUTF8(body)
    }
}
