import Diagnostics
import Randomness
import Testing
@testable import Syntax

/// Any text gives a tree and diagnostics, in time that grows with its length.
@Suite struct RobustnessTests {
    private static let pieces = [
        "from", "where", "|", "\n", "(", ")", "[", "]", "{", "}", "\"", "'", "`", "\"\"\"", "if", "then", "else", "not", "in", "is", "missing", "a", "b", "title", "let", "=", "==",
        "<", "-", "+", "..", "??", ".", ",", ":", "?", "*", "/", "5", "days", "97%", "@2019", "@x", "$", "$a", "#", "\\", "by", "with", "table", "measure", "summarize", "rows", "file",
        "“", "”", ";", "&&", "!", "€", "and", "or", "take", "order", "check", "within", "{a", "a}", "\t", "label", "working", "per", "--", "/*",
    ]

    /// Parsing ends, the tokens leave out no byte, and a text without mistakes can be formatted.
    private func survives(_ text: String) {
        let source = source(text)
        let lexer = Lexer.lex(source)
        var length = 0
        for token in lexer.tokens {
            #expect(token.triviaStart == length)
            length = token.span.end
        }
        #expect(length == source.bytes.count)
        let result = Parser.parse(source)
        _ = describe(result.script)
        for diagnostic in result.diagnostics {
            guard let span = diagnostic.place?.span else { continue }
            #expect(span.start >= 0 && span.start <= span.end && span.end <= source.bytes.count)
        }
        if result.diagnostics.isEmpty { expectStable(text) }
    }

    @Test func randomBytes() {
        var random = SeededRandom(seed: 1 &+ Fuzz.seed)
        for _ in 0..<Fuzz.cases(1_500) {
            let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            survives(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func tokenSoup() {
        var random = SeededRandom(seed: 2 &+ Fuzz.seed)
        for _ in 0..<Fuzz.cases(4_000) {
            let count = Int.random(in: 1..<40, using: &random)
            let words = (0..<count).map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)] }
            survives(words.joined(separator: Bool.random(using: &random) ? " " : ""))
        }
    }

    private static let script = """
        ## Kỳ báo cáo
        param kỳ: period = @2019-H1 label "Kỳ {1 + 2}"
        table t file "t.csv" { id: text key
          late = due is present and (if a then b > 3 days else due < $as_of)
          measure n = count(where late) per count() label "x" note "y"
        }
        from rows (a, b) [(1, 2), (-3, 4.5 tỷ)]
        | where a in [1, 2] and not (b in 1..5) or c ~ 'x' # note
        | summarize n = count(), m = f(a, x: b desc where c) by d = e.f with totals
        | lookup (from u | take last 3) as v on d == v.d
        text \"\"\"
        {(from t | summarize n)} "và" {$kỳ}
        \"\"\"
        check $n == 97.2% within 0.05 points source "s" else "e"
        """

    @Test func everyTruncation() {
        let bytes = Array(Self.script.utf8)
        for length in 0...bytes.count { survives(String(decoding: bytes[..<length], as: UTF8.self)) }
    }

    @Test func everyTokenLeftOutDoubledOrSwapped() {
        let source = source(Self.script)
        let tokens = Lexer.lex(source).tokens
        var random = SeededRandom(seed: 3)
        for token in tokens {
            let before = source.slice(Span(0, token.span.start))
            let after = source.slice(Span(token.span.end, source.bytes.count))
            let text = source.slice(token.span)
            survives(before + after)
            survives(before + text + " " + text + after)
            for _ in 0..<4 { survives(before + Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)] + " " + after) }
        }
    }

    @Test(arguments: ["(", "[", "{", "f(", "-", "- ", "not ", "if ", "\"{", "\"\"\"{", "a.", "a + ", "from (", "if a then b else ", "a ?? ", "(from a | where ", "[a, ", "a, ", "x: ", "table a {",
        "IF(a, ", "case when ", "case when a then ", "nếu ", "a ? ", "a ? b : ", "a between ", "a between 1 and 2 ", "count(distinct ", "f(a) over (order by ", "a ^ ", "a % ", "\"x\" & ", "missing(", "a.filter("])
    func depthIsRefusedNotSuffered(_ piece: String) {
        let text = String(repeating: piece, count: 5_000)
        survives(text)
        survives("from a | where " + text + "\nlet b = 3")
    }

    @Test func tooMuchIsSaidOnce() {
        #expect(codes(String(repeating: "(", count: 300) + "a" + String(repeating: ")", count: 300)) == ["too-deep"])
        #expect(codes("a" + String(repeating: " or a", count: 3_000)) == ["too-long"])
        #expect(codes("a" + String(repeating: ".b", count: 3_000)) == ["too-long"])
        #expect(codes("a in [" + (0..<20_000).map(String.init).joined(separator: ", ") + "]") == [])
    }

    /// Four times the text takes about four times as long; a quadratic parser would take sixteen.
    @Test(arguments: [
        "from a | where b == \"x {c} y\" and (d in [1, 2]) # note\n", "\"{", "(", "((]]", "{\"", "a ", "\"\"\"{", "“", "1.", "@2019-", "`", "a\n+ b\n", "x | ", "'", "[)", "\n#", "b, ", "table a {\n b: text\n}\n", "5days ",
        // Phrases of other languages, which are looked at more closely.
        "select a, count(*) from b group by a\n", "select ", "select a from b, ", "; ", "{; ", "a.filter(b).", "a.filter(b)\n", "if(a, ", "IF(a, b, c) ", "nếu a thì ", "a between 1 and 2 ",
        "\"x\" & a & ", "case when a then b ", "a ? b : ", "count(distinct a) ", "f(a) over (order by b) ", "Đơn vị ", "1,000,000,", "1 000 ", "|> filter(a) ", "a\u{200B}", "，", "'a''", "a$b ",
        "from a | group_by(b) | summarise(c) ", "from a | where b, c, ", "=", "delete from a ", "fn f(x): x\n", "Table.Sort(", "missing(a) ", "not like \"%\" ",
    ])
    func timeIsLinear(_ piece: String) {
        func duration(_ count: Int) -> Duration {
            (0..<3).map { _ in
                let source = source(String(repeating: piece, count: count / piece.utf8.count))
                return ContinuousClock().measure { _ = Parser.parse(source) }
            }.min() ?? .zero
        }
        let short = duration(4_000)
        let long = duration(16_000)
        #expect(long < short * 9 + .milliseconds(100), "\(short) → \(long)")
    }
}
