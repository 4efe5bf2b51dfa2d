import Diagnostics
import Syntax

/// What `motcua run SCRIPT --help` tells: the head comment and the parameters, without running anything.
package struct ScriptHelp: Sendable {
    package struct Parameter: Sendable {
        package var name: String
        package var type: String
        package var defaultText: String?
        package var label: String?
    }

    /// The comment lines at the top, without their `#`.
    package var head: [String]
    package var parameters: [Parameter]

    init(_ script: Script, source: SourceText) {
        head = []
        for line in source.text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("#") else { break }
            let text = line.drop { $0 == "#" }
            head.append(String(text.first == " " ? text.dropFirst() : text))
        }
        parameters = script.statements.compactMap { statement in
            guard case .param(let name, let type, let value, let label) = statement.node else { return nil }
            return Parameter(
                name: name.text, type: source.slice(type.span), defaultText: value.map { source.slice($0.span) },
                label: label.map { $0.parts.map { part in if case .text(let text) = part { text } else { "" } }.joined() })
        }
    }
}
