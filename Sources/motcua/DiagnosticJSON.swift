import Characters
import Diagnostics

/// Diagnostics for editors: one JSON array, an object each.
///
/// `range` is that of the Language Server Protocol: from 0, characters in UTF-16 code units of the file as it stands on the disk,
/// the end behind the last character. `line` and `column` count from 1 and as a person counts. A mistake without a place has
/// none of the three. Ranges of fixes are in the same file.
enum DiagnosticJSON {
    static func text(_ diagnostics: [Diagnostic]) -> String {
        if diagnostics.isEmpty { return "[]" }
        return "[\n" + diagnostics.map { "  " + object($0) }.joined(separator: ",\n") + "\n]"
    }

    private static func object(_ diagnostic: Diagnostic) -> String {
        var members: [String] = []
        if let place = diagnostic.place {
            members.append("\"file\": \(string(place.source.name))")
            members.append("\"line\": \(place.source.lineNumber(at: place.span.start))")
            members.append("\"column\": \(place.source.column(at: place.span.start))")
            members.append("\"range\": \(range(place.span, place.source))")
        }
        members.append("\"severity\": \"\(diagnostic.severity.word)\"")
        members.append("\"code\": \(string(diagnostic.code))")
        members.append("\"message\": \(string(diagnostic.message))")
        members.append("\"hints\": [\(diagnostic.hints.map(string).joined(separator: ", "))]")
        let fixes = diagnostic.place.map { place in
            diagnostic.fixes.map { fix in
                "{\"label\": \(string(fix.label ?? fix.text)), \"range\": \(range(fix.span, place.source)), \"text\": \(string(fix.text))}"
            }
        }
        members.append("\"fixes\": [\((fixes ?? []).joined(separator: ", "))]")
        return "{" + members.joined(separator: ", ") + "}"
    }

    private static func string(_ text: String) -> String { JSONEscapes.quoted(text) }

    private static func range(_ span: Span, _ source: SourceText) -> String {
        "{\"start\": \(position(span.start, source)), \"end\": \(position(span.end, source))}"
    }

    private static func position(_ offset: Int, _ source: SourceText) -> String {
        let position = source.editorPosition(at: offset)
        return "{\"line\": \(position.line), \"character\": \(position.character)}"
    }
}

extension Diagnostic.Severity {
    fileprivate var word: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .note: "note"
        }
    }
}
