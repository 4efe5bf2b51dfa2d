import Glibc

/// Rows of a generated CSV file, counted without any of the product's readers.
///
/// Fields are cut at commas outside quotes; a quoted field keeps its quotes. Simple and slow, but for `memchr`, which
/// keeps a debug build from taking a minute over the dossiers.
struct Rows {
    private let bytes: [UInt8]
    private let header: [String]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        header = String(decoding: bytes[..<end], as: UTF8.self).split(separator: ",").map(String.init)
    }

    /// Calls `body` with the named columns of each row, as text.
    func forEach(_ columns: [String], _ body: ([String]) -> Void) {
        let wanted = columns.map { header.firstIndex(of: $0) ?? header.endIndex }
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var start = buffer.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? buffer.count
            while start < buffer.count {
                let found = memchr(base + start, Int32(UInt8(ascii: "\n")), buffer.count - start)
                let end = found.map { UnsafeRawPointer($0) - base } ?? buffer.count
                let fields = Self.fields(base, start, end)
                body(wanted.map { index in
                    guard index < fields.count else { return "" }
                    return String(decoding: UnsafeRawBufferPointer(start: base + fields[index].lowerBound, count: fields[index].count), as: UTF8.self)
                })
                start = end + 1
            }
        }
    }

    private static func fields(_ base: UnsafeRawPointer, _ first: Int, _ end: Int) -> [Range<Int>] {
        var fields: [Range<Int>] = []
        var start = first
        while true {
            var from = start
            if start < end, base.load(fromByteOffset: start, as: UInt8.self) == UInt8(ascii: "\""),
                let quote = memchr(base + start + 1, Int32(UInt8(ascii: "\"")), end - start - 1)
            {
                from = UnsafeRawPointer(quote) - base + 1
            }
            guard let comma = memchr(base + from, Int32(UInt8(ascii: ",")), end - from) else {
                fields.append(start..<end)
                return fields
            }
            let stop = UnsafeRawPointer(comma) - base
            fields.append(start..<stop)
            start = stop + 1
        }
    }
}
