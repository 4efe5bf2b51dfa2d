import Diagnostics
import Syntax

/// What may stand after a dot: columns and levels of a link's row, parts of a date, columns of a lookup,
/// measures of a reverse link.
extension Checker {
    func member(_ base: Expression, _ name: Name, _ scope: Scope, span: Span) -> CheckedExpression? {
        let place = scope.place(span)
        if case .name(let root) = base.node, scope.locals == nil, scope.linkedRow == nil, let relation = scope.relation {
            if scope.holes.names.contains(root.text) { return nil }
            if let column = relation.columns.first(where: { $0.qualifier == root.text && $0.qualifiedName == name.text }) {
                return self.column(column.id, column.type, place, scope)
            }
            if relation.columns.contains(where: { $0.qualifier == root.text }), !relation.columns.contains(where: { $0.name == root.text }) {
                let known = relation.columns.filter { $0.qualifier == root.text }.compactMap(\.qualifiedName)
                let near = NearNames(name, among: known)
                report(.unknownColumn(name.text, of: root.text), at: scope.place(name.span), hints: near.hints, fixes: near.fixes())
                return nil
            }
            if let (link, table) = reverseLink(root.text, scope) {
                return reverse(link, table, scope, place) { inner in
                    self.expression(Expression(.name(name), name.span), inner)
                }
            }
            if let table = relation.base?.table, root.text == table, !isColumn(root.text, relation) {
                report(.unknownColumn(root.text, of: table), at: scope.place(root.span), hints: ["a column of \(table) is written without it"],
                    fixes: [Diagnostic.Fix(Checker.written(name.text), at: span)])
                return nil
            }
        }
        // A part of what a function of the language returns is a function of its own: `dossier_code(id).date`.
        if case .call(receiver: nil, let function, let arguments) = base.unparenthesized.node, environment.functions[function.text] != nil,
            environment.functions["\(function.text)_\(name.text)"] != nil
        {
            return call(nil, Name("\(function.text)_\(name.text)", name.span), arguments, scope, span: span)
        }
        guard let value = expression(base, scope) else { return nil }
        switch value.type.kind {
        case .link(let target):
            guard let table = catalogue.table(target) else {
                report(.unknownTable(target), at: place)
                return nil
            }
            guard var result = column(name, ofRow: LinkedRow(link: value, table: table), scope) else { return nil }
            result.place = place
            return result
        case .date, .timestamp, .period:
            return datePart(value, name, scope, place)
        default:
            let parts = parts(ofCall: base)
            if !parts.isEmpty {
                let near = NearNames(name, among: parts)
                report(.noPart(name.text, ofWhat: scope.source.slice(base.span)), at: scope.place(name.span),
                    hints: near.hints + ["its parts are: \(parts.joined(separator: ", "))"], fixes: near.fixes())
                return nil
            }
            let call = "\(name.text)(\(scope.source.slice(base.span)))"
            let isFunction = !catalogue.functions(name.text).isEmpty
            report(.noPart(name.text, of: value.type), at: scope.place(name.span),
                hints: isFunction ? ["'\(name.text)' is a function"] : [], fixes: isFunction ? [Diagnostic.Fix(call, at: span)] : [])
            return nil
        }
    }

    /// What may stand behind a dot after a call of a function of the language: `date` when there are `f` and `f_date`.
    private func parts(ofCall base: Expression) -> [String] {
        guard case .call(receiver: nil, let function, _) = base.unparenthesized.node, environment.functions[function.text] != nil else { return [] }
        let prefix = function.text + "_"
        return environment.functions.names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
    }

    private func isColumn(_ name: String, _ relation: Relation) -> Bool {
        relation.columns.contains { $0.name == name } || relation.base?.columns[name] != nil
    }

    /// What may stand behind the dot after a day, a moment or a period.
    package static let dateParts = ["date", "year", "half", "quarter", "month", "week", "day", "weekday", "hour"]

    private func datePart(_ value: CheckedExpression, _ name: Name, _ scope: Scope, _ place: Diagnostic.Place) -> CheckedExpression? {
        let parts = Checker.dateParts
        guard parts.contains(name.text) else {
            let near = NearNames(name, among: parts)
            report(.noPart(name.text, of: value.type), at: scope.place(name.span),
                hints: near.hints + ["its parts are: \(parts.joined(separator: ", "))"], fixes: near.fixes())
            return nil
        }
        if name.text == "date" {
            switch value.type.kind {
            case .timestamp: return CheckedExpression(.convert(value), Type(.date, optional: value.type.isOptional), place)
            case .date: return value
            default:
                report(.periodIsNotOneDate, at: place)
                return nil
            }
        }
        if name.text == "hour", value.type.kind != .timestamp {
            report(.noHour(value.type), at: scope.place(name.span))
            return nil
        }
        return scalarCall(name.text, [value], place)
    }

    // MARK: Reverse links

    /// The reverse link of that name and the table that links, unless a column bears the name.
    func reverseLink(_ name: String, _ scope: Scope) -> (TableInfo.ReverseLink, TableInfo)? {
        guard scope.locals == nil, scope.linkedRow == nil, let relation = scope.relation, let base = relation.base,
            !relation.columns.contains(where: { $0.name == name }), base.columns[name] == nil,
            let table = catalogue.table(base.table),
            let link = table.reverseLinks.first(where: { $0.name == name }), let linked = catalogue.table(link.table)
        else { return nil }
        return (link, linked)
    }

    /// What makes of the aggregates of parts that of the whole. There is none for a mean.
    private static let aggregatesOfAggregates = ["sum": "sum", "count": "sum", "min": "min", "max": "max", "any": "any", "all": "all"]

    /// An aggregate over the rows that link to this row; `body` checks it among the linked table's columns.
    /// - Parameter aggregate: its function, where it is written as one.
    func reverse(_ link: TableInfo.ReverseLink, _ linked: TableInfo, _ scope: Scope, _ place: Diagnostic.Place, aggregate: String? = nil, _ body: (Scope) -> CheckedExpression?) -> CheckedExpression? {
        guard let base = scope.relation?.base, let table = catalogue.table(base.table), let key = table.key, let keyColumn = base.columns[key] else { return nil }
        // Inside an aggregate one row is looked at, as in a computed column that the aggregate reads.
        guard scope.level == .row || scope.level == .window || scope.level == .aggregate else {
            let outer = aggregate.flatMap { Self.aggregatesOfAggregates[$0] }
            let ours = outer.map { "\($0)(\(place.source.slice(place.span)))" }
            report(.reverseLinkInGroup(link.name, of: table.name, isOffered: ours != nil), at: place, fixes: ours.map { [Diagnostic.Fix($0, at: place.span)] } ?? [])
            return nil
        }
        let scanKey = ReverseScanKey(table: linked.name, column: link.column, key: keyColumn.id)
        let found: ReverseScan
        if let known = reverseScans[scanKey] {
            found = known
        } else {
            let flow = scan(linked, source: scope.source)
            guard case .table(let tableScan) = flow.source, let column = tableScan.columns.first(where: { $0.name == link.column }) else { return nil }
            found = ReverseScan(scan: tableScan, relation: flow.relation, linkColumn: column.id)
            reverseScans[scanKey] = found
        }
        let inner = Scope(source: scope.source, level: .group, relation: found.relation)
        guard let value = body(inner) else { return nil }
        let own = asLink(CheckedExpression(.column(keyColumn.id), keyColumn.type, place), to: table.name)
        return CheckedExpression(.reverse(ReverseAggregate(scan: found.scan, linkColumn: found.linkColumn, key: own, value: value)), value.type, place)
    }
}
