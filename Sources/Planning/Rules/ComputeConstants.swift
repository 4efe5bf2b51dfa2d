import Semantics

extension Rule {
    /// What a condition compares with is worked out before the first row, where nothing is read for it: `received >= $as_of - 30 days`.
    ///
    /// Law: an expression that reads no column has one value for all rows.
    ///
    /// For rules that look for constants; to work it out once, not for each row, an expression needs no rule. Only in filters, and only what counts
    /// nothing: `x / 0` is counted for each row. What fails stays, since it is a mistake only if there is a row.
    static let computeConstants = Rule("ComputeConstants") { pipeline, value in
        pipeline.mapPlans { compute($0, value) }
    }

    private static func compute(_ plan: Plan, _ value: (CheckedExpression) -> Value?) -> Plan {
        let plan = plan.mapInputs { compute($0, value) }
        guard case .filter(var filter) = plan else { return plan }
        filter.condition = filter.condition.map { part in
            guard part.isOfConstants, let known = value(part), !known.isMissing else { return part }
            return CheckedExpression(.constant(known), part.type, part.place)
        }
        return .filter(filter)
    }
}

extension CheckedExpression {
    /// Plain arithmetic on constants, or one of them in another form.
    fileprivate var isOfConstants: Bool {
        switch node {
        case .arithmetic(.divide, _, _): false
        case .arithmetic(_, let lhs, let rhs), .span(let lhs, let rhs): lhs.isConstant && rhs.isConstant
        case .negate(let operand), .convert(let operand): operand.isConstant
        default: false
        }
    }
}
