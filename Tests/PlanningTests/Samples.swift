import Diagnostics
import Planning
import Semantics

/// Expressions over columns of whole numbers, written short.
func column(_ number: Int, _ type: Type = .int) -> CheckedExpression { CheckedExpression(.column(ColumnID(number)), type) }
func int(_ value: Int64) -> CheckedExpression { CheckedExpression(.constant(.int(value)), .int) }
func bool(_ value: Bool) -> CheckedExpression { CheckedExpression(.constant(.bool(value)), .bool) }

func less(_ lhs: CheckedExpression, _ rhs: CheckedExpression, notice: Int? = nil) -> CheckedExpression {
    CheckedExpression(.compare(.less, .same, lhs, rhs, notice: notice.map { NoticeID($0) }), .bool)
}

func count(where condition: CheckedExpression? = nil) -> CheckedExpression {
    CheckedExpression(.aggregate(AggregateCall(function: "count", overload: 0, arguments: [], condition: condition, type: .int)), .int)
}

func sum(_ argument: CheckedExpression, where condition: CheckedExpression? = nil) -> CheckedExpression {
    CheckedExpression(.aggregate(AggregateCall(function: "sum", overload: 0, arguments: [argument], condition: condition, type: argument.type)), argument.type)
}

func per(_ lhs: CheckedExpression, _ rhs: CheckedExpression) -> CheckedExpression {
    CheckedExpression(.per(lhs, rhs), Type(.ratio(counted: true), optional: true))
}

/// `dossiers` with the columns #1 id, #2 unit, #3 fee, #4 due.
func dossiers(startingAt first: Int = 1) -> TableScan {
    TableScan(
        table: "dossiers",
        columns: [
            TableScan.Column(id: ColumnID(first), name: "id", type: .text),
            TableScan.Column(id: ColumnID(first + 1), name: "unit", type: Type(.link("units"))),
            TableScan.Column(id: ColumnID(first + 2), name: "fee", type: .int),
            TableScan.Column(id: ColumnID(first + 3), name: "due", type: Type(.int(nil), optional: true)),
        ])
}

func relation(_ columns: [Int], totals: TotalsInfo? = nil) -> Relation {
    Relation(columns: columns.map { Relation.Column(name: "c\($0)", id: ColumnID($0), type: .int) }, totals: totals)
}

func pipeline(_ nodes: [CheckedStage.Node], output: [Int], totals: TotalsInfo? = nil) -> CheckedPipeline {
    CheckedPipeline(
        source: .table(dossiers()), stages: nodes.map { CheckedStage($0, span: Span(0, 0)) }, output: relation(output, totals: totals),
        numbers: numbers())
}

/// Numbers for what the planner makes up, from #101 on.
func numbers() -> ColumnNumbers {
    let numbers = ColumnNumbers()
    for _ in 1...100 { _ = numbers.make() }
    return numbers
}

/// The text of the plan, with the rules of `optimiser` applied.
func planned(_ pipeline: CheckedPipeline, optimiser: Optimiser = Optimiser(disabled: ["FoldConstants", "FilterWhileReading"])) -> String {
    PlanText.text(Planner(numbers: numbers(), optimiser: optimiser).plan(pipeline))
}

func assertion(_ condition: CheckedExpression, overTable: Bool = false, sides: (CheckedExpression, CheckedExpression)? = nil) -> CheckedAssertion {
    CheckedAssertion(condition: condition, sides: sides, text: "c", source: nil, otherwise: nil, isWarning: false, isOverTable: overTable, place: nil)
}
