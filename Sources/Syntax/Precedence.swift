/// How tightly operators bind, loosest first.
///
/// `not` and unary `-` are prefixes and have a level of their own: `not a == b` is `not (a == b)`,
/// and `-a ?? b` is `-(a ?? b)`. `Grammar/precedence.txt` repeats the table.
enum Precedence: Int, CaseIterable, Comparable, Sendable {
    case or, and, not, comparison, range, additive, multiplicative, negation, coalescing, postfix

    enum Associativity: String, Sendable { case left, none, prefix, postfix }

    var associativity: Associativity {
        switch self {
        case .or, .and, .additive, .multiplicative, .coalescing: .left
        case .comparison, .range: .none
        case .not, .negation: .prefix
        case .postfix: .postfix
        }
    }

    /// The level of an operand that stands to the right of an operator of this level.
    var tighter: Precedence {
        Precedence(rawValue: rawValue + 1) ?? .postfix
    }

    static func < (lhs: Precedence, rhs: Precedence) -> Bool { lhs.rawValue < rhs.rawValue }
}

extension BinaryOperator {
    var precedence: Precedence {
        switch self {
        case .or: .or
        case .and: .and
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains, .doesNotContain,
            .isIn, .isNotIn:
            .comparison
        case .range: .range
        case .add, .subtract: .additive
        case .multiply, .divide, .per: .multiplicative
        case .coalesce: .coalescing
        }
    }
}
