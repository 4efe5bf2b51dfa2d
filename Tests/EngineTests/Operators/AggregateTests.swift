import Columns
import Engine
import Planning
import Semantics
import Tables
import Testing

@Suite struct AggregateTests {
    @Test func withoutKeysThereIsOneRowEvenOfNothing() throws {
        let workshop = Workshop([("x", .optionalInt)], [])
        let calls = [aggregate("count"), aggregate("count", [workshop[1]], type: .int), aggregate("sum", [workshop[1]], type: .int), aggregate("avg", [workshop[1]], type: .float), aggregate("min", [workshop[1]]), aggregate("first", [workshop[1]]), aggregate("any", [compare(workshop[1], .less, int(1))], type: .bool)]
        #expect(try workshop.summarize(calls) == [[.int(0), .int(0), .int(0), .missing, .missing, .missing, .missing]])
        #expect(try workshop.summarize(calls, by: [workshop[1]]).isEmpty)
        #expect(workshop.context.counters.emptyDivisions == 4)
    }

    @Test(arguments: [1, 2_047, 2_048, 2_049]) func groupsComeInTheOrderOfTheirKeys(count: Int) throws {
        let workshop = Workshop([("k", .optionalInt), ("x", .int)], (0..<count).map { [$0 % 4 == 0 ? .missing : .int(Int64(3 - $0 % 4)), .int(1)] })
        let rows = try workshop.summarize([aggregate("count"), aggregate("sum", [workshop[2]])], by: [workshop[1]])
        #expect(rows.last?[0] == .missing)
        #expect(rows.dropLast().map { $0[0] } == (count == 1 ? [] : [.int(0), .int(1), .int(2)]))
        #expect(rows.reduce(0) { if case .int(let n) = $1[1] { $0 + Int(n) } else { $0 } } == count)
    }

    @Test func conditionsAreSharedAndGuardTheirArguments() throws {
        let workshop = Workshop([("a", .int), ("b", .int)], [(6, 2), (5, 0), (9, 3)].map { [.int($0.0), .int($0.1)] })
        let quotient = CheckedExpression(.arithmetic(.multiply, workshop[1], CheckedExpression(.constant(.int(.max)), .int)), .int)
        let isSmall = compare(workshop[1], .less, int(1))
        #expect(try workshop.summarize([aggregate("sum", [quotient], where: isSmall), aggregate("count", where: isSmall)]) == [[.int(0), .int(0)]])
        let present = compare(workshop[2], .greater, int(0))
        #expect(try workshop.summarize([aggregate("sum", [workshop[1]], where: present), aggregate("count", where: present)]) == [[.int(15), .int(2)]])
    }

    @Test func missingValuesAreSkippedAndCounted() throws {
        let workshop = Workshop([("x", .optionalInt)], ints(4, nil, 8, nil), batchSize: 3)
        let calls = ["sum", "avg", "min", "max", "median", "first", "last", "most_common", "stddev"].map { aggregate($0, [workshop[1]], type: ["avg", "median", "stddev"].contains($0) ? .float : .int) }
        let values = try workshop.summarize(calls)[0]
        #expect(values.prefix(8) == [.int(12), .float(6), .int(4), .int(8), .float(6), .int(4), .int(8), .int(4)])
        #expect(values[8] == .float(8.0.squareRoot()))
        #expect(workshop.context.counters.skippedMissing["avg(…)"] == 2)
    }

    /// Aggregates that need the rows of each group have them counted once, under each condition for themselves.
    @Test(arguments: [1, 7, 100]) func rowsOfGroupsAreCountedOnceForAll(batchSize: Int) throws {
        struct Row {
            let k: Int64
            let x, y: Int64?
        }
        let rows = (0..<90 as Range<Int64>).map { row in Row(k: row % 4, x: row % 5 == 0 ? nil : row, y: row % 8 < 4 ? nil : row * 2) }
        func value(_ number: Int64?) -> Value { number.map { .int($0) } ?? .missing }
        let workshop = Workshop([("k", .int), ("x", .optionalInt), ("y", .optionalInt)], rows.map { [.int($0.k), value($0.x), value($0.y)] }, batchSize: batchSize)
        let isSmall = compare(workshop[2], .less, int(50))
        func average(_ column: CheckedExpression, where condition: CheckedExpression? = nil) -> AggregateCall { aggregate("avg", [column], where: condition, type: .float) }
        let found = try workshop.summarize([
            aggregate("count"), aggregate("count", [workshop[2]], type: .int), average(workshop[2]), average(workshop[3]),
            aggregate("count", where: isSmall), average(workshop[3], where: isSmall),
        ], by: [workshop[1]])
        func mean(_ numbers: [Int64]) -> Value { numbers.isEmpty ? .missing : .float(Double(numbers.reduce(0, +)) / Double(numbers.count)) }
        let expected = (0..<4 as Range<Int64>).map { key -> [Value] in
            let group = rows.filter { $0.k == key }
            let small = group.filter { row in row.x.map { $0 < 50 } ?? false }
            func count(_ number: Int) -> Value { .int(Int64(number)) }
            let all: [Value] = [count(group.count), count(group.compactMap(\.x).count), mean(group.compactMap(\.x)), mean(group.compactMap(\.y))]
            return [.int(key)] + all + [count(small.count), mean(small.compactMap(\.y))]
        }
        #expect(found == expected)
    }

    @Test func sumsOfWholeNumbersNeverWrap() throws {
        let workshop = Workshop([("x", .int)], ints(.max, .max, .min, .min, 5))
        #expect(try workshop.value(aggregate("sum", [workshop[1]])) == .int(3))
        let large = Workshop([("x", .int)], ints(.max, 1))
        #expect(message { try large.value(aggregate("sum", [large[1]])) }.hasPrefix("the sum is too large"))
        #expect(try large.value(aggregate("avg", [large[1]], type: .float)) == .float(4.611686018427388e18))
    }

    @Test func decimalsOfSeveralScalesAddUpExactly() throws {
        let money = Type(.decimal(Currency("VND")))
        let values = [Decimal(1, scale: 1), Decimal(2, scale: 2), Decimal(1_000_000_000_000), Decimal(-3, scale: 3)]
        let workshop = Workshop([("x", money)], values.map { [.decimal($0)] }, batchSize: 1)
        #expect(try workshop.value(aggregate("sum", [workshop[1]])) == .decimal(Decimal(1_000_000_000_000_117, scale: 3)))
        guard case .decimal(let greatest) = try workshop.value(aggregate("max", [workshop[1]])) else { throw Interrupted() }
        #expect(greatest.normalized == Decimal(1_000_000_000_000))
        let two = Workshop([("x", money)], [[.decimal(Decimal(1, scale: 1))], [.decimal(Decimal(2, scale: 1))]])
        #expect(try two.value(aggregate("avg", [two[1]], type: .float)) == .float(0.15))
    }

    @Test(arguments: [1, 3]) func decimalsOfSeveralScalesHaveOneExtreme(threads: Int) throws {
        let money = Type(.decimal(Currency("VND")), optional: true)
        // Long ones, of several scales, and missing ones; the second group has one scale only, the third no value.
        let long: Int128 = 12_345_678_901_234_567_890
        let values: [(group: Int64, value: Decimal?)] = [
            (0, Decimal(15, scale: 1)), (0, nil), (1, Decimal(7, scale: 2)), (0, Decimal(149, scale: 2)), (2, nil), (1, Decimal(-7, scale: 2)),
            (0, Decimal(long, scale: 3)), (0, Decimal(-1_501, scale: 3)), (1, nil), (0, Decimal(long - 1, scale: 3)), (0, Decimal(-15, scale: 1)),
        ]
        func cell(_ value: Decimal?) -> Value { value.map { .decimal($0.normalized) } ?? .missing }
        let rows: [[Value]] = values.map { entry in [.int(entry.group), entry.value.map { Value.decimal($0) } ?? .missing] }
        let workshop = Workshop([("k", .int), ("x", money)], rows, batchSize: 1, threads: threads)
        let found = try workshop.summarize([aggregate("min", [workshop[2]]), aggregate("max", [workshop[2]])], by: [workshop[1]])
        let normalized: [[Value]] = found.map { row in row.map { if case .decimal(let value) = $0 { cell(value) } else { $0 } } }
        #expect(normalized[0] == [.int(0), cell(Decimal(-1_501, scale: 3)), cell(Decimal(long, scale: 3))])
        #expect(normalized[1] == [.int(1), cell(Decimal(-7, scale: 2)), cell(Decimal(7, scale: 2))])
        #expect(normalized[2] == [.int(2), .missing, .missing])
    }

    @Test func floatSumsDoNotDependOnOrder() throws {
        let values: [Double] = [1e16, 1, -1e16, 1e-9, 3.3, -3.3, 1e300, -1e300]
        for shift in 0..<values.count {
            let turned = Array(values[shift...] + values[..<shift])
            let workshop = Workshop([("x", .float)], turned.map { [.float($0)] }, batchSize: 3)
            #expect(try workshop.value(aggregate("sum", [workshop[1]])) == .float(1.000000001))
        }
        let workshop = Workshop([("x", .float)], [[.float(1.5e308)], [.float(1e308)]])
        #expect(message { try workshop.value(aggregate("sum", [workshop[1]])) }.hasPrefix("the sum is too large for float"))
    }

    @Test func extremesOfEveryOrderedType() throws {
        func extremes(_ type: Type, _ values: [Value]) throws -> [Value] {
            let workshop = Workshop([("x", type)], values.map { [$0] }, batchSize: 2)
            return try workshop.summarize([aggregate("min", [workshop[1]]), aggregate("max", [workshop[1]])])[0]
        }
        #expect(try extremes(.optionalText, [.text("Phường 10"), .missing, .text("Phường 2")]) == [.text("Phường 2"), .text("Phường 10")])
        #expect(try extremes(.channel, [.text("online"), .text("counter"), .text("post")]) == [.text("counter"), .text("online")])
        #expect(try extremes(.date, [.date(5), .date(-3)]) == [.date(-3), .date(5)])
        #expect(try extremes(.timestamp, [.timestamp(5), .timestamp(-3)]) == [.timestamp(-3), .timestamp(5)])
        let (half, third) = (Value.ratio(.int(1), .int(2)), Value.ratio(.int(1), .int(3)))
        #expect(try extremes(Type(.ratio(counted: true)), [half, third]) == [third, half])
        #expect(try extremes(.bool, [.bool(true), .bool(false)]) == [.bool(false), .bool(true)])
    }

    @Test func firstLastAndMostCommonFollowTheRows() throws {
        let values = ["b", "c", "a", "c", "b"]
        let workshop = Workshop([("k", .int), ("x", .text)], values.enumerated().map { [.int(Int64($0 % 2)), .text($1)] }, batchSize: 2)
        let calls = ["first", "last", "most_common", "join_text"].map { aggregate($0, [workshop[2]]) } + [aggregate("count_distinct", [workshop[2]], type: .int)]
        // join_text(x) has one parameter more that may be left out.
        var join = calls[3]
        join.overload = 0
        let all = Array(calls[..<3]) + [join, calls[4]]
        let rows = try workshop.summarize(all, by: [workshop[1]], totals: true)
        #expect(rows == [
            [.int(0), .text("b"), .text("b"), .text("b"), .text("b, a, b"), .int(2), .int(0)],
            [.int(1), .text("c"), .text("c"), .text("c"), .text("c, c"), .int(1), .int(0)],
            [.missing, .text("b"), .text("b"), .text("b"), .text("b, c, a, c, b"), .int(3), .int(1)],
        ])
    }

    @Test func quantilesInterpolateNumbersAndChooseOthers() throws {
        let workshop = Workshop([("x", .int), ("s", .text)], [(10, "d"), (0, "a"), (20, "c"), (30, "b")].map { [.int($0.0), .text($0.1)] })
        let share = CheckedExpression(.constant(.decimal(Decimal(9, scale: 1))), .decimal)
        #expect(try workshop.value(aggregate("median", [workshop[1]], type: .float)) == .float(15))
        #expect(try workshop.value(AggregateCall(function: "percentile", overload: 0, arguments: [workshop[1], share], condition: nil, type: .float)) == .float(27))
        #expect(try workshop.value(AggregateCall(function: "median", overload: 1, arguments: [workshop[2]], condition: nil, type: .text)) == .text("b"))
        let ninety = AggregateCall(function: "percentile", overload: 0, arguments: [workshop[1], int(90)], condition: nil, type: .float)
        #expect(message { try workshop.value(ninety) } == "percentile wants a share between 0 and 1")
    }

    @Test func variancesAreExactForWholeNumbers() throws {
        // Far from zero a float sum of squares would have lost the spread.
        let workshop = Workshop([("x", .int)], ints(1_000_000_000_001, 1_000_000_000_003))
        #expect(try workshop.value(aggregate("variance", [workshop[1]], type: .float)) == .float(2))
        let single = Workshop([("x", .int)], ints(7))
        #expect(try single.value(aggregate("stddev", [single[1]], type: .float)) == .missing)
        let floats = Workshop([("k", .int), ("x", .float)], [(0, 2.0), (1, 4.0), (0, 6.0)].map { [.int($0.0), .float($0.1)] })
        #expect(try floats.summarize([aggregate("variance", [floats[2]])], by: [floats[1]], totals: true).map { $0[1] } == [.float(8), .missing, .float(4)])
    }

    @Test func poolWeighsByDenominatorsAndRowsDoNot() throws {
        let ratio = Type(.ratio(counted: true), optional: true)
        let rows: [[Value]] = [(1, 2), (5, 8), (3, 0)].map { [.int($0.0), .int($0.1)] }
        let workshop = Workshop([("a", .int), ("b", .int)], rows)
        let per = CheckedExpression(.per(workshop[1], workshop[2]), ratio)
        #expect(try workshop.value(aggregate("pool", [per])) == .ratio(.int(9), .int(10)))
        #expect(try workshop.value(aggregate("avg_of_rows", [per], type: Type(.ratio(counted: false), optional: true))) == .ratio(.float(1.125), .int(2)))
        #expect(try workshop.value(AggregateCall(function: "weighted_avg", overload: 0, arguments: [workshop[1], workshop[2]], condition: nil, type: .float)) == .float(4.2))
    }

    @Test func anyAndAllAreMissingForNothing() throws {
        let workshop = Workshop([("k", .int), ("x", .optionalInt)], [[.int(0), .int(1)], [.int(0), .int(9)], [.int(1), .missing]])
        let flag = CheckedExpression(.choose(CheckedExpression(.isMissing(workshop[2]), .bool), CheckedExpression(.constant(.missing), Type(.bool, optional: true)), compare(workshop[2], .greater, int(5))), Type(.bool, optional: true))
        let rows = try workshop.summarize([aggregate("any", [flag]), aggregate("all", [flag])], by: [workshop[1]])
        #expect(rows == [[.int(0), .bool(true), .bool(false)], [.int(1), .missing, .missing]])
    }

    @Test func totalsComeFromRowsAfterTheirGroups() throws {
        let rows: [[Value]] = [("a", "x", 1), ("b", "x", 10), ("a", "y", 3), ("a", "x", 5)].map { [.text($0.0), .text($0.1), .int($0.2)] }
        let workshop = Workshop([("a", .text), ("b", .text), ("n", .int)], rows, batchSize: 3)
        let calls = [aggregate("avg", [workshop[3]], type: .float), aggregate("count_distinct", [workshop[2]], type: .int)]
        #expect(try workshop.summarize(calls, by: [workshop[1], workshop[2]], totals: true) == [
            [.text("a"), .text("x"), .float(3), .int(1), .int(0)],
            [.text("a"), .text("y"), .float(3), .int(1), .int(0)],
            [.text("a"), .missing, .float(3), .int(2), .int(1)],
            [.text("b"), .text("x"), .float(10), .int(1), .int(0)],
            [.text("b"), .missing, .float(10), .int(1), .int(1)],
            [.missing, .missing, .float(4.75), .int(2), .int(2)],
        ])
    }

    @Test func theGrandTotalStandsEvenOverNothing() throws {
        let workshop = Workshop([("a", .text), ("n", .int)], [])
        #expect(try workshop.summarize([aggregate("count"), aggregate("sum", [workshop[2]])], by: [workshop[1]], totals: true) == [[.missing, .int(0), .int(0), .int(1)]])
    }

    @Test func aCountNeedsNoColumns() throws {
        let workshop = Workshop([("x", .int)], (0..<5_000).map { [.int($0)] })
        #expect(try workshop.summarize([aggregate("count")], over: Workshop.scan("t", [], from: 1)) == [[.int(5_000)]])
    }

    @Test func manyGroupsKeepTheirExtremes() throws {
        // More rows than wait before they are thinned out.
        let count = 100_000
        let workshop = Workshop([("k", .int), ("x", .text)], (0..<count).map { [.int(Int64($0 % 3)), .text("v\(($0 * 7_919) % count)")] })
        let rows = try workshop.summarize([aggregate("min", [workshop[2]]), aggregate("last", [workshop[2]]), aggregate("count_distinct", [workshop[2]], type: .int)], by: [workshop[1]])
        for k in 0..<3 {
            let numbers = stride(from: k, to: count, by: 3).map { ($0 * 7_919) % count }
            #expect(rows[k][1] == .text("v\(numbers.min() ?? -1)"))
            #expect(rows[k][2] == .text("v\(numbers.last ?? -1)"))
        }
        #expect(rows.map { $0[3] } == [.int(33_334), .int(33_333), .int(33_333)])
    }
}
