import Diagnostics
import Support
@testable import Shell
@testable import Syntax

/// Statements as somebody types them who knows how words begin, and leaves the rest to Tab.
///
/// The keys are kept in `twenty-questions.keys`, to be read: `⇥` is Tab, `↵` Enter, `⏎` Alt-Enter. They are found anew with `BLESS=1`, by asking the completer
/// after each letter of a word whether Tab would write it by now.
struct QuestionKeys {
    let completer: Completer
    /// Words that had to be typed whole though they are longer than two letters.
    private(set) var typedWhole: [String] = []

    init(_ completer: Completer) { self.completer = completer }

    /// A script's statements by the headings above them, each in one row but for what stands in braces.
    static func statements(of source: SourceText) -> [(heading: String, texts: [String])] {
        var found: [(heading: String, texts: [String])] = []
        for statement in Parser.parse(source).script.statements {
            switch statement.node {
            case .section: found.append((source.slice(statement.span), []))
            case .pipeline, .letPipeline, .letValue, .warn, .check, .calendar:
                guard !found.isEmpty else { continue }
                found[found.count - 1].texts.append(inOneRow(source.slice(statement.span)))
            default: break
            }
        }
        return found
    }

    private static func inOneRow(_ text: String) -> String {
        guard !text.contains("{\n") else { return text }
        return text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ").replacing("( ", with: "(").replacing(" )", with: ")")
    }

    // MARK: From keys

    static func bytes(of keys: String) -> String {
        keys.replacing("⇥", with: "\t").replacing("⏎", with: "\u{1B}\r").replacing("↵", with: "\r")
    }

    // MARK: To keys

    /// Without the Enter at the end.
    mutating func keys(for text: String) -> String {
        let source = SourceText(name: "keys", text: text)
        var keys = ""
        var place = 0
        var isMenuOpen = false
        for token in Lexer.lex(source).tokens {
            guard token.span.start >= place, token.span.end > token.span.start else { continue }
            keys += source.slice(Span(place, token.span.start))
            isMenuOpen = false
            let rest = source.slice(Span(token.span.start, source.bytes.count))
            // A text is several tokens, a choice of Tab all of it.
            let written = rest.first == "\"" ? "\"" + rest.dropFirst().prefix { $0 != "\"" } + "\"" : source.slice(token.span)
            if let (typed, length) = choice(of: written, in: source, at: token.span.start) {
                keys += typed
                place = token.span.start + length
                isMenuOpen = typed.hasSuffix("⇥⇥") && place == source.bytes.count
            } else {
                let word = source.slice(token.span)
                if word.count > 2, word.first?.isLetter == true { typedWhole.append(word) }
                keys += word
                place = token.span.end
            }
        }
        // In a menu Enter is for the choice alone.
        return (keys + source.slice(Span(place, source.bytes.count))).replacing("\n", with: "⏎") + (isMenuOpen ? "↵" : "")
    }

    /// The fewest keys for a word, and how many bytes of the text they write; `nil` where typing it is as short.
    private func choice(of written: String, in source: SourceText, at start: Int) -> (keys: String, length: Int)? {
        guard let first = written.first, first.isLetter || first == "`" || first == "@" || first == "\"" || first == "$" else { return nil }
        let before = source.slice(Span(0, start))
        let rest = source.slice(Span(start, source.bytes.count))
        var best: (keys: String, length: Int, cost: Int)?
        func take(_ text: String, _ typed: String, tabs: Int, more: Substring = "") {
            let keys = typed + String(repeating: "⇥", count: tabs) + more
            // A letter is known, a place in a menu has to be looked for.
            let cost = typed.count + 2 * tabs + 2 * more.count
            if keys.count < text.count, cost < best?.cost ?? .max { best = (keys, text.utf8.count, cost) }
        }
        // Behind a backquote the letters of the name are typed without it, and without marks.
        for count in 1..<max(2, written.count) {
            let typed = String(first == "`" ? written.dropFirst().prefix(count) : written.prefix(count))
            let line = before + typed
            let completion = completer.complete(line, cursor: line.utf8.count)
            guard completion.replaced.lowerBound == before.utf8.count else { continue }
            let common = common(completion.candidates, after: typed)
            // What all choices begin with stands in the line after the first Tab.
            if let common, written.hasPrefix(common) { take(written, typed, tabs: 1, more: written.dropFirst(common.count)) }
            for (index, candidate) in completion.candidates.prefix(2).enumerated() where rest.hasPrefix(candidate.text) && candidate.text.count >= written.count {
                take(candidate.text, typed, tabs: completion.candidates.count == 1 || candidate.text == common ? 1 : index + 2)
            }
            if count + 3 >= best?.cost ?? .max { break }
        }
        return best.map { ($0.keys, $0.length) }
    }

    private func common(_ candidates: [Candidate], after typed: String) -> String? {
        CompletionMenu.commonStart(of: candidates, after: Array(typed.unicodeScalars)).map { EditedLine.string($0[...]) }
    }
}
