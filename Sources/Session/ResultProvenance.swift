import Diagnostics
import Engine
import Planning
import Semantics
import Tables

/// What a session remembers of the result shown last: enough to say what it rests on and to find the rows behind a cell.
struct ShownResult {
    var table: ResultTable
    /// The pipeline up to the stage that showed it.
    var pipeline: CheckedPipeline
}

/// Gathers what a result rests on, when it is shown.
struct ResultProvenance {
    let session: Session
    /// The statement that the result comes from.
    let statement: Diagnostic.Place?

    func of(_ table: ResultTable, _ pipeline: CheckedPipeline, _ relation: Relation, _ context: QueryContext) -> Provenance {
        let counters = context.counters
        let counted = counters.filters
        var run = session.runFacts
        run.asOf = session.environment.asOf
        let place = statement.flatMap { place in
            place.source.name == SourceText.typed ? nil : "\(place.source.name), line \(place.source.lineNumber(at: place.span.start))"
        }
        return Provenance(
            statement: statement.map { $0.source.slice($0.span) } ?? "", place: place,
            columns: relation.columns.map { Provenance.Column(name: $0.name, label: $0.label, type: $0.type, derivation: $0.derivation) },
            filters: relation.filters.map { words in counted.first { $0.condition == words } ?? FilterCount(condition: words) },
            tables: tables(pipeline, counters), rowCount: table.wholeRowCount,
            notices: CountedText(session.options).sentences(pipeline.notices, counters), run: run)
    }

    /// Those that were read, then those that only links were followed to, then the calendars that days were counted by.
    func tables(_ pipeline: CheckedPipeline, _ counters: RunCounters) -> [Provenance.Table] {
        let world = session.world
        var tables = counters.rowsRead.sorted { $0.key < $1.key }.map { Provenance.Table(name: $0.key, rowsRead: $0.value, files: world.files(of: $0.key)) }
        var linked: Set<String> = []
        var countsDays = false
        for pipeline in [pipeline] + pipeline.subqueries.map(\.pipeline) {
            pipeline.walkExpressions { part in
                switch part.node {
                case .linked(_, let table, _), .successor(_, let table, _), .ancestor(_, let table, _, _), .under(_, let table, _, _): linked.insert(table)
                case .call(let name, _, _): countsDays = countsDays || Self.calendarFunctions.contains(name)
                default: break
                }
            }
        }
        // A link is shown by its label and sorted by its row.
        for column in pipeline.output.columns { if case .link(let table) = column.type.kind { linked.insert(table) } }
        for name in linked.sorted() where !tables.contains(where: { $0.name == name }) {
            tables.append(Provenance.Table(name: name, rowsRead: world.linkedRowCount(name) ?? 0, files: world.files(of: name)))
        }
        if countsDays { tables.append(Provenance.Table(name: "calendar", rowsRead: 0, files: world.calendarFiles)) }
        return tables
    }

    private static let calendarFunctions: Set<String> = ["working_days", "add_working_days", "is_working_day", "reporting", "reporting_period"]
}
