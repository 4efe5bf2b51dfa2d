import Diagnostics
import Synchronization
import Syntax

/// A column of a running query, by number: names are the checker's business, so a renamed, hidden or
/// shadowed column is never confused with another.
package struct ColumnID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let number: Int
    package init(_ number: Int) { self.number = number }
    package static func < (lhs: ColumnID, rhs: ColumnID) -> Bool { lhs.number < rhs.number }
    package var description: String { "#\(number)" }
}

/// Hands out column numbers; one for each statement, shared by checker and planner.
package final class ColumnNumbers: Sendable {
    private let last = Atomic<Int>(0)
    package init() {}
    package func make() -> ColumnID { ColumnID(last.wrappingAdd(1, ordering: .relaxed).newValue) }
    /// As many numbers in a row.
    /// - Returns: the first of them.
    package func make(_ count: Int) -> ColumnID { ColumnID(last.wrappingAdd(count, ordering: .relaxed).oldValue + 1) }
}

/// An expression whose names are resolved and whose types fit.
///
/// Conversions are written out (`convert`), measures and computed columns are expanded, link paths
/// are hops. What is left needs no catalogue but the functions' kernels.
package struct CheckedExpression: Sendable {
    package indirect enum Node: Sendable {
        case constant(Value)
        case column(ColumnID)
        /// `$name`: replaced by its value before planning.
        case parameter(String)
        /// `link.column`: the row of `table` whose key is the value, then its column. Missing without such a row.
        case linked(CheckedExpression, table: String, column: String)
        /// `unit.at(day)`: what the row has become by that day, following who took whose place.
        case successor(CheckedExpression, table: String, CheckedExpression)
        /// `unit.district`: the row itself or the ancestor at that level of the table's tree, as a link.
        ///
        /// With a day (in the last place) as the tree stood then. `nil` where the table's rows do not change, and
        /// while `$as_of` is not known, which is a mistake if there is a row that has a successor.
        case ancestor(CheckedExpression, table: String, level: String, asOf: CheckedExpression?)
        /// `unit.under(x)`: x is a key or a name of the table, or a link; as of a day like an ancestor.
        case under(CheckedExpression, table: String, CheckedExpression, asOf: CheckedExpression?)
        case negate(CheckedExpression)
        case not(CheckedExpression)
        case and(CheckedExpression, CheckedExpression)
        case or(CheckedExpression, CheckedExpression)
        /// + - × on operands of the types that `ArithmeticForm` names.
        case arithmetic(ArithmeticForm, CheckedExpression, CheckedExpression)
        /// Both sides of one kind, except days against periods.
        case compare(ComparisonOperator, ComparisonForm, CheckedExpression, CheckedExpression, notice: NoticeID?)
        /// `a is missing`
        case isMissing(CheckedExpression)
        /// `a ~ pattern`
        case search(CheckedExpression, CheckedExpression)
        /// `a in [b, c]`, elements of the type of a; a missing a is in the list only if it names `missing`.
        case isIn(CheckedExpression, [CheckedExpression])
        /// `a in list`, where the right side is a list chosen by a condition.
        case isInList(CheckedExpression, CheckedExpression)
        /// `day in period`, both ends included; false when a side is missing.
        case isInPeriod(CheckedExpression, CheckedExpression)
        /// `a in (from …)`: the subquery's one column.
        case isInQuery(CheckedExpression, SubqueryID)
        /// `(from … | summarize x)` as one value.
        case query(SubqueryID)
        case choose(CheckedExpression, CheckedExpression, CheckedExpression)
        /// `a ?? b`
        case coalesce(CheckedExpression, CheckedExpression)
        /// `a per b`
        case per(CheckedExpression, CheckedExpression)
        /// `a..b` of two days or periods.
        case span(CheckedExpression, CheckedExpression)
        /// A row of the function tables: its name and which overload.
        case call(String, overload: Int, [CheckedExpression])
        case convert(CheckedExpression)
        /// `"… {e} …"`, each part text already or shown as output shows it.
        case interpolate([CheckedExpression])
        case list([CheckedExpression])
        /// Only in summarize, in add and set over a group, and in table checks.
        case aggregate(AggregateCall)
        /// Only in add and set.
        case window(WindowCall)
        /// An aggregate over the rows of another table that link to this row.
        case reverse(ReverseAggregate)
    }

    package var node: Node
    package var type: Type
    /// Where it was written, in the script or in the model; `nil` for what the checker or planner made up.
    package var place: Diagnostic.Place?
    /// It holds what a private column holds, and its node does not say so any more: the value of a `let`.
    package var isPrivate = false

    package init(_ node: Node, _ type: Type, _ place: Diagnostic.Place? = nil) {
        self.node = node
        self.type = type
        self.place = place
    }
}

/// The six comparisons; `==` and `!=` are total, the others false where a side is missing.
package enum ComparisonOperator: String, Sendable { case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">=" }

/// How two sides are compared; the checker has converted them so that one form fits.
package enum ComparisonForm: Sendable {
    /// both int, both date, both timestamp, both float, both bool
    case same
    /// both decimal, of any scale
    case decimal
    /// both text: bytes for equality, collation for order
    case text
    /// both of one enum, or an enum against its values: declared order
    case enumeration
    /// both links of one table (order: that of the table's rows)
    case link
    /// a ratio against a ratio: exactly, by cross multiplication
    case ratio
    /// both points
    case points
    case period
    /// a date on the left, a period on the right: before its first, after its last
    case dayWithPeriod
}

/// Which arithmetic: the checker has chosen it by the types of both sides.
package enum ArithmeticForm: String, Sendable {
    // Numbers: both sides of the result's kind.
    case add = "+", subtract = "-", multiply = "*"
    /// float ÷ float; missing when the divisor is 0
    case divide = "/"
    /// date − date in days
    case daysBetween
    /// date, timestamp or period ± duration; the checker negates the duration for −
    case shift
    /// duration + duration
    case addDurations
    /// int × duration
    case scaleDuration
    /// ratio − ratio: points
    case ratioDifference
    /// 1 − ratio: the other part
    case ratioComplement
    /// ratio × number: its value times that
    case ratioTimes
    /// points ± points
    case addPoints, subtractPoints
}

/// A counted comparison: which columns it is about.
package struct NoticeID: Hashable, Sendable {
    package let number: Int
    package init(_ number: Int) { self.number = number }
}

/// A pipeline in parentheses, by number within its statement.
package struct SubqueryID: Hashable, Sendable {
    package let number: Int
    package init(_ number: Int) { self.number = number }
}

/// `sum(fee where channel == "online")`
package struct AggregateCall: Sendable {
    package var function: String
    package var overload: Int
    package var arguments: [CheckedExpression]
    package var condition: CheckedExpression?
    package var type: Type
    /// What it leaves out is told: not where it belongs to a stage that is made of such calls, nor in a let that was read before.
    package var isTold = true
    /// `sum(fee)`: what notices call it. Noted when it is checked, so that no rewriting of its arguments changes the words.
    package let words: String
    package init(function: String, overload: Int, arguments: [CheckedExpression], condition: CheckedExpression?, type: Type) {
        self.function = function
        self.overload = overload
        self.arguments = arguments
        self.condition = condition
        self.type = type
        let written = arguments.map { $0.place.map { $0.source.slice($0.span) } ?? "…" }
        words = "\(function)(\(written.joined(separator: ", ")))"
    }
}

/// `rank(rate desc)`, `lag(x, 2)`
package struct WindowCall: Sendable {
    package var function: String
    package var overload: Int
    package var arguments: [CheckedExpression]
    /// Of the first argument, for ranks.
    package var order: SortOrder?
    package var isDescending: Bool { order == .descending }
    package var type: Type
    package init(function: String, overload: Int, arguments: [CheckedExpression], order: SortOrder?, type: Type) {
        self.function = function
        self.overload = overload
        self.arguments = arguments
        self.order = order
        self.type = type
    }
}

/// `count(dossiers where received in @2019)` on a row of units.
///
/// `value` is an expression over aggregates of the linked table's scan; `scan` gives its columns their numbers.
package struct ReverseAggregate: Sendable {
    package var scan: TableScan
    /// The column of the linked table that holds this row's key.
    package var linkColumn: ColumnID
    /// This row's key.
    package var key: CheckedExpression
    package var value: CheckedExpression
    package init(scan: TableScan, linkColumn: ColumnID, key: CheckedExpression, value: CheckedExpression) {
        self.scan = scan
        self.linkColumn = linkColumn
        self.key = key
        self.value = value
    }
}
