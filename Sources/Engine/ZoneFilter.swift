import Columns
import Planning
import Semantics

/// Which zones of a table may hold a row that passes a condition, by what their values lie between.
///
/// Made of the part of a condition that `LeaveOutZones` has found decidable: comparisons of columns with constants, under `and` and `or`.
package struct ZoneFilter: Sendable {
    private indirect enum Test: Sendable {
        /// Values of the column with this number.
        case within(Int, ClosedRange<Int64>)
        case never
        case both(Test, Test)
        case either(Test, Test)
    }

    /// The columns that are asked for their bounds.
    package let columns: [String]
    private let test: Test

    /// - Returns: `nil` where nothing is known of any zone.
    package init?(_ condition: CheckedExpression, of scan: TableScan, zone: Zone) {
        var maker = Maker(scan: scan, zone: zone)
        guard let test = maker.test(condition) else { return nil }
        self.test = test
        columns = maker.columns
    }

    /// The zones to be read.
    /// - Parameter bounds: of a column's zones, all `count` of them; `nil` where they are not known.
    package func choice(among count: Int, bounds: (String) -> [ZoneBounds]?) -> ZoneChoice {
        let known = columns.map(bounds)
        if !known.isEmpty, known.allSatisfy({ $0 == nil }) { return .all(count) }
        return ZoneChoice(chosen: (0..<count).filter { zone in Self.mayPass(test, known, zone) }, count: count)
    }

    private static func mayPass(_ test: Test, _ bounds: [[ZoneBounds]?], _ zone: Int) -> Bool {
        switch test {
        case .within(let column, let range): bounds[column].map { $0[zone].overlaps(range) } ?? true
        case .never: false
        case .both(let left, let right): mayPass(left, bounds, zone) && mayPass(right, bounds, zone)
        case .either(let left, let right): mayPass(left, bounds, zone) || mayPass(right, bounds, zone)
        }
    }

    /// From expressions to bounds.
    private struct Maker {
        let scan: TableScan
        let zone: Zone
        var columns: [String] = []

        /// `nil` for what may pass whatever the bounds are.
        mutating func test(_ condition: CheckedExpression) -> Test? {
            switch condition.node {
            case .and(let lhs, let rhs):
                guard let left = test(lhs) else { return test(rhs) }
                return test(rhs).map { .both(left, $0) } ?? left
            case .or(let lhs, let rhs):
                guard let left = test(lhs), let right = test(rhs) else { return nil }
                return .either(left, right)
            case .compare(let comparison, _, let lhs, let rhs, notice: _):
                if let limit = rhs.boundary { return within(lhs, comparison, limit) }
                if let limit = lhs.boundary { return within(rhs, comparison.flipped, limit) }
                return nil
            case .isInPeriod(let day, let period):
                guard case .constant(.period(let days)) = period.node else { return nil }
                return days.first > days.last ? .never : within(day, Int64(days.first)...Int64(days.last))
            default: return nil
            }
        }

        private mutating func within(_ side: CheckedExpression, _ comparison: ComparisonOperator, _ limit: Int64) -> Test? {
            switch comparison {
            case .equal: within(side, limit...limit)
            case .lessOrEqual: within(side, .min...limit)
            case .greaterOrEqual: within(side, limit ... .max)
            case .less: limit == .min ? .never : within(side, .min...limit - 1)
            case .greater: limit == .max ? .never : within(side, limit + 1 ... .max)
            case .notEqual: nil
            }
        }

        private mutating func within(_ side: CheckedExpression, _ range: ClosedRange<Int64>) -> Test? {
            guard case .column(let id) = (side.momentOfDay ?? side).node, let name = scan.columns.first(where: { $0.id == id })?.name else { return nil }
            if !columns.contains(name) { columns.append(name) }
            guard let slot = columns.firstIndex(of: name) else { return nil }
            return .within(slot, side.momentOfDay == nil ? range : zone.moments(ofDays: range))
        }
    }
}

/// The zones that a reading goes through, of all that the table has.
package struct ZoneChoice: Sendable {
    /// Ascending.
    package let chosen: [Int]
    package let count: Int

    package static func all(_ count: Int) -> ZoneChoice { ZoneChoice(chosen: Array(0..<count), count: count) }

    /// One of several readings that share the chosen zones evenly: the zones that it answers for, which follow those of the part before it, and
    /// among them those that it goes through.
    package func part(_ part: Int, of parts: Int) -> (all: Range<Int>, chosen: ArraySlice<Int>) {
        func start(_ part: Int) -> Int { chosen.count * part / parts }
        /// Zones that nobody goes through are answered for by the reading of the next chosen one, and at the end by the last.
        func first(_ part: Int) -> Int { part == 0 ? 0 : start(part) == 0 ? 0 : chosen[start(part) - 1] + 1 }
        return (first(part)..<(part + 1 == parts ? count : first(part + 1)), chosen[start(part)..<start(part + 1)])
    }
}

extension CheckedExpression {
    /// A constant as columns hold it.
    fileprivate var boundary: Int64? {
        guard case .constant(let value) = node else { return nil }
        switch value {
        case .int(let number): return number
        case .date(let day): return Int64(day)
        case .timestamp(let moment): return moment
        default: return nil
        }
    }
}
