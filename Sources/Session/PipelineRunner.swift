import Columns
import Diagnostics
import Engine
import Formats
import Planning
import Reports
import Semantics
import Syntax
import Tables

/// Takes one checked pipeline the rest of the way: bind, plan, execute, show, and say what was counted.
final class PipelineRunner {
    private let session: Session
    private let sink: any OutputSink
    /// A saved script, or a titled `show`: columns are headed by their labels, otherwise by their names.
    private let isReport: Bool
    private let statement: Diagnostic.Place?
    /// 3 when a check failed.
    private(set) var status = ExitStatus.done
    private var outcomes: [CheckOutcome] = []
    /// What `save "x.svg"` writes: the chart drawn last in this pipeline.
    private var lastChart: Chart?
    /// Of the result that is shown, in pieces that have been written.
    private var rowsBefore = 0

    /// - Parameter statement: where the pipeline is written, for what its results rest on.
    init(_ session: Session, sink: any OutputSink, isReport: Bool, statement: Diagnostic.Place?) {
        self.session = session
        self.sink = sink
        self.isReport = isReport
        self.statement = statement
    }

    /// The rows of a pipeline that shows nothing itself: for lets, parameters and texts. What it counted is said.
    func table(_ checked: CheckedPipeline) throws -> ResultTable {
        let context = try session.newContext()
        let bound = try bind(checked, context)
        let planned = planner(bound.numbers, context).plan(bound.pipeline, needsResult: true)
        let executor = Executor(context: context)
        try runSteps(planned, executor)
        let table = try executor.collect(planned.result, relation: planned.output)
        sayRowChecks(planned, context)
        sayOutcomes()
        sayWhatWasCounted(checked, context)
        return table
    }

    /// The list that stands in a pipeline of one row and one column: no table could hold it.
    func list(_ checked: CheckedPipeline) throws -> Value {
        let context = try session.newContext()
        let bound = try bind(checked, context)
        defer { sayWhatWasCounted(checked, context) }
        guard case .compute(let computations, _, _)? = bound.pipeline.stages.last?.node, let list = computations.last else { return .missing }
        return try Executor(context: context).constantValue(list.value)
    }

    /// - Parameters:
    ///   - printsItself: false for a `check` by itself, whose outcome is all that it has to say.
    ///   - isScalar: the one value of a bare expression.
    func run(_ checked: CheckedPipeline, printsItself: Bool, isScalar: Bool) throws {
        let context = try session.newContext()
        let checked = session.options.showsPrivate ? checked : try withoutPrivateColumns(checked, printsItself: printsItself)
        let bound = try bind(checked, context)
        let planner = planner(bound.numbers, context)
        let written = planner.planAsWritten(bound.pipeline)
        let planned = planner.optimised(written)
        switch session.options.explains {
        case nil: break
        case .plan: return sink.block(.text(PlanText.text(planned)))
        case .estimates: return sink.block(.text(PlanExplanation(written, planner, context, session.options.display).text))
        }
        if context.profile != nil { session.profiledPlan = planned }
        context.keepsColumns = !session.isAtLastStatement || !checked.subqueries.isEmpty || !planned.readsOnce
        let executor = Executor(context: context)
        try runSteps(planned, executor, of: checked)
        if planned.printsItself, printsItself {
            var table = try executor.collect(planned.result, relation: planned.output, pieces: pieces, shownEnds: sink.shownEnds)
            table.isScalar = isScalar
            show(table, checked, planned.output, context)
        } else if planned.checksLast {
            try executor.drain(planned.result)
        }
        sayRowChecks(planned, context)
        sayOutcomes()
        sayWhatWasCounted(checked, context)
    }

    /// The values of a pipeline's one column, each with the name that it gives to a column. Says nothing: the pipeline that
    /// they are asked for will.
    func pivotKeys(_ checked: CheckedPipeline) throws -> [PivotKey] {
        let context = try session.newContext()
        let bound = try bind(checked, context)
        let planned = planner(bound.numbers, context).plan(bound.pipeline, needsResult: true)
        let table = try Executor(context: context).collect(planned.result, relation: planned.output)
        let column = table.columns[0]
        let (machine, display) = (MachineText(zone: context.zone), session.options.display)
        return (0..<table.rowCount).map { row in
            let value = column.values.value(row, type: column.type)
            if value.isMissing { return PivotKey(value: value, name: "missing", label: DisplayText.missing) }
            if case .text(let label)? = column.labels?.value(row, type: .text) { return PivotKey(value: value, name: label, label: label) }
            var name: [UInt8] = []
            _ = machine.append(column.values, row, column.type, to: &name)
            return PivotKey(value: value, name: String(decoding: name, as: UTF8.self), label: display.text(value, type: column.type))
        }
    }

    private func planner(_ numbers: ColumnNumbers, _ context: QueryContext) -> Planner {
        let executor = Executor(context: context)
        return Planner(numbers: numbers) { try? executor.constantValue($0) }
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
            let planned = planner(numbers, context).plan(replaced(subquery.pipeline), needsResult: true, isSet: !subquery.isScalar)
            let executor = Executor(context: context)
            try runSteps(planned, executor)
            let table = try executor.collect(planned.result, relation: planned.output)
            sayRowChecks(planned, context)
            guard subquery.isScalar else {
                try context.bind(subquery.id, to: table)
                continue
            }
            guard table.rowCount <= 1 else {
                throw DiagnosticList(.oneRowWanted(table.rowCount), at: subquery.place)
            }
            values[subquery.id] = table.rowCount == 0 ? .missing : table.columns[0].values.value(0, type: table.columns[0].type)
        }
        return Bound(pipeline: replaced(checked), numbers: numbers)
    }

    /// Private columns are never printed: they leave the output, and that is said.
    private func withoutPrivateColumns(_ checked: CheckedPipeline, printsItself: Bool) throws -> CheckedPipeline {
        var hidden: [String] = []
        func cleaned(_ relation: Relation) throws -> Relation {
            var result = relation
            let names = relation.columns.filter(\.isPrivate).map(\.name)
            guard !names.isEmpty else { return relation }
            hidden += names.filter { !hidden.contains($0) }
            result.columns.removeAll(where: \.isPrivate)
            guard !result.columns.isEmpty else {
                throw Self.notPrinted(names)
            }
            return result
        }
        var result = checked
        for index in result.stages.indices {
            switch result.stages[index].node {
            case .show(let title, let options, let relation):
                result.stages[index].node = .show(title: title, with: options, try cleaned(relation))
            case .save(let path, let options, let relation):
                result.stages[index].node = .save(path: path, options: options, try cleaned(relation))
            case .chart(let chart):
                // A chart without one of its parts would be another chart.
                let names = chart.relation.columns.filter(\.isPrivate).compactMap(\.label)
                guard names.isEmpty else { throw Self.notPrinted(names) }
            default: break
            }
        }
        if printsItself, !checked.stages.contains(where: \.isOutput) { result.output = try cleaned(checked.output) }
        if !hidden.isEmpty { sink.notice("private, not printed: \(hidden.joined(separator: ", "))") }
        return result
    }

    private static func notPrinted(_ names: [String]) -> DiagnosticList {
        DiagnosticList(.privateColumns(names))
    }

    // MARK: Steps

    /// - Parameter checked: the pipeline whose results are shown, as opposed to one that only gives values.
    private func runSteps(_ planned: PlannedPipeline, _ executor: Executor, of checked: CheckedPipeline? = nil) throws {
        var shown = checked.map(Self.shownParts)?.makeIterator()
        for step in planned.steps {
            switch step {
            case .keep(let rows, let plan): try executor.keep(plan, as: rows)
            case .show(let show):
                let title = try show.title.map { try executor.constantText($0) }
                let table = try executor.collect(show.plan, relation: show.relation, title: title, options: show.options, pieces: pieces, shownEnds: sink.shownEnds)
                self.show(table, shown?.next(), show.relation, executor.context)
            case .chart(let chart):
                let title = try chart.title.map { try executor.constantText($0) }
                var marks = try executor.collect(chart.plan, relation: chart.relation, title: title).withoutTotals
                if let pipeline = shown?.next() {
                    marks.provenance = ResultProvenance(session: session, statement: statement).of(marks, pipeline, chart.relation, executor.context)
                }
                lastChart = Chart(form: chart.form, marks: marks)
                if let lastChart { sink.block(.chart(lastChart)) }
            case .save(let save):
                let path = FilePath.joined(session.options.workingFolder, save.path)
                if let format = ChartFile.forPath(save.path), let lastChart {
                    try SavedFile.write(lastChart, to: path, as: format, session.savingOptions)
                    sink.notice("wrote \(save.path)")
                    continue
                }
                let (rowCount, remarks) = try SavedFile.write(to: path, options: save.options, rendering: session.savingOptions) {
                    try executor.collect(save.plan, relation: save.relation, pieces: $0)
                }
                sink.notice("wrote \(save.path): \(rowCount) row\(rowCount == 1 ? "" : "s")")
                for remark in remarks { sink.notice(remark) }
            case .check(let check): say(check, try executor.evaluate(check))
            }
        }
    }

    /// For each stage that shows rows, the pipeline that leads to them.
    private static func shownParts(of checked: CheckedPipeline) -> [CheckedPipeline] {
        checked.stages.indices.compactMap { index in
            var part = checked
            part.stages.removeSubrange(index...)
            switch checked.stages[index].node {
            case .show, .chart: return part
            case .describe(let profile, _):
                part.stages += profile
                return part
            default: return nil
            }
        }
    }

    /// Hands on what the sink need not have at once.
    private var pieces: ResultPieces? {
        sink.pieceRows.map { rows in
            ResultPieces(rowLimit: rows) { [self] piece in
                rowsBefore += piece.rowCount
                sink.block(.table(piece))
            }
        }
    }

    private func show(_ table: ResultTable, _ checked: CheckedPipeline?, _ relation: Relation, _ context: QueryContext) {
        var table = table
        let isWhole = !table.continues && table.leftOut == nil
        defer { rowsBefore = 0 }
        if var pipeline = checked {
            pipeline.output = relation
            table.provenance = ResultProvenance(session: session, statement: statement).of(table, pipeline, relation, context)
            table.provenance?.rowCount += rowsBefore
            // A piece of a result is not what was shown, nor can its ends be shown again as all of it.
            session.lastShown = isWhole ? ShownResult(table: table, pipeline: pipeline) : nil
        }
        // As it is shown, so it is shown again.
        defer { if checked != nil, isWhole { session.lastShown?.table = table } }
        if !isReport, table.title == nil {
            for index in table.columns.indices {
                table.columns[index].label = nil
                table.columns[index].isTotal = false
            }
        }
        sink.block(.table(table))
    }

    // MARK: Checks

    private func say(_ check: PlannedTableCheck, _ outcome: TableCheckOutcome) {
        let wording = Wording(session.options.language)
        let comparison = outcome.sides.map { left, right in
            let display = session.options.display
            let (first, second) = (display.text(left.value, type: left.type), display.text(right.value, type: right.type))
            return wording.compared(first, second, isPublished: check.assertion.source != nil)
        }
        let message = outcome.holds ? check.assertion.text : outcome.message ?? check.assertion.text
        say(check.assertion, holds: outcome.holds, message: message, comparison: comparison, rows: nil, messages: [])
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
        // Of what was just typed there is nothing to look up.
        let place = assertion.place.flatMap { place in
            place.source.name == SourceText.typed ? nil : "\(place.source.name), line \(place.source.lineNumber(at: place.span.start))"
        }
        outcomes.append(CheckOutcome(
            verdict: verdict, message: message, comparison: comparison, source: assertion.source,
            rowCount: rows, rowMessages: messages, place: place))
    }

    /// Checks stand under the result that they are about.
    private func sayOutcomes() {
        for outcome in outcomes { sink.block(.outcome(outcome)) }
        outcomes = []
    }

    // MARK: What was counted

    private func sayWhatWasCounted(_ checked: CheckedPipeline, _ context: QueryContext) {
        session.noteFiles(of: ResultProvenance(session: session, statement: statement).tables(checked, context.counters))
        for text in CountedText(session.options).sentences(checked.notices, context.counters) + session.world.takeHints() { sink.notice(text) }
        let garbled = session.world.garbledColumns.take()
        if !garbled.isEmpty { sink.diagnostics(garbled.map { Diagnostic($0) }) }
    }
}
