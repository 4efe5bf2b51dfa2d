import Columns
import Engine
import Planning
import Semantics
import Testing

@Suite struct WindowTests {
    /// k, x: two partitions, out of order, with a tie and a missing value.
    private let workshop = Workshop(
        [("k", .int), ("x", .optionalInt)],
        [(1, 5), (2, 7), (1, 3), (1, 5), (2, nil), (1, 8)].map { (k: Int64, x: Int64?) in [.int(k), x.map { .int($0) } ?? .missing] }, batchSize: 4)

    private func values(_ call: WindowPlan.Call, _ type: Type = .int, by: Bool = true, along order: Bool = false) throws -> [Int64?] {
        try workshop.window(call, type, by: by ? [workshop[1]] : [], along: order ? [EngineTests.along(workshop[2])] : []).map {
            if case .int(let value) = $0 { value } else { nil }
        }
    }

    @Test func aggregatesOfThePartitionStandInEachRow() throws {
        #expect(try values(.aggregate(aggregate("sum", [workshop[2]], type: .int))) == [21, 7, 21, 21, 7, 21])
        #expect(try values(.aggregate(aggregate("count")), by: false) == [6, 6, 6, 6, 6, 6])
        #expect(try values(.aggregate(aggregate("first", [workshop[2]], type: .int)), along: true) == [3, 7, 3, 3, 7, 3])
    }

    @Test func ranksOrderByTheirArgument() throws {
        #expect(try values(window("rank", [workshop[2]])) == [2, 1, 1, 2, nil, 4])
        #expect(try values(window("rank", [workshop[2]], descending: true)) == [2, 1, 4, 2, nil, 1])
        #expect(try values(window("dense_rank", [workshop[2]])) == [2, 1, 1, 2, nil, 3])
        let shares = try workshop.window(window("percent_rank", [workshop[2]], type: .float), .float, by: [workshop[1]])
        #expect(shares == [.float(1.0 / 3), .float(0), .float(0), .float(1.0 / 3), .missing, .float(1)])
    }

    @Test func numbersFollowAlong() throws {
        #expect(try values(window("row_number"), along: true) == [2, 1, 1, 3, 2, 4])
        #expect(try values(window("row_number")) == [1, 1, 2, 3, 2, 4])
        #expect(try values(window("rank"), along: true) == [2, 1, 1, 2, 2, 4])
        #expect(try values(window("tiles", [int(3)]), along: true) == [1, 1, 1, 2, 2, 3])
        // 3 5 5 7 8 –
        #expect(try values(window("tiles", [int(4)]), by: false, along: true) == [1, 2, 1, 2, 4, 3])
    }

    @Test func neighboursStayInTheirPartition() throws {
        func lag(_ name: String, _ n: Int64) -> WindowPlan.Call { window(name, [workshop[2], int(n)]) }
        #expect(try values(lag("lag", 1), along: true) == [3, nil, nil, 5, 7, 5])
        #expect(try values(lag("lead", 1), along: true) == [5, nil, 5, 8, nil, nil])
        #expect(try values(lag("lag", -1), along: true) == [5, nil, 5, 8, nil, nil])
        #expect(try values(lag("lag", 9), along: true) == [nil, nil, nil, nil, nil, nil])
        #expect(try values(window("first_value", [workshop[2]]), along: true) == [3, 7, 3, 3, 7, 3])
        #expect(try values(window("last_value", [workshop[2]]), along: true) == [8, nil, 8, 8, nil, 8])
    }

    @Test func runningTotalsLeaveOutWhatIsMissing() throws {
        #expect(try values(window("running_sum", [workshop[2]]), along: true) == [8, 7, 3, 13, 7, 21])
        #expect(try values(window("running_count", [workshop[2]]), along: true) == [2, 1, 1, 3, 1, 4])
        #expect(try values(window("running_count"), along: true) == [2, 1, 1, 3, 2, 4])
        #expect(try values(window("running_max", [workshop[2]])) == [5, 7, 5, 5, 7, 8])
        #expect(try values(window("running_min", [workshop[2]])) == [5, 7, 3, 3, 7, 3])
        #expect(try values(window("moving_sum", [workshop[2], int(2)]), along: true) == [8, 7, 3, 10, 7, 13])
        let means = try workshop.window(window("moving_avg", [workshop[2], int(2)], type: .float), .float, by: [workshop[1]], along: [EngineTests.along(workshop[2])])
        #expect(means == [.float(4), .float(7), .float(3), .float(5), .float(7), .float(6.5)])
    }

    @Test func movingSumsOfFloatsForgetWhatHasLeft() throws {
        let floats = Workshop([("x", .float)], [1e16, 1, 2, 3].map { [.float($0)] })
        #expect(try floats.window(window("moving_sum", [floats[1], int(2)], type: .float), .float) == [.float(1e16), .float(1e16 + 1), .float(3), .float(5)])
    }

    @Test func priorLooksByKeyAndNotByRow() throws {
        let workshop = Workshop([("day", .date), ("x", .int)], [(10, 1), (12, 2), (11, 3), (20, 4)].map { [.date($0.0), .int($0.1)] })
        let day = CheckedExpression(.constant(.duration(Duration(days: -1))), Type(.duration))
        let shifted = CheckedExpression(.arithmetic(.shift, workshop[1], day), .date)
        let call = WindowPlan.Call.window(WindowCall(function: "prior", overload: 0, arguments: [workshop[2], workshop[1], shifted], order: nil, type: .optionalInt))
        #expect(try workshop.window(call, .int) == [.missing, .int(3), .int(1), .missing])
    }

    @Test func nothingGivesNothing() throws {
        let empty = Workshop([("x", .int)], [])
        #expect(try empty.window(window("row_number"), .int).isEmpty)
    }

    @Test(arguments: [2_047, 2_048, 2_049]) func rowsKeepTheirOrderAcrossBatches(count: Int) throws {
        let large = Workshop([("x", .int)], (0..<count).map { [.int(Int64(count - $0))] })
        #expect(try large.window(window("row_number"), .int, along: [EngineTests.along(large[1])]) == (0..<count).map { .int(Int64(count - $0)) })
    }

    /// A stretch of whole partitions each; one partition is longer than a thread's share.
    @Test func threadsAnswerAsOneDoes() throws {
        let rows: [[Value]] = (0..<300).map { row in
            let partition = row * row % (row % 3 == 0 ? 40 : 2)
            return [.int(Int64(partition)), row % 7 == 0 ? .missing : .int(Int64(row * 31 % 17))]
        }
        func all(threads: Int) throws -> [[Value]] {
            let workshop = Workshop([("k", .int), ("x", .optionalInt)], rows, batchSize: 50, threads: threads)
            let calls: [(WindowPlan.Call, Type)] = [
                (window("row_number"), .int), (window("rank"), .int), (window("rank", [workshop[2]]), .int), (window("lag", [workshop[2], int(2)]), .optionalInt),
                (window("running_sum", [workshop[2]]), .int), (window("moving_avg", [workshop[2], int(3)], type: .float), .float), (window("running_min", [workshop[2]]), .optionalInt),
                (.aggregate(aggregate("first", [workshop[2]], type: .int)), .optionalInt),
            ]
            return try calls.map { try workshop.window($0, $1, by: [workshop[1]], along: [EngineTests.along(workshop[2])]) }
        }
        let one = try all(threads: 1)
        for threads in 2...5 { #expect(try all(threads: threads) == one) }
    }
}
