import Characters

/// Diagnostics as text for people:
///
///     line 3: 'name' is not a column of dossiers
///       | keep id, name
///                  ^^^^
///       try: unit.name
///       it is one step away: unit.name, procedure.title
///
/// Everything that comes from a script or from data is made visible first, so that no message
/// can drive the terminal. Colour only repeats what the words say.
package struct DiagnosticRenderer: Sendable {
    /// Whether to write the escape sequences of the terminal's sixteen colours.
    package var color: Bool

    /// How many diagnostics are shown in one go; the rest is counted.
    static let most = 20

    package init(color: Bool = false) {
        self.color = color
    }

    /// One diagnostic, without a line break at its end.
    package func render(_ diagnostic: Diagnostic) -> String {
        var lines: [String] = []
        let excerpt = diagnostic.place.map { Excerpt(of: $0.span, in: $0.source) }
        lines.append(contentsOf: head(of: diagnostic, excerpt))
        if let excerpt {
            lines.append(trimmed("  " + excerpt.line))
            let indent = String(repeating: " ", count: 2 + excerpt.column)
            lines.append(indent + painted(String(repeating: "^", count: excerpt.carets), colour(of: diagnostic.severity)))
        }
        if let fix = diagnostic.fixes.first {
            lines.append(contentsOf: indented("try: " + (fix.label ?? fix.text)))
        }
        for hint in diagnostic.hints { lines.append(contentsOf: indented(hint)) }
        return lines.joined(separator: "\n")
    }

    /// Several, by source and place, an empty line between them; those without a place come last.
    /// After twenty the rest is counted.
    package func render(_ all: [Diagnostic]) -> String {
        let ordered = inOrder(all)
        var parts = ordered.prefix(Self.most).map { render($0) }
        if ordered.count > Self.most { parts.append("… and \(ordered.count - Self.most) more") }
        return parts.joined(separator: "\n\n")
    }

    // MARK: Order

    private func inOrder(_ all: [Diagnostic]) -> [Diagnostic] {
        // Sources in the order in which they first appear: the script before the model that it names.
        var ranks: [ObjectIdentifier: Int] = [:]
        for diagnostic in all {
            if let place = diagnostic.place {
                let id = ObjectIdentifier(place.source)
                if ranks[id] == nil { ranks[id] = ranks.count }
            }
        }
        let keyed = all.enumerated().map { order, diagnostic in
            let rank = diagnostic.place.flatMap { ranks[ObjectIdentifier($0.source)] } ?? ranks.count
            return (key: (rank, diagnostic.place?.span.start ?? 0, order), diagnostic: diagnostic)
        }
        return keyed.sorted { $0.key < $1.key }.map(\.diagnostic)
    }

    // MARK: Lines

    private func head(of diagnostic: Diagnostic, _ excerpt: Excerpt?) -> [String] {
        var place = ""
        if let source = diagnostic.place?.source, let excerpt {
            // Typed input has no name worth saying.
            if source.name != SourceText.typed { place = DisplayWidth.visible(source.name) + ", " }
            place += "line \(excerpt.lineNumber): "
        }
        var lines = split(diagnostic.message)
        let message = lines.removeFirst()
        let prefix =
            switch diagnostic.severity {
            case .error: ""
            case .warning: painted("warning: ", colour(of: .warning))
            case .note: painted("note: ", colour(of: .note))
            }
        return [prefix + painted(place + message, .bold)] + lines.map { trimmed("  " + $0) }
    }

    private func indented(_ text: String) -> [String] {
        split(text).map { trimmed("  " + $0) }
    }

    /// The lines of a text that we wrote, with what it quotes made visible. Never empty.
    private func split(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { DisplayWidth.visible(String($0)) }
    }

    private func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    // MARK: Colour

    private enum Colour: Int {
        case bold = 1
        case red = 31
        case yellow = 33
        case cyan = 36
    }

    private func colour(of severity: Diagnostic.Severity) -> Colour {
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .note: .cyan
        }
    }

    private func painted(_ text: String, _ colour: Colour) -> String {
        color ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }
}
