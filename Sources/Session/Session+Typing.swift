import Diagnostics
import Semantics
import Syntax

/// What can be told of a text while it is being typed.
extension Session {
    /// What is wrong with the text so far. Runs nothing, reads nothing and defines nothing: of files that no query has read yet, and of columns that a
    /// `pivot` will make, nothing is said. The places are bytes of the text in normal form C.
    package func mistakes(whileTyping text: String) -> [Diagnostic] {
        let typed = SourceText(name: SourceText.typed, text: text)
        let lead: String
        if Parser.continuesStatement(SourceText(name: SourceText.typed, text: String(typed.text.drop { $0.isWhitespace }))) {
            guard let lastPipeline else { return [] }
            lead = lastPipeline + "\n"
        } else {
            lead = ""
        }
        let source = lead.isEmpty ? typed : SourceText(name: SourceText.typed, text: lead + typed.text)
        let parsed = Parser.parse(source)
        var found = parsed.diagnostics.filter { $0.severity == .error }
        if Parser.completeness(of: source) == .needsMore {
            // What is missing at the end is still to come.
            let end = source.text.utf8.count - source.text.reversed().prefix(while: \.isWhitespace).reduce(0) { $0 + $1.utf8.count }
            found.removeAll { ($0.place?.span.end ?? end) >= end }
        }
        if found.isEmpty, !parsed.script.statements.contains(where: \.node.changesWorld) { found = checked(parsed.script, source) }
        let start = lead.utf8.count
        return found.compactMap { diagnostic in
            guard let place = diagnostic.place, place.source === source, place.span.start >= start else { return nil }
            var moved = diagnostic
            moved.place = Diagnostic.Place(source: typed, span: Span(place.span.start - start, place.span.end - start))
            return moved
        }
    }

    private func checked(_ script: Script, _ source: SourceText) -> [Diagnostic] {
        let before = environment
        world.mayReadFiles = false
        defer {
            environment = before
            world.mayReadFiles = true
        }
        return StatementRunner(self, source: source, parameters: [:], sink: nil, isReport: false).check(script).filter { $0.severity == .error }
    }
}

extension Statement.Node {
    /// Whether looking at the statement alone would already open or declare something.
    fileprivate var changesWorld: Bool {
        switch self {
        case .use, .table, .calendar, .zone, .edition: true
        default: false
        }
    }
}
