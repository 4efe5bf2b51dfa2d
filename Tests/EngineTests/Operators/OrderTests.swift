import Columns
import Engine
import Planning
import Semantics
import Tables
import Testing

@Suite struct OrderTests {
    private func sort(_ workshop: Workshop, _ keys: [CheckedSortKey]) -> Plan { .sort(SortPlan(input: workshop.scan, keys: keys, totals: nil)) }

    private func take(_ workshop: Workshop, _ count: Int64, last: Bool = false, by: [CheckedExpression] = [], ties: [CheckedSortKey]? = nil, over input: Plan? = nil) -> Plan {
        .take(TakePlan(input: input ?? workshop.scan, count: int(count), isLast: last, partition: by, ties: ties))
    }

    @Test(arguments: [1, 2, 2_048]) func sortIsStableWithMissingLastBothWays(batchSize: Int) throws {
        let rows: [[Value]] = [[.int(2), .text("a")], [.missing, .text("b")], [.int(1), .text("c")], [.int(2), .text("d")], [.missing, .text("e")]]
        let workshop = Workshop([("x", .optionalInt), ("name", .text)], rows, batchSize: batchSize)
        func names(_ plan: Plan) throws -> [Value] { try workshop.rows(plan, [.int, .text]).map { $0[1] } }
        #expect(try names(sort(workshop, [along(workshop[1])])) == ["c", "a", "d", "b", "e"].map { .text($0) })
        #expect(try names(sort(workshop, [along(workshop[1], descending: true)])) == ["a", "d", "c", "b", "e"].map { .text($0) })
        #expect(try names(sort(workshop, [along(workshop[1]), along(workshop[2], descending: true)])) == ["c", "d", "a", "e", "b"].map { .text($0) })
    }

    @Test func extremeNumbersDoNotMeetMissingOnes() throws {
        let workshop = Workshop([("x", .optionalInt)], ints(nil, .max, .min, 0))
        #expect(try workshop.rows(sort(workshop, [along(workshop[1])]), [.int]) == ints(.min, 0, .max, nil))
        #expect(try workshop.rows(sort(workshop, [along(workshop[1], descending: true)]), [.int]) == ints(.max, 0, .min, nil))
    }

    @Test func eachTypeHasItsOrder() throws {
        func sorted(_ type: Type, _ values: [Value]) throws -> [Value] {
            let workshop = Workshop([("x", type)], values.map { [$0] }, batchSize: 2)
            return try workshop.rows(sort(workshop, [along(workshop[1])]), [type]).map { $0[0] }
        }
        #expect(try sorted(.text, [.text("Phường 10"), .text("Phường 2"), .text("ân"), .text("an"), .text("đa")]) == ["an", "ân", "đa", "Phường 2", "Phường 10"].map { .text($0) })
        #expect(try sorted(.channel, [.text("online"), .text("counter"), .text("post")]) == ["counter", "post", "online"].map { .text($0) })
        #expect(try sorted(.float, [.float(1), .float(-.infinity), .float(-2), .float(0)]) == [-.infinity, -2, 0, 1].map { .float($0) })
        #expect(try sorted(.bool, [.bool(true), .bool(false)]) == [.bool(false), .bool(true)])
        let (q2, h1, q1) = (Period(first: 100, last: 190), Period(first: 10, last: 190), Period(first: 10, last: 99))
        #expect(try sorted(.period, [.period(q2), .period(h1), .period(q1)]) == [.period(q1), .period(h1), .period(q2)])
        let third = Value.ratio(.int(1), .int(3))
        #expect(try sorted(Type(.ratio(counted: true)), [.ratio(.int(1), .int(2)), third, .ratio(.int(-1), .int(2))])
            == [.ratio(.int(-1), .int(2)), third, .ratio(.int(1), .int(2))])
        let long = Value.decimal(Decimal(100_000_000_000_000_000_000, scale: 1))
        #expect(try sorted(.decimal, [long, .decimal(Decimal(25, scale: 1)), .decimal(Decimal(-3))]).map { if case .decimal(let value) = $0 { value.double } else { 0 } } == [-3, 2.5, 1e19])
    }

    @Test func linksSortAsTheRowsOfTheirTable() throws {
        let workshop = Workshop([("unit", Type(.link("units")))], [[.text("H2")], [.text("gone")], [.text("H1")], [.text("P")]])
        workshop.tables.sources["units"] = MemorySource([("id", .text)], [[.text("P")], [.text("H2")], [.text("H1")]])
        workshop.tables.infos["units"] = TableInfo(name: "units", columns: [.init(name: "id", type: .text)], key: "id")
        #expect(try workshop.rows(sort(workshop, [along(workshop[1])]), [.text]).map { $0[0] } == ["P", "H2", "H1", "gone"].map { .text($0) })
    }

    @Test(arguments: [0, 1, 2_047, 2_048, 2_049, 4_096, 6_000]) func takeGivesExactlyThatMany(limit: Int) throws {
        let count = 5_000
        let workshop = Workshop([("x", .int)], (0..<count).map { [.int(Int64($0))] })
        #expect(try workshop.rows(take(workshop, Int64(limit)), [.int]) == (0..<min(limit, count)).map { [.int(Int64($0))] })
        #expect(try workshop.rows(take(workshop, Int64(limit), last: true), [.int]) == (max(0, count - limit)..<count).map { [.int(Int64($0))] })
    }

    @Test func takeStopsReadingAndSaysSo() throws {
        let workshop = Workshop([("x", .int)], (0..<100).map { [.int($0)] }, batchSize: 10)
        #expect(try workshop.rows(take(workshop, 15), [.int]).count == 15)
        #expect(workshop.source?.batchesRead == 2)
        #expect(workshop.context.counters.isAtLeast)
    }

    @Test func takeOfEverythingIsNoLowerBound() throws {
        for knowsCount in [true, false] {
            let workshop = Workshop([("x", .int)], (0..<15).map { [.int($0)] }, batchSize: 10, knowsCount: knowsCount)
            #expect(try workshop.rows(take(workshop, 20), [.int]).count == 15)
            #expect(!workshop.context.counters.isAtLeast)
        }
        // All rows have been read and counted before the first one leaves a sort.
        let workshop = Workshop([("x", .int)], (0..<15).map { [.int($0)] }, batchSize: 10)
        #expect(try workshop.rows(take(workshop, 2, over: sort(workshop, [along(workshop[1])])), [.int]).count == 2)
        #expect(!workshop.context.counters.isAtLeast)
    }

    @Test(arguments: [1, 2, 2_048]) func takeByGroupWithTies(batchSize: Int) throws {
        let rows: [[Value]] = [(1, 5), (1, 5), (2, 4), (1, 5), (1, 3), (2, 4), (2, 1)].map { [.int($0.0), .int($0.1)] }
        let workshop = Workshop([("k", .int), ("x", .int)], rows, batchSize: batchSize)
        func taken(_ plan: Plan) throws -> [[Value]] { try workshop.rows(plan, [.int, .int]) }
        #expect(try taken(take(workshop, 1, by: [workshop[1]])) == [rows[0], rows[2]])
        #expect(try taken(take(workshop, 1, by: [workshop[1]], ties: [along(workshop[2], descending: true)])) == [0, 1, 2, 3, 5].map { rows[$0] })
        #expect(try taken(take(workshop, 1, last: true, by: [workshop[1]])) == [rows[4], rows[6]])
        #expect(try taken(take(workshop, 2, last: true, by: [workshop[1]], ties: [along(workshop[2], descending: true)])) == [0, 1, 2, 3, 4, 5, 6].map { rows[$0] })
        let sorted = sort(workshop, [along(workshop[2], descending: true)])
        #expect(try taken(take(workshop, 2, ties: [along(workshop[2])], over: sorted)).map { $0[1] } == [.int(5), .int(5), .int(5)])
        #expect(try taken(take(workshop, 2, last: true, ties: [along(workshop[2])], over: sorted)).map { $0[1] } == [.int(3), .int(1)])
    }

    @Test func sortWithTotalsStaysWithinItsGroups() throws {
        let rows: [[Value]] = [("a", "x", 1), ("a", "y", 5), ("b", "x", 9), ("b", "y", 2)].map { [.text($0.0), .text($0.1), .int($0.2)] }
        let workshop = Workshop([("a", .text), ("b", .text), ("n", .int)], rows)
        let aggregate = AggregatePlan(
            input: workshop.scan,
            keys: [Computation(id: ColumnID(50), value: workshop[1]), Computation(id: ColumnID(51), value: workshop[2])],
            aggregates: [AggregateComputation(id: ColumnID(60), call: EngineTests.aggregate("sum", [workshop[3]]))], totals: ColumnID(49))
        let key = CheckedSortKey(CheckedExpression(.column(ColumnID(60)), .int), isDescending: true)
        let totals = TotalsInfo(level: ColumnID(49), keys: [ColumnID(50), ColumnID(51)])
        let sorted = try workshop.rows(.sort(SortPlan(input: .aggregate(aggregate), keys: [key], totals: totals)), [.text, .text, .int, .int])
        #expect(sorted == [
            [.text("b"), .text("x"), .int(9), .int(0)], [.text("b"), .text("y"), .int(2), .int(0)], [.text("b"), .missing, .int(11), .int(1)],
            [.text("a"), .text("y"), .int(5), .int(0)], [.text("a"), .text("x"), .int(1), .int(0)], [.text("a"), .missing, .int(6), .int(1)],
            [.missing, .missing, .int(17), .int(2)],
        ])
    }
}

/// Sorting by packed words against comparing keys one after the other.
@Suite struct PackedKeysTests {
    /// Keys that are all the same, few, over the whole range, steps, with missing values, extremes.
    private static let shapes: [@Sendable (UInt64) -> Int64?] = [
        { _ in 7 },
        { Int64($0 % 3) },
        { Int64(truncatingIfNeeded: $0) },
        { $0 % 4 == 0 ? nil : Int64($0 % 5) * 86_400_000 - 3 },
        { [nil, .min, .max, 0, -1][Int($0 % 5)] },
        { Int64($0 % 1_000_003) * 60_000_000 },
    ]

    @Test(arguments: 0..<80) func ordersAsComparingDoes(seed: UInt64) throws {
        var state = seed
        func draw() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 17
        }
        let count = [0, 1, 2, 50, 300, 3_000][Int(draw() % 6)]
        let keys = (0..<Int(1 + draw() % 4)).map { _ in (shape: Self.shapes[Int(draw() % 6)], isDescending: draw() % 2 == 0) }
        let rows = (0..<count).map { row in keys.map { key in key.shape(draw()).map { Value.int($0) } ?? .missing } + [.int(Int64(row))] }
        let workshop = Workshop(keys.indices.map { ("k\($0)", Type.optionalInt) } + [("row", .int)], rows)
        let plan = Plan.sort(SortPlan(input: workshop.scan, keys: keys.enumerated().map { along(workshop[$0 + 1], descending: $1.isDescending) }, totals: nil))
        func precedes(_ lhs: [Value], _ rhs: [Value]) -> Bool {
            for (index, key) in keys.enumerated() {
                switch (lhs[index], rhs[index]) {
                case (.int(let a), .int(let b)) where a != b: return (a < b) != key.isDescending
                case (.int, .missing): return true
                case (.missing, .int): return false
                default: continue
                }
            }
            return false
        }
        let expected = rows.enumerated().sorted { precedes($0.element, $1.element) || !precedes($1.element, $0.element) && $0.offset < $1.offset }.map(\.element)
        #expect(try workshop.rows(plan, [Type](repeating: .int, count: keys.count + 1)) == expected)
    }

    @Test("Texts behind another key are ranked only where that ties", arguments: [1, 3, 5_000]) func textsBehindAnotherKey(different: Int) throws {
        let count = 6_000
        let rows = (0..<count).map { row -> [Value] in
            [.int(Int64(row * 7_919 % different)), row % 11 == 0 ? .missing : .text(["Ý Yên", "Yên", "ấp 10", "ấp 2", "Đại An"][row * 31 % 5]), .int(Int64(row))]
        }
        let workshop = Workshop([("k", .int), ("name", .optionalText), ("row", .int)], rows)
        let inOrder: [Value] = ["ấp 2", "ấp 10", "Đại An", "Ý Yên", "Yên"].map { .text($0) }
        for isDescending in [false, true] {
            let plan = Plan.sort(SortPlan(input: workshop.scan, keys: [along(workshop[1]), along(workshop[2], descending: isDescending)], totals: nil))
            let expected = rows.enumerated().sorted { lhs, rhs in
                func place(_ row: [Value]) -> Int { inOrder.firstIndex(of: row[1]).map { isDescending ? -$0 : $0 } ?? 9 }
                guard case .int(let a) = lhs.element[0], case .int(let b) = rhs.element[0] else { return false }
                return (a, Int64(place(lhs.element)), lhs.offset) < (b, Int64(place(rhs.element)), rhs.offset)
            }.map(\.element)
            #expect(try workshop.rows(plan, [.int, .text, .int]) == expected)
        }
    }
}
