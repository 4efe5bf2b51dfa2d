import Semantics

/// A plan in its stable text form: a node a line, what it reads indented below it.
///
/// Golden scripts compare it (`[plan]`), so a change here shows in every one of them.
package struct PlanText {
    private let expressions = ExpressionText()

    /// Lines that end in a line break each.
    package static func text(_ plan: Plan) -> String { PlanText().text(plan) }

    /// The steps of a pipeline, each under a line that says what becomes of its rows.
    package static func text(_ pipeline: PlannedPipeline) -> String { PlanText().text(pipeline) }

    private func text(_ plan: Plan) -> String {
        var lines: [String] = []
        append(plan, indent: 0, to: &lines)
        return lines.map { $0 + "\n" }.joined()
    }

    private func text(_ pipeline: PlannedPipeline) -> String {
        var result = ""
        for step in pipeline.steps {
            switch step {
            case .keep(let rows, let plan): result += "keep \(rows.number): \(ids(rows.columns))\n" + indented(plan)
            case .show(let show): result += "show\n" + indented(show.plan)
            case .save(let save): result += "save \"\(save.path)\"\n" + indented(save.plan)
            case .chart(let chart): result += "chart \(chart.form.name)\n" + indented(chart.plan)
            case .check(let check): result += "check \(check.number) over all rows\n" + indented(check.plan)
            }
        }
        if pipeline.steps.isEmpty { return text(pipeline.result) }
        // What nobody reads is not run.
        return pipeline.printsItself || pipeline.checksLast ? result + "result\n" + indented(pipeline.result) : result
    }

    private func indented(_ plan: Plan) -> String {
        var lines: [String] = []
        append(plan, indent: 1, to: &lines)
        return lines.map { $0 + "\n" }.joined()
    }

    private func append(_ plan: Plan, indent: Int, to lines: inout [String]) {
        lines.append(String(repeating: "  ", count: indent) + head(plan))
        for input in plan.inputs { append(input, indent: indent + 1, to: &lines) }
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
            return "filter \(condition)" + (plan.zones.map { zones in expressions.text(zones) }.map { $0 == condition ? " by zones" : " by zones of \($0)" } ?? "")
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
