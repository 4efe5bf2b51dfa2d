import Diagnostics

/// Diagnostics for editors: one JSON array, an object each.
///
/// Lines and columns count from 1, columns in Unicode scalars of the text in normal form C; `end` is the first column
/// behind the place.
enum DiagnosticJSON {
    static func text(_ diagnostics: [Diagnostic]) -> String {
        if diagnostics.isEmpty { return "[]" }
        return "[\n" + diagnostics.map { "  " + object($0) }.joined(separator: ",\n") + "\n]"
    }

    private static func object(_ diagnostic: Diagnostic) -> String {
        var members: [String] = []
        if let place = diagnostic.place {
            members.append("\"file\": \(string(place.source.name))")
            members.append("\"start\": \(position(place.span.start, place.source))")
            members.append("\"end\": \(position(place.span.end, place.source))")
        }
        let severity =
            switch diagnostic.severity {
            case .error: "error"
            case .warning: "warning"
            case .note: "note"
            }
        members.append("\"severity\": \"\(severity)\"")
        members.append("\"code\": \(string(diagnostic.code))")
        members.append("\"message\": \(string(diagnostic.message))")
        members.append("\"hints\": [\(diagnostic.hints.map(string).joined(separator: ", "))]")
        if let source = diagnostic.place?.source {
            let fixes = diagnostic.fixes.map { fix in
                "{\"start\": \(position(fix.span.start, source)), \"end\": \(position(fix.span.end, source)), \"text\": \(string(fix.text))}"
            }
            members.append("\"fixes\": [\(fixes.joined(separator: ", "))]")
        }
        return "{" + members.joined(separator: ", ") + "}"
    }

    private static func position(_ offset: Int, _ source: SourceText) -> String {
        let offset = min(max(0, offset), source.bytes.count)
        let line = source.line(at: offset)
        let before = source.slice(Span(source.lineStarts[line], offset))
        return "{\"line\": \(line + 1), \"column\": \(before.unicodeScalars.count + 1)}"
    }

    /// A JSON string (RFC 8259, section 7).
    private static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
