import Columns
import Engine
import Planning
import Semantics
import Tables
import Testing

@Suite struct JoinTests {
    private let schema: [(String, Type)] = [("k", .optionalText), ("x", .int)]

    private func workshop(_ right: [[Value]], batchSize: Int = Batch.capacity) -> Workshop {
        let left: [[Value]] = [[.text("b"), .int(1)], [.missing, .int(2)], [.text("a"), .int(3)], [.text("z"), .int(4)], [.text("b"), .int(5)]]
        let workshop = Workshop(schema, left, batchSize: batchSize)
        workshop.tables.sources["targets"] = MemorySource([("k", .optionalText), ("y", .int)], right, batchSize: batchSize)
        return workshop
    }

    private func join(_ kind: JoinPlan.Kind, _ workshop: Workshop) -> Plan {
        .join(
            JoinPlan(
                kind: kind, left: workshop.scan, right: Workshop.scan("targets", [("k", .optionalText), ("y", .int)], from: 5),
                leftKeys: [workshop[1]], rightKeys: [CheckedExpression(.column(ColumnID(5)), .optionalText)], rightColumns: [ColumnID(6)],
                rightName: "targets.csv"))
    }

    @Test(arguments: [1, 2, 2_048]) func lookupAddsOneMatchAndCountsTheRest(batchSize: Int) throws {
        let workshop = workshop([[.text("a"), .int(10)], [.missing, .int(20)], [.text("b"), .int(30)], [.text("c"), .int(1)], [.text("c"), .int(2)]], batchSize: batchSize)
        let rows = try workshop.rows(join(.lookup, workshop), [.text, .int, .int])
        #expect(rows.map { $0[2] } == [.int(30), .missing, .int(10), .missing, .int(30)])
        #expect(workshop.context.counters.unmatched == ["targets.csv": 2])
    }

    @Test func aSecondMatchIsAMistakeOnlyWhenItIsMet() throws {
        let workshop = workshop([[.text("c"), .int(1)], [.text("b"), .int(1)], [.text("a"), .int(2)], [.text("b"), .int(3)]])
        #expect(message { try workshop.rows(join(.lookup, workshop), [.text, .int, .int]) } == "targets.csv: 'b' appears twice (rows 2 and 4), so lookup cannot choose")
    }

    @Test(arguments: [1, 2, 2_048]) func joinGivesEveryMatchInOrder(batchSize: Int) throws {
        let workshop = workshop([[.text("b"), .int(1)], [.missing, .int(9)], [.text("a"), .int(2)], [.text("b"), .int(3)]], batchSize: batchSize)
        let rows = try workshop.rows(join(.all, workshop), [.text, .int, .int])
        #expect(rows.map { [$0[1], $0[2]] } == [(1, 1), (1, 3), (3, 2), (5, 1), (5, 3)].map { [.int($0.0), .int($0.1)] })
        #expect(workshop.context.counters.unmatched == ["targets.csv": 2])
    }

    @Test func manyMatchesAreHandedOutInBatches() throws {
        let workshop = workshop((0..<3_000).map { [.text("b"), .int($0)] })
        let rows = try workshop.rows(join(.all, workshop), [.text, .int, .int])
        #expect(rows.map { $0[2] } == (0..<6_000).map { .int($0 % 3_000) })
    }

    @Test func attachFillsWhatHasADefaultAndCountsNothing() throws {
        let workshop = workshop([[.text("a"), .int(10)]])
        let rows = try workshop.rows(join(.attach(defaults: [ColumnID(6): .int(0)]), workshop), [.text, .int, .int])
        #expect(rows.map { $0[2] } == [.int(0), .int(0), .int(10), .int(0), .int(0)])
        #expect(workshop.context.counters.unmatched.isEmpty)
    }

    @Test func anEmptySideIsNoMistake() throws {
        let workshop = workshop([])
        #expect(try workshop.rows(join(.lookup, workshop), [.text, .int, .int]).map { $0[2] } == [Value](repeating: .missing, count: 5))
        #expect(try workshop.rows(join(.all, workshop), [.text, .int, .int]).isEmpty)
        #expect(try workshop.rows(join(.attach(defaults: [ColumnID(6): .int(0)]), workshop), [.text, .int, .int]).map { $0[2] } == [Value](repeating: .int(0), count: 5))
    }
}
