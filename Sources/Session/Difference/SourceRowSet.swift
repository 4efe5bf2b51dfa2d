import Columns
import Engine
import Reports
import Semantics
import Tables

/// The source rows behind a cell, by the key of their table.
struct SourceRowSet {
    /// A row as it is read: where it stands, and its columns as text.
    struct Row {
        var place: String
        var cells: [String: String]

        /// The columns, of some, in which it is another.
        func differences(from other: Row, in columns: Set<String>) -> [String] { columns.filter { cells[$0] != other.cells[$0] }.sorted() }
    }

    /// The table that the rows are of.
    let table: String
    /// The columns that the cell was computed from: what else changes in a row is no reason for it.
    let columns: Set<String>
    let rows: [String: Row]
    /// In the order in which they are read.
    let keys: [String]

    /// - Parameter key: the table's key; rows of a table without one are told apart by all that stands in them.
    init(_ result: ResultTable, table: String, columns: Set<String>, key: String?, _ display: DisplayText) {
        self.table = table
        self.columns = columns
        var rows: [String: Row] = [:]
        var keys: [String] = []
        for index in 0..<result.rowCount {
            var cells: [String: String] = [:]
            var place: [String] = []
            for column in result.columns {
                let text = display.cell(column.values, row: index, type: column.type)
                if SourceRowSet.placeNames.contains(column.name) { place.append(text) } else { cells[column.name] = text }
            }
            let name = key.flatMap { cells[$0] } ?? cells.sorted { $0.key < $1.key }.map(\.value).joined(separator: " · ")
            if rows.updateValue(Row(place: place.joined(separator: ":"), cells: cells), forKey: name) == nil { keys.append(name) }
        }
        self.rows = rows
        self.keys = keys
    }

    /// What `.rows` puts in front of a table's own columns.
    private static let placeNames: Set<String> = ["file", "row"]
}
