import Columns
import Diagnostics
import Engine
import Planning
import Reference
import Semantics
import Session
import Tables

/// What the engine made of a pipeline, in the reference's terms.
package struct EngineOutcome {
    package var outcome = ReferenceOutcome()
    /// A `take` ended the reading early, so every count is a lower bound.
    package var isAtLeast = false
    /// The code of the error that ended the run, and its words.
    package var error: (code: String, message: String)?
}

/// One pipeline run by the engine, on the way that a session takes: bind, plan, execute, and what was counted.
package struct EngineRun {
    private let world: TestWorld
    private let configuration: EngineConfiguration
    private let tables: any TableProvider
    private let calendars: Calendars

    package init(_ world: TestWorld, _ configuration: EngineConfiguration) {
        self.world = world
        self.configuration = configuration
        switch configuration.tables {
        case .memory(let batchSize): tables = MemoryTables(world, batchSize: batchSize)
        case .files: tables = FileTables(world, usesCache: false)
        case .cache: tables = FileTables(world, usesCache: true)
        }
        calendars = Calendars(world.calendars.map { calendar in
            WorkingCalendar(name: calendar.name, covers: calendar.covers, reportingDay: calendar.reportingDay) { day in
                calendar.daysWorked.contains(day) || !calendar.daysOff.contains(day) && !calendar.weekend.contains(CivilDate.weekday(day))
            }
        })
    }

    package func run(_ pipeline: CheckedPipeline) -> EngineOutcome {
        var result = EngineOutcome()
        let context = QueryContext(
            tables: tables, calendars: calendars, zone: .hoChiMinh, asOf: world.asOf, parallelism: configuration.parallelism,
            memory: configuration.usesDisk ? MemoryAccount(limit: .max, share: 0) : .unlimited, scratch: configuration.usesDisk ? ScratchFolder() : nil)
        do {
            try run(pipeline, context, &result.outcome)
        } catch let error as DiagnosticList {
            result.error = (error.all.first?.code ?? "", error.all.first?.message ?? "")
        } catch {
            result.error = ("internal", "\(error)")
        }
        result.isAtLeast = context.counters.isAtLeast
        result.outcome.counts.comparisons = context.counters.missingComparisons.filter { $0.value > 0 }
        result.outcome.counts.unmatched = context.counters.unmatched.filter { $0.value > 0 }
        result.outcome.counts.dangling = context.counters.dangling.filter { $0.value > 0 }
        result.outcome.counts.skipped = context.counters.skippedMissing.filter { $0.value > 0 }
        return result
    }

    private func run(_ checked: CheckedPipeline, _ context: QueryContext, _ outcome: inout ReferenceOutcome) throws {
        let pipeline = try bind(checked, context)
        let executor = Executor(context: context)
        let planned = Planner(numbers: checked.numbers, optimiser: configuration.optimiser) { try? executor.constantValue($0) }.plan(pipeline)
        var verdicts: [Int: ReferenceOutcome.Verdict] = [:]
        for step in planned.steps {
            switch step {
            case .keep(let rows, let plan): try executor.keep(plan, as: rows)
            case .show(let show): outcome.tables.append(table(try executor.collect(show.plan, relation: show.relation), show.relation))
            case .chart(let chart): outcome.tables.append(table(try executor.collect(chart.plan, relation: chart.relation), chart.relation))
            case .save: break
            case .check(let check):
                let found = try executor.evaluate(check)
                var verdict = ReferenceOutcome.Verdict(assertion: check.assertion)
                verdict.failures = found.holds ? 0 : 1
                if !found.holds, let message = found.message { verdict.messages = [message] }
                verdicts[check.number] = verdict
            }
        }
        if planned.printsItself {
            outcome.tables.append(table(try executor.collect(planned.result, relation: planned.output), planned.output))
        } else if planned.checksLast {
            try executor.drain(planned.result)
        }
        for (index, assertion) in planned.assertions.enumerated() where !assertion.isOverTable {
            var verdict = ReferenceOutcome.Verdict(assertion: assertion)
            let failures = context.counters.failures[planned.firstAssertion + index]
            verdict.failures = failures?.count ?? 0
            if assertion.otherwise != nil { verdict.messages = failures?.messages ?? [] }
            verdicts[planned.firstAssertion + index] = verdict
        }
        outcome.verdicts = verdicts.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Subqueries first, innermost first, each in its place as a value or a set.
    private func bind(_ checked: CheckedPipeline, _ context: QueryContext) throws -> CheckedPipeline {
        var values: [SubqueryID: Value] = [:]
        func replaced(_ pipeline: CheckedPipeline) -> CheckedPipeline {
            pipeline.mapExpressions { expression in
                expression.map { part in
                    guard case .query(let id) = part.node, let value = values[id] else { return part }
                    return CheckedExpression(.constant(value), part.type, part.place)
                }
            }
        }
        for subquery in checked.subqueries {
            let executor = Executor(context: context)
            let planner = Planner(numbers: checked.numbers, optimiser: configuration.optimiser) { try? executor.constantValue($0) }
            let planned = planner.plan(replaced(subquery.pipeline), needsResult: true)
            for step in planned.steps { if case .keep(let rows, let plan) = step { try executor.keep(plan, as: rows) } }
            let table = try executor.collect(planned.result, relation: planned.output)
            guard subquery.isScalar else {
                context.boundSets[subquery.id] = table.columns[0].values
                continue
            }
            guard table.rowCount <= 1 else { throw DiagnosticList(Message(StageCode.oneRowWanted, "\(table.rowCount) rows")) }
            values[subquery.id] = table.rowCount == 0 ? .missing : table.columns[0].values.value(0, type: table.columns[0].type)
        }
        return replaced(checked)
    }

    private func table(_ table: ResultTable, _ relation: Relation) -> ReferenceOutcome.Table {
        let rows = (0..<table.rowCount).map { row in table.columns.map { $0.values.value(row, type: $0.type) } }
        return ReferenceOutcome.Table(relation: relation, rows: rows, levels: table.totalLevels)
    }
}
