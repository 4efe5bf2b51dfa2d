import Diagnostics
import Syntax

/// `unpivot a, b into n, v`: columns become rows.
extension Checker {
    /// The column of names is an enum in the order written, so that what groups or sorts by it keeps that order. A missing value stays
    /// a row: leaving it out would lose rows without a word.
    func unpivot(_ names: [Name], into name: Name, _ value: Name, _ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        let scope = flow.scope(.row, in: source)
        var columns: [Relation.Column] = []
        var isRight = true
        for written in names {
            guard let column = flow.relation.columns.first(where: { $0.name == written.text }) else {
                isRight = false
                if flow.holes.excuse(written.text) { continue }
                let near = NearNames(written, among: flow.relation.columns.map(\.name))
                report(.unknownColumn(written.text, of: "these rows"), at: scope.place(written.span), hints: near.hints, fixes: near.fixes())
                continue
            }
            guard !columns.contains(where: { $0.id == column.id }) else {
                report(.columnNamedTwice(written.text), at: scope.place(written.span))
                return false
            }
            columns.append(column)
        }
        let others = flow.relation.columns.filter { column in !columns.contains { $0.id == column.id } }
        for (made, other) in [(name, value), (value, name)] where made.text == other.text || others.contains(where: { $0.name == made.text }) {
            report(.duplicateColumn(made.text), at: scope.place(made.span), hints: ["one of them needs another name"])
            return false
        }
        guard isRight else { return false }
        let values = zip(names, columns).map { CheckedExpression(.column($1.id), $1.type, scope.place($0.span)) }
        guard let (parts, type) = unify(values.map { narrowed($0, scope) }, symbol: ",") else { return false }
        let reshape = CheckedUnpivot(
            names: columns.map(\.name), name: numbers.make(), values: [CheckedUnpivot.Values(id: numbers.make(), parts: parts)])
        flow.stages.append(CheckedStage(.unpivot(reshape), span: stage.span))
        let isPrivate = parts.map { inherit(reshape.values[0].id, from: $0) }.contains(true)
        flow.relation = Relation(columns: others + [
            Relation.Column(name: name.text, id: reshape.name, type: Type(.enumeration(reshape.names))),
            Relation.Column(name: value.text, id: reshape.values[0].id, type: type, isPrivate: isPrivate),
        ])
        flow.sortKeys = []
        return true
    }
}
