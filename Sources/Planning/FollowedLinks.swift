import Semantics

extension CheckedExpression {
    /// The one column of links that this reads, and nothing else: what it says is decided by the row that a link names, or by there being none.
    ///
    /// Whether to follow the links could fail or counts something is known only when the tables have been read.
    /// - Returns: `nil` where it reads anything else, or where the answer hangs on more than its tables, as on what a subquery gives.
    package func onlyLink(among columns: Set<ColumnID>) -> (column: CheckedExpression, table: String)? {
        var found: CheckedExpression?
        var isSimple = true
        walk { part in
            switch part.node {
            case .column(let id):
                guard columns.contains(id), case .link = part.type.kind else { return isSimple = false }
                if let found, case .column(let other) = found.node, other != id { return isSimple = false }
                found = part
            case .compare(_, _, _, _, notice: let notice): if notice != nil { isSimple = false }
            case .parameter, .isInList, .isInQuery, .query, .list, .aggregate, .window, .reverse: isSimple = false
            case .constant, .linked, .successor, .ancestor, .under, .negate, .not, .and, .or, .arithmetic, .isMissing, .search, .isIn, .isInPeriod, .choose, .coalesce,
                .per, .span, .call, .convert, .interpolate:
                break
            }
        }
        guard isSimple, let found, case .link(let table) = found.type.kind else { return nil }
        return (found, table)
    }

    /// Whether nothing is called in it: then the answer is the same as long as the tables are.
    package var callsNothing: Bool { !contains { if case .call = $0.node { true } else { false } } }

    /// What in it could fail or count something by following links of one column each; `nil` where anything else could.
    func followed(from columns: Set<ColumnID>) -> [CheckedExpression]? {
        if cannotFail { return [] }
        if onlyLink(among: columns) != nil { return [self] }
        switch node {
        case .and(let lhs, let rhs), .or(let lhs, let rhs), .compare(_, _, let lhs, let rhs, notice: _), .coalesce(let lhs, let rhs):
            guard let left = lhs.followed(from: columns), let right = rhs.followed(from: columns) else { return nil }
            return left + right
        case .not(let operand), .isMissing(let operand): return operand.followed(from: columns)
        case .isIn(let value, let elements): return elements.allSatisfy(\.cannotFail) ? value.followed(from: columns) : nil
        case .isInPeriod(let day, let period): return period.cannotFail ? day.followed(from: columns) : nil
        default: return nil
        }
    }

    /// The same with columns in place of links of one column, each the column of the table that it leads to, and the column itself the key.
    package func atTarget(of link: ColumnID, _ column: (_ name: String?) -> ColumnID) -> CheckedExpression {
        switch node {
        case .column(link): CheckedExpression(.column(column(nil)), type, place)
        case .linked(let origin, table: _, column: let name):
            if case .column(link) = origin.node { CheckedExpression(.column(column(name)), type, place) } else { mapChildren { $0.atTarget(of: link, column) } }
        default: mapChildren { $0.atTarget(of: link, column) }
        }
    }

    /// The same with what columns were computed from in their places.
    func inlining(_ computed: [ColumnID: CheckedExpression]) -> CheckedExpression {
        if computed.isEmpty { return self }
        return map { part in
            guard case .column(let id) = part.node, let value = computed[id] else { return part }
            return value
        }
    }
}
