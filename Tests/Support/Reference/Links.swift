import Diagnostics
import Semantics

/// From links to the rows they name, and up a table's tree.
extension ReferenceRun {
    /// The row that a link names; a key without a row is counted.
    func target(of link: CheckedExpression, _ value: Value, _ table: String) throws -> Int? {
        guard let key = value.keyText else { return nil }
        if let row = self.table(table).row(of: key) { return row }
        if let place = link.place { counts.dangling["\(place.source.slice(place.span)) → \(table)", default: 0] += 1 }
        return nil
    }

    /// The row itself or the nearest above it at that level, as a link.
    func ancestor(_ start: Int?, _ table: ReferenceTable, _ level: String) -> Value {
        guard let tree = table.info.tree, let key = table.info.key else { return .missing }
        var row = start
        while let current = row {
            if table.value(current, tree.level) == .text(level) { return table.value(current, key).keyText.map { .text($0) } ?? .missing }
            row = table.parent(of: current)
        }
        return .missing
    }

    /// Whether a row is that which `top` means, or stands somewhere below it.
    /// - Throws: when a name means no row, or several.
    func isUnder(_ start: Int?, _ top: Value, isLink: Bool, _ table: ReferenceTable) throws -> Bool {
        guard let name = top.keyText else { return false }
        guard let wanted = isLink ? table.row(of: name) : try row(meantBy: name, table) else { return false }
        var row = start
        while let current = row {
            if current == wanted { return true }
            row = table.parent(of: current)
        }
        return false
    }

    /// By key, by exact name, by name without its kind.
    private func row(meantBy name: String, _ table: ReferenceTable) throws -> Int {
        if let row = table.row(of: name) { return row }
        func only(_ rows: [Int]) throws -> Int? {
            if rows.count > 1 { throw ReferenceMistake("ambiguous-row") }
            return rows.first
        }
        let labels = table.rows.indices.map { index in table.info.labelColumn.map { table.value(index, $0) } ?? .missing }
        if let row = try only(labels.indices.filter { labels[$0] == .text(name) }) { return row }
        let wanted = UnitWords(name)
        let similar = labels.indices.filter { index in
            guard case .text(let label) = labels[index] else { return false }
            let other = UnitWords(label)
            return other.bare == wanted.bare && (other.kind == nil || wanted.kind == nil || other.kind == wanted.kind)
        }
        guard let row = try only(similar) else { throw ReferenceMistake("unknown-row") }
        return row
    }
}
