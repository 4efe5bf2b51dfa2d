import Diagnostics
import Syntax

/// Where columns come from, remembered while they are checked.
extension Checker {
    /// Checks an item and says how its column came about.
    func derived(_ name: Name, _ expression: Expression, _ scope: Scope, _ relation: Relation) -> (value: CheckedExpression, derivation: Derivation?)? {
        let before = definitionsMet.count
        guard let value = self.expression(expression, scope) else { return nil }
        return (value, derivation(of: value, name.text, scope.source.slice(expression.span), Array(definitionsMet[before...]), relation))
    }

    /// A column that is handed on as it is keeps its derivation.
    private func derivation(of value: CheckedExpression, _ name: String, _ text: String, _ met: [Definition], _ relation: Relation) -> Derivation? {
        if case .column(let id) = value.node {
            let column = relation.columns.first { $0.id == id } ?? relation.base?.columns.values.first { $0.id == id }
            if let column { return column.derivation }
        }
        var uses: [Definition] = []
        func add(_ definition: Definition) { if !uses.contains(definition) { uses.append(definition) } }
        for definition in met { add(definition) }
        let read = value.columnsRead
        for column in relation.columns where read.contains(column.id) {
            guard let derivation = column.derivation else { continue }
            add(derivation.definition)
            derivation.uses.forEach(add)
        }
        return Derivation(definition: Definition(name: name, text: text), uses: uses)
    }

    /// Notes that a definition of the model or a function of the language stands behind what is being checked.
    func meet(_ definition: Definition) { definitionsMet.append(definition) }

    func meet(_ derivation: Derivation) {
        meet(derivation.definition)
        derivation.uses.forEach(meet)
    }
}

extension TableInfo {
    /// What the model says of a computed column or a measure.
    func definition(of name: String, _ expression: Expression) -> Definition {
        let measure = measures.first { $0.name == name }
        return Definition(
            name: name, text: source?.slice(expression.span) ?? "", label: measure?.label ?? computed.first { $0.name == name }?.label,
            note: measure?.note, table: self.name)
    }
}
