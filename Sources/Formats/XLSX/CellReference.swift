/// The place of a cell as a sheet names it, `B12`, in numbers: column and row from 1.
struct CellReference: Hashable, Sendable {
    var column: Int
    var row: Int

    /// What Excel allows (ECMA-376 leaves it to the program): XFD1048576.
    static let lastColumn = 16_384
    static let lastRow = 1_048_576

    var text: String { Self.letters(column) + String(row) }

    /// `A`, `Z`, `AA` …: base 26 without a zero.
    static func letters(_ column: Int) -> String {
        var rest = column
        var letters: [UInt8] = []
        while rest > 0 {
            rest -= 1
            letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
            rest /= 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// Letters and digits from the front of the bytes, whichever are there: `B12`, `B`, `12`; signs `$` are passed over.
    ///
    /// - Returns: 0 for what is not there, and how many bytes were read; `nil` outside a sheet.
    @inline(__always)
    static func read(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (column: Int, row: Int, length: Int)? {
        var index = 0
        var column = 0
        var row = 0
        if index < count, bytes[index] == UInt8(ascii: "$") { index &+= 1 }
        while index < count, bytes[index] | 0x20 &- 0x61 < 26, bytes[index] >= 0x41 {
            column = column &* 26 &+ Int(bytes[index] & 0x1F)
            if column > lastColumn { return nil }
            index &+= 1
        }
        if index < count, bytes[index] == UInt8(ascii: "$") { index &+= 1 }
        while index < count, bytes[index] &- 0x30 <= 9 {
            row = row &* 10 &+ Int(bytes[index] &- 0x30)
            if row > lastRow { return nil }
            index &+= 1
        }
        return (column, row, index)
    }
}
