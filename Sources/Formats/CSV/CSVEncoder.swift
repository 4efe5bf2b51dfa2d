import Columns
import Engine

/// Values separated by commas or tabs, a header first; results are kept apart by an empty line.
///
/// Quoted is only what must be (RFC 4180): values with the separator, a quote or a line end, and empty text, since nothing
/// at all means missing.
final class CSVEncoder: RowEncoder {
    private let separator: UInt8
    private var value: [UInt8] = []

    init(separator: UInt8) { self.separator = separator }

    func begin(_ table: ResultTable, isFirst: Bool, to output: inout [UInt8]) {
        if !isFirst { output.append(UInt8(ascii: "\n")) }
        var names = table.columns.map(\.name)
        if table.totalLevels != nil { names.append(ResultTable.totalName) }
        for (index, name) in names.enumerated() {
            if index > 0 { output.append(separator) }
            append(Array(name.utf8), to: &output)
        }
        output.append(UInt8(ascii: "\n"))
    }

    func append(row: Int, of table: ResultTable, _ text: MachineText, to output: inout [UInt8]) {
        for (index, column) in table.columns.enumerated() {
            if index > 0 { output.append(separator) }
            value.removeAll(keepingCapacity: true)
            if text.append(column.values, row, column.type, to: &value) { append(value, to: &output) }
        }
        if let levels = table.totalLevels {
            if !table.columns.isEmpty { output.append(separator) }
            output.append(contentsOf: String(levels[row]).utf8)
        }
        output.append(UInt8(ascii: "\n"))
    }

    func end(_ table: ResultTable, to output: inout [UInt8]) {}

    private func append(_ value: [UInt8], to output: inout [UInt8]) {
        let needsQuotes = value.isEmpty || value.contains { $0 == separator || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        guard needsQuotes else {
            output.append(contentsOf: value)
            return
        }
        output.append(UInt8(ascii: "\""))
        for byte in value {
            if byte == UInt8(ascii: "\"") { output.append(byte) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }
}
