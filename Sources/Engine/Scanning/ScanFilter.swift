import Columns
import Planning
import Semantics

/// What of a condition is decided while a table is read: which of its zones may hold a row that passes, by what their values lie between, and
/// which rows of a zone pass, by their numbers as they are kept.
///
/// Made of the parts of a condition that `LeaveOutZones` and `FilterWhileReading` have found decidable: comparisons of columns with constants,
/// under `and`, `or` and `not`.
package struct ScanFilter: Sendable {
    package indirect enum Test: Sendable {
        /// Values of the column with this number, as columns hold them.
        case within(Int, ClosedRange<Int64>)
        /// Decimals, of a scale that the column knows.
        case between(Int, DecimalBounds)
        /// Texts, as bytes.
        case among(Int, [[UInt8]])
        case present(Int)
        case never
        case not(Test)
        case both(Test, Test)
        case either(Test, Test)
    }

    /// The columns that are asked, for bounds or for rows.
    package let columns: [String]
    private let zones: Test?
    /// `nil` where rows are not looked at.
    package let rows: Test?
    /// Whether the rows that pass are those that the whole condition wants.
    package let isWhole: Bool
    /// Columns of comparisons of which it is told how many rows lacked a value: while one lacks any, its rows are left to the filter.
    package let counted: [Int]
    /// Columns of numbers that nobody reads behind the condition. Texts are handed out all the same: they are looked at for what is wrong with them.
    package let spent: Set<String>

    /// - Returns: `nil` where nothing is known of any zone or row.
    package init?(_ filter: FilterPlan, of scan: TableScan, zone: Zone) {
        var maker = Maker(scan: scan, zone: zone)
        zones = filter.zones.flatMap { maker.test($0) }
        rows = filter.read.flatMap { maker.test($0) }
        if zones == nil, rows == nil { return nil }
        isWhole = filter.read.map { $0.tests == filter.condition.tests && !maker.hasLeftOut } ?? false
        counted = filter.condition.columnsCounted.compactMap { maker.slot($0) }
        let isRightAbove = if case .scan = filter.input { true } else { false }
        spent = Set(isRightAbove && isWhole ? scan.columns.filter { filter.spent.contains($0.id) && $0.type.kind.isOfNumbers }.map(\.name) : [])
        columns = maker.columns
    }

    /// The zones to be read.
    /// - Parameter bounds: of a column's zones, all `count` of them; `nil` where they are not known.
    package func choice(among count: Int, bounds: (String) -> [ZoneBounds]?) -> ZoneChoice {
        let known = columns.map(bounds)
        guard let zones, known.isEmpty || known.contains(where: { $0 != nil }) else { return .all(count) }
        return ZoneChoice(chosen: (0..<count).filter { zone in Self.mayPass(zones, known, zone) }, count: count)
    }

    private static func mayPass(_ test: Test, _ bounds: [[ZoneBounds]?], _ zone: Int) -> Bool {
        switch test {
        case .within(let column, let range): bounds[column].map { $0[zone].overlaps(range) } ?? true
        case .never: false
        case .both(let left, let right): mayPass(left, bounds, zone) && mayPass(right, bounds, zone)
        case .either(let left, let right): mayPass(left, bounds, zone) || mayPass(right, bounds, zone)
        case .between, .among, .present, .not: true
        }
    }
}

/// Decimals from one on or from behind it, up to another or before it.
package struct DecimalBounds: Sendable {
    typealias Limit = (value: Decimal, isIncluded: Bool)
    var least: Limit?
    var greatest: Limit?

    /// The mantissas that these are with so many digits after the point.
    func mantissas(scale: Int) -> ClosedRange<Int64>? {
        var range: (Int128, Int128) = (Int128(Int64.min), Int128(Int64.max))
        if let least {
            let (floor, isExact) = least.value.floor(scale: scale)
            range.0 = max(range.0, isExact && least.isIncluded ? floor : floor + 1)
        }
        if let greatest {
            let (floor, isExact) = greatest.value.floor(scale: scale)
            range.1 = min(range.1, isExact && !greatest.isIncluded ? floor - 1 : floor)
        }
        return range.0 > range.1 ? nil : Int64(range.0)...Int64(range.1)
    }
}

extension Decimal {
    /// The greatest mantissa with so many digits after the point that is not more than this, and whether it is this. Beyond what 64 bits hold it
    /// is any number there.
    fileprivate func floor(scale: Int) -> (mantissa: Int128, isExact: Bool) {
        let beyond = mantissa < 0 ? Int128(Int64.min) - 2 : Int128(Int64.max) + 2
        if scale >= self.scale {
            guard let factor = Decimal.powerOfTen(scale - self.scale) else { return (mantissa == 0 ? 0 : beyond, true) }
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: factor)
            return (overflow ? beyond : min(max(product, Int128(Int64.min) - 2), Int128(Int64.max) + 2), true)
        }
        guard let factor = Decimal.powerOfTen(self.scale - scale) else { return (mantissa < 0 ? -1 : 0, mantissa == 0) }
        let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: factor)
        let floor = remainder < 0 ? quotient - 1 : quotient
        return (min(max(floor, Int128(Int64.min) - 2), Int128(Int64.max) + 2), remainder == 0)
    }
}

extension ScanFilter {
    /// From expressions to tests.
    private struct Maker {
        let scan: TableScan
        let zone: Zone
        var columns: [String] = []
        /// Whether a part of a condition is not tested.
        private(set) var hasLeftOut = false

        /// `nil` for what may pass whatever the values are.
        /// - Parameter whole: whether no part may be left out, as where what passes is what does not fulfil it.
        mutating func test(_ condition: CheckedExpression, whole: Bool = false) -> Test? {
            switch condition.node {
            case .and(let lhs, let rhs):
                let (left, right) = (test(lhs, whole: whole), test(rhs, whole: whole))
                if let left, let right { return .both(left, right) }
                hasLeftOut = true
                return whole ? nil : left ?? right
            case .or(let lhs, let rhs):
                guard let left = test(lhs, whole: whole), let right = test(rhs, whole: whole) else { return nil }
                return .either(left, right)
            case .not(let negated): return test(negated, whole: true).map { .not($0) }
            case .isMissing(let value): return slot(value).map { .not(.present($0)) }
            case .compare(let comparison, _, let lhs, let rhs, notice: _):
                if let value = rhs.constant { return compared(lhs, comparison, value) }
                if let value = lhs.constant { return compared(rhs, comparison.flipped, value) }
                return nil
            case .isIn(let value, let elements):
                let tests = elements.compactMap { element in element.constant.flatMap { compared(value, .equal, $0) } }
                guard tests.count == elements.count, let first = tests.first else { return nil }
                return tests.dropFirst().reduce(first) { $0.or($1) }
            case .isInPeriod(let day, let period):
                guard case .constant(.period(let days)) = period.node else { return nil }
                return days.first > days.last ? .never : within(day, Int64(days.first)...Int64(days.last))
            default: return nil
            }
        }

        private mutating func compared(_ side: CheckedExpression, _ comparison: ComparisonOperator, _ value: Value) -> Test? {
            switch value {
            case .decimal(let number): return between(side, comparison, number)
            case .int(let number):
                if case .decimal = side.type.kind { return between(side, comparison, Decimal(Int128(number))) }
                return within(side, comparison, number)
            case .timestamp(let moment): return within(side, comparison, moment)
            case .date(let day): return within(side, comparison, Int64(day))
            case .text(let text):
                guard let slot = slot(side) else { return nil }
                switch comparison {
                case .equal: return .among(slot, [Array(text.utf8)])
                // What is missing is not equal to a text.
                case .notEqual: return .not(.among(slot, [Array(text.utf8)]))
                default: return nil
                }
            default: return nil
            }
        }

        private mutating func within(_ side: CheckedExpression, _ comparison: ComparisonOperator, _ limit: Int64) -> Test? {
            switch comparison {
            case .equal: within(side, limit...limit)
            case .notEqual: within(side, limit...limit).map { .not($0) }
            case .lessOrEqual: within(side, .min...limit)
            case .greaterOrEqual: within(side, limit ... .max)
            case .less: limit == .min ? .never : within(side, .min...limit - 1)
            case .greater: limit == .max ? .never : within(side, limit + 1 ... .max)
            }
        }

        private mutating func within(_ side: CheckedExpression, _ range: ClosedRange<Int64>) -> Test? {
            guard let slot = slot(side.momentOfDay ?? side) else { return nil }
            return .within(slot, side.momentOfDay == nil ? range : zone.moments(ofDays: range))
        }

        private mutating func between(_ side: CheckedExpression, _ comparison: ComparisonOperator, _ limit: Decimal) -> Test? {
            guard let slot = slot(side) else { return nil }
            return switch comparison {
            case .equal: .between(slot, DecimalBounds(least: (limit, true), greatest: (limit, true)))
            case .notEqual: .not(.between(slot, DecimalBounds(least: (limit, true), greatest: (limit, true))))
            case .lessOrEqual: .between(slot, DecimalBounds(greatest: (limit, true)))
            case .greaterOrEqual: .between(slot, DecimalBounds(least: (limit, true)))
            case .less: .between(slot, DecimalBounds(greatest: (limit, false)))
            case .greater: .between(slot, DecimalBounds(least: (limit, false)))
            }
        }

        /// The number of a column of the table among those that are asked.
        mutating func slot(_ expression: CheckedExpression) -> Int? {
            guard case .column(let id) = expression.node else { return nil }
            return slot(id)
        }

        mutating func slot(_ id: ColumnID) -> Int? {
            guard let name = scan.columns.first(where: { $0.id == id })?.name else { return nil }
            if !columns.contains(name) { columns.append(name) }
            return columns.firstIndex(of: name)
        }
    }
}

extension ScanFilter.Test {
    /// Lists of texts are looked up at once.
    fileprivate func or(_ other: ScanFilter.Test) -> ScanFilter.Test {
        if case .among(let column, let texts) = self, case .among(let same, let more) = other, column == same { return .among(column, texts + more) }
        return .either(self, other)
    }
}

extension Type.Kind {
    /// Whether columns hold it as whole numbers without a dictionary.
    fileprivate var isOfNumbers: Bool {
        switch self {
        case .int, .decimal, .date, .timestamp: true
        default: false
        }
    }
}

extension CheckedExpression {
    fileprivate var constant: Value? { if case .constant(let value) = node { value } else { nil } }

    /// How many comparisons `and` and `or` put together.
    fileprivate var tests: Int {
        switch node {
        case .and(let lhs, let rhs), .or(let lhs, let rhs): lhs.tests + rhs.tests
        default: 1
        }
    }

    /// Columns of comparisons that are counted where they meet a missing value.
    fileprivate var columnsCounted: Set<ColumnID> {
        var found: Set<ColumnID> = []
        if case .compare(_, _, let lhs, let rhs, notice: _?) = node {
            for side in [lhs, rhs] where side.type.isOptional { if case .column(let id) = (side.momentOfDay ?? side).node { found.insert(id) } }
        }
        for child in children { found.formUnion(child.columnsCounted) }
        return found
    }
}
