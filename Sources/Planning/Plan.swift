import Diagnostics
import Semantics

/// What is to be computed, as operators over numbered columns: no names, no syntax, nothing about how.
///
/// Every node adds to or narrows what flows through it; columns keep their numbers from scan to
/// output, so that moving a node needs no renaming. `PlanText` writes it in its stable text form.
package indirect enum Plan: Sendable {
    /// The rows of a table: only the columns that something above uses.
    case scan(TableScan)
    /// Constant rows: for each row a constant expression a column.
    case values([ColumnID], types: [Type], [[CheckedExpression]])
    case filter(FilterPlan)
    case project(ProjectPlan)
    case aggregate(AggregatePlan)
    case window(WindowPlan)
    case sort(SortPlan)
    case take(TakePlan)
    case distinct(DistinctPlan)
    case join(JoinPlan)
    case append(AppendPlan)
    case pivot(PivotPlan)
    case unpivot(UnpivotPlan)
    case sample(SamplePlan)
    case check(CheckPlan)
    /// Rows that an earlier step of the same pipeline has kept.
    case kept(KeptRows)
}

/// Rows in memory that several steps of one pipeline read: the prefix before a `show`, `save` or table check in its middle.
package struct KeptRows: Sendable {
    /// Which ones, within the pipeline.
    package var number: Int
    package var columns: [ColumnID]
    package init(number: Int, columns: [ColumnID]) {
        self.number = number
        self.columns = columns
    }
}

/// Keeps the rows for which the condition is true.
package struct FilterPlan: Sendable {
    package var input: Plan
    package var condition: CheckedExpression
    /// Columns that the condition alone reads: what stands in them behind the filter is not defined.
    package var spent: Set<ColumnID> = []
    /// What of the condition says by the bounds of columns alone that no row of a zone of the table below can pass.
    package var zones: CheckedExpression?
    /// What of the condition the reading of the table below can decide row by row.
    package var read: CheckedExpression?
    /// Whether that is all of the condition.
    package var isReadWhole = false
    /// Columns of the table of which it is counted how many of the rows that come to a comparison lack a value.
    package var counted: Set<ColumnID> = []
    /// What follows links, which may lead nowhere, of all rows that reading hands on: computations before the filter, and parts of the condition that
    /// reading does not decide.
    package var followed: [CheckedExpression] = []
    package init(input: Plan, condition: CheckedExpression) {
        self.input = input
        self.condition = condition
    }

    /// The condition as written, under which its rows are counted; `nil` for one that a stage is made of.
    package var words: String? { condition.place.map { $0.source.slice($0.span) } }
}

/// Adds computed columns to each row. Expressions hold no aggregate, window, reverse link or subquery.
package struct ProjectPlan: Sendable {
    package var input: Plan
    package var computations: [Computation]
    package init(input: Plan, computations: [Computation]) {
        self.input = input
        self.computations = computations
    }
}

/// `#9 = sum(#4 where #5)`
package struct AggregateComputation: Sendable {
    package var id: ColumnID
    package var call: AggregateCall
    package init(id: ColumnID, call: AggregateCall) {
        self.id = id
        self.call = call
    }
}

/// One row a group, in the order of the keys or of their first rows; without keys exactly one row.
///
/// With `totals`, each value of the first keys is followed by a row that rolls the last key up, and so on to
/// the grand total; the column `totals` says how many keys a row rolls up, and rolled-up keys are missing in it.
/// Totals are aggregated from rows, never from the rows of this output.
package struct AggregatePlan: Sendable {
    package var input: Plan
    package var keys: [Computation]
    package var aggregates: [AggregateComputation]
    package var totals: ColumnID?
    /// Groups that are there even without rows: every combination of these.
    package var domains: [PlannedDomain]
    /// Whether the groups come in the order of their keys; else nobody sees their order.
    package var isSorted = true
    /// Whether anything above reads one of the keys.
    package var readsKeys = true
    package init(input: Plan, keys: [Computation], aggregates: [AggregateComputation], totals: ColumnID?, domains: [PlannedDomain] = []) {
        self.input = input
        self.keys = keys
        self.aggregates = aggregates
        self.totals = totals
        self.domains = domains
    }
}

/// The values that some keys of an aggregation have at any rate.
package struct PlannedDomain: Sendable {
    package enum Values: Sendable {
        case declared([String])
        /// A column a key.
        case rows(Plan)
        case periods(PeriodUnit?, isReporting: Bool, calendar: String?, span: CheckedExpression?)
        case present
    }
    /// The keys by their place.
    package var keys: [Int]
    package var values: Values
    package init(keys: [Int], values: Values) {
        self.keys = keys
        self.values = values
    }
}

/// Adds columns that look at other rows of the same partition. Keeps the order of rows.
package struct WindowPlan: Sendable {
    package enum Call: Sendable {
        /// The aggregate of the whole partition.
        case aggregate(AggregateCall)
        case window(WindowCall)
    }
    package var input: Plan
    package var partition: [CheckedExpression]
    package var order: [CheckedSortKey]
    package var calls: [(id: ColumnID, call: Call)]
    /// Total rows, marked here, are left out.
    package var totals: ColumnID?
    package init(input: Plan, partition: [CheckedExpression], order: [CheckedSortKey], calls: [(id: ColumnID, call: Call)], totals: ColumnID?) {
        self.input = input
        self.partition = partition
        self.order = order
        self.calls = calls
        self.totals = totals
    }
}

/// Stable; missing last either way; with `totals` rows stay in their groups and totals after them.
package struct SortPlan: Sendable {
    /// The only rows that are wanted: the first ones of each group, with those that stand level with the last of them.
    package struct Top: Sendable {
        /// A constant expression.
        package var count: CheckedExpression
        /// Columns.
        package var partition: [CheckedExpression]
        package var keepsTies: Bool
        package init(count: CheckedExpression, partition: [CheckedExpression], keepsTies: Bool) {
            self.count = count
            self.partition = partition
            self.keepsTies = keepsTies
        }
    }
    package var input: Plan
    package var keys: [CheckedSortKey]
    package var totals: TotalsInfo?
    /// Other rows may come out too; a take above decides.
    package var top: Top?
    package init(input: Plan, keys: [CheckedSortKey], totals: TotalsInfo?) {
        self.input = input
        self.keys = keys
        self.totals = totals
    }
}

/// The first or last rows, of all or of each group; with `ties` also those whose sort keys equal the last one's.
package struct TakePlan: Sendable {
    package var input: Plan
    /// A constant expression.
    package var count: CheckedExpression
    package var isLast: Bool
    package var partition: [CheckedExpression]
    package var ties: [CheckedSortKey]?
    package init(input: Plan, count: CheckedExpression, isLast: Bool, partition: [CheckedExpression], ties: [CheckedSortKey]?) {
        self.input = input
        self.count = count
        self.isLast = isLast
        self.partition = partition
        self.ties = ties
    }
}

/// The first row of each combination of the keys, which are all that is left.
package struct DistinctPlan: Sendable {
    package var input: Plan
    package var keys: [Computation]
    package init(input: Plan, keys: [Computation]) {
        self.input = input
        self.keys = keys
    }
}

/// Adds the right side's columns to the left side's rows, in the order of the left.
package struct JoinPlan: Sendable {
    package enum Kind: Sendable {
        /// At most one match, or an error that names `rightName` and the rows; rows without one stay and are counted.
        case lookup
        /// Every match; rows without one go and are counted.
        case all
        /// Rows that have a match, without the right side's columns. Missing matches missing. Nothing is counted.
        case matching
        /// At most one match on either side, or an error that names the rows. Rows of the right side without one follow at the end;
        /// two columns say on which sides a row was. Nothing is counted.
        case both(left: ColumnID, right: ColumnID)
        /// At most one match by construction; without one, the named columns get these values. Nothing is counted.
        case attach(defaults: [ColumnID: Value])
    }
    package var kind: Kind
    package var left: Plan
    package var right: Plan
    package var leftKeys: [CheckedExpression]
    package var rightKeys: [CheckedExpression]
    package var rightColumns: [ColumnID]
    package var rightName: String
    /// Rows without a match are counted, where the kind counts them.
    package var isTold: Bool
    /// Columns of the left that only the keys read, so that what comes out need not hold their values.
    package var spent: Set<ColumnID> = []
    /// Whether rows come in the order of the left side; else nobody sees their order, nor can anything above fail.
    package var keepsOrder = true

    /// What comes out: the columns of both sides, and the marks of `both`.
    package var columns: [ColumnID] {
        if case .both(let ours, let theirs) = kind { return left.columns + rightColumns + [ours, theirs] }
        return left.columns + rightColumns
    }

    package init(
        kind: Kind, left: Plan, right: Plan, leftKeys: [CheckedExpression], rightKeys: [CheckedExpression], rightColumns: [ColumnID], rightName: String,
        isTold: Bool = true
    ) {
        self.kind = kind
        self.left = left
        self.right = right
        self.leftKeys = leftKeys
        self.rightKeys = rightKeys
        self.rightColumns = rightColumns
        self.rightName = rightName
        self.isTold = isTold
    }
}

/// The rows of the left, then those of the right, under new column numbers.
package struct AppendPlan: Sendable {
    package var left: Plan
    package var right: Plan
    package var columns: [(id: ColumnID, left: CheckedExpression, right: CheckedExpression)]
    package init(left: Plan, right: Plan, columns: [(id: ColumnID, left: CheckedExpression, right: CheckedExpression)]) {
        self.left = left
        self.right = right
        self.columns = columns
    }
}

/// One row for each combination of the keys; for each value of `across` a column an aggregate over the rows that meet there.
///
/// Rows come in the order in which their keys first appear, with totals in the order of the keys.
package struct PivotPlan: Sendable {
    package struct Cells: Sendable {
        package var call: AggregateCall
        /// One for each value of `across`.
        package var ids: [ColumnID]
        /// Over all values.
        package var total: ColumnID?
        package init(call: AggregateCall, ids: [ColumnID], total: ColumnID?) {
            self.call = call
            self.ids = ids
            self.total = total
        }
    }
    package var input: Plan
    package var keys: [Computation]
    package var across: CheckedExpression
    package var values: [Value]
    package var cells: [Cells]
    package var demandsSingle: Bool
    package var groupOrder: [Int]?
    package var totals: ColumnID?
    package init(input: Plan, keys: [Computation], across: CheckedExpression, values: [Value], cells: [Cells], demandsSingle: Bool, groupOrder: [Int]?, totals: ColumnID?) {
        self.input = input
        self.keys = keys
        self.across = across
        self.values = values
        self.cells = cells
        self.demandsSingle = demandsSingle
        self.groupOrder = groupOrder
        self.totals = totals
    }

    /// What comes out: keys, for each aggregate its cells and their total, the number of keys rolled up.
    package var columns: [ColumnID] {
        keys.map(\.id) + cells.flatMap { $0.ids + ($0.total.map { [$0] } ?? []) } + (totals.map { [$0] } ?? [])
    }
}

/// Each row once for each name: its kept columns, the name, and the values that belong to the name.
package struct UnpivotPlan: Sendable {
    package var input: Plan
    /// The columns of the input that are carried along.
    package var kept: [ColumnID]
    package var reshape: CheckedUnpivot
    package init(input: Plan, kept: [ColumnID], reshape: CheckedUnpivot) {
        self.input = input
        self.kept = kept
        self.reshape = reshape
    }
}

/// So many of the rows, in their order; which ones depends on the seed and on the key or position of each row alone.
package struct SamplePlan: Sendable {
    package var input: Plan
    package var choice: CheckedSample
    package init(input: Plan, choice: CheckedSample) {
        self.input = input
        self.choice = choice
    }
}

/// Passes rows on and remembers those for which the condition is false (`number` of the assertion in the run).
/// Over a table, `condition` is over one aggregated row and this node is not used.
package struct CheckPlan: Sendable {
    package var input: Plan
    package var number: Int
    package var assertion: CheckedAssertion
    package init(input: Plan, number: Int, assertion: CheckedAssertion) {
        self.input = input
        self.number = number
        self.assertion = assertion
    }
}
