import Diagnostics
import Engine

/// Takes bytes as they are made, in order: standard output, a file, a test.
package typealias ByteSink = (UnsafeRawBufferPointer) throws -> Void

/// Writes results in a machine format: csv, tsv, json, jsonl or arrow.
///
///     let file = try AtomicFile("out.csv")
///     let writer = try ResultWriter(format, zone: zone) { try file.write($0) }
///     for table in results { try writer.write(table) }
///     try file.commit()
package final class ResultWriter {
    private let encoder: any ResultEncoder
    private let text: MachineText
    private let sink: ByteSink
    private var isFirst = true
    /// Texts that a spreadsheet would run as formulas, by their columns.
    package private(set) var formulas: [FormulaTexts] = []

    /// - Throws: `format-not-writable` for a format that only has a name yet.
    package init(_ format: FileFormat, zone: Zone, guardsFormulas: Bool = false, sink: @escaping ByteSink) throws(DiagnosticList) {
        guard let encoder = format.encoder else { throw Message.formatNotWritable(format.name) }
        self.encoder = encoder(guardsFormulas)
        text = MachineText(zone: zone)
        self.sink = sink
    }

    /// One result, or a piece of one; several are kept apart as the format does it.
    /// - Throws: `format-not-writable` for a second result in a format that holds one.
    package func write(_ table: ResultTable) throws {
        defer { isFirst = false }
        try encoder.write(table, isFirst: isFirst, text, to: sink)
        for found in encoder.formulas(in: table) {
            if table.continues, let index = formulas.lastIndex(where: { $0.column == found.column }) {
                formulas[index].count += found.count
            } else {
                formulas.append(found)
            }
        }
    }
}

/// One machine format's way to write a result.
protocol ResultEncoder: AnyObject {
    func write(_ table: ResultTable, isFirst: Bool, _ text: MachineText, to sink: @escaping ByteSink) throws
    /// What was met in the table that a spreadsheet would run; of formats that no spreadsheet opens, nothing.
    func formulas(in table: ResultTable) -> [FormulaTexts]
}

/// A format that is written row by row.
protocol RowEncoder: ResultEncoder {
    /// What stands before the rows of a result, and what its pieces have in common.
    func begin(_ table: ResultTable, isFirst: Bool, _ text: MachineText, to output: inout [UInt8])
    /// A further piece of the same result.
    func proceed(_ table: ResultTable, _ text: MachineText)
    func append(row: Int, of table: ResultTable, _ text: MachineText, to output: inout [UInt8])
    func end(_ table: ResultTable, to output: inout [UInt8])
}

extension ResultEncoder {
    func formulas(in table: ResultTable) -> [FormulaTexts] { [] }
}

/// Texts of a column that a spreadsheet would run as formulas when it opens the file.
package struct FormulaTexts: Sendable, Equatable {
    package var column: String
    package var count: Int
}

extension RowEncoder {
    func write(_ table: ResultTable, isFirst: Bool, _ text: MachineText, to sink: @escaping ByteSink) throws {
        var output: [UInt8] = []
        func flush() throws {
            try output.withUnsafeBytes { try sink($0) }
            output.removeAll(keepingCapacity: true)
        }
        if table.continues { proceed(table, text) } else { begin(table, isFirst: isFirst, text, to: &output) }
        for row in 0..<table.rowCount {
            append(row: row, of: table, text, to: &output)
            if output.count >= 1 << 16 { try flush() }
        }
        if !table.goesOn { end(table, to: &output) }
        try flush()
    }
}

extension ResultTable {
    /// The column that says how many keys a row of `with totals` rolls up.
    static let totalName = "total"
}
