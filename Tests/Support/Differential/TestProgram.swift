/// A pipeline as text, in parts that can be left out when it is made smaller.
package struct TestProgram: Sendable {
    /// What follows a word within a stage: `by a, b`.
    struct Clause: Sendable {
        /// Empty for what comes right after the stage's word.
        var lead: String
        var items: [String]

        var text: String { (lead.isEmpty ? "" : lead + " ") + items.joined(separator: ", ") }
    }

    struct Stage: Sendable {
        var word: String
        var clauses: [Clause]

        init(_ word: String, _ items: [String] = [], _ clauses: Clause...) {
            self.word = word
            self.clauses = (items.isEmpty ? [] : [Clause(lead: "", items: items)]) + clauses.filter { !$0.items.isEmpty }
        }

        /// Shows or checks, and passes its rows on.
        var tells: Bool { ["show", "check", "warn", "describe", "chart"].contains(word) }

        var text: String { ([word] + clauses.map(\.text)).joined(separator: " ") }
    }

    /// `from cases`
    var source: String
    var stages: [Stage]

    package var text: String { ([source] + stages.map { "| \($0.text)" }).joined(separator: "\n") }

    /// The words of its stages.
    package var words: [String] { stages.map(\.word) }

    /// On one line, in parentheses.
    var nested: String { "(" + ([source] + stages.map(\.text)).joined(separator: " | ") + ")" }
}
