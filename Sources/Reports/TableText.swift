import Characters
import Columns
import Semantics
import Tables

/// A result as the text of its cells: what every target for people lays out.
///
/// Cells are made when they are asked for: a target that shows forty rows of a million pays for forty.
struct TableText {
    let table: ResultTable
    let headers: [String]
    /// Whether a column holds numbers, which stand at the right edge.
    let isNumeric: [Bool]
    /// The column whose values are headings over groups of rows where a target can write them so: the first of several keys with totals,
    /// unless its groups are so small that there would be as many headings as rows. In a form always, so that no column's number hangs on the rows.
    let sectionColumn: Int?
    private let options: RenderOptions
    /// How many keys the grand total rolls up.
    private let keyCount: Int

    init(_ table: ResultTable, _ options: RenderOptions) {
        self.table = table
        self.options = options
        headers = TableText.headers(of: table.columns, options.wording)
        isNumeric = table.columns.map { TableText.isNumeric($0.type.kind) }
        keyCount = table.totalLevels?.max() ?? 0
        sectionColumn = TableText.hasSections(table, keyCount) ? 0 : nil
    }

    /// `(1)`, `(2)`… for each column of a form, but not for one that stands over the rows.
    var columnNumbers: [String]? {
        guard table.options.contains(.numbers) else { return nil }
        let first = sectionColumn == nil ? 1 : 0
        return (0..<columnCount).map { $0 == sectionColumn ? "" : "(\($0 + first))" }
    }

    private static func hasSections(_ table: ResultTable, _ keyCount: Int) -> Bool {
        guard keyCount > 1, let levels = table.totalLevels, table.columns.first?.keyNumber == 0, table.columns.count > 2 else { return false }
        if table.options.contains(.numbers) { return true }
        let groups = levels.count { $0 == keyCount - 1 }
        return levels.count { $0 == 0 } >= 2 * groups && groups > 1
    }

    struct Cell {
        var text: String
        var isMissing: Bool
    }

    var columnCount: Int { table.columns.count }
    var rowCount: Int { table.rowCount }

    func isTotal(_ row: Int) -> Bool { level(row) > 0 }

    /// How many keys a row rolls up, 0 for a row that is no total.
    func level(_ row: Int) -> Int { table.totalLevels?[row] ?? 0 }

    /// It rolls up every key: the total of the whole table.
    func isGrandTotal(_ row: Int) -> Bool { keyCount > 0 && level(row) == keyCount }

    /// Whether a cell says nothing in a total row: its key is rolled up, or the row has no value there.
    func isSilent(_ row: Int, _ column: Int) -> Bool {
        isRolledUp(table.columns[column], level(row)) || table.columns[column].values.validity.map { !$0[row] } ?? false
    }

    func cell(_ row: Int, _ column: Int) -> Cell {
        let source = table.columns[column]
        let isMissing = source.values.validity.map { !$0[row] } ?? false
        if isMissing, let level = table.totalLevels?[row], isRolledUp(source, level) {
            // A rolled-up key is not missing: the row stands for all of its values, and says so in the first of them.
            let isFirst = !table.columns[..<column].contains { isRolledUp($0, level) }
            return Cell(text: isFirst ? options.wording.total : "", isMissing: false)
        }
        if isMissing { return Cell(text: options.missing, isMissing: true) }
        return Cell(text: DisplayWidth.visible(text(of: source, row)), isMissing: false)
    }

    private func isRolledUp(_ column: ResultTable.Column, _ level: Int) -> Bool { column.keyNumber.map { $0 >= keyCount - level } ?? false }

    private func text(of column: ResultTable.Column, _ row: Int) -> String {
        if let labels = column.labels, labels.validity.map({ $0[row] }) ?? true {
            return options.display.cell(labels, row: row, type: .text)
        }
        let text = options.display.cell(column.values, row: row, type: column.type)
        guard table.options.contains(.counts) || options.showsCounts, case .ratio(let ratio) = column.values, case .ratio(counted: true) = column.type.kind else {
            return text
        }
        return text + " (\(side(ratio.numerator, row))/\(side(ratio.denominator, row)))"
    }

    /// Numerator or denominator of a ratio, by the form that holds it.
    private func side(_ column: Column, _ row: Int) -> String {
        let type: Type =
            switch column {
            case .decimal: .decimal
            case .float: .float
            default: .int
            }
        return options.display.cell(column, row: row, type: type)
    }

    /// The cells that a text takes before and behind its decimal mark, so that marks can stand under one another. Only
    /// decimals and floats have places of differing number; everything else is whole.
    func extent(of text: String, in column: Int) -> (whole: Int, fraction: Int) {
        let width = DisplayWidth.of(text)
        switch table.columns[column].type.kind {
        case .decimal, .float: break
        default: return (width, 0)
        }
        let mark: Character =
            switch options.display.style {
            case .vi: ","
            case .c: "."
            }
        guard let place = text.lastIndex(of: mark) else { return (width, 0) }
        let fraction = text.distance(from: place, to: text.endIndex)
        return (width - fraction, fraction)
    }

    /// Labels where there are any. Two columns may share a label; their names then tell them apart.
    private static func headers(of columns: [ResultTable.Column], _ wording: Wording) -> [String] {
        var uses: [String: Int] = [:]
        for column in columns where !column.isTotal { uses[column.label ?? column.name, default: 0] += 1 }
        return columns.map { column in
            if column.isTotal { return column.label.map { "\(wording.total): \(DisplayWidth.visible($0))" } ?? wording.total }
            guard let label = column.label else { return DisplayWidth.visible(column.name) }
            let isUnique = uses[label] == 1 || label == column.name
            return DisplayWidth.visible(isUnique ? label : "\(label) (\(column.name))")
        }
    }

    private static func isNumeric(_ kind: Type.Kind) -> Bool {
        switch kind {
        case .int, .decimal, .float, .ratio, .points: true
        case .nothing, .bool, .text, .date, .timestamp, .period, .duration, .enumeration, .link, .list: false
        }
    }
}
