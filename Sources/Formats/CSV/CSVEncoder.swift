import Tables

/// Values separated by commas or tabs, a header first; results are kept apart by an empty line.
///
/// Quoted is only what must be (RFC 4180): values with the separator, a quote or a line end, and empty text, since nothing
/// at all means missing.
final class CSVEncoder: RowEncoder {
    private let style: CSVStyle
    private var columns: [CSVCells] = []
    /// Of all columns and pieces: they write the same days.
    private var days: DayTexts?

    init(_ style: CSVStyle, guardsFormulas: Bool) {
        var style = style
        style.guardsFormulas = guardsFormulas
        self.style = style
    }

    func another() -> any RowEncoder { CSVEncoder(style, guardsFormulas: style.guardsFormulas) }

    func prepare(_ table: ResultTable, _ text: MachineText) {
        let days = self.days ?? DayTexts(text)
        self.days = days
        columns = table.columns.map { CSVCells.make($0, text, style, days) }
    }

    func begin(_ table: ResultTable, isFirst: Bool, to output: inout [UInt8]) {
        if !isFirst { output.append(UInt8(ascii: "\n")) } else if style.hasByteOrderMark { output.append(contentsOf: [0xEF, 0xBB, 0xBF]) }
        var names = table.columns.map(\.name)
        if table.totalLevels != nil { names.append(table.totalName) }
        for (index, name) in names.enumerated() {
            if index > 0 { output.append(style.separator) }
            Array(name.utf8).withUnsafeBufferPointer { style.append(quoting: $0, to: &output) }
        }
        output.append(UInt8(ascii: "\n"))
    }

    func append(rows: Range<Int>, of table: ResultTable, isFirst: Bool, _ text: MachineText, to output: inout [UInt8]) {
        for row in rows {
            for index in columns.indices {
                if index > 0 { output.append(style.separator) }
                columns[index].append(row, to: &output)
            }
            if let levels = table.totalLevels {
                if !columns.isEmpty { output.append(style.separator) }
                output.append(contentsOf: String(levels[row]).utf8)
            }
            output.append(UInt8(ascii: "\n"))
        }
    }

    func end(_ table: ResultTable, isEmpty: Bool, to output: inout [UInt8]) {}

    /// The columns whose texts a spreadsheet would run, with how many.
    func formulas(in table: ResultTable) -> [FormulaTexts] {
        if style.guardsFormulas { return [] }
        return zip(table.columns, columns).filter { $1.formulaCount > 0 }.map { FormulaTexts(column: $0.name, count: $1.formulaCount) }
    }
}
