import Semantics
import Tables

/// The definitions that the columns of a document stand on, each once and numbered from 1 in the order in which they are met.
///
/// Whoever meets the tables of a document in their order comes to the same numbers, so a page can point into an appendix that is not written yet.
package struct DefinitionList: Sendable {
    package struct Entry: Sendable {
        package var definition: Definition
        /// Numbers of the definitions that this one is made of.
        package var uses: [Int]
    }

    /// Entry `n` stands at `n - 1`.
    package private(set) var entries: [Entry] = []
    private var numbers: [Definition: Int] = [:]

    package init() {}

    /// The numbers of a table's columns, by position; `nil` for a column as it is read, which needs no definition.
    package mutating func add(_ table: ResultTable) -> [Int?] {
        guard let provenance = table.provenance else { return table.columns.map { _ in nil } }
        return table.columns.map { column in
            guard let derivation = provenance.columns.first(where: { $0.name == column.name })?.derivation else { return nil }
            return add(derivation)
        }
    }

    /// The number of what a value of a text, or a column, came from.
    package mutating func add(_ derivation: Derivation) -> Int {
        let own = derivation.definition
        // A measure or a `let` by its name alone is what the model or the script says that it is.
        if own.text == own.name, let measure = derivation.uses.first(where: { $0.name == own.name }) {
            return add(measure, uses: derivation.uses.filter { $0 != measure })
        }
        return add(own, uses: derivation.uses)
    }

    private mutating func add(_ definition: Definition, uses: [Definition]) -> Int {
        if let number = numbers[definition] { return number }
        entries.append(Entry(definition: definition, uses: []))
        let number = entries.count
        numbers[definition] = number
        entries[number - 1].uses = uses.map { add($0, uses: []) }
        return number
    }
}
