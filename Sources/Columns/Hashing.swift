/// The hash of this module's tables: 64-bit multiply and fold, after wyhash (https://github.com/wangyi-fudan/wyhash).
///
/// Not for adversaries: tables live for one query over files that the user chose. Never stored, so it may change.
enum Hashing {
    @inline(__always)
    static func fold(_ lhs: UInt64, _ rhs: UInt64) -> UInt64 {
        let product = lhs.multipliedFullWidth(by: rhs)
        return product.high ^ product.low
    }

    @inline(__always)
    static func hash(_ word: UInt64) -> UInt64 { fold(word ^ 0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB) }

    /// Whether two runs of as many bytes are the same: eight at a time, the last eight overlapping those before them.
    @inline(__always)
    static func isEqual(_ lhs: UnsafeRawPointer, _ rhs: UnsafeRawPointer, count: Int) -> Bool {
        if count < 8 {
            var index = 0
            while index < count {
                if lhs.load(fromByteOffset: index, as: UInt8.self) != rhs.load(fromByteOffset: index, as: UInt8.self) { return false }
                index &+= 1
            }
            return true
        }
        var index = 0
        while index &+ 8 < count {
            if lhs.loadUnaligned(fromByteOffset: index, as: UInt64.self) != rhs.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
            index &+= 8
        }
        return lhs.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) == rhs.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    }

    /// Whether two texts are the same bytes.
    @inline(__always)
    static func isEqual(_ lhs: UnsafeBufferPointer<UInt8>, _ rhs: UnsafeBufferPointer<UInt8>) -> Bool {
        guard lhs.count == rhs.count else { return false }
        guard let left = lhs.baseAddress, let right = rhs.baseAddress else { return true }
        return isEqual(left, right, count: lhs.count)
    }

    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let base = bytes.baseAddress else { return hash(0) }
        let raw = UnsafeRawPointer(base)
        var state = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        while index &+ 16 <= bytes.count {
            let low = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let high = raw.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self)
            state = fold(low ^ state, high ^ 0xA076_1D64_78BD_642F)
            index &+= 16
        }
        let rest = ShortKey(raw + index, count: bytes.count &- index)
        return fold(rest.low ^ state, rest.high ^ 0xE703_7ED1_A0B4_28DB)
    }
}

/// Up to 15 bytes in two words, the length in the top byte: equal words are equal bytes.
struct ShortKey: Equatable {
    var low: UInt64
    var high: UInt64

    /// Stands for more bytes than a key holds; no key of bytes is like it.
    static let longer = ShortKey(low: .max, high: .max)

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// `nil` for more bytes than it holds.
    @inline(__always)
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.count > 15 { return nil }
        guard let base = bytes.baseAddress else {
            self.init(low: 0, high: 0)
            return
        }
        self.init(UnsafeRawPointer(base), count: bytes.count)
    }

    @inline(__always)
    static func == (lhs: ShortKey, rhs: ShortKey) -> Bool { (lhs.low ^ rhs.low) | (lhs.high ^ rhs.high) == 0 }

    /// Never reads outside the bytes: overlapping loads instead of a copy into a padded block.
    @inline(__always)
    init(_ raw: UnsafeRawPointer, count: Int) {
        var low: UInt64 = 0
        var high: UInt64 = 0
        if count >= 8 {
            low = raw.loadUnaligned(as: UInt64.self)
            if count > 8 {
                let last = raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
                high = last &>> UInt64(truncatingIfNeeded: (16 &- count) &* 8)
            }
        } else if count >= 4 {
            let first = UInt64(raw.loadUnaligned(as: UInt32.self))
            let last = UInt64(raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
            low = first | last &<< UInt64(truncatingIfNeeded: (count &- 4) &* 8)
        } else if count > 0 {
            low = UInt64(raw.load(as: UInt8.self))
            if count > 1 { low |= UInt64(raw.load(fromByteOffset: 1, as: UInt8.self)) &<< 8 }
            if count > 2 { low |= UInt64(raw.load(fromByteOffset: 2, as: UInt8.self)) &<< 16 }
        }
        self.low = low
        self.high = high | UInt64(truncatingIfNeeded: count) &<< 56
    }
}
