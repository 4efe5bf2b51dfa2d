/// Lists of texts in one run of bytes, each with its length before it, so that a text may hold anything.
struct PackedTexts {
    private(set) var bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    mutating func append(_ texts: [String]) {
        append(texts.count)
        for text in texts {
            append(text.utf8.count)
            bytes += Array(text.utf8)
        }
    }

    /// The next list; `nil` at the end.
    mutating func next() -> [String]? {
        guard let count = number(), count <= bytes.count else { return nil }
        var result: [String] = []
        for _ in 0..<count {
            guard let length = number(), length <= bytes.count - position else { return nil }
            result.append(String(decoding: bytes[position..<position + length], as: UTF8.self))
            position += length
        }
        return result
    }

    private mutating func append(_ number: Int) { withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).littleEndian) { bytes += $0 } }

    private mutating func number() -> Int? {
        guard position <= bytes.count - 4 else { return nil }
        defer { position += 4 }
        return Int(bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt32.self)) })
    }
}
