import Characters
import Diagnostics

/// Dialect, header and column names of one file of separated text, as found in its head.
struct CSVLayout: RecordLayout {
    let names: [String]
    let dialect: CSVDialect
    private let options: FileOptions
    private let headerIsData: Bool
    /// What was changed in the names, for notices.
    let hints: [String]

    var stringsAreTyped: Bool { true }

    /// Reads the head of a file. The first line is the header unless options say which; 0 means that there is none.
    init(_ file: InputFile, options: FileOptions, separator: UInt8?, blockSize: Int) throws(DiagnosticList) {
        self.options = options
        let window = try ByteWindow(file, blockSize: max(blockSize, 1 << 16))
        guard try window.more() else { throw Message.emptyFile(file.path, headerLine: options.headerLine) }
        Self.skipLines(window, options.headerLine)
        let head = UnsafeBufferPointer(start: UnsafePointer(window.base) + window.position, count: window.end - window.position)
        var dialect = CSVDialect.guess(head, isWhole: window.isAtEnd, quote: options.quote ?? UInt8(ascii: "\""))
        if let separator = options.separator ?? separator { dialect.separator = separator }
        self.dialect = dialect

        guard let cells = try Self.firstRecord(window, dialect) else { throw Message.emptyFile(file.path, headerLine: options.headerLine) }
        headerIsData = options.headerLine == 0
        let raw = headerIsData ? cells.map { _ in "" } : cells
        (names, hints) = Self.named(raw)
    }

    func makeScanner(_ window: ByteWindow, wanted: [String]) throws(DiagnosticList) -> any RecordScanner {
        if try window.more() { Self.skipLines(window, options.headerLine) }
        if !headerIsData { _ = try Self.firstRecord(window, dialect) }
        var slots = [Int](repeating: -1, count: names.count)
        for (slot, name) in wanted.enumerated() {
            if let column = names.firstIndex(of: name) { slots[column] = slot }
        }
        return CSVScanner(window, dialect, width: names.count, slots: slots)
    }

    /// Trimmed and in NFC; empty ones become `column_3`, and the second `a` becomes `a_2`.
    static func named(_ raw: [String]) -> (names: [String], hints: [String]) {
        var names: [String] = []
        var hints: [String] = []
        var taken = Set(raw.map(trimmed))
        var seen: Set<String> = []
        for (index, text) in raw.enumerated() {
            let wanted = trimmed(text)
            var name = wanted.isEmpty ? "column_\(index + 1)" : wanted
            var number = 2
            while seen.contains(name) || (name != wanted && taken.contains(name)) {
                name = "\(wanted.isEmpty ? "column_\(index + 1)" : wanted)_\(number)"
                number += 1
            }
            if !wanted.isEmpty, name != wanted { hints.append("column \(index + 1) is a second '\(wanted)' and is called '\(name)' here") }
            seen.insert(name)
            taken.insert(name)
            names.append(name)
        }
        return (names, hints)
    }

    private static func trimmed(_ text: String) -> String {
        var scalars = Substring(NormalForm.composed(text)).unicodeScalars
        // Excel exports pad with no-break spaces; a zero-width space or BOM is not seen at all.
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r", "\u{A0}", "\u{200B}", "\u{FEFF}"]
        while let first = scalars.first, blanks.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, blanks.contains(last) { scalars.removeLast() }
        return String(Substring(scalars))
    }

    /// Title lines above the header are lines, not records: their quotes need not match.
    private static func skipLines(_ window: ByteWindow, _ headerLine: Int) {
        while window.line < headerLine {
            var index = window.position
            while index < window.end, window.base[index] != UInt8(ascii: "\n") { index += 1 }
            if index == window.end {
                window.position = window.end
                return
            }
            window.position = index + 1
            window.line += 1
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
