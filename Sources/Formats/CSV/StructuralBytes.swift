import CByteMasks

/// Steps from one byte that matters to the next: separators, quotes and line ends.
///
/// Compares 64 bytes at a time and keeps the places as bits of a word; a byte loop is six times slower (measurements of the engine
/// study). A struct on the stack, so that its state lives in registers.
struct StructuralBytes {
    private let base: UnsafePointer<UInt8>
    private let end: Int
    private var block: Int
    private var bits: UInt64 = 0
    private let dialect: CSVDialect

    /// 64 bytes behind `end` must be readable.
    init(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int, _ dialect: CSVDialect) {
        self.base = base
        self.end = end
        self.dialect = dialect
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
        let masks = separated_bytes(base + block, dialect.separator, dialect.quote, dialect.newline)
        bits = masks.ends | masks.quotes
        let rest = end &- block
        if rest < 64 { bits &= (1 &<< UInt64(truncatingIfNeeded: rest)) &- 1 }
    }
}
