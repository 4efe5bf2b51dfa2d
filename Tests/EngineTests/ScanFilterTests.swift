import Columns
import Engine
import Planning
import Semantics
import Tables
import Testing

@Suite struct ScanFilterTests {
    private let scan = TableScan(
        table: "dossiers",
        columns: [
            TableScan.Column(id: ColumnID(1), name: "fee", type: .int),
            TableScan.Column(id: ColumnID(2), name: "received", type: .date),
            TableScan.Column(id: ColumnID(3), name: "noted", type: .timestamp),
        ])
    private var fee: CheckedExpression { CheckedExpression(.column(ColumnID(1)), .int) }
    private var received: CheckedExpression { CheckedExpression(.column(ColumnID(2)), .date) }
    private var noted: CheckedExpression { CheckedExpression(.column(ColumnID(3)), .timestamp) }

    private func int(_ value: Int64) -> CheckedExpression { CheckedExpression(.constant(.int(value)), .int) }
    private func period(_ days: ClosedRange<Int32>) -> CheckedExpression {
        CheckedExpression(.constant(.period(Period(first: days.lowerBound, last: days.upperBound))), .period)
    }
    private func compare(_ comparison: ComparisonOperator, _ lhs: CheckedExpression, _ rhs: CheckedExpression) -> CheckedExpression {
        CheckedExpression(.compare(comparison, .same, lhs, rhs, notice: nil), .bool)
    }

    private func filter(_ condition: CheckedExpression) -> ScanFilter? {
        var plan = FilterPlan(input: .scan(scan), condition: condition)
        plan.zones = condition
        return try? ScanFilter(plan, of: scan, zone: .hoChiMinh)
    }

    /// The zones that are read, of three: 0 to 9, 10 to 19, and one without a value.
    private func chosen(_ condition: CheckedExpression, bounds: [ZoneBounds] = [ZoneBounds(least: 0, greatest: 9), ZoneBounds(least: 10, greatest: 19), .none]) -> [Int]? {
        filter(condition)?.choice(among: bounds.count) { _ in bounds }.chosen
    }

    @Test("A zone is read when a value within its bounds may pass")
    func comparisons() {
        #expect(chosen(compare(.equal, fee, int(9))) == [0])
        #expect(chosen(compare(.less, fee, int(10))) == [0])
        #expect(chosen(compare(.lessOrEqual, fee, int(10))) == [0, 1])
        #expect(chosen(compare(.greater, fee, int(9))) == [1])
        #expect(chosen(compare(.greaterOrEqual, fee, int(9))) == [0, 1])
        #expect(chosen(compare(.greater, int(10), fee)) == [0])
        #expect(chosen(compare(.less, fee, int(.min))) == [])
        #expect(chosen(compare(.greater, fee, int(.max))) == [])
        #expect(chosen(compare(.notEqual, fee, int(9))) == [0, 1, 2])
    }

    @Test("Both ends of a period are in it; moments are of the zone's days")
    func periods() {
        #expect(chosen(CheckedExpression(.isInPeriod(received, period(9...9)), .bool)) == [0])
        #expect(chosen(CheckedExpression(.isInPeriod(received, period(9...10)), .bool)) == [0, 1])
        let day: Int64 = 86_400_000_000
        let midnight = 9 * day - 7 * 3_600_000_000
        let days = [ZoneBounds(least: 0, greatest: midnight - 1), ZoneBounds(least: midnight, greatest: midnight), ZoneBounds(least: midnight + day, greatest: .max)]
        #expect(chosen(CheckedExpression(.isInPeriod(CheckedExpression(.convert(noted), .date), period(9...9)), .bool), bounds: days) == [1])
        let tenth = CheckedExpression(.constant(.date(10)), .date)
        #expect(chosen(compare(.less, CheckedExpression(.convert(noted), .date), tenth), bounds: days) == [0, 1])
    }

    @Test("What cannot be decided restricts nothing under 'and' and everything under 'or'")
    func parts() {
        let (first, second) = (compare(.less, fee, int(5)), compare(.greater, fee, int(15)))
        let unknown = compare(.notEqual, fee, int(9))
        #expect(chosen(CheckedExpression(.or(first, second), .bool)) == [0, 1])
        #expect(chosen(CheckedExpression(.and(first, second), .bool)) == [])
        #expect(chosen(CheckedExpression(.and(unknown, second), .bool)) == [1])
        #expect(chosen(CheckedExpression(.or(unknown, second), .bool)) == [0, 1, 2])
    }

    @Test("Without bounds every zone is read")
    func unknown() {
        #expect(filter(compare(.less, fee, int(5)))?.choice(among: 3) { _ in nil }.chosen == [0, 1, 2])
    }

    @Test("Parts of a reading come by every zone once, in order or as they come to them", arguments: [[], [0], [2], [4], [0, 4], [1, 2, 3], [0, 1, 2, 3, 4]])
    func sharing(wanted: [Int]) {
        let bounds = (0..<5).map { wanted.contains($0) ? ZoneBounds(least: 1, greatest: 1) : .none }
        guard let choice = filter(compare(.equal, fee, int(1)))?.choice(among: 5, bounds: { _ in bounds }) else {
            return #expect(Bool(false), "a comparison with a number is decidable")
        }
        for count in 1...4 {
            for claims in [nil, ZoneClaims()] {
                var walks = (0..<count).map { ZoneWalk(choice, ReadingPart($0, of: count, claims: claims)) }
                var (read, passed): ([[Int]], [Int]) = (Array(repeating: [], count: count), [])
                // Turn by turn, and one time more after the end.
                for turn in 0..<7 * count {
                    let (zone, leftOut) = walks[turn % count].next()
                    passed += Array(leftOut)
                    if let zone {
                        read[turn % count].append(zone)
                        passed.append(zone)
                    }
                }
                #expect(passed.sorted() == Array(0..<5))
                #expect(read.joined().sorted() == wanted)
                if claims == nil { #expect(Array(read.joined()) == wanted) }
                #expect((read.map(\.count).max() ?? 0) - (read.map(\.count).min() ?? 0) <= 1)
            }
        }
    }

    @Test("Missing values have no part in the bounds")
    func bounds() {
        #expect(Column.of([.int(3), .missing, .int(-7)], type: Type(.int(nil), optional: true)).zoneBounds == ZoneBounds(least: -7, greatest: 3))
        #expect(Column.of([.missing], type: Type(.date, optional: true)).zoneBounds == ZoneBounds.none)
        #expect(Column.of([.date(5)], type: .date).zoneBounds == ZoneBounds(least: 5, greatest: 5))
        #expect(Column.of([.text("a")], type: .text).zoneBounds == nil)
    }
}
