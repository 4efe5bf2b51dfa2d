import Columns
import Engine
import Reports
import Semantics
import Tables

/// A result whose rows are known by what they are about, so that those of two runs can be put side by side.
///
/// A row is known by the keys that it was grouped by, else by its table's key, else by the first column that tells all rows apart in both
/// runs, else by its place.
struct ComparedTable {
    let table: ResultTable
    /// The columns that say which row it is.
    let keys: [Int]
    /// The words for each row, unlike all others.
    let names: [String]
    private let display: DisplayText
    private let wording: Wording

    static func pair(_ first: ResultTable, _ second: ResultTable, key: String?, _ display: DisplayText, _ wording: Wording) -> (ComparedTable, ComparedTable) {
        let keys = keys(of: first, second, key, display)
        return (ComparedTable(first, keys, display, wording), ComparedTable(second, keys, display, wording))
    }

    private init(_ table: ResultTable, _ keys: [Int], _ display: DisplayText, _ wording: Wording) {
        self.table = table
        self.keys = keys
        self.display = display
        self.wording = wording
        var seen: [String: Int] = [:]
        names = (0..<table.rowCount).map { row in
            let name = keys.isEmpty ? DifferenceWording(wording).row(row + 1) : keys.map { ComparedTable.text(table, row, $0, display, wording) }.filter { !$0.isEmpty }.joined(separator: " · ")
            // Rows of one name keep apart by their order.
            seen[name, default: 0] += 1
            return seen[name] == 1 ? name : "\(name) (\(seen[name] ?? 0))"
        }
    }

    private static func keys(of first: ResultTable, _ second: ResultTable, _ key: String?, _ display: DisplayText) -> [Int] {
        let shared = first.columns.indices.filter { index in second.columns.indices.contains(index) && second.columns[index].name == first.columns[index].name }
        let groups = shared.filter { first.columns[$0].keyNumber != nil }
        if !groups.isEmpty || first.totalLevels != nil { return groups }
        if let key, let index = shared.first(where: { first.columns[$0].name == key }) { return [index] }
        func tellsRowsApart(_ table: ResultTable, _ index: Int) -> Bool {
            let values = (0..<table.rowCount).map { table.columns[index].values.value($0, type: table.columns[index].type) }
            return Set(values).count == values.count
        }
        // Numbers are what may differ; only what is no number can say which row it is.
        let names = shared.filter { index in
            switch first.columns[index].type.kind {
            case .text, .date, .period, .enumeration, .link: true
            default: false
            }
        }
        return names.first { tellsRowsApart(first, $0) && tellsRowsApart(second, $0) }.map { [$0] } ?? []
    }

    /// A cell for a person: a ratio with its counts, which may differ where its percentage does not.
    func text(_ row: Int, _ column: Int) -> String { ComparedTable.text(table, row, column, display, wording) }

    func value(_ row: Int, _ column: Int) -> Value { table.columns[column].values.value(row, type: table.columns[column].type) }

    func heading(_ column: Int) -> String { table.columns[column].label ?? table.columns[column].name }

    private static func text(_ table: ResultTable, _ row: Int, _ index: Int, _ display: DisplayText, _ wording: Wording) -> String {
        let column = table.columns[index]
        if let labels = column.labels, labels.validity.map({ $0[row] }) ?? true { return display.cell(labels, row: row, type: .text) }
        let value = column.values.value(row, type: column.type)
        if value.isMissing, let level = table.totalLevels?[row], level > 0, let key = column.keyNumber {
            let keyCount = table.totalLevels?.max() ?? 0
            return key == keyCount - level ? wording.total : ""
        }
        let text = display.text(value, type: column.type)
        guard case .ratio(let top, let bottom) = value, case .ratio(counted: true) = column.type.kind else { return text }
        return "\(text) (\(display.text(top, type: .decimal))/\(display.text(bottom, type: .decimal)))"
    }
}
