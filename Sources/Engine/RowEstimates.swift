import Columns
import Planning
import Semantics
import Tables

/// About how many rows each node of a plan gives, from what the tables know of themselves: their sizes, the bounds of their zones, the values
/// that types declare. Reads no rows.
///
/// For readers of plans, who see where rows become many or few; no rule depends on them, only how threads share the rows of a table. What nothing is known of is guessed as
/// System R did (Selinger and others, 1979): a comparison lets a third pass, an equality one of so many different values.
package struct RowEstimates {
    private let context: QueryContext
    /// Of the rows that a pipeline keeps, by their number.
    private var kept: [Int: Double] = [:]
    private let expressions = ExpressionText()

    package init(_ context: QueryContext) { self.context = context }

    /// Rows that later plans read.
    package mutating func keep(_ rows: KeptRows, of plan: Plan) { kept[rows.number] = self.rows(of: plan) }

    /// Of a whole table whose size is known.
    package func exactRows(of plan: Plan) -> Int? {
        guard case .scan(let scan) = plan else { return nil }
        return source(scan.table)?.rowCount
    }

    /// `nil` where the size of a table cannot be told without reading it. O(nodes below), and the zones of the tables that are filtered.
    package func rows(of plan: Plan) -> Double? {
        switch plan {
        case .scan(let scan): return rows(ofTable: scan.table)
        case .values(_, _, let rows): return Double(rows.count)
        case .kept(let rows): return kept[rows.number]
        case .filter(let filter): return rows(of: filter.input).map { $0 * share(passing: filter) }
        case .project(let node): return rows(of: node.input)
        case .check(let node): return rows(of: node.input)
        case .window(let node): return rows(of: node.input)
        case .aggregate(let node): return rows(of: node.input).map { groups(node.keys.map(\.value), of: $0, node.input) }
        case .pivot(let node): return rows(of: node.input).map { groups(node.keys.map(\.value), of: $0, node.input) }
        case .distinct(let node): return rows(of: node.input).map { groups(node.keys.map(\.value), of: $0, node.input) }
        case .sort(let node):
            guard let rows = rows(of: node.input) else { return nil }
            return node.top.map { taken($0.count, by: $0.partition, of: rows, node.input) } ?? rows
        case .take(let node): return rows(of: node.input).map { taken(node.count, by: node.partition, of: $0, node.input) }
        case .sample(let node): return rows(of: node.input).map { sampled(node.choice.amount, of: $0) }
        case .unpivot(let node): return rows(of: node.input).map { $0 * Double(node.reshape.names.count) }
        case .append(let node):
            guard let left = rows(of: node.left), let right = rows(of: node.right) else { return nil }
            return left + right
        case .join(let node): return joined(node)
        }
    }

    // MARK: Tables

    private func source(_ table: String) -> (any BatchSource)? { try? context.tables.source(table) }
    private func rows(ofTable table: String) -> Double? { source(table)?.likelyRows.map(Double.init) }

    /// Where a column comes from, if it is one of a table's below this plan.
    private func origin(_ id: ColumnID, in plan: Plan) -> (table: String, column: TableScan.Column)? {
        if case .scan(let scan) = plan { return scan.columns.first { $0.id == id }.map { (scan.table, $0) } }
        for input in plan.inputs { if let found = origin(id, in: input) { return found } }
        return nil
    }

    // MARK: Groups

    /// How many groups so many rows may have at the most, as far as that is known.
    func mostGroups(of plan: AggregatePlan, rows: Int) -> Double { groups(plan.keys.map(\.value), of: Double(rows), plan.input, rowsEach: 1) }

    private func groups(_ keys: [CheckedExpression], of rows: Double, _ input: Plan, rowsEach: Double = Self.rowsOfValue) -> Double {
        keys.isEmpty ? 1 : min(rows, keys.reduce(1) { $0 * distinct($1, of: rows, input, rowsEach: rowsEach) })
    }

    /// How many different values an expression has.
    /// - Parameter rowsEach: how many rows have the same one, where nothing is known.
    private func distinct(_ expression: CheckedExpression, of rows: Double, _ input: Plan, rowsEach: Double = Self.rowsOfValue) -> Double {
        let missing: Double = expression.type.isOptional ? 1 : 0
        switch expression.node {
        case .constant: return 1
        case .column(let id):
            if let (table, column) = origin(id, in: input) {
                if case .link = column.type.kind {} else if let known = source(table)?.distinctValues(of: column.name) { return min(rows, Double(known) + missing) }
            }
        case .linked(let link, let table, let column):
            let targets = distinct(link, of: rows, input)
            return min(targets, source(table)?.distinctValues(of: column).map { Double($0) + missing } ?? targets)
        case .ancestor(let link, _, _, _): return distinct(link, of: rows, input)
        default: break
        }
        return min(rows, max(1, (valueCount(of: expression.type.kind) ?? rows / rowsEach) + missing))
    }

    /// By its type alone.
    private func valueCount(of kind: Type.Kind) -> Double? {
        switch kind {
        case .bool: 2
        case .nothing: 1
        case .enumeration(let values): Double(values.count)
        case .link(let table): rows(ofTable: table)
        case .date: 366
        case .period: 12
        default: nil
        }
    }

    private func taken(_ count: CheckedExpression, by partition: [CheckedExpression], of rows: Double, _ input: Plan) -> Double {
        guard case .constant(.int(let number)) = count.node, number >= 0 else { return rows }
        return min(rows, Double(number) * groups(partition, of: rows, input))
    }

    private func sampled(_ amount: CheckedExpression, of rows: Double) -> Double {
        guard case .constant(let value) = amount.node else { return rows }
        switch value {
        case .int(let number): return min(rows, Double(number))
        case .ratio(let share, let whole): return rows * min(1, whole.asDouble == 0 ? 1 : share.asDouble / whole.asDouble)
        default: return rows
        }
    }

    private func joined(_ node: JoinPlan) -> Double? {
        guard let left = rows(of: node.left) else { return nil }
        switch node.kind {
        case .lookup, .attach: return left
        case .matching: return left * Self.unknown
        case .all, .both:
            guard let right = rows(of: node.right) else { return nil }
            // What rows are joined by stands once on one side most of the time.
            let values = max(groups(node.leftKeys, of: left, node.left, rowsEach: 1), groups(node.rightKeys, of: right, node.right, rowsEach: 1), 1)
            if case .both = node.kind { return max(left, right) }
            return left * right / values
        }
    }

    // MARK: Conditions

    private static let unknown = 0.5
    private static let rowsOfValue = 10.0
    private static let comparison = 1.0 / 3

    private func share(passing filter: FilterPlan) -> Double {
        let parts = conjuncts(filter.condition)
        guard let zones = filter.zones, let share = shareOfZones(filter), share < 1 else {
            return parts.reduce(1) { $0 * self.share(passing: $1, filter.input) }
        }
        // What zones decide is known better than it could be guessed.
        let decided = Set(conjuncts(zones).map { expressions.text($0) })
        return parts.reduce(share) { decided.contains(expressions.text($1)) ? $0 : $0 * self.share(passing: $1, filter.input) }
    }

    /// The part of a table's zones in which a row may pass; `nil` where nothing is known of them.
    func shareOfZones(_ filter: FilterPlan) -> Double? {
        var zones = filter
        zones.read = nil
        guard case .scan(let scan) = filter.input.scanBelowComputations, let filter = try? ScanFilter(zones, of: scan, zone: context.zone),
            let choice = source(scan.table)?.choice(of: filter), choice.count > 0
        else { return nil }
        return Double(choice.chosen.count) / Double(choice.count)
    }

    private func conjuncts(_ condition: CheckedExpression) -> [CheckedExpression] {
        if case .and(let left, let right) = condition.node { return conjuncts(left) + conjuncts(right) }
        return [condition]
    }

    private func share(passing condition: CheckedExpression, _ input: Plan) -> Double {
        let rows = self.rows(of: input) ?? 1
        switch condition.node {
        case .constant(.bool(let holds)): return holds ? 1 : 0
        case .and(let left, let right): return share(passing: left, input) * share(passing: right, input)
        case .or(let left, let right): return 1 - (1 - share(passing: left, input)) * (1 - share(passing: right, input))
        case .not(let part): return 1 - share(passing: part, input)
        case .compare(let comparison, _, let left, let right, notice: _):
            let equal = 1 / max(distinct(left, of: rows, input), distinct(right, of: rows, input), 1)
            switch comparison {
            case .equal: return equal
            case .notEqual: return 1 - equal
            case .less, .lessOrEqual, .greater, .greaterOrEqual: return Self.comparison
            }
        case .isMissing(let value): return value.type.isOptional ? 0.1 : 0
        case .isIn(let value, let list): return min(1, Double(list.count) / distinct(value, of: rows, input))
        case .search, .under: return 0.1
        case .isInPeriod: return Self.comparison
        default: return Self.unknown
        }
    }
}

extension Plan {
    /// The scan whose rows this one hands on, with columns added at most.
    fileprivate var scanBelowComputations: Plan? {
        switch self {
        case .scan: self
        case .project(let plan): plan.input.scanBelowComputations
        default: nil
        }
    }
}
