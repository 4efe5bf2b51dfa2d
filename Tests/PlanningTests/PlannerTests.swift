import Planning
import Semantics
import Testing

/// Each test is a pipeline and the plan that it becomes, in the plan's own text form.
@Suite struct PlannerTests {
    private func computation(_ id: Int, _ value: CheckedExpression) -> Computation { Computation(id: ColumnID(id), value: value) }

    @Test func scansOnlyWhatIsRead() {
        let text = planned(pipeline([.filter(less(column(3), int(5)))], output: [1]))
        #expect(text == """
            filter #3 < 5 by zones
              scan dossiers: #1 id, #3 fee

            """)
    }

    @Test func aCountReadsNoColumn() {
        let text = planned(pipeline([.summarize(keys: [], items: [computation(9, count())], totals: nil, empty: nil)], output: [9]))
        #expect(text == """
            aggregate #9 = count()
              scan dossiers

            """)
    }

    @Test func equalCallsAreComputedOnceAndTheRestIsProjected() {
        let late = less(column(4), int(5))
        let items = [computation(10, count(where: late)), computation(11, per(count(where: late), count())), computation(12, count(where: late))]
        let text = planned(pipeline([.summarize(keys: [computation(9, column(2))], items: items, totals: nil, empty: nil)], output: [9, 10, 11, 12]))
        #expect(text == """
            project #11 = #10 per #101, #12 = #10
              aggregate #10 = count(where #4 < 5), #101 = count() by #9 = #2
                scan dossiers: #2 unit, #4 due

            """)
    }

    @Test func totalsAndTheirSortKeepTheLevelColumn() {
        let totals = TotalsInfo(level: ColumnID(20), keys: [ColumnID(9)])
        let text = planned(
            pipeline(
                [
                    .summarize(keys: [computation(9, column(2))], items: [computation(10, count())], totals: ColumnID(20), empty: nil),
                    .sort([CheckedSortKey(column(10), isDescending: true)], totals: totals),
                ], output: [9, 10], totals: totals))
        #expect(text == """
            sort #10 desc within #9 totals #20
              aggregate #10 = count() by #9 = #2 totals #20
                scan dossiers: #2 unit

            """)
    }

    @Test func aggregatesInAddRunOverPartitions() {
        let share = per(column(3), sum(column(3)))
        let rank = CheckedExpression(
            .window(WindowCall(function: "rank", overload: 1, arguments: [column(3)], order: nil, type: .int)), .int)
        let text = planned(
            pipeline([.compute([computation(9, share), computation(10, rank)], by: [column(2)], along: [CheckedSortKey(column(1), isDescending: true)])], output: [9, 10]))
        #expect(text == """
            project #9 = #3 per #101, #10 = #102
              window #101 = sum(#3), #102 = rank(#3) by #2 along #1 desc
                scan dossiers: #1 id, #2 unit, #3 fee

            """)
    }

    @Test func aCallWithinACallTakesAWindowOfItsOwn() {
        let rank = CheckedExpression(
            .window(WindowCall(function: "rank", overload: 1, arguments: [sum(column(3))], order: nil, type: .int)), .int)
        let text = planned(pipeline([.compute([computation(9, rank)], by: [], along: [])], output: [9]))
        #expect(text == """
            project #9 = #102
              window #102 = rank(#101)
                window #101 = sum(#3)
                  scan dossiers: #3 fee

            """)
    }

    @Test func reverseAggregatesOfOneTableShareAScan() {
        func reverse(_ value: CheckedExpression) -> CheckedExpression {
            CheckedExpression(
                .reverse(ReverseAggregate(scan: dossiers(startingAt: 50), linkColumn: ColumnID(51), key: column(1, .text), value: value)), value.type)
        }
        let items = [
            computation(9, reverse(count())),
            computation(10, reverse(per(count(where: less(column(52), int(5))), count()))),
        ]
        let text = planned(pipeline([.filter(less(int(0), reverse(count()))), .compute(items, by: [], along: [])], output: [9, 10]))
        #expect(text == """
            project #9 = #103, #10 = #104 per #103
              attach dossiers on #1 == #105: #103, #104 else 0 #103, #104
                filter 0 < #101
                  attach dossiers on #1 == #102: #101 else 0 #101
                    scan dossiers: #1 id
                    aggregate #101 = count() by #102 = #51 unsorted
                      scan dossiers: #51 unit
                aggregate #103 = count(), #104 = count(where #52 < 5) by #105 = #51 unsorted
                  scan dossiers: #51 unit, #52 fee

            """)
    }

    @Test func meansOfNoRowsStayMissing() {
        let mean = CheckedExpression(
            .aggregate(AggregateCall(function: "avg", overload: 0, arguments: [column(52)], condition: nil, type: .float)), .float)
        let reverse = CheckedExpression(
            .reverse(ReverseAggregate(scan: dossiers(startingAt: 50), linkColumn: ColumnID(51), key: column(1, .text), value: mean)), .float)
        let text = planned(pipeline([.compute([computation(9, reverse)], by: [], along: [])], output: [9]))
        #expect(text.contains("attach dossiers on #1 == #102: #101\n"))
    }

    @Test func aLookupCarriesOnlyWhatIsReadLater() {
        let right = CheckedPipeline(source: .table(dossiers(startingAt: 50)), stages: [], output: relation([51, 52, 53]), numbers: numbers())
        let join = CheckedJoin(kind: .lookup, right: right, leftKeys: [column(1, .text)], rightKeys: [column(50, .text)], rightName: "targets")
        let text = planned(pipeline([.join(join)], output: [1, 52]))
        #expect(text == """
            lookup targets on #1 == #50: #52
              scan dossiers: #1 id
              scan dossiers: #50 id, #52 fee

            """)
    }

    @Test func appendTakeAndDistinctReadTheirKeys() {
        let right = CheckedPipeline(source: .table(dossiers(startingAt: 50)), stages: [], output: relation([52]), numbers: numbers())
        let append = CheckedAppend(right: right, columns: [(ColumnID(60), column(3), column(52))], relation: relation([60]))
        let text = planned(
            pipeline(
                [
                    .append(append), .distinct([computation(61, column(60))]),
                    .take(int(3), last: true, by: [column(61)], ties: [CheckedSortKey(column(61), isDescending: true)]),
                ], output: [61]))
        #expect(text == """
            take last 3 by #61 ties #61 desc
              distinct #61 = #60
                append #60 = #3 | #52
                  scan dossiers: #3 fee
                  scan dossiers: #52 fee

            """)
    }

    @Test func anOutputAtTheEndStreams() {
        let planned = Planner(numbers: numbers()).plan(pipeline([.show(title: nil, with: [], relation([1]))], output: [1]))
        #expect(!planned.printsItself)
        #expect(PlanText.text(planned) == """
            show
              scan dossiers: #1 id

            """)
    }

    @Test func rowsAreKeptForWhatFollowsAnOutput() {
        let text = planned(
            pipeline(
                [
                    .filter(less(column(3), int(5))),
                    .show(title: nil, with: [], relation([1])),
                    .check(assertion(less(count(), int(9)), overTable: true, sides: (count(), int(9)))),
                    .check(assertion(less(column(4), int(9)))),
                ], output: [1]))
        #expect(text == """
            keep 1: #1, #4
              filter #3 < 5 by zones
                scan dossiers: #1 id, #3 fee, #4 due
            show
              kept 1: #1
            check 0 over all rows
              project #101 = #104 < 9, #103 = 9
                aggregate #102 = count()
                  kept 1: \("")
            result
              check 1 #4 < 9
                kept 1: #1, #4

            """.replacing("#104", with: "#102"))
    }

    @Test func checksAreCountedThrough() {
        let checked = pipeline([.check(assertion(less(column(3), int(9))))], output: [1])
        let planned = Planner(numbers: numbers(), firstAssertion: 4).plan(checked)
        #expect(planned.assertions.count == 1)
        #expect(PlanText.text(planned).hasPrefix("check 4 #3 < 9\n"))
        #expect(planned.checksLast)
    }
}
