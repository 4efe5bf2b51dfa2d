import Columns
import Diagnostics
import Engine
import Formats
import Semantics
import Tables

/// The sheets of a workbook, read by our own reader.
package struct WorkbookSheets {
    /// Where the workbook lies when only its bytes were given.
    private let folder: TemporaryFolder?
    private let path: String
    package let names: [String]

    package init(path: String) throws {
        folder = nil
        self.path = path
        names = try FileFormats.sheetNames(of: path)
    }

    package init(_ bytes: [UInt8]) throws {
        let folder = TemporaryFolder()
        self.folder = folder
        path = folder.write("a.xlsx", bytes)
        names = try FileFormats.sheetNames(of: path)
    }

    package func table(_ sheet: String, _ options: [String: Value] = [:]) throws -> (names: [String], types: [String], rows: [[String?]]) {
        try read(options.merging(["sheet": .text(sheet)]) { first, _ in first })
    }

    /// Every row of a sheet, title and headings too.
    package func cells(of sheet: String) throws -> [[String?]] {
        try read(["sheet": .text(sheet), "header": .int(0), "to_end": .bool(true)]).rows
    }

    /// The lines of the sheet of words.
    package func words() throws -> [String] { try cells(of: "Báo cáo").compactMap { $0[0] } }

    private func read(_ options: [String: Value]) throws -> (names: [String], types: [String], rows: [[String?]]) {
        let opened = try FileFormats.openFile(paths: [path], options: options)
        let columns = try opened.types(of: nil)
        let cursor = try opened.source.open(columns: columns.map(\.name), context: QueryContext(tables: NoTables(), calendars: Calendars(), zone: .hoChiMinh, asOf: 0))
        var rows: [[String?]] = []
        let text = MachineText(zone: .hoChiMinh)
        while let batch = try cursor.next() {
            for row in 0..<batch.count {
                rows.append(zip(batch.columns, columns).map { values, column in
                    var bytes: [UInt8] = []
                    return text.append(values, row, column.type, to: &bytes) ? String(decoding: bytes, as: UTF8.self) : nil
                })
            }
        }
        return (columns.map(\.name), columns.map(\.type.description), rows)
    }
}

private final class NoTables: TableProvider {
    func source(_ table: String) throws -> any BatchSource { throw DiagnosticList([]) }
    func linked(_ table: String) throws -> LinkedTable { throw DiagnosticList([]) }
}
