/// Short texts side by side in one block of bytes, copied into rows without making a `String`.
struct Words {
    private let bytes: [UInt8]
    private let starts: [Int32]

    init(_ words: [String]) {
        var bytes: [UInt8] = []
        var starts: [Int32] = [0]
        for word in words {
            bytes.append(contentsOf: word.utf8)
            starts.append(Int32(bytes.count))
        }
        self.bytes = bytes
        self.starts = starts
    }

    /// The words of a list written with `;` or line breaks between them.
    init(list: String) {
        self.init(list.split { $0 == ";" || $0 == "\n" }.map { Catalogue.trimmed($0) }.filter { !$0.isEmpty })
    }

    var count: Int { starts.count - 1 }

    @inline(__always)
    func write(_ index: Int, to row: RowBuffer) {
        let start = Int(starts[index])
        let length = Int(starts[index + 1]) - start
        bytes.withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { row.copy(base + start, count: length) }
        }
    }
}
