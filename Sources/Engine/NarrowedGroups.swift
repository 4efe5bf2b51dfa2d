import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// Groups on the right side of a join of which few are asked for: `from orders | where placed in @2019-Q2 and count(lines where late) > 0`.
///
/// Grouping all lines by their orders costs as much as there are lines, even where the filter on the left leaves a handful of orders. So the keys
/// of the left are computed beforehand, and when they are few, only right rows that have one of them are grouped (a semi-join, as in
/// Bernstein and Chiu, 1981). The left is read twice, which is why it must be a filtered table; whether the keys are few is seen and not guessed.
extension Executor {
    /// The right side over fewer rows; `nil` where it is to be taken as it stands.
    func narrowed(_ plan: JoinPlan) throws -> Plan? {
        guard plan.kind.looksForKeys, case .aggregate(var groups) = plan.right, groups.isQuiet,
            let left = plan.left.filteredScan?.table, let right = groups.input.quietScan?.table, try isWorthReadingTwice(left, before: right)
        else { return nil }
        // The pairs of keys that are columns of the right rows before they are grouped.
        let pairs = zip(plan.leftKeys, plan.rightKeys).compactMap { left, right -> (left: CheckedExpression, right: CheckedExpression)? in
            guard case .column(let id) = right.node, let key = groups.keys.first(where: { $0.id == id })?.value, key.type.kind == left.type.kind else { return nil }
            return (left, key)
        }
        guard !pairs.isEmpty, let wanted = try keys(pairs.map(\.left), of: plan.left) else { return nil }
        let rows = KeptRows(number: -1 - kept.count, columns: wanted.columns)
        kept[rows.number] = wanted.store
        groups.input = .join(JoinPlan(
            kind: .matching, left: groups.input, right: .kept(rows), leftKeys: pairs.map(\.right),
            rightKeys: zip(wanted.columns, pairs).map { CheckedExpression(.column($0), $1.left.type) }, rightColumns: [], rightName: plan.rightName))
        return .aggregate(groups)
    }

    /// A few rows are soon grouped, and few groups are counted in an array faster than a key is looked up.
    private func isWorthReadingTwice(_ left: String, before right: String) throws -> Bool {
        guard let keys = try context.tables.source(left).rowCount, let rows = try context.tables.source(right).rowCount else { return false }
        return keys > 2 * context.parallelism.groupsToMerge && rows > 2 * context.parallelism.rowsPerThread
    }

    /// The keys of the rows; `nil` for too many, or where a row fails, which is for the join to report in its place. Nothing is counted.
    private func keys(_ keys: [CheckedExpression], of plan: Plan) throws -> (columns: [ColumnID], store: KeptRowStore)? {
        // No column of a plan has a number below 0.
        let computations = keys.enumerated().map { Computation(id: ColumnID(-2 - $0), value: $1) }
        let columns = computations.map(\.id)
        let executor = Executor(context: QueryContext(partOf: context, parallelism: .single))
        executor.kept = kept
        let store = try KeptRowStore(columns: columns, context: context)
        do {
            let cursor = try executor.run(.project(ProjectPlan(input: plan, computations: computations)))
            let places = columns.map { cursor.position(of: $0) }
            var count = 0
            while let batch = try cursor.next() {
                count += batch.count
                if count > 4 * context.parallelism.groupsToMerge { return nil }
                try store.add(Batch(columns: places.map { batch.columns[$0] }, count: batch.count))
            }
        } catch is DiagnosticList {
            return nil
        }
        return (columns, store)
    }
}

extension JoinPlan.Kind {
    /// Rows of the right that no row of the left asks for change nothing.
    fileprivate var looksForKeys: Bool {
        switch self {
        case .attach, .lookup, .all: true
        case .matching, .both: false
        }
    }
}

extension Plan {
    /// The table of which this plan drops rows and does nothing else; `nil` where it drops none.
    fileprivate var filteredScan: TableScan? {
        guard case .filter(let filter) = self else { return nil }
        if case .scan(let scan) = filter.input { return scan }
        return filter.input.filteredScan
    }

    /// The table whose rows this plan takes, some of them, so that nobody notices which ones it has looked at.
    fileprivate var quietScan: TableScan? {
        switch self {
        case .scan(let scan): scan
        case .filter(let filter): filter.condition.isQuiet ? filter.input.quietScan : nil
        default: nil
        }
    }
}

extension AggregatePlan {
    /// Whether rows may be left out whose groups nobody looks at: none of them fails, and none is counted as left out or missing.
    fileprivate var isQuiet: Bool {
        totals == nil && domains.isEmpty && keys.allSatisfy(\.value.isQuiet)
            && aggregates.allSatisfy { aggregate in
                aggregate.call.expressions.allSatisfy(\.isQuiet) && aggregate.call.arguments.allSatisfy { !$0.type.isOptional }
            }
    }
}
