/// How values separated by signs are written: for programs, or as a spreadsheet of some country opens them.
struct CSVStyle: Sendable {
    var separator = UInt8(ascii: ",")
    var decimalMark = UInt8(ascii: ".")
    /// Excel takes a file without it for one in the system's old encoding.
    var hasByteOrderMark = false
    /// Moments as `2019-06-30 14:05:00`, which Excel takes for a time as it does not with an offset.
    var hasLocalTimes = false
    /// A text that a spreadsheet would run gets an apostrophe, which it shows in front of what it was.
    var guardsFormulas = false

    static let comma = CSVStyle()
    static let tab = CSVStyle(separator: UInt8(ascii: "\t"))
    /// `--excel vi`
    static let vietnameseExcel = CSVStyle(separator: UInt8(ascii: ";"), decimalMark: UInt8(ascii: ","), hasByteOrderMark: true, hasLocalTimes: true)

    /// Whether a spreadsheet would run the text: it begins with one of `= + - @`, a tab or a carriage return, and goes on.
    static func isFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count > 1 else { return false }
        switch text[0] {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"), UInt8(ascii: "\r"): return true
        default: return false
        }
    }

    /// Appends a value that holds bytes: in quotes when it must be (RFC 4180), with the separator, a quote or a line end in it, and when it is empty, since
    /// nothing at all means missing.
    func append(quoting value: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        let isGuarded = guardsFormulas && CSVStyle.isFormula(value)
        guard value.isEmpty || value.contains(where: needsQuotes) else {
            if isGuarded { output.append(UInt8(ascii: "'")) }
            output.append(contentsOf: value)
            return
        }
        output.append(UInt8(ascii: "\""))
        if isGuarded { output.append(UInt8(ascii: "'")) }
        for byte in value {
            if byte == UInt8(ascii: "\"") { output.append(byte) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }

    @inline(__always)
    private func needsQuotes(_ byte: UInt8) -> Bool {
        byte == separator || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
