import Diagnostics

/// Records of comma-separated text (RFC 4180 and what programs make of it): quotes, doubled quotes, line ends inside quotes,
/// blank lines skipped, other separators.
///
/// Most records have no quotes, and are found many at a time (`PlainRecords`); all others, and those in which something is wrong, one value
/// after the other.
final class CSVScanner: TextScanner, StretchScanner {
    let window: ByteWindow
    let dialect: CSVDialect
    var newline: UInt8 { dialect.newline }
    var cellsAreComposed: Bool { window.isSurelyComposed }
    /// Values in each record.
    private let width: Int
    /// For each column of the file its slot in the span table, −1 for those that are not wanted.
    private let slots: [Int]
    /// Whether records end with one more separator than the header, which some programs write; decided by the first record.
    private(set) var hasTrailingSeparator: Bool?
    /// No record is read that begins here or behind; of the file.
    private let stretchEnd: Int?
    let firstOffset: Int
    /// Where it is known how many values a record has.
    private let plain: PlainRecords?

    /// - Parameter width: columns of the header; `nil` takes any record, for reading the header itself.
    init(_ window: ByteWindow, _ dialect: CSVDialect, width: Int?, slots: [Int], end: Int? = nil, hasTrailingSeparator: Bool? = nil) {
        stretchEnd = end
        self.hasTrailingSeparator = hasTrailingSeparator
        firstOffset = window.offset
        self.window = window
        self.dialect = dialect
        self.width = width ?? 0
        self.slots = slots
        plain = width.map { PlainRecords(dialect, width: $0, slots: slots) }
    }

    var offset: Int { window.offset }
    var line: Int { window.line }

    func scan(limit: Int, into table: SpanTable) throws(DiagnosticList) {
        table.hasEscapes = false
        table.count = 0
        while true {
            table.count = try scanWindow(limit: min(limit, SpanTable.capacity), table)
            // Without a record the window holds the start of one, or nothing.
            if table.count > 0 { return }
            if let stretchEnd, window.offset >= stretchEnd { return }
            guard try window.more() else { return }
        }
    }

    private func scanWindow(limit: Int, _ table: SpanTable) throws(DiagnosticList) -> Int {
        let base = UnsafePointer(window.base)
        let end = window.end
        let isAtEnd = window.isAtEnd
        let lastStart = stretchEnd.map { min(end, window.place(of: $0)) } ?? end
        let quote = dialect.quote
        let newline = dialect.newline
        let isLineFeed = newline == UInt8(ascii: "\n")
        let width = self.width
        let slots = self.slots
        var checksWidth = hasTrailingSeparator != false
        var line = window.line
        var position = window.position
        var bytes = StructuralBytes(base, from: position, to: end, dialect)
        var records = 0
        var patience = Self.patience

        records: while records < limit, position < lastStart {
            // How wide records are is known from the first one.
            if let plain, patience > 0, !checksWidth {
                let before = records
                position = plain.scan(base, from: position, to: end, lastStart: lastStart, table, records: &records, limit: limit)
                line += records - before
                patience = records - before < Self.fewRecords ? patience - 1 : Self.patience
                if records == limit || position >= lastStart { break }
                bytes = StructuralBytes(base, from: position, to: end, dialect)
            }
            var column = 0
            var valueStart = position
            var lineEnds = 0
            var isBlank = false
            while true {
                var valueEnd: Int
                var terminator: Int
                var isQuoted = false
                var isEscaped = false
                if valueStart < end, base[valueStart] == quote {
                    isQuoted = true
                    _ = bytes.next()
                    var closing = -1
                    while closing < 0 {
                        let place = bytes.next()
                        if place < 0 {
                            if !isAtEnd { break records }
                            throw Message.unclosedQuote(window.path, line: line + lineEndsBefore(valueStart, from: position), value: column + 1)
                        }
                        if base[place] == newline {
                            lineEnds += 1
                        } else if base[place] == quote {
                            if place + 1 == end, !isAtEnd { break records }
                            if place + 1 < end, base[place + 1] == quote {
                                isEscaped = true
                                _ = bytes.next()
                            } else {
                                closing = place
                            }
                        }
                    }
                    valueStart += 1
                    valueEnd = closing
                    terminator = bytes.next()
                    if terminator < 0, !isAtEnd { break records }
                    let gapEnd = terminator < 0 ? end : terminator
                    let hasJunk = terminator >= 0 && base[terminator] == quote || (closing + 1..<gapEnd).contains { !isSpace(base[$0]) }
                    if hasJunk {
                        throw Message.textAfterQuote(window.path, line: line + lineEnds, value: column + 1)
                    }
                } else {
                    terminator = bytes.next()
                    // A quote inside a value that did not start with one is a letter like others.
                    while terminator >= 0, base[terminator] == quote { terminator = bytes.next() }
                    if terminator < 0, !isAtEnd { break records }
                    valueEnd = terminator < 0 ? end : terminator
                    let endsRecord = terminator < 0 || base[terminator] == newline
                    if endsRecord, isLineFeed, valueEnd > valueStart, base[valueEnd - 1] == UInt8(ascii: "\r") { valueEnd -= 1 }
                }
                if column < slots.count, slots[column] >= 0 {
                    let length = valueEnd - valueStart
                    table.column(slots[column])[records] = CellSpan(start: valueStart, length: length, isQuoted: isQuoted, isEscaped: isEscaped)
                    if isEscaped { table.hasEscapes = true }
                }
                column += 1
                isBlank = valueEnd == valueStart && !isQuoted
                if terminator >= 0, base[terminator] != newline {
                    valueStart = terminator + 1
                    continue
                }
                table.recordStarts[records] = UInt32(truncatingIfNeeded: position)
                position = terminator < 0 ? end : terminator + 1
                break
            }
            if column != width {
                // A blank line is no record, except where a record is one value that may be missing.
                if column == 1, isBlank {
                    line += 1
                    continue
                }
                if width > 0 { try checkWidth(column, lastIsEmpty: isBlank, line: line) }
            } else if checksWidth {
                try checkWidth(column, lastIsEmpty: isBlank, line: line)
                checksWidth = hasTrailingSeparator != false
            }
            records += 1
            line += 1 + lineEnds
        }
        startLine = window.line
        startPosition = window.position
        window.line = line
        window.position = position
        return records
    }

    /// Where so few records are plain, it is not worth looking for them; after so many times it is left.
    private static let fewRecords = 8
    private static let patience = 4

    // MARK: Places

    /// Where the last scan began, for finding the line of one of its cells.
    private(set) var startLine = 1
    private(set) var startPosition = 0

    private func lineEndsBefore(_ offset: Int, from start: Int) -> Int {
        (start..<offset).count { window.base[$0] == dialect.newline }
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") }

    /// Records have as many values as the header, or all of them one more, which is empty.
    private func checkWidth(_ found: Int, lastIsEmpty: Bool, line: Int) throws(DiagnosticList) {
        if hasTrailingSeparator == nil { hasTrailingSeparator = found == width + 1 && lastIsEmpty }
        let expected = hasTrailingSeparator == true ? width + 1 : width
        if found == expected, found == width || lastIsEmpty { return }
        if found == width {
            throw Message.raggedEnd(window.path, line: line)
        }
        throw Message.raggedRow(window.path, line: line, values: found, columns: width, separator: found < expected ? nil : separatorName)
    }

    private var separatorName: String {
        dialect.separator == UInt8(ascii: "\t") ? "tab" : String(decoding: [dialect.separator], as: UTF8.self)
    }

    /// Doubled quotes become single ones. What is left over is filled with quotes, so that lines can still be counted.
    func unescape(_ cell: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        var (from, to) = (0, 0)
        while from < length {
            let byte = cell[from]
            cell[to] = byte
            from += byte == dialect.quote ? 2 : 1
            to += 1
        }
        for index in to..<length { cell[index] = dialect.quote }
        return to
    }
}
