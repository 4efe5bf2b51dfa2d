import Columns
import Diagnostics
import Engine
import Planning
import Semantics
import Synchronization
import Tables
import Testing

@Suite struct RowOperatorTests {
    private func numbers(_ count: Int, batchSize: Int = Batch.capacity) -> Workshop {
        Workshop([("x", .int)], (0..<count).map { [.int(Int64($0))] }, batchSize: batchSize)
    }

    @Test(arguments: [0, 1, 2_047, 2_048, 2_049, 5_000]) func filterAndProjectKeepEveryRowThatFits(count: Int) throws {
        let workshop = numbers(count)
        let sum = CheckedExpression(.arithmetic(.add, workshop[1], int(1)), .int)
        let plan = Plan.project(
            ProjectPlan(
                input: .filter(FilterPlan(input: workshop.scan, condition: compare(workshop[1], .greaterOrEqual, int(5)))),
                computations: [Computation(id: ColumnID(9), value: sum)]))
        let rows = try workshop.rows(plan, [.int, .int])
        let expected = (0..<Int64(count)).dropFirst(5).map { x -> [Value] in [.int(x), .int(x + 1)] }
        #expect(rows == expected)
        #expect(workshop.context.counters.rowsRead["t", default: 0] == count)
    }

    @Test func comparisonsAreCountedOverAllRowsOfTheStage() throws {
        let workshop = Workshop([("x", .optionalInt)], ints(1, nil, 3, nil), batchSize: 3)
        let condition = CheckedExpression(.and(CheckedExpression(.constant(.bool(false)), .bool), compare(workshop[1], .less, int(2), notice: 7)), .bool)
        #expect(try workshop.rows(.filter(FilterPlan(input: workshop.scan, condition: condition)), [.int]).isEmpty)
        #expect(workshop.context.counters.missingComparisons == [NoticeID(7): 2])
    }

    @Test func valuesAreConstantRows() throws {
        let workshop = numbers(0)
        let plan = Plan.values([ColumnID(1), ColumnID(2)], types: [.int, .optionalText], [[int(1), CheckedExpression(.constant(.missing), .optionalText)], [int(2), CheckedExpression(.constant(.text("b")), .text)]])
        #expect(try workshop.rows(plan, [.int, .text]) == [[.int(1), .missing], [.int(2), .text("b")]])
        #expect(try workshop.rows(.values([], types: [], [[]]), []).count == 1)
    }

    @Test func appendGivesLeftThenRightInOneForm() throws {
        let workshop = numbers(2)
        let columns: [(id: ColumnID, left: CheckedExpression, right: CheckedExpression)] = [
            (ColumnID(9), workshop[1], CheckedExpression(.constant(.missing), .optionalInt))
        ]
        let plan = Plan.append(AppendPlan(left: workshop.scan, right: Workshop.scan("t", [("x", .int)], from: 4), columns: columns))
        #expect(try workshop.rows(plan, [.int]) == ints(0, 1, nil, nil))
    }

    @Test(arguments: [1, 2, 2_048]) func distinctKeepsTheFirstOfEach(batchSize: Int) throws {
        let workshop = Workshop([("x", .optionalInt)], ints(3, 1, 3, nil, 1, nil, 2), batchSize: batchSize)
        let plan = Plan.distinct(DistinctPlan(input: workshop.scan, keys: [Computation(id: ColumnID(9), value: workshop[1])]))
        #expect(try workshop.rows(plan, [.int]) == ints(3, 1, nil, 2))
    }

    @Test func rowChecksCountFailuresAndNameTheFirst() throws {
        let workshop = numbers(5_000)
        let otherwise = CheckedExpression(.interpolate([CheckedExpression(.constant(.text("row ")), .text), workshop[1]]), .text)
        let assertion = CheckedAssertion(
            condition: compare(workshop[1], .less, int(2_040)), text: "x < 2040", source: nil, otherwise: otherwise, isWarning: false,
            isOverTable: false, place: nil)
        let plan = Plan.check(CheckPlan(input: workshop.scan, number: 3, assertion: assertion))
        #expect(try workshop.rows(plan, [.int]).count == 5_000)
        let failures = workshop.context.counters.failures[3]
        #expect(failures?.count == 2_960)
        #expect(failures?.messages == (2_040..<2_050).map { "row \($0)" })
    }

    @Test func withoutElseAFailingRowShowsWhatWasCompared() throws {
        let workshop = numbers(3)
        let source = SourceText(name: "line", text: "fee < 2")
        let fee = CheckedExpression(.column(ColumnID(1)), .int, Diagnostic.Place(source: source, span: Span(0, 3)))
        let assertion = CheckedAssertion(condition: compare(fee, .less, int(2)), text: "fee < 2", source: nil, otherwise: nil, isWarning: true, isOverTable: false, place: nil)
        try workshop.executor.drain(.check(CheckPlan(input: workshop.scan, number: 0, assertion: assertion)))
        #expect(workshop.context.counters.failures[0]?.messages == ["fee = 2"])
    }

    @Test func keptRowsAreReadAgainWithoutTheSource() throws {
        let workshop = numbers(2_500)
        let kept = KeptRows(number: 1, columns: [ColumnID(1)])
        try workshop.executor.keep(workshop.scan, as: kept)
        for _ in 1...2 { #expect(try workshop.rows(.kept(kept), [.int]).count == 2_500) }
        #expect(workshop.context.counters.rowsRead["t"] == 2_500)
        #expect(try workshop.rows(.kept(KeptRows(number: 1, columns: [])), []).count == 2_500)
    }

    @Test func cancellingStopsAtTheNextBatch() throws {
        let workshop = numbers(5_000)
        let cursor = try workshop.executor.run(workshop.scan)
        _ = try cursor.next()
        workshop.context.isCancelled.store(true, ordering: .relaxed)
        #expect(throws: Interrupted.self) { try cursor.next() }
    }
}
