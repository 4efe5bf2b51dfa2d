/// Steps from one byte that matters to the next: separators, quotes and line ends.
///
/// Compares 64 bytes at a time and keeps the places as bits of a word. A vector compare followed by a
/// multiplication stands in for the missing move-mask of Swift's SIMD types; a byte loop is six times slower
/// (measurements of the engine study). A struct on the stack, so that its state lives in registers.
struct StructuralBytes {
    private let base: UnsafePointer<UInt8>
    private let end: Int
    private var block: Int
    private var bits: UInt64 = 0
    private let separator: SIMD16<UInt8>
    private let quote: SIMD16<UInt8>
    private let newline: SIMD16<UInt8>

    /// 64 bytes behind `end` must be readable.
    init(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int, _ dialect: CSVDialect) {
        self.base = base
        self.end = end
        separator = SIMD16(repeating: dialect.separator)
        quote = SIMD16(repeating: dialect.quote)
        newline = SIMD16(repeating: dialect.newline)
        block = start
        if start < end { load() }
    }

    /// The next place before the end, or −1.
    @inline(__always)
    mutating func next() -> Int {
        while bits == 0 {
            block &+= 64
            if block >= end {
                block = end
                return -1
            }
            load()
        }
        let place = block &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        return place
    }

    @inline(__always)
    private mutating func load() {
        let raw = UnsafeRawPointer(base + block)
        bits = mask(raw) | mask(raw + 16) &<< 16 | mask(raw + 32) &<< 32 | mask(raw + 48) &<< 48
        let rest = end &- block
        if rest < 64 { bits &= (1 &<< UInt64(truncatingIfNeeded: rest)) &- 1 }
    }

    @inline(__always)
    private func mask(_ raw: UnsafeRawPointer) -> UInt64 {
        let bytes = raw.loadUnaligned(as: SIMD16<UInt8>.self)
        let hits = bytes .== separator .| bytes .== quote .| bytes .== newline
        // Each true lane is eight set bits: keep the one of its own place and add the lanes up in the top byte.
        let lanes = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
        let weights: UInt64 = 0x8040_2010_0804_0201
        let ones: UInt64 = 0x0101_0101_0101_0101
        let low = ((lanes[0] & weights) &* ones) &>> 56
        let high = ((lanes[1] & weights) &* ones) &>> 56
        return low | high &<< 8
    }
}
