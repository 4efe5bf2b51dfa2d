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
    /// - Parameter asOf: the day as of which the tree is meant, where rows take the place of others.
    func ancestor(_ start: Int?, _ table: ReferenceTable, _ level: String, asOf: Value?) throws -> Value {
        guard let tree = table.info.tree, let key = table.info.key else { return .missing }
        let found = try wayUp(from: start, table, asOf).first { table.value($0.last, tree.level) == .text(level) }
        return table.value(found?.last, key).asLink
    }

    /// Whether a row is that which `top` means, or stands somewhere below it. What took its place on the way counts, and what it was before.
    /// - Throws: when a name means no row, or several.
    func isUnder(_ start: Int?, _ top: Value, isLink: Bool, _ table: ReferenceTable, asOf: Value?) throws -> Bool {
        guard let name = top.keyText else { return false }
        guard let wanted = isLink ? table.row(of: name) : try row(meantBy: name, table) else { return false }
        return try wayUp(from: start, table, asOf).contains { $0.contains(wanted) }
    }

    /// A row and what stands above it, step by step; each step as the row that is recorded and those that have followed one another in
    /// its place. Empty without a day to follow them to.
    private func wayUp(from start: Int?, _ table: ReferenceTable, _ asOf: Value?) throws -> [[Int]] {
        var day: Int32?
        if table.hasSuccessors {
            guard let asOf else { throw ReferenceMistake("as-of-unknown") }
            if asOf.isAbsent { return [] }
            day = asOf.day
        }
        var steps: [[Int]] = []
        var row = start
        // A way that comes back to where it was leads nowhere.
        while let current = row, !steps.contains(where: { $0[0] == current }) {
            let step = day.map { table.followed(current, on: $0) } ?? [current]
            steps.append(step)
            row = step.last.flatMap { table.parent(of: $0) }
        }
        return steps
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
