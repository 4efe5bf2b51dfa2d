import Characters
import Diagnostics

/// Dialect, header and column names of one file of separated text, as found in its head.
struct CSVLayout: RecordLayout, DivisibleLayout {
    let names: [String]
    let dialect: CSVDialect
    private let options: FileOptions
    /// Where the header stands, or the first record where there is none; from 1.
    private let firstLine: Int
    private let hasHeader: Bool
    /// Whether the record below the header numbers the columns.
    private let hasNumbering: Bool
    /// What was changed in the names, for notices.
    let hints: [String]
    private let isDivisible: Bool

    var stringsAreTyped: Bool { true }
    var divisible: (any DivisibleLayout)? { isDivisible ? self : nil }

    /// Reads the head of a file. The first line is the header unless options say which, or that there is none; a line `sep=;` before it says the separator.
    init(_ file: InputFile, options: FileOptions, separator: UInt8?, blockSize: Int) throws(DiagnosticList) {
        self.options = options
        let window = try ByteWindow(file, blockSize: max(blockSize, 1 << 16))
        let isEmpty = try !window.more()
        let said = CSVDialect.said(by: Self.head(window))
        (firstLine, hasHeader) = switch options.header {
        case .found: (said == nil ? 1 : 2, true)
        case .absent: (said == nil ? 1 : 2, false)
        case .rows(let lines): (lines.lowerBound, true)
        }
        if isEmpty { throw Message.emptyFile(file.path, headerLine: firstLine) }
        try Self.skipLines(window, firstLine)
        let head = Self.head(window)
        var dialect = CSVDialect.guess(head, isWhole: window.isAtEnd, quote: options.quote ?? UInt8(ascii: "\""))
        if let separator = options.separator ?? said ?? separator { dialect.separator = separator }
        self.dialect = dialect

        guard let cells = try Self.firstRecord(window, dialect) else { throw Message.emptyFile(file.path, headerLine: firstLine) }
        isDivisible = window.isDivisible
        let raw = hasHeader ? cells : cells.map { _ in "" }
        let (names, renamed) = ColumnNames.made(from: raw)
        self.names = names
        if options.header == .found, NumberingRow.mayStand(below: names), let record = try Self.firstRecord(window, dialect) {
            hasNumbering = NumberingRow.isOne(record, below: names)
            hints = renamed + (hasNumbering ? [NumberingRow.hint("line \(firstLine + 1)", header: firstLine)] : [])
        } else {
            hasNumbering = false
            hints = renamed + (hasHeader ? try Self.hintOfTitle(cells, firstLine, window, dialect) : [])
        }
    }

    /// Below what has a heading for few of its columns the header may follow: programs fill up the line of a title with separators.
    private static func hintOfTitle(_ header: [String], _ line: Int, _ window: ByteWindow, _ dialect: CSVDialect) throws(DiagnosticList) -> [String] {
        let named = header.count { !$0.isEmpty }
        guard header.count > 2, named * 2 < header.count else { return [] }
        for below in 1...mostTitleLines {
            guard let record = try firstRecord(window, dialect) else { break }
            guard record.count == header.count, record.allSatisfy({ !$0.isEmpty }) else { continue }
            return ["line \(line) has headings for \(named) of \(header.count) columns; if it is a title, say  header: \(line + below)"]
        }
        return []
    }

    private static let mostTitleLines = 20

    func makeScanner(_ file: InputFile, blockSize: Int, wanted: [WantedColumn]) throws(DiagnosticList) -> any RecordScanner {
        CSVScanner(try windowAtFirstRecord(file, blockSize), dialect, width: names.count, slots: slots(wanted))
    }

    func makeScanner(_ file: InputFile, blockSize: Int, wanted: [WantedColumn], in stretch: FileStretch) throws(DiagnosticList) -> any StretchScanner {
        let window: ByteWindow =
            switch stretch.start {
            case .first: try windowAtFirstRecord(file, blockSize)
            case .lineFrom(let offset): ByteWindow(file, blockSize: blockSize, from: try file.lineStart(from: offset, newline: dialect.newline), line: 1)
            case .record(let offset, let line): ByteWindow(file, blockSize: blockSize, from: offset, line: line)
            }
        return CSVScanner(window, dialect, width: names.count, slots: slots(wanted), end: stretch.end, hasTrailingSeparator: stretch.hasTrailingSeparator)
    }

    private func windowAtFirstRecord(_ file: InputFile, _ blockSize: Int) throws(DiagnosticList) -> ByteWindow {
        let window = try ByteWindow(file, blockSize: blockSize)
        if try window.more() { try Self.skipLines(window, firstLine) }
        if hasHeader { _ = try Self.firstRecord(window, dialect) }
        if hasNumbering { _ = try Self.firstRecord(window, dialect) }
        return window
    }

    /// For each column of the file its place among the wanted ones, −1 for one that is not wanted.
    private func slots(_ wanted: [WantedColumn]) -> [Int] {
        var slots = [Int](repeating: -1, count: names.count)
        for (slot, column) in wanted.enumerated() {
            if let place = names.firstIndex(of: column.name) { slots[place] = slot }
        }
        return slots
    }

    private static func head(_ window: ByteWindow) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: UnsafePointer(window.base) + window.position, count: window.end - window.position)
    }

    /// Title lines above the header are lines, not records: their quotes need not match.
    private static func skipLines(_ window: ByteWindow, _ firstLine: Int) throws(DiagnosticList) {
        let newline = CSVDialect.newline(head(window))
        while window.line < firstLine {
            var index = window.position
            while index < window.end, window.base[index] != newline { index += 1 }
            guard index == window.end else {
                window.position = index + 1
                window.line += 1
                continue
            }
            window.position = index
            guard try window.more() else { return }
        }
    }

    /// The values of the next record, however many; moves the window behind it. `nil` at the end of the file.
    private static func firstRecord(_ window: ByteWindow, _ dialect: CSVDialect) throws(DiagnosticList) -> [String]? {
        let scanner = CSVScanner(window, dialect, width: nil, slots: [])
        let table = SpanTable(slotCount: 0)
        try scanner.scan(limit: 1, into: table)
        guard table.count == 1 else { return nil }
        var end = window.position
        if end > 0, window.base[end - 1] == dialect.newline { end -= 1 }
        let start = Int(table.recordStarts[0])
        if end > start, window.base[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return values(UnsafeBufferPointer(start: UnsafePointer(window.base) + start, count: max(0, end - start)), dialect)
    }

    /// One record taken apart; its quotes have been found in order.
    private static func values(_ record: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect) -> [String] {
        var result: [String] = []
        var value: [UInt8] = []
        var isQuoted = false
        var isStart = true
        for (index, byte) in record.enumerated() {
            if byte == dialect.quote, isQuoted {
                isQuoted = false
            } else if byte == dialect.quote, isStart {
                isQuoted = true
            } else if byte == dialect.quote, index > 0, record[index - 1] == dialect.quote {
                isQuoted = true
                value.append(byte)
            } else if byte == dialect.separator, !isQuoted {
                result.append(String(decoding: value, as: UTF8.self))
                value = []
                isStart = true
                continue
            } else {
                value.append(byte)
            }
            isStart = false
        }
        return result + [String(decoding: value, as: UTF8.self)]
    }
}
