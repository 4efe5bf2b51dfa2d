import Diagnostics
import Syntax

/// Names: columns, hidden columns, computed columns, measures and reverse links of the rows at hand.
extension Checker {
    func name(_ name: Name, _ scope: Scope) -> CheckedExpression? {
        let place = scope.place(name.span)
        if let locals = scope.locals {
            if let value = locals[name.text] { return value }
            if scope.holes.excuse(name.text) { return nil }
            let near = NearNames(name, among: locals.keys.sorted())
            report(.unknownName(name.text), at: place, hints: near.hints, fixes: near.fixes())
            return nil
        }
        if let row = scope.linkedRow { return column(name, ofRow: row, scope) }
        guard let relation = scope.relation else {
            if scope.holes.excuse(name.text) { return nil }
            report(.unknownName(name.text), at: place, hints: constantHints(name.text), fixes: parameterFix(name))
            return nil
        }
        if scope.holes.names.contains(name.text) { return nil }
        if let key = scope.keys[name.text] { return key }
        if let column = relation.columns.first(where: { $0.name == name.text }) {
            return self.column(column.id, column.type, place, scope)
        }
        if let base = relation.base, let table = catalogue.table(base.table) ?? baseTables[base.table] {
            // A file has nothing that hidden columns give a meaning to: what a stage leaves out of it is gone.
            if table.isModelled, let column = base.columns[name.text] { return self.column(column.id, column.type, place, scope) }
            if let computed = table.computed.first(where: { $0.name == name.text }) {
                guard scope.level != .group else { return reportColumnOfGroup(place) }
                return expand(computed.name, computed.expression, of: table, place, scope)
            }
            if let measure = table.measures.first(where: { $0.name == name.text }) {
                return self.measure(measure, of: table, base, place, scope)
            }
            if let tree = table.tree, tree.levels.contains(name.text), let key = table.key, let own = base.columns[key] {
                // A level of a tree's own row, as after a link to it.
                guard let link = self.column(own.id, Type(.link(table.name)), place, scope) else { return nil }
                return column(name, ofRow: LinkedRow(link: link, table: table), scope)
            }
            if table.reverseLinks.contains(where: { $0.name == name.text }) {
                report(.reverseLinkAlone(name.text), at: place, fixes: [Diagnostic.Fix("count(\(Checker.written(name.text)))", at: name.span)])
                return nil
            }
        }
        if !scope.holes.isOpen { reportUnknown(name, scope, relation) }
        return nil
    }

    /// A column of the rows at hand, which stands for one value only where one row is looked at.
    func column(_ id: ColumnID, _ type: Type, _ place: Diagnostic.Place, _ scope: Scope) -> CheckedExpression? {
        guard scope.level != .group else { return reportColumnOfGroup(place, isNumber: type.kind.isNumber) }
        return CheckedExpression(.column(id), type, place)
    }

    /// - Parameter isNumber: then its sum is most likely meant.
    private func reportColumnOfGroup(_ place: Diagnostic.Place, isNumber: Bool = false) -> CheckedExpression? {
        let written = place.source.slice(place.span)
        report(.columnOutsideAggregate(written), at: place, fixes: isNumber ? [Diagnostic.Fix("sum(\(written))", at: place.span)] : [])
        return nil
    }

    /// A measure stands for its definition over the rows of the group.
    private func measure(_ measure: TableInfo.Measure, of table: TableInfo, _ base: Relation.Base, _ place: Diagnostic.Place, _ scope: Scope) -> CheckedExpression? {
        switch scope.level {
        case .row, .constant:
            report(.measureInRows(measure.name), at: place)
            return nil
        case .aggregate:
            report(.measureInAggregate(measure.name), at: place)
            return nil
        case .group, .window: break
        }
        if base.isMultiplied {
            report(.measureAfterJoin(measure.name, of: table.name), at: place)
            return nil
        }
        return expand(measure.name, measure.expression, of: table, place, scope)
    }

    /// Checks a definition of the model in place of its name.
    func expand(_ name: String, _ definition: Expression, of table: TableInfo, _ place: Diagnostic.Place, _ scope: Scope) -> CheckedExpression? {
        guard beginExpanding("\(table.name).\(name)", name, place) else { return nil }
        defer { endExpanding() }
        meet(table.definition(of: name, definition))
        var inner = scope
        inner.source = table.source ?? scope.source
        inner.keys = [:]
        if let base = scope.relation?.base, scope.linkedRow == nil {
            // A definition sees the columns of its table, whatever the pipeline has kept or renamed.
            let columns = table.columns.compactMap { column -> Relation.Column? in
                guard var own = base.columns[column.name] else { return nil }
                own.name = column.name
                own.qualifier = nil
                return own
            }
            inner.holes = Holes()
            inner.relation = Relation(columns: columns, base: base)
        }
        guard var result = expression(definition, inner) else { return nil }
        result.place = place
        return result
    }

    // MARK: The row a link points to

    /// A link to be followed: with its place, by which those that point to no row are told, unless they are told already.
    func told(_ link: CheckedExpression) -> CheckedExpression {
        var link = link
        if isReadAgain { link.place = nil }
        return link
    }

    /// A name after a link: a column, a computed column or a level of the tree of the linked table.
    func column(_ name: Name, ofRow row: LinkedRow, _ scope: Scope) -> CheckedExpression? {
        let table = row.table
        let place = scope.place(name.span)
        if let column = table.column(name.text) {
            let type = Type(column.type.kind, optional: column.type.isOptional || row.link.type.isOptional)
            return CheckedExpression(.linked(told(row.link), table: table.name, column: name.text), type, place)
        }
        if let tree = table.tree, tree.levels.contains(name.text) {
            return CheckedExpression(.ancestor(told(row.link), table: table.name, level: name.text, asOf: day(of: row.link, table)), Type(.link(table.name), optional: true), place)
        }
        if let computed = table.computed.first(where: { $0.name == name.text }) {
            var inner = scope
            inner.linkedRow = row
            return expand(computed.name, computed.expression, of: table, place, inner)
        }
        if table.measures.contains(where: { $0.name == name.text }) {
            report(.measureThroughLink(name.text, of: table.name), at: place)
            return nil
        }
        let known = table.columns.map(\.name) + table.computed.map(\.name) + (table.tree?.levels ?? [])
        let near = NearNames(name, among: known)
        let fixes = near.fixes()
        let hints = fixes.isEmpty ? ["there are: \(Checker.listed(known))"] : near.hints
        report(.unknownColumn(name.text, of: table.name), at: place, hints: hints, fixes: fixes)
        return nil
    }

    // MARK: Suggestions

    private func reportUnknown(_ name: Name, _ scope: Scope, _ relation: Relation) {
        let present = relation.columns.map(\.name)
        var known = present
        var hints: [String] = []
        var tableName = "these rows"
        if let base = relation.base, let table = baseTables[base.table] ?? catalogue.table(base.table) {
            tableName = table.name
            let shown = Set(present)
            let hidden = table.columns.map(\.name).filter { !shown.contains($0) }
            if table.isModelled { known += hidden } else if hidden.contains(name.text) { hints.append("an earlier stage has left it out, or given it another name") }
            known += table.computed.map(\.name) + table.measures.map(\.name) + table.reverseLinks.map(\.name)
            let paths = linksLeading(to: name.text, from: table)
            if !paths.isEmpty {
                let whole = paths.count == 1 ? ", or give the whole link: \(paths[0].split(separator: ".")[0])" : ""
                hints.append("it is one step away: \(paths.prefix(3).joined(separator: ", "))\(whole)")
            }
            hints += reverseHints(name.text, to: table)
        }
        if isParameter(name.text) { hints.append("a parameter is written with a dollar sign: $\(name.text)") }
        let near = NearNames(name, among: known)
        hints += near.hints
        let fixes = parameterFix(name) + valueFix(name, scope) + functionFix(name) + near.fixes()
        if hints.isEmpty, fixes.isEmpty, !present.isEmpty { hints.append("there are: \(Checker.listed(present))") }
        report(.unknownColumn(name.text, of: tableName), at: scope.place(name.span), hints: hints, fixes: fixes)
    }

    /// A table that links here by several columns, which the model has to tell apart.
    private func reverseHints(_ name: String, to table: TableInfo) -> [String] {
        guard let linking = catalogue.table(name) else { return [] }
        let links = linking.columns.filter { $0.type.kind == .link(table.name) }.map(\.name)
        guard links.count > 1 else { return [] }
        let named = table.reverseLinks.filter { $0.table == name }.map(\.name)
        if !named.isEmpty { return ["\(name) links here by \(links.joined(separator: " and ")): write  \(named.joined(separator: "  or  "))"] }
        return ["\(name) links here by \(links.joined(separator: " and ")); the model tells them apart:  link \(name)_\(links[0]) = \(name).\(links[0])"]
    }

    private func linksLeading(to name: String, from table: TableInfo) -> [String] {
        table.columns.compactMap { column in
            guard case .link(let target) = column.type.kind, let linked = catalogue.table(target),
                linked.column(name) != nil || linked.computed.contains(where: { $0.name == name }) || linked.tree?.levels.contains(name) == true
            else { return nil }
            return "\(column.name).\(name)"
        }
    }

    /// A parameter or value whose dollar sign was forgotten.
    private func parameterFix(_ name: Name) -> [Diagnostic.Fix] {
        isParameter(name.text) ? [Diagnostic.Fix("$\(Checker.written(name.text))", at: name.span)] : []
    }

    /// A value that was written without its quotes, beside a column of such values.
    private func valueFix(_ name: Name, _ scope: Scope) -> [Diagnostic.Fix] {
        switch scope.beside {
        case .enumeration(let values)?: return values.contains(name.text) ? [Diagnostic.Fix("\"\(name.text)\"", at: name.span)] : []
        case .text?:
            let isLikelyColumn = scope.relation.map { !Spelling.nearest(name.text, in: $0.columns.map(\.name), limit: 1).isEmpty } ?? false
            return isLikelyColumn ? [] : [Diagnostic.Fix("\"\(name.text)\"", at: name.span)]
        default: return []
        }
    }

    /// A function of no arguments that was written without its parentheses.
    private func functionFix(_ name: Name) -> [Diagnostic.Fix] {
        let takesNone = catalogue.functions(name.text).contains { $0.parameters.count == $0.optionalCount }
        return takesNone ? [Diagnostic.Fix("\(name.text)()", at: name.span)] : []
    }

    private func isParameter(_ name: String) -> Bool { environment.valueNames.contains(name) }

    private func constantHints(_ name: String) -> [String] {
        if isParameter(name) { return ["a parameter is written with a dollar sign: $\(name)"] }
        if catalogue.table(name) != nil || environment.pipelines[name] != nil { return ["'\(name)' is a table: write  from \(name)"] }
        return ["columns stand in a pipeline:  from … | keep \(name)"]
    }
}
