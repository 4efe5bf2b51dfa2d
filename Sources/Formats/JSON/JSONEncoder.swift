import Characters
import Columns
import Tables

/// Objects, an object a line: as one list a result (`json`), or bare (`jsonl`). Numbers are written as they are, exactly.
final class JSONEncoder: RowEncoder {
    private let isList: Bool
    /// `"name":` for each column.
    private var keys: [[UInt8]] = []
    private var shapes: [MachineText.Shape] = []
    private var value: [UInt8] = []

    init(isList: Bool) { self.isList = isList }

    func another() -> any RowEncoder { JSONEncoder(isList: isList) }

    func prepare(_ table: ResultTable, _ text: MachineText) {
        keys = table.columns.map { Self.key($0.name) }
        if table.totalLevels != nil { keys.append(Self.key(table.totalName)) }
        shapes = table.columns.map { MachineText.shape(of: $0.values, $0.type) }
    }

    func begin(_ table: ResultTable, isFirst: Bool, to output: inout [UInt8]) {
        if isList { output.append(UInt8(ascii: "[")) }
    }

    func append(rows: Range<Int>, of table: ResultTable, isFirst: Bool, _ text: MachineText, to output: inout [UInt8]) {
        for row in rows { append(row: row, of: table, isFirst: isFirst && row == rows.lowerBound, text, to: &output) }
    }

    private func append(row: Int, of table: ResultTable, isFirst: Bool, _ text: MachineText, to output: inout [UInt8]) {
        if isList { output.append(contentsOf: (isFirst ? "\n  " : ",\n  ").utf8) }
        output.append(UInt8(ascii: "{"))
        for (index, column) in table.columns.enumerated() {
            if index > 0 { output.append(contentsOf: ", ".utf8) }
            output.append(contentsOf: keys[index])
            value.removeAll(keepingCapacity: true)
            if !text.append(column.values, row, column.type, to: &value) {
                output.append(contentsOf: "null".utf8)
            } else {
                switch shapes[index] {
                case .bare: output.append(contentsOf: value)
                case .text: JSONEscapes.append(value, to: &output)
                }
            }
        }
        if let levels = table.totalLevels {
            if !table.columns.isEmpty { output.append(contentsOf: ", ".utf8) }
            output.append(contentsOf: keys[table.columns.count])
            output.append(contentsOf: String(levels[row]).utf8)
        }
        output.append(UInt8(ascii: "}"))
        if !isList { output.append(UInt8(ascii: "\n")) }
    }

    func end(_ table: ResultTable, isEmpty: Bool, to output: inout [UInt8]) {
        if isList { output.append(contentsOf: (isEmpty ? "]\n" : "\n]\n").utf8) }
    }

    private static func key(_ name: String) -> [UInt8] {
        var result: [UInt8] = []
        JSONEscapes.append(name.utf8, to: &result)
        return result + Array(": ".utf8)
    }
}
