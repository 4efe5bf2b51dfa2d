import Diagnostics
import Semantics

/// What `file("x.csv", separator: ";", header: 4)` says about how to read a file.
struct FileOptions: Sendable {
    var separator: UInt8?
    var quote: UInt8?
    /// The line of the header, from 1; 0 when there is none.
    var headerLine = 1
    /// What stands for a missing value beside an empty cell.
    var missing: [UInt8]?
    var notation = NumberNotation.plain
    /// How dates are written where they are not ISO dates.
    var dates: DatePattern?

    /// One option of text files.
    struct Row: Sendable {
        var name: String
        var summary: String
        var set: @Sendable (inout FileOptions, Value) -> Bool
        var wanted: String
    }

    static let header = Row(
        name: "header", summary: "the line of the header, from 1; 0 when there is none",
        set: { options, value in
            guard case .int(let line) = value, (0...1_000_000).contains(line) else { return false }
            options.headerLine = Int(line)
            return true
        }, wanted: "the number of a line, or 0 for a file without header")

    static let rows: [Row] = [
        Row(
            name: "separator", summary: "what stands between values, when it is not guessed right",
            set: { options, value in
                guard let byte = oneByte(value), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") else { return false }
                options.separator = byte
                return true
            }, wanted: "one sign, such as \";\""),
        Row(
            name: "quote", summary: "what stands around values that hold the separator",
            set: { options, value in
                guard let byte = oneByte(value) else { return false }
                options.quote = byte
                return true
            }, wanted: "one sign, such as \"'\""),
        header,
        missing,
        Row(
            name: "decimal", summary: "the sign before decimals; the other of point and comma may group thousands",
            set: { options, value in
                switch value {
                case .text(","): options.notation = .comma
                case .text("."): options.notation = .point
                default: return false
                }
                return true
            }, wanted: "\",\" or \".\""),
        Row(
            name: "dates", summary: "how dates are written, such as dd/MM/yyyy",
            set: { options, value in
                guard case .text(let text) = value, let pattern = DatePattern(text) else { return false }
                options.dates = pattern
                return true
            }, wanted: "a pattern of d, M and yyyy, such as \"dd/MM/yyyy\""),
    ]

    static let missing = Row(
        name: "missing", summary: "what stands for a missing value beside an empty cell",
        set: { options, value in
            guard case .text(let text) = value else { return false }
            options.missing = Array(text.utf8)
            return true
        }, wanted: "text, such as \"NA\"")

    init() {}

    /// - Throws: `unknown-option`, `wrong-option`.
    init(_ values: [String: Value], format: FileFormat) throws(DiagnosticList) {
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let row = format.options.first(where: { $0.name == name }) else {
                throw Message.unknownOption(name, format.name, format.options.map(\.name))
            }
            guard row.set(&self, value) else { throw Message.wrongOption(name, row.wanted) }
        }
    }

    private static func oneByte(_ value: Value) -> UInt8? {
        guard case .text(let text) = value, text.utf8.count == 1 else { return nil }
        return text.utf8.first
    }
}
