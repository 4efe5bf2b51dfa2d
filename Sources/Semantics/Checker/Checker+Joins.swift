import Diagnostics
import Syntax

/// Stages with a second source: lookup, join and append.
extension Checker {
    func join(_ kind: CheckedJoin.Kind, _ from: Source, _ alias: Name?, _ on: [JoinKey], _ stage: Stage, _ flow: inout Flow, _ scope: Scope) -> Bool {
        guard let right = self.flow(of: from, in: scope.source, following: []) else { return false }
        let sourceName: String? = if case .name(let name) = from.node { name.text } else { nil }
        let shownName = alias?.text ?? sourceName ?? scope.source.slice(from.span).trimmingQuotes
        let rightScope = Scope(source: scope.source, level: .row, relation: right.relation, proven: right.proven)
        var leftKeys: [CheckedExpression] = []
        var rightKeys: [CheckedExpression] = []
        for key in on {
            let leftPath = path(key.left)
            var names = key.right ?? key.left
            if names.count > 1, names[0].text == alias?.text || alias == nil && names[0].text == sourceName { names.removeFirst() }
            guard let left = expression(leftPath, scope), let right = expression(path(names), rightScope) else { return false }
            guard let (first, second) = matched(left, right) else { return false }
            leftKeys.append(first)
            rightKeys.append(second)
        }
        let keyIDs = Set(rightKeys.compactMap { key -> ColumnID? in
            var key = key
            while case .convert(let inner) = key.node { key = inner }
            if case .column(let id) = key.node { return id }
            return nil
        })
        var columns = flow.relation.columns
        for column in right.relation.columns where !keyIDs.contains(column.id) {
            var added = column
            if kind == .lookup { added.type.isOptional = true }
            added.qualifiedName = column.name
            if let alias {
                added.qualifier = alias.text
                if columns.contains(where: { $0.name == column.name }) { added.name = "\(alias.text)_\(column.name)" }
            }
            guard !columns.contains(where: { $0.name == added.name }) else {
                report(Message.duplicateColumn(added.name), at: scope.place(from.span), hints: ["give the other side a name:  \(scope.source.slice(stage.word)) \(scope.source.slice(from.span)) as t on …"])
                return false
            }
            declaredOptional.remove(column.id)
            columns.append(added)
        }
        let checked = CheckedJoin(
            kind: kind,
            right: CheckedPipeline(source: right.source, stages: right.stages, output: right.relation, numbers: numbers),
            leftKeys: leftKeys, rightKeys: rightKeys, rightName: shownName)
        flow.stages.append(CheckedStage(.join(checked), span: stage.span))
        flow.relation.columns = columns
        if kind == .all { flow.relation.base?.isMultiplied = true }
        return true
    }

    /// Both sides of a key as values of one kind. A link matches the key column of its table, which holds the same values.
    private func matched(_ left: CheckedExpression, _ right: CheckedExpression) -> (CheckedExpression, CheckedExpression)? {
        switch (left.type.kind, right.type.kind) {
        case (.link, .text), (.text, .link), (.link, .link), (.link, .int), (.int, .link): return (left, right)
        default:
            guard let (sides, _) = unify([left, right], symbol: "==") else { return nil }
            return (sides[0], sides[1])
        }
    }

    private func path(_ names: [Name]) -> Expression {
        var result = Expression(.name(names[0]), names[0].span)
        for name in names.dropFirst() { result = Expression(.member(result, name), result.span.joined(with: name.span)) }
        return result
    }

    func append(_ from: Source, _ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        guard let right = self.flow(of: from, in: source, following: []) else { return false }
        let place = Diagnostic.Place(source: source, span: from.span)
        let (leftNames, rightNames) = (flow.relation.columns.map(\.name), right.relation.columns.map(\.name))
        let onlyLeft = leftNames.filter { !rightNames.contains($0) }
        let onlyRight = rightNames.filter { !leftNames.contains($0) }
        guard onlyLeft.isEmpty, onlyRight.isEmpty else {
            var hints: [String] = []
            if !onlyLeft.isEmpty { hints.append("only above: \(onlyLeft.prefix(6).joined(separator: ", "))") }
            if !onlyRight.isEmpty { hints.append("only in what is appended: \(onlyRight.prefix(6).joined(separator: ", "))") }
            hints.append("keep the same columns on both sides, or add the missing ones:  | add \(Checker.written(onlyLeft.first ?? onlyRight[0])) = missing")
            report(("append-columns", "the two sides do not have the same columns"), at: place, hints: hints)
            return false
        }
        var columns: [(id: ColumnID, left: CheckedExpression, right: CheckedExpression)] = []
        var shown: [Relation.Column] = []
        for column in flow.relation.columns {
            guard let other = right.relation.columns.first(where: { $0.name == column.name }) else { continue }
            let left = CheckedExpression(.column(column.id), column.type, place)
            let second = CheckedExpression(.column(other.id), other.type, place)
            guard commonKind(left, second) != nil else {
                report(("append-types", "'\(column.name)' is \(Message.article(column.type)) above and \(Message.article(other.type)) in what is appended"), at: place)
                return false
            }
            guard let (sides, type) = unify([left, second], symbol: "append") else { return false }
            let id = numbers.make()
            columns.append((id, sides[0], sides[1]))
            if declaredOptional.contains(column.id) || declaredOptional.contains(other.id) { declaredOptional.insert(id) }
            shown.append(Relation.Column(name: column.name, id: id, type: type, label: column.label, isPrivate: column.isPrivate || other.isPrivate))
        }
        let checked = CheckedAppend(right: CheckedPipeline(source: right.source, stages: right.stages, output: right.relation, numbers: numbers), columns: columns)
        flow.stages.append(CheckedStage(.append(checked), span: stage.span))
        flow.relation = Relation(columns: shown)
        flow.sortKeys = []
        flow.proven = []
        return true
    }
}

extension String {
    fileprivate var trimmingQuotes: String { count >= 2 && first == "\"" && last == "\"" ? String(dropFirst().dropLast()) : self }
}
