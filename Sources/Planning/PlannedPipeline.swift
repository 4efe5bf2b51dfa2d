import Semantics

/// A pipeline as steps to be run in order, and the plan of what comes out of it.
///
/// A pipeline may print or save in its middle and check all of its rows at once. The rows before such a stage are
/// kept in memory when something after it reads them, so that each stage runs once and each comparison is counted once.
package struct PlannedPipeline: Sendable {
    package enum Step: Sendable {
        /// Runs the plan and keeps its rows for `Plan.kept` in later steps.
        case keep(KeptRows, Plan)
        case show(PlannedShow)
        case save(PlannedSave)
        case chart(PlannedChart)
        case check(PlannedTableCheck)

        /// What has to run for it.
        var plan: Plan {
            switch self {
            case .keep(_, let plan): plan
            case .show(let show): show.plan
            case .save(let save): save.plan
            case .chart(let chart): chart.plan
            case .check(let check): check.plan
            }
        }
    }

    package var steps: [Step]
    /// What comes out of the last stage.
    package var result: Plan
    package var output: Relation
    /// The result is asked for what is in it, as on the right of `in`: nobody sees its order.
    package var isSet = false
    /// It has no output stage, so it prints its result.
    package var printsItself: Bool
    /// Rows are checked after the last step, so `result` is worth running even when nobody reads it. What stands before that step has
    /// run with it, and must not be counted twice.
    package var checksLast: Bool
    /// Every check in it; the number of one in counters and plans is `firstAssertion` plus its position here.
    package var assertions: [CheckedAssertion]
    package var firstAssertion: Int

    /// Whether it comes upon one table only, and once. The sides of a join may be gone through more than once.
    package var readsOnce: Bool {
        var scans = 0
        var joins = 0
        func visit(_ plan: Plan) {
            switch plan {
            case .scan: scans += 1
            case .join: joins += 1
            default: break
            }
            plan.inputs.forEach(visit)
        }
        for step in steps { visit(step.plan) }
        if printsItself || checksLast { visit(result) }
        return scans <= 1 && joins == 0
    }

    /// The columns of the result that somebody reads.
    package var outputColumns: Set<ColumnID> { output.columnsShown }
}

extension Relation {
    /// The columns that printing these rows needs.
    package var columnsShown: Set<ColumnID> {
        var result = Set(columns.map(\.id))
        if let totals { result.insert(totals.level) }
        return result
    }
}

/// `show "title" with counts, numbers`
package struct PlannedShow: Sendable {
    package var plan: Plan
    package var relation: Relation
    /// A constant expression.
    package var title: CheckedExpression?
    package var options: ShowOptions
    package init(plan: Plan, relation: Relation, title: CheckedExpression?, options: ShowOptions) {
        self.plan = plan
        self.relation = relation
        self.title = title
        self.options = options
    }
}

/// `chart line(x: month, y: rate) "Title"`: the plan gives the marks.
package struct PlannedChart: Sendable {
    package var plan: Plan
    package var relation: Relation
    package var form: ChartForm
    /// A constant expression.
    package var title: CheckedExpression?
    package init(plan: Plan, relation: Relation, form: ChartForm, title: CheckedExpression?) {
        self.plan = plan
        self.relation = relation
        self.form = form
        self.title = title
    }
}

/// `save file("x.csv", style: "vi")`
package struct PlannedSave: Sendable {
    package var plan: Plan
    package var relation: Relation
    package var path: String
    package var options: [String: Value]
    package init(plan: Plan, relation: Relation, path: String, options: [String: Value]) {
        self.plan = plan
        self.relation = relation
        self.path = path
        self.options = options
    }
}

/// A check over all rows: its plan gives one row, in which these columns say how it went.
package struct PlannedTableCheck: Sendable {
    package var number: Int
    package var plan: Plan
    package var condition: ColumnID
    /// The sides of its `==`.
    package var sides: (ColumnID, ColumnID)?
    /// The text of its `else`.
    package var message: ColumnID?
    package var assertion: CheckedAssertion
    package init(number: Int, plan: Plan, condition: ColumnID, sides: (ColumnID, ColumnID)?, message: ColumnID?, assertion: CheckedAssertion) {
        self.number = number
        self.plan = plan
        self.condition = condition
        self.sides = sides
        self.message = message
        self.assertion = assertion
    }

    package var columns: Set<ColumnID> {
        var result: Set<ColumnID> = [condition]
        if let (left, right) = sides { result.formUnion([left, right]) }
        if let message { result.insert(message) }
        return result
    }
}
