import Diagnostics
import Engine
import Reports
import Tables

/// The pages about messages: all codes with their reasons, and one code with its example, which is run to show what it says.
package enum CodePage {
    /// Every code, layer by layer.
    static var list: [Document.Block] {
        CodeLayer.all.flatMap { layer -> [Document.Block] in
            [
                .section(layer.title),
                .table(
                    ResultTable.texts([
                        ("code", layer.codes.map { code in code.rawValue }), ("why", layer.codes.map { code in code.explanation.reason }),
                    ])),
            ]
        } + [.text("One of them with an example: motcua manual unknown-column")]
    }

    /// The files of the examples.
    static var world: [Document.Block] { ExampleWorld.files.map { .text(text(of: $0, isWhole: true)) } }

    static func blocks(of code: any DiagnosticCode) -> [Document.Block] { [.text(text(of: code))] }

    /// The page of one code:
    ///
    ///     unknown-table
    ///       rows come from a table of the model, a file or a 'let'
    ///
    ///     wrong
    ///       from dosiers
    ///
    ///       line 1: there is no table 'dosiers'
    ///       …
    ///
    ///     right
    ///       from dossiers
    package static func text(of code: any DiagnosticCode) -> String {
        let explanation = code.explanation
        var parts = [code.rawValue + "\n" + indented(explanation.reason)]
        if let wrong = explanation.wrong {
            parts.append(([text(of: wrong, as: "wrong")] + [said(of: wrong)].compactMap { $0 }.map(indented)).joined(separator: "\n\n"))
        }
        if let right = explanation.right {
            let isSameWorld = explanation.wrong?.files == right.files
            parts.append(text(of: isSameWorld ? Example(right.text, right.way, []) : right, as: "right"))
        }
        return parts.joined(separator: "\n\n")
    }

    /// What motcua says to an example; `nil` when it cannot be run, as on a full disk.
    private static func said(of example: Example) -> String? {
        guard let outcome = try? ExampleRunner.run(example), !outcome.diagnostics.isEmpty else { return nil }
        return DiagnosticRenderer().render(outcome.diagnostics)
    }

    private static func text(of example: Example, as heading: String) -> String {
        let way: String
        switch example.way {
        case .typed: way = ""
        case .shell: way = ", in the shell"
        case .script(let parameters, let file):
            let given = (file.map { [" --params \($0)"] } ?? []) + parameters.map { " --param \($0.name)='\($0.value)'" }
            way = ", as a saved script: motcua run report.mc" + given.joined()
        }
        let parts = [heading + way + "\n" + indented(abridged(example.text))] + example.files.map { indented(text(of: $0, isWhole: false)) }
        return parts.joined(separator: "\n\n")
    }

    private static func text(of file: Example.File, isWhole: Bool) -> String {
        var lines = file.shown
        while lines.last == "\n" { lines.removeLast() }
        return file.name + ":\n" + indented(isWhole ? lines : abridged(lines))
    }

    /// A line that only its length makes wrong need not be read to its end, nor many lines that differ by a number.
    private static func abridged(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let short = lines.map { $0.count > 110 ? "\($0.prefix(50)) … \($0.suffix(20))" : String($0) }
        return (short.count > 20 ? short.prefix(3) + ["…"] + short.suffix(2) : short[...]).joined(separator: "\n")
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
    }
}
