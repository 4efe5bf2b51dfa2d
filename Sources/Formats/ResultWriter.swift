import Diagnostics
import Tables

/// Takes bytes as they are made, in order: standard output, a file, a test.
package typealias ByteSink = (UnsafeRawBufferPointer) throws -> Void

/// Writes results in a machine format: csv, tsv, json, jsonl or arrow.
///
///     let file = try AtomicFile("out.csv")
///     let writer = try ResultWriter(format, zone: zone) { try file.write($0) }
///     for table in results { try writer.write(table) }
///     try file.commit()
package final class ResultWriter {
    private enum Writer {
        case rows(RowWriter)
        case tables(any TableEncoder)
    }

    private let writer: Writer
    private let text: MachineText
    private let sink: ByteSink
    private var isFirst = true
    /// Texts that a spreadsheet would run as formulas, by their columns.
    package private(set) var formulas: [FormulaTexts] = []
    /// Those of earlier tables.
    private var formulasBefore = 0

    /// - Parameter threads: as many write shares of the rows, in formats that are written row by row.
    /// - Throws: `format-not-writable` for a format that only has a name yet.
    package init(
        _ format: FileFormat, zone: Zone, guardsFormulas: Bool = false, threads: Int = 1, sink: @escaping ByteSink
    ) throws(DiagnosticList) {
        guard let make = format.encoder else { throw Message.formatNotWritable(format.name) }
        writer =
            switch make(guardsFormulas) {
            case .rows(let encoder): .rows(RowWriter(encoder, threads: threads))
            case .tables(let encoder): .tables(encoder)
            }
        text = MachineText(zone: zone)
        self.sink = sink
    }

    /// One result, or a piece of one; several are kept apart as the format does it.
    /// - Throws: `format-not-writable` for a second result in a format that holds one.
    package func write(_ table: ResultTable) throws {
        defer { isFirst = false }
        switch writer {
        case .tables(let encoder): try encoder.write(table, isFirst: isFirst, text, to: sink)
        case .rows(let rows):
            if !table.continues { formulasBefore = formulas.count }
            for found in try rows.write(table, isFirst: isFirst, text, to: sink) { formulas.add(found, from: formulasBefore) }
        }
    }
}

/// One machine format's way to write a result.
enum ResultEncoding {
    /// Row by row, so that a result may come in pieces and threads write shares of it.
    case rows(any RowEncoder)
    case tables(any TableEncoder)
}

/// A format that is written a whole table at a time.
protocol TableEncoder: AnyObject {
    func write(_ table: ResultTable, isFirst: Bool, _ text: MachineText, to sink: @escaping ByteSink) throws
}

/// Texts of a column that a spreadsheet would run as formulas when it opens the file.
package struct FormulaTexts: Sendable, Equatable {
    package var column: String
    package var count: Int
}

extension [FormulaTexts] {
    /// Counts texts together with those of the same column among those from `start` on, which are of the same table.
    mutating func add(_ found: FormulaTexts, from start: Int = 0) {
        if let index = self[start...].firstIndex(where: { $0.column == found.column }) { self[index].count += found.count } else { append(found) }
    }
}

extension ResultTable {
    /// What the column is called that says how many keys a row of `with totals` rolls up: `total`, or with a number behind it where that is taken.
    var totalName: String {
        let taken = Set(columns.map(\.name))
        var (name, number) = ("total", 1)
        while taken.contains(name) {
            number += 1
            name = "total_\(number)"
        }
        return name
    }
}
