import Diagnostics
import Syntax

/// What the columns that a stage makes are called, and what reports print above them.
extension Checker {
    func named(_ item: Item, in source: SourceText) -> (Name, Expression)? {
        switch item {
        case .named(let name, let expression): return (name, expression)
        case .plain(let expression): return (Name(outputName(expression), expression.span), expression)
        case .rest(let span):
            report(.restNotHere, at: Diagnostic.Place(source: source, span: span))
            return nil
        }
    }

    /// A column whose name was written in quotes, which has been reported.
    func isQuotedColumn(_ expression: Expression, _ relation: Relation?, _ scope: Scope) -> Bool {
        let written: String? =
            switch expression.node {
            case .text(let literal): literal.plain
            case .raw(let text): text
            default: nil
            }
        guard let written, let relation, relation.columns.contains(where: { $0.name == written }) else { return false }
        report(.quotedColumn(written), at: scope.place(expression.span), fixes: [Diagnostic.Fix(Checker.written(written), at: expression.span)])
        return true
    }

    /// LANGUAGE section 15: a path takes its last word, `f(x)` is `f_x`, `count()` is `count`, else `value`.
    func outputName(_ expression: Expression) -> String {
        switch expression.node {
        case .name(let name): return name.text
        case .member(_, let name): return name.text
        case .parenthesized(let inner): return outputName(inner)
        case .call(let receiver, let name, let arguments):
            guard receiver == nil, let first = arguments.items.first else { return name.text }
            switch first.value.unparenthesized.node {
            case .name(let inner): return "\(name.text)_\(inner.text)"
            case .member(_, let inner): return "\(name.text)_\(inner.text)"
            default: return name.text
            }
        default: return "value"
        }
    }

    /// What reports print above a column: the label of what it shows, unless the item gives it a name of its own.
    func label(of item: Item, _ relation: Relation) -> String? {
        guard case .plain(let expression) = item else { return nil }
        return label(of: expression, relation)
    }

    /// What reports print above the column that an expression names.
    func label(of expression: Expression, _ relation: Relation) -> String? {
        switch expression.unparenthesized.node {
        case .name(let name):
            if let column = relation.columns.first(where: { $0.name == name.text }) { return column.label }
            guard let base = relation.base, let table = catalogue.table(base.table) else { return nil }
            return table.column(name.text)?.label ?? table.computed.first { $0.name == name.text }?.label ?? table.measures.first { $0.name == name.text }?.label
        case .member(let base, let name):
            let scope = Scope(source: SourceText(name: "", text: ""), level: .row, relation: relation)
            if case .name(let root) = base.node, let (_, linked) = reverseLink(root.text, scope) {
                return linked.measures.first { $0.name == name.text }?.label
            }
            guard case .link(let target)? = silently({ self.expression(base, scope) })?.type.kind else { return nil }
            return catalogue.table(target)?.column(name.text)?.label
        default: return nil
        }
    }

    func reportDuplicate(_ name: String, _ expression: Expression, _ scope: Scope) -> Bool {
        let written = scope.source.slice(expression.span)
        let other = written.split(separator: ".").joined(separator: "_")
        let suggestion = other == name || other.contains("(") ? "\(name)_2" : other
        report(.duplicateColumn(name), at: scope.place(expression.span), hints: ["one of them needs another name"],
            fixes: [Diagnostic.Fix("\(Checker.written(suggestion)) = \(written)", at: expression.span)])
        return false
    }
}
