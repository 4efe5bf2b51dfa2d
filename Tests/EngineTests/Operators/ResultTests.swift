import Columns
import Diagnostics
import Engine
import Planning
import Semantics
import Tables
import Testing

@Suite struct ResultTests {
    @Test func linksAreShownByTheirLabel() throws {
        let link = Type(.link("units"))
        let workshop = Workshop([("unit", link), ("n", .int)], [[.text("H1"), .int(1)], [.text("gone"), .int(2)]])
        workshop.tables.sources["units"] = MemorySource([("id", .text), ("name", .text)], [[.text("H1"), .text("Huyện Ý Yên")]])
        let info = TableInfo(name: "units", columns: [], key: "id")
        info.labelColumn = "name"
        workshop.tables.infos["units"] = info
        let relation = Relation(columns: [Relation.Column(name: "unit", id: ColumnID(1), type: link, label: "Đơn vị")])
        let table = try workshop.executor.collect(workshop.scan, relation: relation)
        #expect(table.rowCount == 2)
        #expect(table.columns[0].label == "Đơn vị")
        #expect(table.columns[0].values.value(0, type: link) == .text("H1"))
        #expect((0..<2).map { table.columns[0].labels?.value($0, type: .text) } == [.text("Huyện Ý Yên"), .text("gone")])
    }

    @Test func totalsSayTheirLevel() throws {
        let workshop = Workshop([("k", .text)], [[.text("a")], [.text("b")]])
        let plan = Plan.aggregate(
            AggregatePlan(
                input: workshop.scan, keys: [Computation(id: ColumnID(5), value: workshop[1])],
                aggregates: [AggregateComputation(id: ColumnID(6), call: aggregate("count"))], totals: ColumnID(7)))
        let columns = [Relation.Column(name: "k", id: ColumnID(5), type: .text), Relation.Column(name: "count", id: ColumnID(6), type: .int)]
        let relation = Relation(columns: columns, totals: TotalsInfo(level: ColumnID(7), keys: [ColumnID(5)]))
        let table = try workshop.executor.collect(plan, relation: relation)
        #expect(table.totalLevels == [0, 0, 1])
        #expect(table.columns.map(\.name) == ["k", "count"])
    }

    @Test func nothingIsATableToo() throws {
        let workshop = Workshop([("k", .text)], [])
        let table = try workshop.executor.collect(workshop.scan, relation: Relation(columns: [Relation.Column(name: "k", id: ColumnID(1), type: .text)]))
        #expect(table.rowCount == 0)
        #expect(table.columns[0].values.count == 0)
    }

    @Test func aTableCheckTellsItsSides() throws {
        let workshop = Workshop([("x", .int)], [[.int(4)], [.int(5)]])
        let numbers = ColumnNumbers()
        for _ in 1...10 { _ = numbers.make() }
        let count = CheckedExpression(.aggregate(aggregate("count")), .int)
        let assertion = CheckedAssertion(
            condition: compare(count, .equal, int(3)), sides: (count, int(3)), text: "count() == 3", source: nil,
            otherwise: CheckedExpression(.interpolate([count]), .text), isWarning: false, isOverTable: true, place: nil)
        let scan = TableScan(table: "t", columns: [.init(id: ColumnID(1), name: "x", type: .int)])
        let pipeline = CheckedPipeline(
            source: .table(scan), stages: [CheckedStage(.check(assertion), span: .init(0, 0))],
            output: Relation(columns: [Relation.Column(name: "x", id: ColumnID(1), type: .int)]), numbers: numbers)
        let planned = Planner(numbers: numbers).plan(pipeline)
        for step in planned.steps {
            switch step {
            case .keep(let rows, let plan): try workshop.executor.keep(plan, as: rows)
            case .check(let check):
                let outcome = try workshop.executor.evaluate(check)
                #expect(!outcome.holds)
                #expect(outcome.sides?.0.value == .int(2))
                #expect(outcome.sides?.1.value == .int(3))
                #expect(outcome.message == "2")
            default: Issue.record("no other step was planned")
            }
        }
        #expect(try workshop.executor.collect(planned.result, relation: planned.output).rowCount == 2)
        #expect(workshop.context.counters.rowsRead["t"] == 2)
    }
}
