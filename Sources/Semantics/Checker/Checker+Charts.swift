import Diagnostics
import Syntax

/// `chart line(x: month, y: rate) "Title"`: which rows become which marks.
extension Checker {
    func chart(_ kind: Name, _ arguments: Arguments, title: TextLiteral?, _ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        let scope = flow.scope(.row, in: source)
        guard let form = ChartForm.named(kind.text) else {
            let known = ChartForm.all.map(\.name)
            report(("unknown-chart", "there is no kind of chart '\(kind.text)'"), at: scope.place(kind.span),
                hints: ["there are: \(known.joined(separator: ", "))"], fixes: Spelling.nearest(kind.text, in: known, limit: 1).map { Diagnostic.Fix($0, at: kind.span) })
            return false
        }
        if let condition = arguments.condition {
            report(("condition-outside-aggregate", "only an aggregate takes a 'where' inside its parentheses"), at: scope.place(condition.span), hints: ["put  | where …  before the chart"])
            return false
        }
        var heading: CheckedExpression?
        if let title {
            guard let text = text(title, Scope(source: source, level: .constant), span: stage.span) else { return false }
            heading = text
        }
        guard let channels = channels(of: form, arguments, flow, scope) else { return false }
        var marks: [Computation] = []
        var columns: [Relation.Column] = []
        for (channel, argument, value) in channels {
            let id = numbers.make()
            marks.append(Computation(id: id, value: value))
            let label = label(of: argument, flow.relation) ?? source.slice(argument.span)
            columns.append(Relation.Column(name: channel.name, id: id, type: value.type, label: label, isPrivate: inherit(id, from: value)))
        }
        flow.stages.append(CheckedStage(.chart(CheckedChart(form: form, title: heading, marks: marks, relation: Relation(columns: columns))), span: stage.span))
        return true
    }

    /// What stands in each channel, in the form's order.
    private func channels(of form: ChartForm, _ arguments: Arguments, _ flow: Flow, _ scope: Scope) -> [(ChartForm.Channel, Expression, CheckedExpression)]? {
        var isRight = true
        var found: [String: (Expression, CheckedExpression)] = [:]
        for argument in arguments.items {
            guard let label = argument.label else {
                report(("chart-channel", "each part of a chart is named"), at: scope.place(argument.value.span), hints: ["it is written  \(form.text)"])
                isRight = false
                continue
            }
            guard let channel = form.channels.first(where: { $0.name == label.text }), found[label.text] == nil else {
                let message = found[label.text] == nil ? "'\(form.name)' has no part '\(label.text)'" : "'\(label.text)' is given twice"
                report(("chart-channel", message), at: scope.place(label.span), hints: ["it is written  \(form.text)"],
                    fixes: Spelling.nearest(label.text, in: form.channels.map(\.name), limit: 1).map { Diagnostic.Fix($0, at: label.span) })
                isRight = false
                continue
            }
            guard let value = expression(argument.value, scope) else {
                isRight = false
                continue
            }
            guard channel.wanted.takes(value.type.kind) else {
                report(Message.wanted("\(channel.wanted.words) for '\(channel.name)'", got: value.type), at: value.place)
                isRight = false
                continue
            }
            found[channel.name] = (argument.value, value)
        }
        guard isRight else { return nil }
        for channel in form.channels where !channel.isOptional && found[channel.name] == nil {
            report(("chart-channel", "'\(form.name)' needs '\(channel.name)'"), at: scope.place(arguments.span), hints: ["it is written  \(form.text)"])
            isRight = false
        }
        guard isRight else { return nil }
        return form.channels.compactMap { channel in found[channel.name].map { (channel, $0.0, $0.1) } }
    }
}
