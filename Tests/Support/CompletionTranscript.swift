import Characters
import Session
import Shell

/// A completion menu as golden scripts show it: the text typed with `^` for the cursor, then a line for each candidate.
enum CompletionTranscript {
    /// A menu shows about so many at once.
    private static let shown = 12

    static func text(_ typed: String, _ session: Session) -> String {
        let cursor = typed.utf8.lastIndex(of: UInt8(ascii: "^")) ?? typed.utf8.endIndex
        let before = String(typed[..<cursor])
        let after = cursor < typed.endIndex ? String(typed[typed.index(after: cursor)...]) : ""
        let completion = Completer(session).complete(before + after, cursor: before.utf8.count)
        let rows = completion.candidates.prefix(shown).map { candidate in
            [candidate.text == candidate.label ? candidate.label : "\(candidate.label) → \(candidate.text)", "\(candidate.kind)", candidate.type, candidate.summary]
        }
        let widths = (0..<3).map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        var lines = rows.map { row in
            let padded = zip(row, widths + [0]).map { DisplayWidth.padded($0, to: $1) }.joined(separator: "  ")
            return String(padded.reversed().drop { $0 == " " }.reversed())
        }
        if completion.candidates.count > shown { lines.append("and \(completion.candidates.count - shown) more") }
        if lines.isEmpty { lines = ["nothing"] }
        return lines.joined(separator: "\n") + "\n"
    }
}
