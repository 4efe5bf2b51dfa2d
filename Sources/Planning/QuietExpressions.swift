import Semantics

/// What is known of an expression without looking at a row: rules move, share and leave out only what nobody would notice.
extension CheckedExpression {
    /// It has a value, or none, for every row, whatever is in it, and nothing is counted of it.
    package var isQuiet: Bool { cannotFail && !countsComparisons }

    /// Whether it has a value, or none, for every row, whatever is in it.
    var cannotFail: Bool {
        switch node {
        case .column, .constant: true
        case .compare(_, _, let lhs, let rhs, notice: _): lhs.cannotFail && rhs.cannotFail
        case .and(let lhs, let rhs), .or(let lhs, let rhs), .coalesce(let lhs, let rhs), .isInPeriod(let lhs, let rhs): lhs.cannotFail && rhs.cannotFail
        case .isIn(let value, let elements): value.cannotFail && elements.allSatisfy(\.cannotFail)
        case .not(let operand), .isMissing(let operand): operand.cannotFail
        case .convert(let operand): momentOfDay != nil && operand.cannotFail
        default: false
        }
    }

    /// A condition that is true or false whatever its parts are.
    var isNeverMissing: Bool {
        switch node {
        case .constant(let value): !value.isMissing
        case .compare, .isMissing, .not, .and, .or, .search, .isIn, .isInList, .isInPeriod, .isInQuery, .under: true
        default: false
        }
    }

    /// Whether a comparison in it is counted when it meets a missing value.
    var countsComparisons: Bool {
        contains { if case .compare(_, _, _, _, notice: _?) = $0.node { true } else { false } }
    }
}
