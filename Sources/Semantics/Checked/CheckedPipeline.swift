import Diagnostics
import Syntax

/// A pipeline with names resolved: what each stage computes, by column number, and what it prints.
package struct CheckedPipeline: Sendable {
    package var source: CheckedSource
    package var stages: [CheckedStage]
    /// What comes out of the last stage.
    package var output: Relation
    /// The counted comparisons by number: the words shown for each.
    package var notices: [NoticeID: String]
    /// The pipelines in parentheses inside expressions; run first, in this order.
    package var subqueries: [Subquery]
    /// Where the planner goes on numbering.
    package var numbers: ColumnNumbers

    package init(source: CheckedSource, stages: [CheckedStage], output: Relation, numbers: ColumnNumbers, notices: [NoticeID: String] = [:], subqueries: [Subquery] = []) {
        self.source = source
        self.stages = stages
        self.output = output
        self.notices = notices
        self.subqueries = subqueries
        self.numbers = numbers
    }
}

/// A pipeline in parentheses inside an expression, which runs before the one that uses its value.
package struct Subquery: Sendable {
    package var id: SubqueryID
    package var pipeline: CheckedPipeline
    package var place: Diagnostic.Place
    /// One value is wanted, not a list.
    package var isScalar: Bool
    package init(id: SubqueryID, pipeline: CheckedPipeline, place: Diagnostic.Place, isScalar: Bool) {
        self.id = id
        self.pipeline = pipeline
        self.place = place
        self.isScalar = isScalar
    }
}

/// Where rows come from, with columns numbered.
package indirect enum CheckedSource: Sendable {
    case table(TableScan)
    /// `rows (a, b) [(1, 2), …]`: constant expressions, row by row.
    case rows([ColumnID], types: [Type], [[CheckedExpression]])
}

/// The columns of one reading of a table. The planner drops those that nothing uses.
package struct TableScan: Sendable {
    package struct Column: Sendable {
        package var id: ColumnID
        package var name: String
        package var type: Type
        package init(id: ColumnID, name: String, type: Type) {
            self.id = id
            self.name = name
            self.type = type
        }
    }
    /// The name of a column that no table has: the number of the row as it is read, from 1. It costs nothing unless it is asked for.
    package static let rowNumber = "\u{0}row"

    package var table: String
    package var columns: [Column]
    package init(table: String, columns: [Column]) {
        self.table = table
        self.columns = columns
    }
}

/// `#7 = e`
package struct Computation: Sendable {
    package var id: ColumnID
    package var value: CheckedExpression
    package init(id: ColumnID, value: CheckedExpression) {
        self.id = id
        self.value = value
    }
}

/// `e desc`
package struct CheckedSortKey: Sendable {
    package var value: CheckedExpression
    package var isDescending: Bool
    package init(_ value: CheckedExpression, isDescending: Bool) {
        self.value = value
        self.isDescending = isDescending
    }
}

/// One stage, in terms of column numbers; stages that only change names (keep, drop, rename) leave none.
package struct CheckedStage: Sendable {
    package indirect enum Node: Sendable {
        case filter(CheckedExpression)
        /// add and set: new columns; aggregates and windows run over `by` in the order of `along`.
        case compute([Computation], by: [CheckedExpression], along: [CheckedSortKey])
        /// `totals` is the column that says how many keys a row rolls up; `empty` says which groups there are even without rows.
        case summarize(keys: [Computation], items: [Computation], totals: ColumnID?, empty: [KeyDomain]?)
        /// `totals`: rows stay within their groups, totals after them.
        case sort([CheckedSortKey], totals: TotalsInfo?)
        case take(CheckedExpression, last: Bool, by: [CheckedExpression], ties: [CheckedSortKey]?)
        case distinct([Computation])
        case join(CheckedJoin)
        case append(CheckedAppend)
        case pivot(CheckedPivot)
        case unpivot(CheckedUnpivot)
        case sample(CheckedSample)
        case check(CheckedAssertion)
        case show(title: CheckedExpression?, with: ShowOptions, Relation)
        case save(path: String, options: [String: Value], Relation)
        /// Shows what these stages make of the rows, and passes the rows on.
        case describe([CheckedStage], Relation)
        case chart(CheckedChart)
    }
    package var node: Node
    /// The stage as written.
    package var span: Span
    package init(_ node: Node, span: Span) {
        self.node = node
        self.span = span
    }
}

/// `show … with counts, numbers`
package struct ShowOptions: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// Numerator and denominator beside each ratio.
    package static let counts = ShowOptions(rawValue: 1)
    /// A row of numbers under the headings, (1) (2) (3), as forms have it.
    package static let numbers = ShowOptions(rawValue: 2)
}

/// `lookup` and `join`: rows of both sides where all keys are equal; missing never is.
package struct CheckedJoin: Sendable {
    package enum Kind: Sendable {
        /// at most one match; rows without one stay
        case lookup
        /// all matches; rows without one go
        case all
        /// the rows of the left that have a match, as they are; missing matches missing
        case matching
        /// at most one match on either side; the rows of both sides stay, and two columns say on which they were
        case both(left: ColumnID, right: ColumnID)

        package var isLookup: Bool { if case .lookup = self { true } else { false } }
        package var addsColumns: Bool { if case .matching = self { false } else { true } }
    }
    package var kind: Kind
    package var right: CheckedPipeline
    package var leftKeys: [CheckedExpression]
    package var rightKeys: [CheckedExpression]
    /// What messages call the right side.
    package var rightName: String
    /// Rows without a match are told: not in a let that was read before.
    package var isTold = true
    package init(kind: Kind, right: CheckedPipeline, leftKeys: [CheckedExpression], rightKeys: [CheckedExpression], rightName: String) {
        self.kind = kind
        self.right = right
        self.leftKeys = leftKeys
        self.rightKeys = rightKeys
        self.rightName = rightName
    }
}

/// `append`: the rows of both sides, column by column under new numbers.
package struct CheckedAppend: Sendable {
    package var right: CheckedPipeline
    /// For each column of the result: its number, and the value on either side.
    package var columns: [(id: ColumnID, left: CheckedExpression, right: CheckedExpression)]
    /// What comes out, by name.
    package var relation: Relation
    package init(right: CheckedPipeline, columns: [(id: ColumnID, left: CheckedExpression, right: CheckedExpression)], relation: Relation) {
        self.right = right
        self.columns = columns
        self.relation = relation
    }
}

/// Which values some of a `summarize`'s keys have whether or not a row has them, for `with empty` (LANGUAGE section 15).
///
/// Domains are crossed with one another, so that every combination is a group.
package struct KeyDomain: Sendable {
    package enum Node: Sendable {
        /// An enum's values.
        case declared([String])
        /// What the rows of a linked table give, a column a key: keys along one path only as they occur there.
        case rows(CheckedPipeline)
        /// Every period from the first to the last of the span, else of those present. Without a unit it is that of those present.
        case periods(PeriodUnit?, isReporting: Bool, calendar: String?, span: CheckedExpression?)
        /// Those that rows have.
        case present
    }
    /// The keys by their place.
    package var keys: [Int]
    package var node: Node
    package init(keys: [Int], node: Node) {
        self.keys = keys
        self.node = node
    }
}

/// `pivot e across k`: one row for each combination of the row keys, one column for each value of k (and item).
///
/// Every item is an expression over aggregates of the rows that meet in a cell. A plain column is the one row's
/// value, which `demandsSingle` makes sure of.
package struct CheckedPivot: Sendable {
    package struct Item: Sendable {
        package var value: CheckedExpression
        /// One column for each value of the key, in their order.
        package var cells: [ColumnID]
        /// Over all values of the key.
        package var total: ColumnID?
        package init(value: CheckedExpression, cells: [ColumnID], total: ColumnID?) {
            self.value = value
            self.cells = cells
            self.total = total
        }
    }
    package var rowKeys: [Computation]
    package var across: CheckedExpression
    /// The values of `across`, known before the pivot runs, in their order.
    package var values: [Value]
    package var items: [Item]
    /// Two rows in one cell are a mistake.
    package var demandsSingle: Bool
    /// Takes the place of a `summarize` whose output was ordered by these keys (the row keys by their numbers, `across` after the
    /// last); rows come out in the order in which that output would have brought them.
    package var groupOrder: [Int]?
    /// How many row keys a row rolls up, with totals.
    package var totals: ColumnID?
    package init(rowKeys: [Computation], across: CheckedExpression, values: [Value], items: [Item], demandsSingle: Bool, groupOrder: [Int]?, totals: ColumnID?) {
        self.rowKeys = rowKeys
        self.across = across
        self.values = values
        self.items = items
        self.demandsSingle = demandsSingle
        self.groupOrder = groupOrder
        self.totals = totals
    }
}

/// A value that becomes a column.
package struct PivotKey: Sendable {
    package var value: Value
    /// The column's name, which is typed next.
    package var name: String
    /// As reports show it.
    package var label: String
    package init(value: Value, name: String, label: String) {
        self.value = value
        self.name = name
        self.label = label
    }
}

/// `chart line(x: month, y: rate, color: district) "Title"`: what is to be drawn, not how.
package struct CheckedChart: Sendable {
    package var form: ChartForm
    package var title: CheckedExpression?
    /// The marks: one row each, a column for every channel under the channel's name.
    package var marks: [Computation]
    package var relation: Relation
    package init(form: ChartForm, title: CheckedExpression?, marks: [Computation], relation: Relation) {
        self.form = form
        self.title = title
        self.marks = marks
        self.relation = relation
    }
}

/// `unpivot a, b into n, v`: for each row one row a name, with the value that stood under it.
///
/// There may be several values a name, each a column of its own, which is what `compare` and `describe` are made of.
package struct CheckedUnpivot: Sendable {
    package struct Values: Sendable {
        package var id: ColumnID
        /// One for each name, all of one type.
        package var parts: [CheckedExpression]
        package init(id: ColumnID, parts: [CheckedExpression]) {
            self.id = id
            self.parts = parts
        }
    }
    package var names: [String]
    /// The column of names, an enum of them.
    package var name: ColumnID
    package var values: [Values]
    package init(names: [String], name: ColumnID, values: [Values]) {
        self.names = names
        self.name = name
        self.values = values
    }
}

/// `sample n seed s`: the rows whose hashes come first.
package struct CheckedSample: Sendable {
    /// A whole number of rows or a share of them; constant.
    package var amount: CheckedExpression
    package var seed: UInt64
    /// The key of the rows; without one their position in the input is hashed.
    package var key: ColumnID?
    package init(amount: CheckedExpression, seed: UInt64, key: ColumnID?) {
        self.amount = amount
        self.seed = seed
        self.key = key
    }
}

/// `check c within t source "…" else "…"`, over rows or, when it aggregates, over the table.
package struct CheckedAssertion: Sendable {
    package var condition: CheckedExpression
    /// The two sides of an `==`, shown when it fails and measured by `within`.
    package var sides: (CheckedExpression, CheckedExpression)?
    /// The condition as written, for messages.
    package var text: String
    package var source: String?
    /// The message for a row or the table that fails.
    package var otherwise: CheckedExpression?
    package var isWarning: Bool
    /// It aggregates: one outcome for all rows.
    package var isOverTable: Bool
    package var place: Diagnostic.Place?
    package init(condition: CheckedExpression, sides: (CheckedExpression, CheckedExpression)? = nil, text: String, source: String?, otherwise: CheckedExpression?, isWarning: Bool, isOverTable: Bool, place: Diagnostic.Place?) {
        self.condition = condition
        self.sides = sides
        self.text = text
        self.source = source
        self.otherwise = otherwise
        self.isWarning = isWarning
        self.isOverTable = isOverTable
        self.place = place
    }
}
