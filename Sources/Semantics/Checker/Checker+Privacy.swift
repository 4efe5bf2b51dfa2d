/// What follows from a private column (DECISIONS 13): it may be filtered by, joined and counted, never shown.
extension Checker {
    /// Whether the value would show something of a private column. Conditions and counts do not.
    func isPrivate(_ value: CheckedExpression) -> Bool {
        if value.type.kind == .bool { return false }
        if value.isPrivate { return true }
        switch value.node {
        case .column(let id): return privateColumns.contains(id)
        case .linked(let link, let table, let column): return catalogue.table(table)?.column(column)?.isPrivate ?? false || isPrivate(link)
        case .query(let id): return subqueries.first { $0.id == id }?.pipeline.output.columns.contains(where: \.isPrivate) ?? false
        case .aggregate(let call) where call.function == "count" || call.function == "count_distinct": return false
        case .aggregate(let call): return call.arguments.contains(where: isPrivate)
        default: return value.children.contains(where: isPrivate)
        }
    }

    /// Notes that a new column holds something private, or something that its file or model says may be missing.
    ///
    /// - Returns: whether it is private.
    func inherit(_ id: ColumnID, from value: CheckedExpression) -> Bool {
        if value.type.isOptional, isDeclaredOptional(value) { declaredOptional.insert(id) }
        let isPrivate = isPrivate(value)
        if isPrivate { privateColumns.insert(id) }
        return isPrivate
    }

    /// A message with what is private in it left out.
    func withoutPrivateParts(_ text: CheckedExpression) -> CheckedExpression {
        guard case .interpolate(let parts) = text.node else { return text }
        var result = text
        result.node = .interpolate(parts.map { isPrivate($0) ? CheckedExpression(.constant(.text("(private)")), .text, $0.place) : $0 })
        return result
    }
}
