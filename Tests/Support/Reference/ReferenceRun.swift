import Semantics

/// One pipeline computed one row at a time, from the words of the contract and from nothing else.
///
/// It judges the engine, so it shares with it only what would be senseless to write twice: the tables of collation and normal
/// form, and the values themselves. It is slow, and plain enough to be believed.
package final class ReferenceRun {
    package let world: ReferenceWorld
    var counts = ReferenceCounts()
    private var outcome = ReferenceOutcome()
    /// What subqueries have given: one value, or a list of them.
    var scalars: [SubqueryID: Value] = [:]
    var lists: [SubqueryID: [Value]] = [:]
    /// Columns that are worked out when they are read: what looks at the rows that link to a row.
    var deferred: [ColumnID: (Row) throws -> Value] = [:]
    private var localNumber = 0
    /// Whether a `take` reads on after its last row, so that everything is counted that could be.
    let readsOn: Bool

    /// - Parameter readsOn: a `take` reads its input to the end; what goes wrong there is passed over.
    package init(_ world: ReferenceWorld, readsOn: Bool = false) {
        self.world = world
        self.readsOn = readsOn
    }

    /// - Throws: `ReferenceMistake`: of several the one of the first stage and, in it, of the first row.
    package func run(_ pipeline: CheckedPipeline) throws -> ReferenceOutcome {
        for subquery in pipeline.subqueries {
            let rows = try self.rows(of: subquery.pipeline).all()
            let values = rows.map { $0[subquery.pipeline.output.columns[0].id] }
            if subquery.isScalar {
                guard values.count <= 1 else { throw ReferenceMistake("one-row-wanted") }
                scalars[subquery.id] = values.first.map { $0.isAbsent ? .missing : $0 } ?? .missing
            } else {
                lists[subquery.id] = values
            }
        }
        if !pipeline.stages.contains(where: \.isOutput) {
            show(try rows(of: pipeline).all(), pipeline.output)
        } else {
            // Where something was shown on the way, the rest is only run for its checks.
            var needed = pipeline
            let last = pipeline.stages.lastIndex { $0.isOutput || $0.checksTable } ?? 0
            if !pipeline.stages[last...].contains(where: \.checksRows) { needed.stages.removeSubrange((last + 1)...) }
            _ = try rows(of: needed).all()
        }
        outcome.counts = counts
        return outcome
    }

    func show(_ rows: [Row], _ relation: Relation) {
        outcome.tables.append(
            ReferenceOutcome.Table(
                relation: relation, rows: rows.map { row in relation.columns.map { row[$0.id] } },
                levels: relation.totals.map { totals in rows.map { Int($0[totals.level].wholeNumber) } }))
    }

    func add(_ verdict: ReferenceOutcome.Verdict) -> Int {
        outcome.verdicts.append(verdict)
        return outcome.verdicts.count - 1
    }

    /// Notes that a row has failed a check.
    func fail(_ verdict: Int, _ message: String?) {
        outcome.verdicts[verdict].failures += 1
        if outcome.verdicts[verdict].messages.count < ReferenceOutcome.Verdict.shown, let message { outcome.verdicts[verdict].messages.append(message) }
    }

    // MARK: What expressions need

    /// A number for a column that is none of the pipeline's.
    func makeLocal() -> ColumnID {
        localNumber -= 1
        return ColumnID(localNumber)
    }

    func table(_ name: String) -> ReferenceTable {
        guard let table = world.tables[name] else { preconditionFailure("there is no table '\(name)' in this world") }
        return table
    }

    /// - Throws: where the world has none.
    func calendar(_ name: String?) throws -> ReferenceCalendar {
        if let name {
            guard let found = world.calendars.first(where: { $0.name == name }) else { throw ReferenceMistake("unknown-calendar") }
            return found
        }
        guard let first = world.calendars.first else { throw ReferenceMistake("no-calendar") }
        return first
    }
}

extension CheckedStage {
    fileprivate var isOutput: Bool {
        switch node {
        case .show, .save, .describe, .chart: true
        default: false
        }
    }

    fileprivate var checksTable: Bool { if case .check(let assertion) = node { assertion.isOverTable } else { false } }

    /// Whether rows are checked in it, or on the way to its right side.
    fileprivate var checksRows: Bool {
        switch node {
        case .check(let assertion): !assertion.isOverTable
        case .join(let join): join.right.stages.contains(where: \.checksRows)
        case .append(let append): append.right.stages.contains(where: \.checksRows)
        case .filter, .compute, .summarize, .sort, .take, .distinct, .pivot, .unpivot, .sample, .show, .describe, .chart, .save: false
        }
    }
}
