import Semantics

/// Turns checked pipelines into plans: aggregates, windows and reverse links leave the expressions and become nodes.
///
/// It knows no names and looks nothing up; parameters and scalar subqueries must have been replaced by their values.
package struct Planner {
    let numbers: ColumnNumbers
    /// The number of the first check; those of one run are counted through.
    let firstAssertion: Int
    /// Switched off by name.
    package let optimiser: Optimiser
    /// Works out what reads no column; `nil` for what cannot be.
    package let value: (CheckedExpression) -> Value?

    package init(numbers: ColumnNumbers, firstAssertion: Int = 0, optimiser: Optimiser = Optimiser(), value: @escaping (CheckedExpression) -> Value? = { _ in nil }) {
        self.numbers = numbers
        self.firstAssertion = firstAssertion
        self.optimiser = optimiser
        self.value = value
    }

    /// - Parameters:
    ///   - needsResult: its rows are read even if it has an output stage: by a subquery, by a `let`.
    ///   - isSet: nobody sees the order of the result.
    package func plan(_ pipeline: CheckedPipeline, needsResult: Bool = false, isSet: Bool = false) -> PlannedPipeline {
        optimised(planAsWritten(pipeline, needsResult: needsResult, isSet: isSet))
    }

    package func optimised(_ pipeline: PlannedPipeline) -> PlannedPipeline { optimiser.optimise(pipeline, value: value) }

    /// Before any rule.
    package func planAsWritten(_ pipeline: CheckedPipeline, needsResult: Bool = false, isSet: Bool = false) -> PlannedPipeline {
        var lowering = Lowering(numbers: numbers, firstAssertion: firstAssertion)
        let printsItself = !pipeline.stages.contains { $0.isOutput }
        let lastStep = pipeline.stages.lastIndex { $0.isOutput || $0.checksTable } ?? -1
        let result = lowering.plan(pipeline, needsResult: needsResult || printsItself)
        return PlannedPipeline(
            steps: lowering.steps, result: result, output: pipeline.output, isSet: isSet, printsItself: printsItself,
            checksLast: pipeline.stages[(lastStep + 1)...].contains { $0.checks }, assertions: lowering.assertions, firstAssertion: firstAssertion)
    }
}

/// One pipeline on its way to a plan, with what its stages and those of its right sides have produced so far.
struct Lowering {
    let numbers: ColumnNumbers
    let firstAssertion: Int
    var steps: [PlannedPipeline.Step] = []
    var assertions: [CheckedAssertion] = []
    private var keptCount = 0

    init(numbers: ColumnNumbers, firstAssertion: Int) {
        self.numbers = numbers
        self.firstAssertion = firstAssertion
    }

    mutating func plan(_ pipeline: CheckedPipeline, needsResult: Bool) -> Plan {
        var plan: Plan
        switch pipeline.source {
        case .table(let scan): plan = .scan(scan)
        case .rows(let columns, let types, let rows): plan = .values(columns, types: types, rows)
        }
        for (index, stage) in pipeline.stages.enumerated() {
            let isReadLater = needsResult || pipeline.stages[(index + 1)...].contains { $0.isOutput || $0.checks }
            lower(stage, onto: &plan, isReadLater: isReadLater)
        }
        return plan
    }

    private mutating func lower(_ stage: CheckedStage, onto plan: inout Plan, isReadLater: Bool) {
        switch stage.node {
        case .filter(let condition):
            let attached = attachReverses(in: [condition], to: &plan)
            plan = .filter(FilterPlan(input: plan, condition: attached.apply(condition)))
        case .compute(let computations, let by, let along): lowerCompute(computations, by: by, along: along, onto: &plan)
        case .summarize(let keys, let items, let totals, let empty):
            lowerSummarize(keys: keys, items: items, totals: totals, empty: empty ?? [], onto: &plan)
        case .sort(let keys, let totals):
            let attached = attachReverses(in: keys.map(\.value), to: &plan)
            plan = .sort(SortPlan(input: plan, keys: attached.apply(keys), totals: totals))
        case .take(let count, let last, let by, let ties):
            let attached = attachReverses(in: by + (ties ?? []).map(\.value), to: &plan)
            plan = .take(TakePlan(input: plan, count: count, isLast: last, partition: by.map(attached.apply), ties: ties.map(attached.apply)))
        case .distinct(let keys):
            let attached = attachReverses(in: keys.map(\.value), to: &plan)
            plan = .distinct(DistinctPlan(input: plan, keys: attached.apply(keys)))
        case .join(let join): lowerJoin(join, onto: &plan)
        case .append(let append):
            let right = self.plan(append.right, needsResult: true)
            plan = .append(AppendPlan(left: plan, right: right, columns: append.columns))
        case .pivot(let pivot): lowerPivot(pivot, onto: &plan)
        case .unpivot(let reshape):
            let attached = attachReverses(in: reshape.values.flatMap(\.parts), to: &plan)
            var lowered = reshape
            for index in lowered.values.indices { lowered.values[index].parts = lowered.values[index].parts.map(attached.apply) }
            plan = .unpivot(UnpivotPlan(input: plan, kept: plan.columns, reshape: lowered))
        case .sample(let choice): plan = .sample(SamplePlan(input: plan, choice: choice))
        case .check(let assertion) where assertion.isOverTable:
            if isReadLater { keep(&plan) }
            steps.append(.check(tableCheck(assertion, over: plan)))
        case .check(let assertion):
            let attached = attachReverses(in: assertion.expressions, to: &plan)
            let lowered = assertion.mapExpressions(attached.apply)
            plan = .check(CheckPlan(input: plan, number: number(lowered), assertion: lowered))
        case .show(let title, let options, let relation):
            if isReadLater { keep(&plan) }
            steps.append(.show(PlannedShow(plan: plan, relation: relation, title: title, options: options)))
        case .describe(let stages, let relation):
            if isReadLater { keep(&plan) }
            var profile = plan
            for stage in stages { lower(stage, onto: &profile, isReadLater: false) }
            steps.append(.show(PlannedShow(plan: profile, relation: relation, title: nil, options: [])))
        case .chart(let chart):
            if isReadLater { keep(&plan) }
            var marks = plan
            lower(CheckedStage(.compute(chart.marks, by: [], along: []), span: stage.span), onto: &marks, isReadLater: false)
            steps.append(.chart(PlannedChart(plan: marks, relation: chart.relation, form: chart.form, title: chart.title)))
        case .save(let path, let options, let relation):
            if isReadLater { keep(&plan) }
            steps.append(.save(PlannedSave(plan: plan, relation: relation, path: path, options: options)))
        }
    }

    private mutating func lowerJoin(_ join: CheckedJoin, onto plan: inout Plan) {
        var right = self.plan(join.right, needsResult: true)
        let attached = attachReverses(in: join.leftKeys, to: &plan)
        let attachedRight = attachReverses(in: join.rightKeys, to: &right)
        let kind: JoinPlan.Kind =
            switch join.kind {
            case .lookup: .lookup
            case .all: .all
            case .matching: .matching
            case .both(let left, let right): .both(left: left, right: right)
            }
        plan = .join(
            JoinPlan(
                kind: kind, left: plan, right: right,
                leftKeys: join.leftKeys.map(attached.apply), rightKeys: join.rightKeys.map(attachedRight.apply),
                rightColumns: join.kind.addsColumns ? join.right.output.columns.map(\.id) : [], rightName: join.rightName, isTold: join.isTold))
    }

    /// The rows so far become a step of their own, unless they are one already.
    private mutating func keep(_ plan: inout Plan) {
        if case .kept = plan { return }
        keptCount += 1
        let rows = KeptRows(number: keptCount, columns: plan.columns)
        steps.append(.keep(rows, plan))
        plan = .kept(rows)
    }

    // MARK: Checks

    private mutating func number(_ assertion: CheckedAssertion) -> Int {
        assertions.append(assertion)
        return firstAssertion + assertions.count - 1
    }

    private mutating func tableCheck(_ assertion: CheckedAssertion, over input: Plan) -> PlannedTableCheck {
        var plan = input
        let number = number(assertion)
        let condition = Computation(id: numbers.make(), value: assertion.condition)
        var items = [condition]
        var sides: (ColumnID, ColumnID)?
        if let (left, right) = assertion.sides {
            let pair = (numbers.make(), numbers.make())
            items += [Computation(id: pair.0, value: left), Computation(id: pair.1, value: right)]
            sides = pair
        }
        var message: ColumnID?
        if let otherwise = assertion.otherwise {
            let id = numbers.make()
            items.append(Computation(id: id, value: otherwise))
            message = id
        }
        lowerSummarize(keys: [], items: items, totals: nil, onto: &plan)
        return PlannedTableCheck(number: number, plan: plan, condition: condition.id, sides: sides, message: message, assertion: assertion)
    }
}

extension CheckedStage {
    /// Prints or writes rows.
    package var isOutput: Bool {
        switch node {
        case .show, .save, .describe, .chart: true
        default: false
        }
    }

    var isCheck: Bool { if case .check = node { true } else { false } }

    /// Checks all of its rows at once, which is a step of its own.
    var checksTable: Bool { if case .check(let assertion) = node { assertion.isOverTable } else { false } }

    /// Checks rows, its own or those of its right side.
    var checks: Bool {
        switch node {
        case .check: true
        case .join(let join): join.right.stages.contains { $0.checks }
        case .append(let append): append.right.stages.contains { $0.checks }
        default: false
        }
    }
}

extension Substitution {
    func apply(_ computations: [Computation]) -> [Computation] {
        computations.map { Computation(id: $0.id, value: apply($0.value)) }
    }

    func apply(_ keys: [CheckedSortKey]) -> [CheckedSortKey] {
        keys.map { CheckedSortKey(apply($0.value), isDescending: $0.isDescending) }
    }
}
