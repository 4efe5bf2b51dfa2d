import Semantics

extension CheckedExpression {
    /// The moment whose day this is, for who can compare moments and need not work out the day of each.
    package var momentOfDay: CheckedExpression? {
        guard case .convert(let moment) = node, type.kind == .date, moment.type.kind == .timestamp else { return nil }
        return moment
    }
}
