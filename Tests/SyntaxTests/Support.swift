import Diagnostics
import Glibc
@testable import Syntax

/// The package's root, from this file's own place.
let packageRoot = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")

func source(_ text: String) -> SourceText { SourceText(name: "line", text: text) }

func parse(_ text: String) -> ParseResult { Parser.parse(source(text)) }

func codes(_ text: String) -> [String] { parse(text).diagnostics.map(\.code) }

/// The tree of a text that has no mistakes.
func tree(_ text: String) -> String {
    let result = parse(text)
    return result.diagnostics.isEmpty ? describe(result.script) : "mistakes: \(result.diagnostics.map(\.code))"
}

/// The kinds and texts of the tokens, a line break as `⏎`.
func tokenTexts(_ text: String) -> [String] {
    let source = source(text)
    return Lexer.lex(source).tokens.dropLast().map { $0.kind == .newline ? "⏎" : source.slice($0.span) }
}

extension Diagnostic {
    /// What the caret stands under.
    var underlined: String {
        place.map { $0.source.slice($0.span) } ?? ""
    }
}

extension Diagnostic.Fix {
    func applied(to source: SourceText) -> String {
        source.slice(Span(0, span.start)) + text + source.slice(Span(span.end, source.bytes.count))
    }
}

/// How much the tests of random input do; `Scripts/fuzz` raises it for a long run.
enum Fuzz {
    static func cases(_ few: Int) -> Int { getenv("FUZZ_CASES").flatMap { Int(String(cString: $0)) } ?? few }

    /// Of a long run another one each time; the suite always draws the same.
    static let seed = getenv("FUZZ_SEED").flatMap { UInt64(String(cString: $0)) } ?? 0
}
