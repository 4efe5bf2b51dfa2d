import Planning
import Randomness
import Reference
import Semantics

/// What engine and reference are both asked about a program.
enum Question {
    /// What it shows, checks and counts.
    case answer
    /// Which source rows are behind a cell of its result: one that is drawn, or while a program is made smaller any of the first ones.
    case sourceRows(SeededRandom?)

    /// The same of whatever cell is left once a program is made smaller.
    var anywhere: Question { if case .sourceRows = self { .sourceRows(nil) } else { self } }

    /// The first difference, in words; `nil` when there is none.
    func difference(_ checked: CheckedPipeline, _ expected: Agreement.Expected, in world: TestWorld, _ engine: EngineRun) -> String? {
        switch self {
        case .answer: return Agreement.difference(expected, engine.run(checked), notices: checked.notices)
        case .sourceRows(let random):
            guard case .success(let outcome) = expected.least, let table = outcome.tables.last, !checked.stages.contains(where: \.isOutput) else { return nil }
            var cells = table.rows.indices.prefix(random == nil ? 3 : .max).flatMap { row in
                ([nil] + table.relation.columns.map(\.id)).map { SourceRows.Cell(row: row, rolledUp: table.levels?[row] ?? 0, column: $0) }
            }
            if var random { cells = cells.isEmpty ? [] : [random.pick(cells)] }
            for cell in cells {
                let rows = SourceRows(numbers: checked.numbers, table: { name in world.infos.first { $0.name == name } })
                var behind = rows.pipeline(behind: cell, of: checked).pipeline
                behind.subqueries = checked.subqueries
                let expected = Agreement.Expected(behind, in: world.reference)
                if let difference = Agreement.difference(expected, engine.run(behind), notices: checked.notices) {
                    let column = table.relation.columns.first { $0.id == cell.column }?.name ?? "all columns"
                    return "the rows behind row \(cell.row + 1), \(column): \(difference)"
                }
            }
            return nil
        }
    }
}
