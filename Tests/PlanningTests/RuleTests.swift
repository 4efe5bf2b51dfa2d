import Planning
import Semantics
import Testing

@Suite struct RuleTests {
    private func folded(_ condition: CheckedExpression) -> String { planned(pipeline([.filter(condition)], output: [1]), optimiser: Optimiser(disabled: ["FilterWhileReading"])) }

    @Test func decidedConditionsGoAway() {
        let test = less(column(3), int(5))
        #expect(folded(CheckedExpression(.and(bool(true), test), .bool)).hasPrefix("filter #3 < 5 by zones\n"))
        #expect(folded(CheckedExpression(.or(test, bool(false)), .bool)).hasPrefix("filter #3 < 5 by zones\n"))
        #expect(folded(CheckedExpression(.choose(bool(false), bool(false), test), .bool)).hasPrefix("filter #3 < 5 by zones\n"))
        #expect(folded(CheckedExpression(.not(bool(false)), .bool)) == "scan dossiers: #1 id\n")
    }

    @Test func aConditionThatMayBeMissingIsNotTheSameWithoutFalse() {
        let flag = CheckedExpression(.column(ColumnID(4)), .bool)
        #expect(folded(CheckedExpression(.or(flag, bool(false)), .bool)).hasPrefix("filter #4 or false\n"))
        #expect(folded(CheckedExpression(.and(bool(true), flag), .bool)).hasPrefix("filter true and #4\n"))
    }

    @Test func countedComparisonsStay() {
        let counted = less(column(4), int(5), notice: 1)
        #expect(folded(CheckedExpression(.and(bool(false), counted), .bool)).hasPrefix("filter false and #4 < 5\n"))
        #expect(folded(CheckedExpression(.and(bool(false), less(column(4), int(5))), .bool)).hasPrefix("filter false\n"))
    }

    @Test func whatStandsLeftIsEvaluated() {
        #expect(folded(CheckedExpression(.and(less(column(3), int(5)), bool(false)), .bool)).hasPrefix("filter #3 < 5 and false by zones of #3 < 5\n"))
    }

    @Test func unusedComputationsStayButNotRenamings() {
        let computations = [
            Computation(id: ColumnID(9), value: column(2)),
            Computation(id: ColumnID(10), value: CheckedExpression(.arithmetic(.add, column(3), int(1)), .int)),
        ]
        let text = planned(pipeline([.compute(computations, by: [], along: [])], output: [1]))
        #expect(text == """
            project #10 = #3 + 1
              scan dossiers: #1 id, #3 fee

            """)
    }

    @Test func switchedOffNothingIsDropped() {
        #expect(planned(pipeline([], output: [1]), optimiser: .none) == "scan dossiers: #1 id, #2 unit, #3 fee, #4 due\n")
    }

    @Test func zonesAreLeftOutByWhatStandsFirst() {
        let cheap = less(column(3), int(5))
        let failing = less(CheckedExpression(.arithmetic(.add, column(3), int(1)), .int), int(5))
        #expect(folded(CheckedExpression(.and(cheap, failing), .bool)).hasPrefix("filter #3 < 5 and #3 + 1 < 5 by zones of #3 < 5\n"))
        // On a row of any zone it might have failed.
        #expect(folded(CheckedExpression(.and(failing, cheap), .bool)).hasPrefix("filter #3 + 1 < 5 and #3 < 5\n"))
    }

    @Test func zonesAreLeftOutOnlyWhereNothingIsCounted() {
        #expect(folded(less(column(4), int(5))).hasPrefix("filter #4 < 5 by zones\n"))
        #expect(folded(less(column(4), int(5), notice: 1)).hasPrefix("filter #4 < 5\n"))
    }

    @Test func ofAlternativesEachMustBeDecidable() {
        let flag = CheckedExpression(.column(ColumnID(4)), .bool)
        #expect(folded(CheckedExpression(.or(less(column(3), int(5)), less(int(9), column(3))), .bool)).hasPrefix("filter #3 < 5 or 9 < #3 by zones\n"))
        #expect(folded(CheckedExpression(.or(less(column(3), int(5)), flag), .bool)).hasPrefix("filter #3 < 5 or #4\n"))
    }

    @Test func zonesAreThoseOfTheTable() {
        let test = less(column(3), int(5))
        #expect(planned(pipeline([.take(int(3), last: false, by: [], ties: nil), .filter(test)], output: [1])).hasPrefix("filter #3 < 5\n"))
        let quiet = [Computation(id: ColumnID(9), value: column(2))]
        #expect(planned(pipeline([.compute(quiet, by: [], along: []), .filter(test)], output: [1, 9])).hasPrefix("filter #3 < 5 by zones\n"))
        // What is computed has no bounds of its own.
        let computed = [Computation(id: ColumnID(9), value: column(3))]
        #expect(planned(pipeline([.compute(computed, by: [], along: []), .filter(less(column(9), int(5)))], output: [9])).hasPrefix("filter #9 < 5\n"))
    }

    /// By this rule alone.
    private func read(_ stages: [CheckedStage.Node]) -> String {
        let others = Rule.all.map(\.name).filter { $0 != "FilterWhileReading" && $0 != "DropUnusedColumns" }
        return planned(pipeline(stages, output: [1]), optimiser: Optimiser(disabled: Set(others)))
    }

    @Test func rowsAreChosenByWhatNumbersDecide() {
        let failing = less(CheckedExpression(.arithmetic(.add, column(3), int(1)), .int), int(5))
        let cheap = less(column(3), int(5))
        let other = CheckedExpression(.search(column(2), column(2)), .bool)
        #expect(read([.filter(cheap)]).hasPrefix("filter #3 < 5 while reading\n"))
        #expect(read([.filter(CheckedExpression(.not(cheap), .bool))]).hasPrefix("filter not #3 < 5 while reading\n"))
        #expect(read([.filter(CheckedExpression(.and(cheap, failing), .bool))]).hasPrefix("filter #3 < 5 and #3 + 1 < 5 while reading by #3 < 5\n"))
        // It might have failed on a row that would not come.
        #expect(read([.filter(CheckedExpression(.and(failing, cheap), .bool))]).hasPrefix("filter #3 + 1 < 5 and #3 < 5\n"))
        #expect(read([.filter(CheckedExpression(.or(cheap, other), .bool))]).hasPrefix("filter #3 < 5 or #2 ~ #2\n"))
    }

    @Test func whatIsCountedOfColumnsIsCountedWhileReading() {
        let sum = CheckedExpression(.arithmetic(.add, column(4), int(1)), Type(.int(nil), optional: true))
        #expect(read([.filter(less(column(4), int(5), notice: 1))]).hasPrefix("filter #4 < 5 while reading\n"))
        #expect(read([.filter(CheckedExpression(.and(less(column(3), int(5)), less(sum, int(5), notice: 1)), .bool))]).hasPrefix("filter #3 < 5 and #4 + 1 < 5\n"))
    }

    @Test func whatIsComputedIsReadThrough() {
        let computed = CheckedStage.Node.compute([Computation(id: ColumnID(9), value: column(3))], by: [], along: [])
        #expect(read([computed, .filter(less(column(9), int(5)))]).hasPrefix("filter #9 < 5 while reading by #3 < 5\n"))
        let sum = CheckedStage.Node.compute([Computation(id: ColumnID(9), value: CheckedExpression(.arithmetic(.add, column(3), int(1)), .int))], by: [], along: [])
        #expect(read([sum, .filter(less(column(3), int(5)))]).hasPrefix("filter #3 < 5\n"))
    }

    @Test func parenthesesAreWrittenWhereNeeded() {
        let sum = CheckedExpression(.arithmetic(.add, column(3), int(1)), .int)
        let product = CheckedExpression(.arithmetic(.multiply, sum, int(2)), .int)
        let either = CheckedExpression(.or(less(product, int(3)), bool(true)), .bool)
        let text = ExpressionText().text(CheckedExpression(.not(CheckedExpression(.and(either, bool(false)), .bool)), .bool))
        #expect(text == "not (((#3 + 1) * 2 < 3 or true) and false)")
    }
}
