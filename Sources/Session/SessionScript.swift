import Diagnostics
import Semantics
import Syntax

/// The statements of a session that still stand, in order: what `.save` writes and `--resume` brings back.
///
/// Only what went well is here. A line that went on with a pipeline has taken its place, a stage that was taken back is gone, and
/// a definition that was given anew before anything used it is forgotten.
package struct SessionScript: Sendable {
    package enum Kind: Sendable, Equatable {
        /// `param`, which stands above everything else.
        case parameter(String)
        /// `let` and `fn`.
        case definition(String)
        case pipeline
        /// What is said and shown besides: values, checks, headings.
        case other
    }

    package struct Entry: Sendable, Equatable {
        package var kind: Kind
        package var text: String
    }

    package private(set) var entries: [Entry] = []

    package var isEmpty: Bool { entries.isEmpty }

    /// What the last pipeline was made of becomes what it is now.
    mutating func replacePipeline(by text: String) {
        if let last = entries.lastIndex(where: { $0.kind == .pipeline }) {
            entries[last].text = text
        } else {
            entries.append(Entry(kind: .pipeline, text: text))
        }
    }

    mutating func add(_ statement: Statement, in source: SourceText) {
        let documentation = statement.documentation.map { text in text.split(separator: "\n").map { "## \($0)\n" }.joined() } ?? ""
        let text = documentation + source.slice(statement.span)
        switch statement.node {
        // The head of the script says these.
        case .edition, .use, .absent: break
        case .param(let name, _, _, _): define(.parameter(name.text), name.text, text)
        case .letPipeline(let name, _), .letValue(let name, _), .function(let name, _, _, _): define(.definition(name.text), name.text, text)
        case .pipeline: entries.append(Entry(kind: .pipeline, text: text))
        default: entries.append(Entry(kind: .other, text: text))
        }
    }

    /// `let x = it`: the last pipeline or value under a name.
    mutating func name(_ name: String, _ definition: String) { define(.definition(name), name, "let \(Parser.written(name)) = \(definition)") }

    mutating func setParameter(_ name: String, _ text: String) { define(.parameter(name), name, text) }

    private mutating func define(_ kind: Kind, _ name: String, _ text: String) {
        if let earlier = entries.lastIndex(where: { $0.kind == kind }) {
            let isUsed = entries[(earlier + 1)...].contains { Parser.names(in: $0.text).contains(name) }
            if case .parameter = kind { entries.remove(at: earlier) } else if !isUsed { entries.remove(at: earlier) }
        }
        entries.append(Entry(kind: kind, text: text))
    }

    /// With other texts for its statements.
    func rewritten(_ rewrite: (String) -> String) -> SessionScript {
        var result = self
        for index in result.entries.indices { result.entries[index].text = rewrite(result.entries[index].text) }
        return result
    }

    /// The statements as one text: parameters first, as whoever runs the script looks for them at its head.
    package func text(head: [String]) -> String {
        let parameters = entries.filter { if case .parameter = $0.kind { true } else { false } }
        let rest = entries.filter { if case .parameter = $0.kind { false } else { true } }
        return (head + parameters.map(\.text) + rest.map(\.text)).joined(separator: "\n\n") + "\n"
    }
}
