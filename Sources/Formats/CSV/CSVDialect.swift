/// How a file separates and quotes its values.
struct CSVDialect: Hashable, Sendable {
    var separator: UInt8
    var quote: UInt8 = UInt8(ascii: "\"")
    /// Line feed, whether or not a carriage return stands before it, or a lone carriage return as old Macintosh files have.
    var newline: UInt8 = UInt8(ascii: "\n")

    static let separators = [",", ";", "\t", "|"].map { $0.utf8.first ?? 0 }

    /// Guesses separator and line end from the head of a file.
    ///
    /// The separator is the one under which most records have as many values as the header, at least two; of
    /// equally good ones the one with more columns. Quotes are respected, so commas inside quoted text do not count.
    /// - Parameter isWhole: whether the head is the whole file; otherwise its last record may be cut.
    static func guess(_ head: UnsafeBufferPointer<UInt8>, isWhole: Bool, quote: UInt8 = UInt8(ascii: "\"")) -> CSVDialect {
        let lineFeed = UInt8(ascii: "\n")
        let newline = head.contains(lineFeed) || !head.contains(UInt8(ascii: "\r")) ? lineFeed : UInt8(ascii: "\r")
        var best = (dialect: CSVDialect(separator: separators[0], quote: quote, newline: newline), share: 0.0, columns: 1)
        for separator in separators {
            let dialect = CSVDialect(separator: separator, quote: quote, newline: newline)
            let widths = dialect.widths(head, isWhole: isWhole)
            guard let columns = widths.first, columns > 1 else { continue }
            let share = Double(widths.count { $0 == columns || $0 == columns + 1 }) / Double(widths.count)
            if (share, columns) > (best.share, best.columns) { best = (dialect, share, columns) }
        }
        return best.dialect
    }

    /// The separator that a first line `sep=;` says, which Excel reads and never shows.
    static func said(by head: UnsafeBufferPointer<UInt8>) -> UInt8? {
        let line = head.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard line.count == 5, line.count < head.count, let separator = line.last else { return nil }
        return zip(line, "sep=".utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 } ? separator : nil
    }

    /// The number of values in each of the first records.
    private func widths(_ head: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> [Int] {
        var result: [Int] = []
        var width = 1
        var isQuoted = false
        var isStart = true
        var recordStart = 0
        for (index, byte) in head.enumerated() {
            if byte == quote {
                // A quote opens a value only at its start; doubled ones close and open again.
                if isQuoted { isQuoted = false } else if isStart || (index > 0 && head[index - 1] == quote) { isQuoted = true }
                isStart = false
            } else if isQuoted {
                continue
            } else if byte == separator {
                width += 1
                isStart = true
            } else if byte == newline {
                let length = index - recordStart
                if length > 1 || (length == 1 && head[index - 1] != UInt8(ascii: "\r")) { result.append(width) }
                if result.count == 200 { return result }
                width = 1
                isStart = true
                recordStart = index + 1
            } else {
                isStart = false
            }
        }
        if result.isEmpty || (isWhole && recordStart < head.count) { result.append(width) }
        return result
    }
}
