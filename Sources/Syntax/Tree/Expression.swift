import Diagnostics

/// An expression as it was written: what it is and where it stands.
package struct Expression: Sendable {
    package indirect enum Node: Sendable {
        /// `1_200`, `3.5`; with the unit written after it, `2 million`, `0.1 points`, `3 working days`.
        case number(NumberLiteral)
        /// `97.2%`, digits without the sign: `97.2`.
        case percent(String)
        /// `@2019-06-30`, `@2019-H1`, `@last_month`, the text after `@`.
        case date(String)
        /// `"text {expr}"` and `"""…"""`.
        case text(TextLiteral)
        /// `'raw'`
        case raw(String)
        /// `true`, `false`
        case boolean(Bool)
        /// `missing`
        case missing
        /// `name`
        case name(Name)
        /// `$name`
        case parameter(Name)
        /// `a.b`
        case member(Expression, Name)
        /// `f(a, b where c)`, or `a.f(b)` with `receiver` a.
        case call(receiver: Expression?, Name, Arguments)
        /// `-a`
        case negate(Expression)
        /// `not a`
        case not(Expression)
        /// `a + b` and every other infix operator
        case binary(BinaryOperator, operatorSpan: Span, Expression, Expression)
        /// `a is missing`, `a is not present`: `negated` is the word `not`.
        case isMissing(Expression, negated: Bool, present: Bool)
        /// `if c then a else b`
        case choose(Expression, Expression, Expression)
        /// `[a, b]`
        case list([Expression])
        /// `(from …)`
        case pipeline(Pipeline)
        /// `(a)`: kept so that printing gives back what was written where it matters.
        case parenthesized(Expression)
        /// Where an expression should stand and none does; a diagnostic has been reported.
        case absent
    }

    package var node: Node
    package var span: Span

    package init(_ node: Node, _ span: Span) {
        self.node = node
        self.span = span
    }
}

/// A name and where it stands. `quoted` when it was written in backquotes.
package struct Name: Hashable, Sendable {
    package var text: String
    package var span: Span
    package var quoted: Bool

    package init(_ text: String, _ span: Span, quoted: Bool = false) {
        self.text = text
        self.span = span
        self.quoted = quoted
    }
}

package struct NumberLiteral: Sendable {
    /// Digits as written without `_`: `1200`, `3.5`, `1e-3`.
    package var digits: String
    /// The digits as written, for printing.
    package var written: String
    package var unit: NumberUnit?
    /// The unit as written: `million`, `tỷ`, `working days`.
    package var writtenUnit: String?

    package init(digits: String, written: String, unit: NumberUnit? = nil, writtenUnit: String? = nil) {
        self.digits = digits
        self.written = written
        self.unit = unit
        self.writtenUnit = writtenUnit
    }
}

/// What may follow a number.
package enum NumberUnit: Sendable, CaseIterable {
    case thousand, million, billion, points
    case days, weeks, months, quarters, years, workingDays
}

/// The parts of a text literal: pieces of text and, in braces, expressions.
package struct TextLiteral: Sendable {
    package enum Part: Sendable {
        case text(String)
        case expression(Expression)
    }
    package var parts: [Part]
    /// Written with three quotes.
    package var isBlock: Bool

    package init(_ parts: [Part], isBlock: Bool = false) {
        self.parts = parts
        self.isBlock = isBlock
    }
}

/// What stands in the parentheses of a call: `x, n: 3, rate desc where late`.
package struct Arguments: Sendable {
    package struct Argument: Sendable {
        /// `sheet:` of `sheet: "2019"`
        package var label: Name?
        package var value: Expression
        /// `desc` or `asc` after the value, as in `rank(rate desc)`.
        package var order: SortOrder?
        package init(label: Name?, value: Expression, order: SortOrder? = nil) {
            self.label = label
            self.value = value
            self.order = order
        }
    }
    package var items: [Argument]
    /// The trailing condition of an aggregate: `where decided`.
    package var condition: Expression?
    package var span: Span

    package init(_ items: [Argument], condition: Expression? = nil, span: Span) {
        self.items = items
        self.condition = condition
        self.span = span
    }
}

package enum SortOrder: Sendable { case ascending, descending }

/// Infix operators; `symbol` is how each is written.
package enum BinaryOperator: String, Sendable, CaseIterable {
    case or = "or"
    case and = "and"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contains = "~"
    case doesNotContain = "!~"
    case isIn = "in"
    case isNotIn = "not in"
    case range = ".."
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case per = "per"
    case coalesce = "??"

    package var symbol: String { rawValue }
}
