import Semantics

/// A plan in its stable text form: a node a line, what it reads indented below it.
///
/// Golden scripts compare it (`[plan]`), so a change here shows in every one of them.
package struct PlanText {
    /// One line: a node, or what becomes of the rows of those below it.
    package struct Line: Sendable {
        package var indent: Int
        package var text: String
        package var node: Plan?

        /// - Parameter remark: what stands behind the text.
        package func spelled(_ remark: String = "") -> String { String(repeating: "  ", count: indent) + text + remark + "\n" }
    }

    private let expressions = ExpressionText()

    /// Lines that end in a line break each.
    package static func text(_ plan: Plan) -> String { PlanText().lines(plan, indent: 0).map { $0.spelled() }.joined() }

    /// The steps of a pipeline, each under a line that says what becomes of its rows.
    package static func text(_ pipeline: PlannedPipeline) -> String { lines(pipeline).map { $0.spelled() }.joined() }

    package static func lines(_ pipeline: PlannedPipeline) -> [Line] { PlanText().lines(pipeline) }

    private func lines(_ pipeline: PlannedPipeline) -> [Line] {
        if pipeline.steps.isEmpty { return lines(pipeline.result, indent: 0) }
        var result: [Line] = []
        for step in pipeline.steps {
            let text =
                switch step {
                case .keep(let rows, _): "keep \(rows.number): \(ids(rows.columns))"
                case .show: "show"
                case .save(let save): "save \"\(save.path)\""
                case .chart(let chart): "chart \(chart.form.name)"
                case .check(let check): "check \(check.number) over all rows"
                }
            result += [Line(indent: 0, text: text)] + lines(step.plan, indent: 1)
        }
        // What nobody reads is not run.
        if pipeline.printsItself || pipeline.checksLast { result += [Line(indent: 0, text: "result")] + lines(pipeline.result, indent: 1) }
        return result
    }

    private func lines(_ plan: Plan, indent: Int) -> [Line] {
        [Line(indent: indent, text: head(plan), node: plan)] + plan.inputs.flatMap { lines($0, indent: indent + 1) }
    }

    private func head(_ plan: Plan) -> String {
        switch plan {
        case .scan(let scan):
            return "scan \(scan.table)" + (scan.columns.isEmpty ? "" : ": " + scan.columns.map { "\($0.id) \($0.name)" }.joined(separator: ", "))
        case .values(let columns, _, let rows):
            let shown = rows.prefix(3).map { "(\(list($0)))" } + (rows.count > 3 ? ["… \(rows.count) rows"] : [])
            return "values " + (columns.isEmpty ? "" : ids(columns) + ": ") + shown.joined(separator: ", ")
        case .filter(let plan):
            let condition = expressions.text(plan.condition)
            func how(_ part: CheckedExpression?, _ words: String, of word: String) -> String {
                part.map { expressions.text($0) }.map { $0 == condition ? " \(words)" : " \(words) \(word) \($0)" } ?? ""
            }
            return "filter \(condition)" + how(plan.zones, "by zones", of: "of") + how(plan.read, "while reading", of: "by")
        case .project(let plan): return "project \(list(plan.computations))"
        case .aggregate(let plan):
            var parts = ["aggregate"]
            if !plan.aggregates.isEmpty { parts.append(plan.aggregates.map { "\($0.id) = \(expressions.text($0.call))" }.joined(separator: ", ")) }
            if !plan.keys.isEmpty { parts.append("by " + list(plan.keys)) }
            if let totals = plan.totals { parts.append("totals \(totals)") }
            if !plan.isSorted, !plan.keys.isEmpty { parts.append(plan.readsKeys ? "unsorted" : "unsorted without keys") }
            for domain in plan.domains { parts.append("with every " + text(domain, plan.keys)) }
            return parts.joined(separator: " ")
        case .window(let plan):
            let calls = plan.calls.map { entry in
                switch entry.call {
                case .aggregate(let call): "\(entry.id) = \(expressions.text(call))"
                case .window(let call): "\(entry.id) = \(expressions.text(call))"
                }
            }
            return "window " + calls.joined(separator: ", ") + by(plan.partition) + (plan.order.isEmpty ? "" : " along \(list(plan.order))")
        case .sort(let plan):
            let top = plan.top.map { " first \(expressions.text($0.count))" + ($0.keepsTies ? " with ties" : "") + by($0.partition) } ?? ""
            return "sort \(list(plan.keys))" + top + (plan.totals.map { " within \(ids($0.keys)) totals \($0.level)" } ?? "")
        case .take(let plan):
            return "take " + (plan.isLast ? "last " : "") + expressions.text(plan.count) + by(plan.partition)
                + (plan.ties.map { " ties \(list($0))" } ?? "")
        case .distinct(let plan): return "distinct \(list(plan.keys))"
        case .join(let plan): return join(plan)
        case .append(let plan):
            return "append " + plan.columns.map { "\($0.id) = \(expressions.text($0.left)) | \(expressions.text($0.right))" }.joined(separator: ", ")
        case .pivot(let plan):
            let cells = plan.cells.map { "\(ids($0.ids + ($0.total.map { [$0] } ?? []))) = \(expressions.text($0.call))" }
            return "pivot \(cells.joined(separator: "; ")) across \(expressions.text(plan.across))"
                + (plan.keys.isEmpty ? "" : " by \(list(plan.keys))") + (plan.totals.map { " totals \($0)" } ?? "")
        case .unpivot(let plan):
            let values = plan.reshape.values.map { "\($0.id) = \(list($0.parts))" }
            return "unpivot \(plan.reshape.names.joined(separator: ", ")) into \(plan.reshape.name), \(values.joined(separator: "; "))"
        case .sample(let plan):
            let key = plan.choice.key.map { " by \($0)" } ?? ""
            return "sample \(expressions.text(plan.choice.amount)) seed \(plan.choice.seed)\(key)"
        case .check(let plan): return "\(plan.assertion.isWarning ? "warn" : "check") \(plan.number) \(expressions.text(plan.assertion.condition))"
        case .kept(let rows): return "kept \(rows.number): \(ids(rows.columns))"
        }
    }

    private func text(_ domain: PlannedDomain, _ keys: [Computation]) -> String {
        let names = ids(domain.keys.map { keys[$0].id })
        switch domain.values {
        case .declared: return "declared \(names)"
        case .rows: return "\(names) of"
        case .periods(_, _, _, let span): return "period \(names)" + (span.map { " in \(expressions.text($0))" } ?? "")
        case .present: return "present \(names)"
        }
    }

    private func join(_ plan: JoinPlan) -> String {
        let word: String
        var defaults = ""
        switch plan.kind {
        case .lookup: word = "lookup"
        case .all: word = "join"
        case .matching: word = "matching"
        case .both(let ours, let theirs): word = "match (\(ours), \(theirs))"
        case .attach(let values):
            word = "attach"
            let zeros = plan.rightColumns.filter { values[$0] != nil }
            if !zeros.isEmpty { defaults = " else 0 \(ids(zeros))" }
        }
        let keys = zip(plan.leftKeys, plan.rightKeys).map { "\(expressions.text($0)) == \(expressions.text($1))" }
        return "\(word) \(plan.rightName) on \(keys.joined(separator: ", ")): \(ids(plan.rightColumns))\(defaults)"
    }

    private func by(_ partition: [CheckedExpression]) -> String { partition.isEmpty ? "" : " by \(list(partition))" }
    private func ids(_ columns: [ColumnID]) -> String { columns.map { "\($0)" }.joined(separator: ", ") }
    private func list(_ parts: [CheckedExpression]) -> String { parts.map { expressions.text($0) }.joined(separator: ", ") }
    private func list(_ parts: [Computation]) -> String { parts.map { expressions.text($0) }.joined(separator: ", ") }
    private func list(_ keys: [CheckedSortKey]) -> String { keys.map { expressions.text($0) }.joined(separator: ", ") }
}
