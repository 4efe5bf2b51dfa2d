import Columns
import Planning
import Semantics
import Tables

extension ScanFilter {
    /// - Parameter links: for conditions on what links name; without it rows are looked at for others only.
    /// - Returns: `nil` where nothing is known of any zone or row.
    /// - Throws: what reading linked tables throws.
    package init?(_ filter: FilterPlan, of scan: TableScan, zone: Zone, links: LinkConditions? = nil) throws {
        var maker = Maker(scan: scan, zone: zone, links: links)
        let zones = try filter.zones.flatMap { try maker.firstTests($0.conjuncts) }
        maker.hasLeftOut = false
        let rows = try filter.read.flatMap { try maker.firstTests($0.conjuncts) }
        if zones == nil, rows == nil { return nil }
        let isWhole = filter.isReadWhole && !maker.hasLeftOut
        let counted = filter.counted.compactMap { maker.slot($0) }
        let isRightAbove = if case .scan = filter.input { true } else { false }
        let spent = isRightAbove && isWhole ? scan.columns.filter { filter.spent.contains($0.id) && $0.type.kind.isOfNumbers }.map(\.name) : []
        self.init(columns: maker.columns, zones: zones, rows: rows, isWhole: isWhole, counted: counted, spent: Set(spent))
    }
}

extension ScanFilter {
    /// From expressions to tests.
    private struct Maker {
        let scan: TableScan
        let zone: Zone
        let links: LinkConditions?
        let ids: Set<ColumnID>
        var columns: [String] = []
        /// Whether a part of a condition is not tested.
        var hasLeftOut = false
        /// Whether a part must see all rows that the parts before it let through.
        private var mustStop = false

        init(scan: TableScan, zone: Zone, links: LinkConditions?) {
            self.scan = scan
            self.zone = zone
            self.links = links
            ids = Set(scan.columns.map(\.id))
        }

        /// The tests of parts that `and` puts together, up to one that follows links of which some lead nowhere: of the rows that come to it is counted
        /// how many those are.
        mutating func firstTests(_ parts: [CheckedExpression]) throws -> Test? {
            var tests: [Test] = []
            for part in parts {
                let test = try test(part)
                if mustStop {
                    hasLeftOut = true
                    break
                }
                if let test { tests.append(test) } else { hasLeftOut = true }
            }
            return tests.first.map { tests.dropFirst().reduce($0) { $0.and($1) } }
        }

        /// `nil` for what may pass whatever the values are.
        /// - Parameter whole: whether no part may be left out, as where what passes is what does not fulfil it.
        mutating func test(_ condition: CheckedExpression, whole: Bool = false) throws -> Test? {
            switch condition.node {
            case .and(let lhs, let rhs):
                let (left, right) = (try test(lhs, whole: whole), try test(rhs, whole: whole))
                if let left, let right { return left.and(right) }
                hasLeftOut = true
                return whole ? nil : left ?? right
            case .or(let lhs, let rhs):
                let (left, right) = (try test(lhs, whole: whole), try test(rhs, whole: whole))
                if let left, let right { return left.or(right) }
                hasLeftOut = true
                return nil
            case .isMissing(let value): if let slot = slot(value) { return .not(.present(slot)) }
            default: break
            }
            if let (column, table) = condition.onlyLink(among: ids) { return try linked(condition, column, table) }
            switch condition.node {
            case .not(let negated): return try test(negated, whole: true).map { .not($0) }
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
                return days.first > days.last ? .never : within(day, .whole(Int64(days.first)...Int64(days.last)))
            default: return nil
            }
        }

        private mutating func linked(_ condition: CheckedExpression, _ column: CheckedExpression, _ table: String) throws -> Test? {
            guard let links, let slot = slot(column), case .column(let id) = column.node else {
                mustStop = true
                return nil
            }
            switch try links.answer(condition, of: id, to: table) {
            case .verdicts(let verdicts): return .linked(slot, verdicts)
            case .undecided: return nil
            case .counts:
                mustStop = true
                return nil
            }
        }

        private mutating func compared(_ side: CheckedExpression, _ comparison: ComparisonOperator, _ value: Value) -> Test? {
            if case .text(let text) = value {
                guard let slot = slot(side) else { return nil }
                switch comparison {
                case .equal: return .among(slot, [Array(text.utf8)])
                // What is missing is not equal to a text.
                case .notEqual: return .not(.among(slot, [Array(text.utf8)]))
                case .less, .lessOrEqual, .greater, .greaterOrEqual: return nil
                }
            }
            guard let range = NumberRange(comparison == .notEqual ? .equal : comparison, value, type: side.type) else { return nil }
            return within(side, range).map { comparison == .notEqual ? .not($0) : $0 }
        }

        private mutating func within(_ side: CheckedExpression, _ range: NumberRange) -> Test? {
            if case .none = range { return .never }
            guard let slot = slot(side.momentOfDay ?? side) else { return nil }
            guard side.momentOfDay != nil, let days = range.wholeNumbers else { return .within(slot, range) }
            return .within(slot, .whole(zone.moments(ofDays: days)))
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
    /// What is said of one link is looked up at once.
    fileprivate func and(_ other: ScanFilter.Test) -> ScanFilter.Test {
        if case .linked(let column, let verdicts) = self, case .linked(column, let others) = other, let both = verdicts.combined(with: others, { $0 & $1 }) {
            return .linked(column, both)
        }
        return .both(self, other)
    }

    /// So are lists of texts.
    fileprivate func or(_ other: ScanFilter.Test) -> ScanFilter.Test {
        switch (self, other) {
        case (.among(let column, let texts), .among(let same, let more)) where column == same: return .among(column, texts + more)
        case (.linked(let column, let verdicts), .linked(let same, let others)) where column == same:
            if let either = verdicts.combined(with: others, { $0 | $1 }) { return .linked(column, either) }
            return .either(self, other)
        default: return .either(self, other)
        }
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
}
