import Diagnostics
import Syntax

/// `chart line(x: month, y: rate) "Title"`: which rows become which marks.
extension Checker {
    func chart(_ kind: Name, _ arguments: Arguments, title: TextLiteral?, _ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        let scope = flow.scope(.row, in: source)
        guard let form = ChartForm.named(kind.text) else {
            let known = ChartForm.all.map(\.name)
            report(.unknownChart(kind.text, known: known), at: scope.place(kind.span),
                fixes: Spelling.nearest(kind.text, in: known, limit: 1).map { Diagnostic.Fix($0, at: kind.span) })
            return false
        }
        if let condition = arguments.condition {
            report(.conditionOutsideAggregate, at: scope.place(condition.span), hints: ["put  | where …  before the chart"])
            return false
        }
        var heading: CheckedExpression?
        if let title {
            guard let text = text(title, Scope(source: source, level: .constant), span: stage.span).map(withoutPrivateParts) else { return false }
            heading = text
        }
        guard let channels = channels(of: form, arguments, flow, scope) else { return false }
        var marks: [Computation] = []
        var columns: [Relation.Column] = []
        for (channel, argument, value, derivation) in channels {
            let id = numbers.make()
            marks.append(Computation(id: id, value: value))
            let label = label(of: argument, flow.relation) ?? name(in: argument) ?? source.slice(argument.span)
            var column = Relation.Column(name: channel.name, id: id, type: value.type, label: label, isPrivate: inherit(id, from: value))
            column.derivation = derivation
            columns.append(column)
        }
        // Total rows are told apart by their level, for they are no marks.
        var relation = Relation(columns: columns, totals: flow.relation.totals)
        relation.filters = flow.writtenFilters
        flow.stages.append(CheckedStage(.chart(CheckedChart(form: form, title: heading, marks: marks, relation: relation)), span: stage.span))
        return true
    }

    private func name(in argument: Expression) -> String? {
        if case .name(let name) = argument.node { name.text } else { nil }
    }

    /// What stands in each channel, in the form's order.
    private func channels(of form: ChartForm, _ arguments: Arguments, _ flow: Flow, _ scope: Scope) -> [(ChartForm.Channel, Expression, CheckedExpression, Derivation?)]? {
        var isRight = true
        var found: [String: (Expression, CheckedExpression, Derivation?)] = [:]
        for argument in arguments.items {
            guard let label = argument.label else {
                report(.chartPartWithoutName(form: form.text), at: scope.place(argument.value.span))
                isRight = false
                continue
            }
            guard let channel = form.channels.first(where: { $0.name == label.text }), found[label.text] == nil else {
                let message = found[label.text] == nil ? Message.unknownChartPart(label.text, of: form.name, form: form.text) : .chartPartTwice(label.text, form: form.text)
                report(message, at: scope.place(label.span),
                    fixes: Spelling.nearest(label.text, in: form.channels.map(\.name), limit: 1).map { Diagnostic.Fix($0, at: label.span) })
                isRight = false
                continue
            }
            guard let (value, derivation) = derived(Name(scope.source.slice(argument.value.span), argument.value.span), argument.value, scope, flow.relation) else {
                isRight = false
                continue
            }
            guard channel.wanted.takes(value.type.kind) else {
                report(.wanted("\(channel.wanted.words) for '\(channel.name)'", got: value.type), at: value.place)
                isRight = false
                continue
            }
            found[channel.name] = (argument.value, value, derivation)
        }
        guard isRight else { return nil }
        for channel in form.channels where !channel.isOptional && found[channel.name] == nil {
            report(.missingChartPart(channel.name, of: form.name, form: form.text), at: scope.place(arguments.span))
            isRight = false
        }
        guard isRight else { return nil }
        return form.channels.compactMap { channel in found[channel.name].map { (channel, $0.0, $0.1, $0.2) } }
    }
}
