import Diagnostics
import Engine

/// Takes bytes as they are made, in order: standard output, a file, a test.
package typealias ByteSink = (UnsafeRawBufferPointer) throws -> Void

/// Writes results in a machine format: csv, tsv, json or jsonl.
///
///     let file = try AtomicFile("out.csv")
///     let writer = try ResultWriter(format, zone: zone) { try file.write($0) }
///     for table in results { try writer.write(table) }
///     try file.commit()
package final class ResultWriter {
    private let encoder: any ResultEncoder
    private let text: MachineText
    private let sink: ByteSink
    private var output: [UInt8] = []
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

    /// One result; several are kept apart as the format does it.
    package func write(_ table: ResultTable) throws {
        encoder.begin(table, isFirst: isFirst, text, to: &output)
        isFirst = false
        for row in 0..<table.rowCount {
            encoder.append(row: row, of: table, text, to: &output)
            if output.count >= 1 << 16 { try flush() }
        }
        encoder.end(table, to: &output)
        formulas += encoder.formulas(in: table)
        try flush()
    }

    private func flush() throws {
        try output.withUnsafeBytes { try sink($0) }
        output.removeAll(keepingCapacity: true)
    }
}

/// One machine format's way to write a result, row by row.
protocol ResultEncoder: AnyObject {
    func begin(_ table: ResultTable, isFirst: Bool, _ text: MachineText, to output: inout [UInt8])
    func append(row: Int, of table: ResultTable, _ text: MachineText, to output: inout [UInt8])
    func end(_ table: ResultTable, to output: inout [UInt8])
    /// What was met in the table that a spreadsheet would run; of formats that no spreadsheet opens, nothing.
    func formulas(in table: ResultTable) -> [FormulaTexts]
}

extension ResultEncoder {
    func formulas(in table: ResultTable) -> [FormulaTexts] { [] }
}

/// Texts of a column that a spreadsheet would run as formulas when it opens the file.
package struct FormulaTexts: Sendable, Equatable {
    package var column: String
    package var count: Int
}

extension ResultTable {
    /// The column that says how many keys a row of `with totals` rolls up.
    static let totalName = "total"
}
