/// The bytes of texts, most of which are short: a call of the C library for each would cost more than the bytes.
enum TextBytes {
    /// From here on the C library is faster.
    private static let long = 64

    /// Copies eight bytes at a time, the last eight overlapping those before them.
    @inline(__always)
    static func copy(_ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int) {
        if count >= long { return target.update(from: source, count: count) }
        if count < 8 {
            var index = 0
            while index < count {
                target[index] = source[index]
                index &+= 1
            }
            return
        }
        let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
        var index = 0
        while index &+ 8 < count {
            to.storeBytes(of: from.loadUnaligned(fromByteOffset: index, as: UInt64.self), toByteOffset: index, as: UInt64.self)
            index &+= 8
        }
        to.storeBytes(of: from.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self), toByteOffset: count &- 8, as: UInt64.self)
    }
}
