import Semantics

/// One option of `file("…", name: value)`: a row of the lists that formats have.
struct FileOption: Sendable {
    let name: String
    let summary: String
    /// What a value must be, for messages: `'header' must be …`.
    let wanted: String
    /// False when the value is not that.
    let set: @Sendable (inout FileOptions, Value) -> Bool

    static let text = [separator, quote, headerLine, missing, numbers, dates]
    static let json = [dates]
    static let arrow = [numbers, dates]
    static let xlsx = [sheet, headerRows, range, until, toEnd, missing, numbers, dates]

    private static let separator = FileOption(
        name: "separator", summary: "what stands between values, when it is not guessed right: \";\"", wanted: "one sign, such as \";\"",
        set: { options, value in
            guard let byte = oneByte(value), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") else { return false }
            options.separator = byte
            return true
        })

    private static let quote = FileOption(
        name: "quote", summary: "what stands around values that hold the separator: \"'\"", wanted: "one sign, such as \"'\"",
        set: { options, value in
            guard let byte = oneByte(value) else { return false }
            options.quote = byte
            return true
        })

    private static let headerLine = FileOption(
        name: "header", summary: "the line of the header, from 1; 0 when there is none", wanted: "the number of a line, or 0 for a file without header",
        set: { options, value in
            guard let rows = rows(value), rows.count <= 1 else { return false }
            options.header = rows.first.map { .rows($0...$0) } ?? .absent
            return true
        })

    private static let headerRows = FileOption(
        name: "header", summary: "the row of the header, or its rows as 4..5 when headings are merged over several; 0 when there is none",
        wanted: "the number of a row, rows that follow each other as 4..5, or 0 for a table without header",
        set: { options, value in
            guard let rows = rows(value), zip(rows, rows.dropFirst()).allSatisfy({ $1 == $0 + 1 }) else { return false }
            options.header = rows.first.map { .rows($0...$0 + rows.count - 1) } ?? .absent
            return true
        })

    private static let missing = FileOption(
        name: "missing", summary: "what stands for a missing value beside an empty cell: \"NA\", [\"NA\", \"-\"]", wanted: "text, such as \"NA\", or several as [\"NA\", \"-\"]",
        set: { options, value in
            let marks: [Value] = if case .list(let marks) = value { marks } else { [value] }
            options.missing = marks.compactMap { if case .text(let text) = $0 { Array(text.utf8) } else { nil } }
            return options.missing.count == marks.count
        })

    private static let numbers = FileOption(
        name: "numbers", summary: "how numbers are written in texts: \"vi\" 6.939,3 · \"en\" 6,939.3 · \"C\" 6939.3, as always unless said",
        wanted: "\"vi\" for 6.939,3, \"en\" for 6,939.3 or \"C\" for 6939.3",
        set: { options, value in
            switch value {
            case .text("vi"): options.notation = .comma
            case .text("en"): options.notation = .point
            case .text("C"): options.notation = .plain
            default: return false
            }
            return true
        })

    private static let dates = FileOption(
        name: "dates", summary: "how dates are written in texts: \"dd/MM/yyyy\", \"dd/MM/yyyy HH:mm:ss\"",
        wanted: "a pattern of d, M and yyyy, perhaps H, m and s, such as \"dd/MM/yyyy\"",
        set: { options, value in
            guard case .text(let text) = value, let pattern = DatePattern(text) else { return false }
            options.dates = pattern
            return true
        })

    private static let sheet = FileOption(
        name: "sheet", summary: "the name of a sheet, or the number of a visible one from 1; needed where several are visible",
        wanted: "the name of a sheet, or its number from 1",
        set: { options, value in
            switch value {
            case .text(let name): options.sheet = .named(name)
            case .int(let number) where number >= 1: options.sheet = .numbered(Int(number))
            default: return false
            }
            return true
        })

    private static let range = FileOption(
        name: "range", summary: "the cells that hold the table, header and all: \"A5:N300\", \"A:N\", \"A5:N\"",
        wanted: "cells such as \"A5:N300\", \"A:N\" or \"A5:N\"",
        set: { options, value in
            guard case .text(let text) = value, let range = CellRange(text) else { return false }
            options.range = range
            return true
        })

    private static let until = FileOption(
        name: "until", summary: "the table ends before the row that begins with this text: \"Tổng cộng\"",
        wanted: "the text with which a row begins, such as \"Tổng cộng\"",
        set: { options, value in
            guard case .text(let text) = value, !ColumnNames.oneLine(text).isEmpty else { return false }
            options.until = ColumnNames.oneLine(text)
            return true
        })

    private static let toEnd = FileOption(
        name: "to_end", summary: "true reads on behind empty rows, false ends at the first whatever follows", wanted: "true or false",
        set: { options, value in
            guard case .bool(let value) = value else { return false }
            options.readsToEnd = value
            return true
        })

    private static func oneByte(_ value: Value) -> UInt8? {
        guard case .text(let text) = value, text.utf8.count == 1 else { return nil }
        return text.utf8.first
    }

    /// The numbers of a header's lines; none for 0.
    private static func rows(_ value: Value) -> [Int]? {
        switch value {
        case .int(0): return []
        case .int(let row) where (1...1_048_576).contains(row): return [Int(row)]
        case .list(let values):
            let rows = values.compactMap { value -> Int? in if case .int(let row) = value, (1...1_048_576).contains(row) { Int(row) } else { nil } }
            return rows.count == values.count && (1...100).contains(rows.count) ? rows : nil
        default: return nil
        }
    }
}
