/// How a file separates and quotes its values.
struct CSVDialect: Hashable, Sendable {
    var separator: UInt8
    var quote: UInt8 = UInt8(ascii: "\"")
    /// Line feed, whether or not a carriage return stands before it, or a lone carriage return as old Macintosh files have.
    var newline: UInt8 = UInt8(ascii: "\n")

    static let separators = [",", ";", "\t", "|"].map { $0.utf8.first ?? 0 }

    /// Guesses separator and line end from the head of a file.
    ///
    /// The separator is the one under which most records have as many values as the header, at least two. Of equally good ones it is not the comma
    /// where most commas stand before a blank or between digits, as in sentences and in numbers; then the one with more columns. Quotes are
    /// respected: commas inside quoted text do not count, and what stands behind the quote that ends a value is a separator.
    /// - Parameter isWhole: whether the head is the whole file; otherwise its last record may be cut.
    static func guess(_ head: UnsafeBufferPointer<UInt8>, isWhole: Bool, quote: UInt8 = UInt8(ascii: "\"")) -> CSVDialect {
        let newline = newline(head)
        var best = (dialect: CSVDialect(separator: separators[0], quote: quote, newline: newline), rank: (0.0, 0, 1))
        for separator in separators {
            let dialect = CSVDialect(separator: separator, quote: quote, newline: newline)
            guard let records = dialect.records(head, isWhole: isWhole), let columns = records.widths.first, columns > 1 else { continue }
            let share = Double(records.widths.count { $0 == columns || $0 == columns + 1 }) / Double(records.widths.count)
            let rank = (share, records.isPunctuation ? 0 : 1, columns)
            if rank > best.rank { best = (dialect, rank) }
        }
        return best.dialect
    }

    /// What ends the lines of a file.
    static func newline(_ head: UnsafeBufferPointer<UInt8>) -> UInt8 {
        let lineFeed = UInt8(ascii: "\n")
        return head.contains(lineFeed) || !head.contains(UInt8(ascii: "\r")) ? lineFeed : UInt8(ascii: "\r")
    }

    /// What the first records would be.
    private struct Records {
        /// Values in each of them.
        var widths: [Int] = []
        var separators = 0
        /// Those of them that may be commas of a sentence or of a number.
        var commas = 0

        var isPunctuation: Bool { commas * 2 > separators }
    }

    /// The separator that a first line `sep=;` says, which Excel reads and never shows.
    static func said(by head: UnsafeBufferPointer<UInt8>) -> UInt8? {
        let line = head.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard line.count == 5, line.count < head.count, let separator = line.last else { return nil }
        return zip(line, "sep=".utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 } ? separator : nil
    }

    /// - Returns: `nil` where something else than a separator follows a quote that ends a value.
    private func records(_ head: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Records? {
        var result = Records()
        var width = 1
        var isQuoted = false
        var isStart = true
        // A value that began with a quote has ended.
        var isClosed = false
        var recordStart = 0
        for (index, byte) in head.enumerated() {
            if byte == quote {
                // A quote opens a value only at its start; doubled ones close and open again.
                if isQuoted {
                    isQuoted = false
                    isClosed = true
                } else if isStart || (isClosed && head[index - 1] == quote) {
                    isQuoted = true
                    isClosed = false
                }
                isStart = false
            } else if isQuoted {
                continue
            } else if byte == separator {
                width += 1
                result.separators += 1
                if byte == UInt8(ascii: ","), Self.isPunctuation(head, at: index) { result.commas += 1 }
                isStart = true
                isClosed = false
            } else if byte == newline {
                let length = index - recordStart
                if length > 1 || (length == 1 && head[index - 1] != UInt8(ascii: "\r")) { result.widths.append(width) }
                if result.widths.count == 200 { return result }
                width = 1
                isStart = true
                isClosed = false
                recordStart = index + 1
            } else {
                if isClosed, Self.separators.contains(byte) { return nil }
                isStart = false
            }
        }
        if result.widths.isEmpty || (isWhole && recordStart < head.count) { result.widths.append(width) }
        return result
    }

    /// Whether a comma stands before a blank or between digits.
    private static func isPunctuation(_ head: UnsafeBufferPointer<UInt8>, at comma: Int) -> Bool {
        guard comma > 0, comma + 1 < head.count else { return false }
        return head[comma + 1] == UInt8(ascii: " ") || head[comma - 1] &- 0x30 <= 9 && head[comma + 1] &- 0x30 <= 9
    }
}
