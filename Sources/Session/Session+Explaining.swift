import Columns
import Diagnostics
import Engine
import Planning
import Reports
import Semantics
import Tables

/// What the result shown last rests on.
extension Session {
    /// - Parameter column: only what this one means; `nil` for all columns.
    package func why(column name: String?) throws(DiagnosticList) -> Provenance {
        guard let shown = lastShown, var provenance = shown.table.provenance else { throw Session.nothingShown }
        if let name {
            let column = try Session.column(name, of: shown)
            provenance.columns = provenance.columns.filter { $0.name == column.name }
        }
        return provenance
    }

    /// Path and SHA-256 of each file that the result was counted from.
    package func hashes(of provenance: Provenance) throws(DiagnosticList) -> [(path: String, hash: String)] {
        var result: [(String, String)] = []
        for file in provenance.tables.flatMap(\.files) { result.append((file.path, try hash(of: file))) }
        return result
    }

    /// SHA-256 of a file that was read.
    func hash(of file: Provenance.File) throws(DiagnosticList) -> String { try hashes.hash(file, at: world.actual(file.path)) }

    /// The source rows that made a cell of the result shown last; without a column those of its whole row.
    /// - Parameter row: from 1, as shown.
    package func sourceRows(row: Int, column name: String?) throws -> ResultTable {
        guard let shown = lastShown else { throw Session.nothingShown }
        guard row >= 1, row <= shown.table.rowCount else {
            throw DiagnosticList(.noSuchRow(row, of: shown.table.rowCount))
        }
        let column = try name.map { (name) throws(DiagnosticList) in try Session.column(name, of: shown).id }
        return try rows(behind: SourceRows.Cell(row: row - 1, rolledUp: shown.table.totalLevels?[row - 1] ?? 0, column: column), of: shown).rows
    }

    /// The source rows behind a cell of a result, and the scan that reads them, where they are rows of one table.
    func rows(behind cell: SourceRows.Cell, of shown: ShownResult) throws -> (rows: ResultTable, scan: TableScan?) {
        let made = SourceRows(numbers: shown.pipeline.numbers, table: { [world] in world.table($0) }).pipeline(behind: cell, of: shown.pipeline)
        var pipeline = made.pipeline
        pipeline.subqueries = shown.pipeline.subqueries
        pipeline.output.columns.removeAll { $0.isPrivate && !options.showsPrivate }
        var table = try PipelineRunner(self, sink: SilentSink(), isReport: false, statement: nil).table(pipeline)
        for index in table.columns.indices { table.columns[index].label = nil }
        guard let rowNumber = made.rowNumber, case .table(let scan) = pipeline.source else { return (table, nil) }
        let numbers = pipeline.output.columns.firstIndex { $0.id == rowNumber }
        return (placed(table, numberedBy: numbers, in: world.files(of: scan.table)), scan)
    }

    /// Numbers within the table as numbers within its files, where it has several.
    private func placed(_ table: ResultTable, numberedBy index: Int?, in files: [Provenance.File]) -> ResultTable {
        guard let index, files.count > 1, files.allSatisfy({ $0.rows != nil }) else { return table }
        var ends: [Int64] = []
        for file in files { ends.append((ends.last ?? 0) + Int64(file.rows ?? 0)) }
        var result = table
        var names: [Value] = []
        var numbers: [Value] = []
        for row in 0..<table.rowCount {
            guard case .int(let number) = table.columns[index].values.value(row, type: .int), let file = ends.firstIndex(where: { number <= $0 }) else { continue }
            names.append(.text(FilePath.name(of: files[file].path)))
            numbers.append(.int(number - (file == 0 ? 0 : ends[file - 1])))
        }
        guard names.count == table.rowCount else { return table }
        result.columns[index].values = Column.of(numbers, type: .int)
        result.columns.insert(ResultTable.Column(name: "file", label: nil, type: .text, values: Column.of(names, type: .text)), at: index)
        return result
    }

    private static func column(_ name: String, of shown: ShownResult) throws(DiagnosticList) -> Relation.Column {
        let columns = shown.pipeline.output.columns
        if let column = columns.first(where: { $0.name == name || $0.label == name }) { return column }
        let near = Spelling.nearest(name, in: columns.map(\.name), limit: 1)
        throw DiagnosticList(.noColumnShown(name, near: near.first, known: columns.map(\.name)))
    }

    private static let nothingShown = DiagnosticList(.nothingShown)
}
