import Semantics

extension Rule {
    /// Conditions that are decided before the first row: `if $detailed then …`, `where true and c`.
    ///
    /// Law: `true and c` = `c and true` = `c`, `false or c` = `c or false` = `c` where c is never missing, `if true then a else b` = `a`,
    /// and likewise for false; `not true` = `false`; `a ?? b` = `a` for a constant `a` that is present; a filter by `true` keeps all rows.
    ///
    /// Not `true and c` = `c` where c may be missing: then the first is false and the second missing, which `all` leaves out. That its
    /// type says it is present is not enough, since the path of a link without a row is missing all the same.
    /// Not when the part that goes away counts something: `false and due < $as_of` is false, but the comparison is counted over
    /// all rows that enter the stage (with due missing on two rows: 2). And not `c and false` = `false`: c may fail, and
    /// what stands on the left is evaluated.
    static let foldConstants = Rule("FoldConstants") { pipeline in
        pipeline.mapPlans(fold)
    }

    private static func fold(_ plan: Plan) -> Plan {
        let folded = plan.mapInputs(fold).mapExpressions { $0.map(fold) }
        if case .filter(let filter) = folded, filter.condition.truth == true { return filter.input }
        return folded
    }

    private static func fold(_ expression: CheckedExpression) -> CheckedExpression {
        switch expression.node {
        case .and(let lhs, let rhs):
            if lhs.truth == true, rhs.isNeverMissing { return rhs }
            if rhs.truth == true, lhs.isNeverMissing { return lhs }
            if lhs.truth == false, !rhs.countsComparisons { return lhs }
        case .or(let lhs, let rhs):
            if lhs.truth == false, rhs.isNeverMissing { return rhs }
            if rhs.truth == false, lhs.isNeverMissing { return lhs }
            if lhs.truth == true, !rhs.countsComparisons { return lhs }
        case .not(let operand):
            if let truth = operand.truth { return expression.replaced(by: .constant(.bool(!truth))) }
        case .choose(let condition, let whenTrue, let whenFalse):
            guard let truth = condition.truth else { break }
            let (chosen, other) = truth ? (whenTrue, whenFalse) : (whenFalse, whenTrue)
            // The branches may differ in what their columns look like in memory, as missing and text do.
            if !other.countsComparisons, chosen.type.kind == expression.type.kind { return chosen }
        case .coalesce(let first, let second):
            if case .constant(let value) = first.node, !value.isMissing, !second.countsComparisons, first.type.kind == expression.type.kind { return first }
        default: break
        }
        return expression
    }
}

extension CheckedExpression {
    fileprivate var truth: Bool? {
        if case .constant(.bool(let value)) = node { value } else { nil }
    }

    fileprivate func replaced(by node: Node) -> CheckedExpression { CheckedExpression(node, type, place) }
}
