import Diagnostics
import Syntax

/// Stages with a second source: lookup, join and append.
extension Checker {
    func join(_ kind: CheckedJoin.Kind, _ from: Source, _ alias: Name?, _ on: [JoinKey], _ stage: Stage, _ flow: inout Flow, _ scope: Scope) -> Bool {
        guard let right = self.flow(of: from, in: scope.source, following: []) else { return false }
        let sourceName: String? = if case .name(let name) = from.node { name.text } else { nil }
        let shownName = alias?.text ?? sourceName ?? scope.source.slice(from.span).trimmingQuotes
        guard isWithoutTotals(right, scope.place(from.span)) else { return false }
        if let alias, flow.relation.columns.contains(where: { $0.qualifier == alias.text || $0.name == alias.text }) {
            report(.duplicateQualifier(alias.text), at: scope.place(alias.span))
            return false
        }
        flow.holes.formUnion(right.holes)
        let rightScope = right.scope(.row, in: scope.source)
        var isWhole = true
        var leftKeys: [CheckedExpression] = []
        var rightKeys: [CheckedExpression] = []
        for key in on {
            func isOther(_ names: [Name]) -> Bool {
                names.count > 1 && (names[0].text == alias?.text || alias == nil && names[0].text == sourceName)
            }
            // Either side may come first; the one that begins with the other table's name is its.
            var (own, other) = (key.left, key.right ?? key.left)
            if isOther(own), !isOther(other) { swap(&own, &other) }
            if isOther(other) { other.removeFirst() }
            guard let left = expression(path(own), scope), let right = expression(path(other), rightScope), let (first, second) = matched(left, right) else {
                isWhole = false
                continue
            }
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
        let keysAreRead = isWhole
        for column in right.relation.columns where !keyIDs.contains(column.id) {
            var added = column
            if kind.isLookup { added.type.isOptional = true }
            added.qualifiedName = column.name
            if let alias {
                added.qualifier = alias.text
                if columns.contains(where: { $0.name == column.name }) { added.name = "\(alias.text)_\(column.name)" }
            }
            guard !columns.contains(where: { $0.name == added.name }) else {
                // A key that could not be read may be the column that stands here twice.
                if keysAreRead { report(.duplicateColumn(added.name), at: scope.place(from.span), hints: ["give the other side a name:  \(scope.source.slice(stage.word)) \(scope.source.slice(from.span)) as t on …"]) }
                isWhole = false
                continue
            }
            if kind.isLookup { declaredOptional.remove(column.id) }
            columns.append(added)
        }
        var checked = CheckedJoin(
            kind: kind,
            right: CheckedPipeline(source: right.source, stages: right.stages, output: right.relation, numbers: numbers),
            leftKeys: leftKeys, rightKeys: rightKeys, rightName: shownName)
        checked.isTold = !isReadAgain
        flow.stages.append(CheckedStage(.join(checked), span: stage.span))
        flow.relation.columns = columns
        if !kind.isLookup {
            flow.relation.base?.isMultiplied = true
            flow.proven.formUnion(right.proven)
        }
        return isWhole
    }

    /// Both sides of a key as values of one kind. A link matches the key column of its table, which holds the same values.
    func matched(_ left: CheckedExpression, _ right: CheckedExpression, symbol: String = "==") -> (CheckedExpression, CheckedExpression)? {
        switch (left.type.kind, right.type.kind) {
        case (.link(let table), let kind) where kind == keyKind(of: table): return (left, asLink(right, to: table))
        case (let kind, .link(let table)) where kind == keyKind(of: table): return (asLink(left, to: table), right)
        default:
            guard let (sides, _) = unify([left, right], symbol: symbol, comparing: true) else { return nil }
            return (sides[0], sides[1])
        }
    }

    /// A key as links hold it, which is text even where the key is a number.
    func asLink(_ key: CheckedExpression, to table: String) -> CheckedExpression {
        if key.type.kind == .text { return key }
        return CheckedExpression(.convert(key), Type(.link(table), optional: key.type.isOptional), key.place)
    }

    /// What the key of a table is, which is what links to it hold.
    func keyKind(of table: String) -> Type.Kind? {
        guard let info = catalogue.table(table), let key = info.key else { return nil }
        return info.column(key)?.type.kind
    }

    private func path(_ names: [Name]) -> Expression {
        var result = Expression(.name(names[0]), names[0].span)
        for name in names.dropFirst() { result = Expression(.member(result, name), result.span.joined(with: name.span)) }
        return result
    }

    func append(_ from: Source, _ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        guard let right = self.flow(of: from, in: source, following: []) else { return false }
        let place = Diagnostic.Place(source: source, span: from.span)
        guard isWithoutTotals(right, place) else { return false }
        flow.holes.formUnion(right.holes)
        if flow.holes.isOpen || !flow.holes.names.isEmpty { return false }
        let (leftNames, rightNames) = (flow.relation.columns.map(\.name), right.relation.columns.map(\.name))
        let onlyLeft = leftNames.filter { !rightNames.contains($0) }
        let onlyRight = rightNames.filter { !leftNames.contains($0) }
        guard onlyLeft.isEmpty, onlyRight.isEmpty else {
            report(.appendColumns(onlyAbove: onlyLeft, onlyBelow: onlyRight, offered: Checker.written(onlyLeft.first ?? onlyRight[0])), at: place)
            return false
        }
        var isWhole = true
        var columns: [(id: ColumnID, left: CheckedExpression, right: CheckedExpression)] = []
        var shown: [Relation.Column] = []
        for column in flow.relation.columns {
            guard let other = right.relation.columns.first(where: { $0.name == column.name }) else { continue }
            let left = CheckedExpression(.column(column.id), column.type, place)
            let second = CheckedExpression(.column(other.id), other.type, place)
            guard commonKind(left, second) != nil else {
                report(.appendTypes(column.name, column.type, other.type), at: place)
                isWhole = false
                continue
            }
            guard let (sides, type) = unify([left, second], symbol: "append") else { return false }
            let id = numbers.make()
            columns.append((id, sides[0], sides[1]))
            let isPrivate = [inherit(id, from: sides[0]), inherit(id, from: sides[1])].contains(true)
            shown.append(Relation.Column(name: column.name, id: id, type: type, label: column.label, isPrivate: isPrivate))
        }
        guard isWhole else { return false }
        let checked = CheckedAppend(right: CheckedPipeline(source: right.source, stages: right.stages, output: right.relation, numbers: numbers), columns: columns, relation: Relation(columns: shown))
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
