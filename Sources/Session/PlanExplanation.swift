import Engine
import Planning
import Reports
import Tables

/// A plan as people read it: as it was written, as it runs, and about how many rows each step gives.
struct PlanExplanation {
    private let written: PlannedPipeline
    private let planner: Planner
    private let context: QueryContext
    private let display: DisplayText

    init(_ written: PlannedPipeline, _ planner: Planner, _ context: QueryContext, _ display: DisplayText) {
        self.written = written
        self.planner = planner
        self.context = context
        self.display = display
    }

    /// Lines that end in a line break each. A plan that no rule changes stands there once.
    var text: String {
        let (run, rules) = planner.optimiser.explain(written, value: planner.value)
        let plan = estimated(run)
        if rules.isEmpty { return plan }
        return "as it is written\n" + indented(PlanText.text(written)) + "as it runs, by \(rules.joined(separator: ", "))\n" + indented(plan)
    }

    private func indented(_ text: String) -> String { text.split(separator: "\n").map { "  \($0)\n" }.joined() }

    private func estimated(_ pipeline: PlannedPipeline) -> String {
        var estimates = RowEstimates(context)
        for case .keep(let rows, let plan) in pipeline.steps { estimates.keep(rows, of: plan) }
        return PlanText.lines(pipeline).map { line in
            guard let node = line.node else { return line.spelled() }
            if let exact = estimates.exactRows(of: node) { return line.spelled("  (\(rows(exact)))") }
            return line.spelled(estimates.rows(of: node).map { "  (about \(rows(Self.rounded($0))))" } ?? "")
        }.joined()
    }

    private func rows(_ count: Int) -> String { display.number(String(count)) + (count == 1 ? " row" : " rows") }

    /// Two digits: more would claim a knowledge that nobody has.
    private static func rounded(_ rows: Double) -> Int {
        var unit = 1.0
        while rows / unit >= 100 { unit *= 10 }
        return Int(max(rows > 0 ? 1 : 0, (rows / unit).rounded() * unit))
    }
}
