import Characters
import Columns
import Engine
import Semantics

/// A result as the text of its cells: what every target for people lays out.
///
/// Cells are made when they are asked for: a target that shows forty rows of a million pays for forty.
struct TableText {
    let table: ResultTable
    let headers: [String]
    /// Whether a column holds numbers, which stand at the right edge.
    let isNumeric: [Bool]
    private let options: RenderOptions
    /// How many keys the grand total rolls up.
    private let keyCount: Int

    init(_ table: ResultTable, _ options: RenderOptions) {
        self.table = table
        self.options = options
        headers = TableText.headers(of: table.columns, options.wording)
        isNumeric = table.columns.map { TableText.isNumeric($0.type.kind) }
        keyCount = table.totalLevels?.max() ?? 0
    }

    struct Cell {
        var text: String
        var isMissing: Bool
    }

    var columnCount: Int { table.columns.count }
    var rowCount: Int { table.rowCount }

    func isTotal(_ row: Int) -> Bool { (table.totalLevels?[row] ?? 0) > 0 }

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
        guard table.showsCounts || options.showsCounts, case .ratio(let ratio) = column.values, case .ratio(counted: true) = column.type.kind else {
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
