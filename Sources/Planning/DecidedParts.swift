import Semantics

extension CheckedExpression {
    /// What is true wherever this is, made of the comparisons that someone can decide before it is worked out: of the parts that `and` puts together
    /// the first ones, up to one that could fail.
    func firstParts(_ isDecided: (CheckedExpression) -> Bool) -> CheckedExpression? {
        CheckedExpression.together(conjuncts.prefix(while: \.cannotFail).compactMap { $0.part(isDecided) })
    }

    /// Conditions of which all must be true; `nil` for none.
    static func together(_ parts: [CheckedExpression]) -> CheckedExpression? {
        parts.first.map { first in parts.dropFirst().reduce(first) { CheckedExpression(.and($0, $1), .bool, $0.place) } }
    }

    func part(_ isDecided: (CheckedExpression) -> Bool) -> CheckedExpression? {
        switch node {
        case .and(let lhs, let rhs):
            guard let left = lhs.part(isDecided) else { return rhs.part(isDecided) }
            guard let right = rhs.part(isDecided) else { return left }
            return CheckedExpression(.and(left, right), .bool, place)
        case .or(let lhs, let rhs):
            guard let left = lhs.part(isDecided), let right = rhs.part(isDecided) else { return nil }
            return CheckedExpression(.or(left, right), .bool, place)
        default: return isDecided(self) ? self : nil
        }
    }

    var isConstant: Bool { if case .constant = node { true } else { false } }
}

extension Plan {
    /// The table whose rows this plan hands on, all of them, with columns that have a value or none for every row.
    var scanBelowQuietSteps: TableScan? {
        switch self {
        case .scan(let scan): scan
        case .project(let project) where project.computations.allSatisfy(\.value.isQuiet): project.input.scanBelowQuietSteps
        default: nil
        }
    }
}
