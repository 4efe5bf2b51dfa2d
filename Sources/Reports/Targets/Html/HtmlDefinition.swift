import Characters
import Semantics

/// The way from a number to what it means: a tip for the pointer, and a link into the appendix.
struct HtmlDefinition {
    private let number: Int
    private let tip: String

    /// - Parameter number: in the list, which the appendix prints.
    init(_ number: Int, of list: DefinitionList) {
        self.number = number
        let entry = list.entries[number - 1]
        let definition = entry.definition
        var text = AppendixText.oneLine(definition.text)
        // An expression without a name says little without the `let` values in it.
        if definition.name == definition.text {
            for used in entry.uses.map({ list.entries[$0 - 1].definition }) where used.name.hasPrefix("$") {
                text += "; \(used.name) = \(AppendixText.oneLine(used.text))"
            }
        }
        if let label = definition.label { text = "\(label) = \(text)" }
        if let note = definition.note { text += ". \(note)" }
        tip = HtmlText.attribute(DisplayWidth.truncated(text, to: 160))
    }

    /// - Parameter isStop: whether the tabulator stops here.
    func link(_ text: String, isStop: Bool) -> String {
        "<a href=\"#d\(number)\"\(isStop ? "" : " tabindex=\"-1\"") title=\"\(tip)\">\(HtmlText.escaped(text))</a>"
    }
}
