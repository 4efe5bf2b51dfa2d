import Columns
import Diagnostics
import Engine
import Planning
import Reports
import Semantics
import Syntax

/// Takes one checked pipeline the rest of the way: bind, plan, execute, show, and say what was counted.
final class PipelineRunner {
    private let session: Session
    private let sink: any OutputSink
    /// 3 when a check failed.
    private(set) var status = ExitStatus.done

    init(_ session: Session, sink: any OutputSink) {
        self.session = session
        self.sink = sink
    }

    /// The rows of a pipeline that shows nothing itself: for lets, parameters and texts. What it counted is said.
    func table(_ checked: CheckedPipeline) throws -> ResultTable {
        let context = try session.newContext()
        let bound = try bind(checked, context)
        let planned = Planner(numbers: bound.numbers).plan(bound.pipeline, needsResult: true)
        let executor = Executor(context: context)
        var kept: [Int: KeptTable] = [:]
        try runSteps(planned, executor, &kept, context, source: nil)
        let table = try executor.collect(planned.result, relation: planned.output, kept: kept)
        sayWhatWasCounted(checked, context)
        return table
    }

    func run(_ checked: CheckedPipeline, printsItself: Bool, isScalar: Bool, source: SourceText) throws {
        let context = try session.newContext()
        let bound = try bind(withoutPrivateColumns(checked), context)
        let planned = Planner(numbers: bound.numbers).plan(bound.pipeline)
        if session.options.explains {
            sink.block(.text(PlanText.text(planned)))
            return
        }
        let executor = Executor(context: context)
        var kept: [Int: KeptTable] = [:]
        try runSteps(planned, executor, &kept, context, source: source)
        if planned.printsItself, printsItself {
            var table = try executor.collect(planned.result, relation: planned.output, kept: kept)
            table.isScalar = isScalar
            sink.block(.table(table))
        } else if planned.result.hasChecks {
            try executor.drain(planned.result, kept: kept)
        }
        sayRowChecks(planned, context)
        sayWhatWasCounted(checked, context)
    }

    // MARK: Binding

    private struct Bound {
        var pipeline: CheckedPipeline
        var numbers: ColumnNumbers
    }

    /// Runs the pipelines in parentheses, innermost first, and puts their results in their places.
    private func bind(_ checked: CheckedPipeline, _ context: QueryContext) throws -> Bound {
        let numbers = checked.numbers
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
            let planned = Planner(numbers: numbers).plan(replaced(subquery.pipeline), needsResult: true)
            let executor = Executor(context: context)
            var kept: [Int: KeptTable] = [:]
            try runSteps(planned, executor, &kept, context, source: nil)
            let table = try executor.collect(planned.result, relation: planned.output, kept: kept)
            sayRowChecks(planned, context)
            guard subquery.isScalar else {
                context.boundSets[subquery.id] = table.columns[0].values
                continue
            }
            guard table.rowCount <= 1 else {
                throw DiagnosticList([Diagnostic("one-row-wanted", "one value is wanted here, and this pipeline has \(table.rowCount) rows", at: subquery.place)])
            }
            values[subquery.id] = table.rowCount == 0 ? .missing : table.columns[0].values.value(0, type: table.columns[0].type)
        }
        return Bound(pipeline: replaced(checked), numbers: numbers)
    }

    /// Private columns are never printed: they leave the output, and that is said.
    private func withoutPrivateColumns(_ checked: CheckedPipeline) throws -> CheckedPipeline {
        var hidden: [String] = []
        func cleaned(_ relation: Relation) throws -> Relation {
            var result = relation
            let names = relation.columns.filter(\.isPrivate).map(\.name)
            guard !names.isEmpty else { return relation }
            hidden += names.filter { !hidden.contains($0) }
            result.columns.removeAll(where: \.isPrivate)
            guard !result.columns.isEmpty else {
                throw DiagnosticList([Diagnostic("private-column", "\(names.joined(separator: ", ")) is private and is not printed", hints: ["it may be filtered by, joined and counted"])])
            }
            return result
        }
        var result = checked
        for index in result.stages.indices {
            switch result.stages[index].node {
            case .show(let title, let withCounts, let relation):
                result.stages[index].node = .show(title: title, withCounts: withCounts, try cleaned(relation))
            case .save(let path, let options, let relation):
                result.stages[index].node = .save(path: path, options: options, try cleaned(relation))
            default: break
            }
        }
        result.output = try cleaned(checked.output)
        if !hidden.isEmpty { sink.notice("private, not printed: \(hidden.joined(separator: ", "))") }
        return result
    }

    // MARK: Steps

    private func runSteps(_ planned: PlannedPipeline, _ executor: Executor, _ kept: inout [Int: KeptTable], _ context: QueryContext, source: SourceText?) throws {
        for step in planned.steps {
            switch step {
            case .keep(let rows, let plan): kept[rows.number] = try executor.keep(plan, rows, kept: kept)
            case .show(let show):
                var table = try executor.collect(show.plan, relation: show.relation, kept: kept)
                table.title = try show.title.map { try executor.constantText($0) }
                table.showsCounts = show.withCounts
                sink.block(.table(table))
            case .save(let save):
                let table = try executor.collect(save.plan, relation: save.relation, kept: kept)
                try TableFile.write(table, to: FilePath.joined(session.options.workingFolder, save.path), options: save.options, display: session.options.display)
                sink.notice("wrote \(save.path) (\(table.rowCount) rows)")
            case .check(let check):
                let relation = Relation(columns: check.columns.sorted().map { Relation.Column(name: "\($0)", id: $0, type: .text) })
                let row = try executor.firstRow(check.plan, of: relation, kept: kept)
                say(check, row, source: source)
            }
        }
    }

    // MARK: Checks

    private func say(_ check: PlannedTableCheck, _ row: [ColumnID: Value], source: SourceText?) {
        let holds = row[check.condition] == .bool(true)
        let assertion = check.assertion
        var message = assertion.text
        if !holds, let id = check.message, case .text(let text)? = row[id] { message = text }
        var comparison: String?
        if let sides = check.sides, let types = assertion.sides {
            let display = session.options.display
            let (computed, published) = (display.text(row[sides.0] ?? .missing, type: types.0.type), display.text(row[sides.1] ?? .missing, type: types.1.type))
            comparison = "\(computed) == \(published)"
        }
        say(assertion, holds: holds, message: message, comparison: comparison, rows: nil, messages: [])
    }

    private func sayRowChecks(_ planned: PlannedPipeline, _ context: QueryContext) {
        for (index, assertion) in planned.assertions.enumerated() where !assertion.isOverTable {
            let failures = context.counters.failures[planned.firstAssertion + index]
            let count = failures?.count ?? 0
            say(assertion, holds: count == 0, message: assertion.text, comparison: nil, rows: count, messages: failures?.messages ?? [])
        }
    }

    private func say(_ assertion: CheckedAssertion, holds: Bool, message: String, comparison: String?, rows: Int?, messages: [String]) {
        let verdict: CheckOutcome.Verdict = holds ? .held : assertion.isWarning ? .warned : .failed
        if verdict == .failed { status = status.worst(.checkFailed) }
        let place = assertion.place.map { "\($0.source.name), line \($0.source.line(at: $0.span.start) + 1)" }
        sink.block(.outcome(CheckOutcome(
            verdict: verdict, message: message, comparison: comparison, source: assertion.source,
            rowCount: rows, rowMessages: messages, place: place)))
    }

    // MARK: What was counted

    private func sayWhatWasCounted(_ checked: CheckedPipeline, _ context: QueryContext) {
        for text in CountedText.sentences(checked.notices, context.counters) { sink.notice(text) }
    }
}
