import Glibc

/// Bytes that grow at their end, with readable memory behind them, for cells of one scan.
///
/// An array would do but for two things: its memory may only be borrowed within a closure, and converters load words
/// from behind the last cell.
struct ByteArena: ~Copyable {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    var count = 0

    private static let slack = 64

    init(capacity: Int = 1 << 16) {
        self.capacity = capacity
        base = .allocate(capacity: capacity + Self.slack)
        base.initialize(repeating: 0, count: capacity + Self.slack)
    }

    deinit { base.deallocate() }

    @inline(__always)
    mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        if count &+ length > capacity { grow(by: length) }
        (base + count).update(from: bytes, count: length)
        count &+= length
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        base[count] = byte
        count &+= 1
    }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { append(byte) }
    }

    /// A scalar as UTF-8.
    mutating func append(_ scalar: Unicode.Scalar) { append(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }

    func text(from start: Int) -> String { String(decoding: UnsafeBufferPointer(start: base + start, count: count - start), as: UTF8.self) }

    /// The text of a cell that lies here.
    func text(of span: CellSpan) -> String { String(decoding: UnsafeBufferPointer(start: base + Int(span.start), count: span.length), as: UTF8.self) }

    private mutating func grow(by more: Int) {
        let wanted = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + Self.slack)
        larger.update(from: base, count: count)
        (larger + count).initialize(repeating: 0, count: wanted + Self.slack - count)
        base.deallocate()
        base = larger
        capacity = wanted
    }
}
