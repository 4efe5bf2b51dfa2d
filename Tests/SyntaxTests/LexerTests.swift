import Diagnostics
import Testing
@testable import Syntax

@Suite struct LexerTests {
    @Test(arguments: [
        "", "\n\n", "from a | take 5 # five\n", "text \"\"\"\na {b} \"c\"\n\"\"\"", "text \"a {f('x')} \\{ b\"",
        "@2019-06-30T14:05..@today", "`Tỷ lệ (%)` ?? $`a b` + 1_200.5e-3 % 3", "a\r\nb\r\n", "€ “x” \u{FEFF}\u{A0}x", "\"", "'", "`", "\"{", "\"\"\"{\"{",
        "a ; b", "x /* y", "((]]}", "\"{a\nb", "97.2%", "\\", "\"\\",
    ])
    func noByteIsLost(_ text: String) {
        let source = source(text)
        var rebuilt = ""
        for token in Lexer.lex(source).tokens {
            rebuilt += source.slice(Span(token.triviaStart, token.span.start)) + source.slice(token.span)
        }
        #expect(rebuilt == source.text)
    }

    @Test func signsTakeTheLongestSpelling() {
        #expect(tokenTexts("a..b ?? c!=d!~e<=f>=g==h.i|j") == [
            "a", "..", "b", "??", "c", "!=", "d", "!~", "e", "<=", "f", ">=", "g", "==", "h", ".", "i", "|", "j",
        ])
        #expect(tokenTexts("1..5 1.5..2") == ["1", "..", "5", "1.5", "..", "2"])
    }

    @Test func namesMayHaveAnyLetters() {
        #expect(tokenTexts("tỷ_lệ Đơn_vị x1 _y 数量") == ["tỷ_lệ", "Đơn_vị", "x1", "_y", "数量"])
        #expect(tree("`Tỷ lệ (%)` + `a``b`") == "(+ (name `Tỷ lệ (%)`) (name `a`b`))")
        #expect(tree("$as_of") == "(parameter as_of)")
        #expect(tree("$`kỳ này`") == "(parameter `kỳ này`)")
    }

    @Test func decomposedLettersMeanTheSame() {
        #expect(tree("2 ty\u{309}") == "(number 2 billion)")
        #expect(tree("\u{111}o\u{31B}n") == "(name đơn)")
    }

    @Test func unitsFollowNumbers() {
        #expect(tree("1_200") == "(number 1200)")
        #expect(tree("2.5 tỷ") == "(number 2.5 billion)")
        #expect(tree("3 nghìn + 4 triệu") == "(+ (number 3 thousand) (number 4 million))")
        #expect(tree("3 working days") == "(number 3 workingDays)")
        #expect(tree("1 working day") == "(number 1 workingDays)")
        #expect(tree("1 year - 2 quarters") == "(- (number 1 years) (number 2 quarters))")
        #expect(tree("97.2%") == "(percent 97.2)")
        #expect(tree("1e-3") == "(number 1e-3)")
    }

    @Test func textsHoldExpressions() {
        #expect(tree("\"a {b} c\"") == "(text \"a \" (name b) \" c\")")
        #expect(tree("\"\\\"\\\\\\n\\t\\{\"") == "(text \"\\\"\\\\\\n\t{\")")
        #expect(tree("\"{f(x, 'a}b')}\"") == "(text (call f (name x) (raw \"a}b\")))")
        #expect(tree("\"a } b\"") == "(text \"a } b\")")
        #expect(tree("\"\"\"\na \"b\" {(from c\n| take 1)} \"{\"d\"}\"\n\"\"\"") == "(block \"a \\\"b\\\" \" (pipeline (name c) (take (number 1))) \" \\\"\" (text \"d\") \"\\\"\")")
        #expect(tree("\"\"\"\r\na\r\nb\r\n\"\"\"") == "(block \"a\\nb\")")
        #expect(tree("'a\\d \"'") == "(raw \"a\\\\d \\\"\")")
    }

    @Test func spansInsideTextsAreSpansOfTheSource() throws {
        let text = source("title \"Kỳ {$period}, đơn vị {tên}\"")
        let statement = try #require(Parser.parse(text).script.statements.first)
        guard case .title(let literal) = statement.node else { throw Unexpected() }
        let inner = literal.parts.compactMap { part in if case .expression(let value) = part { text.slice(value.span) } else { nil } }
        #expect(inner == ["$period", "tên"])
    }

    @Test func documentationStandsBeforeItsDeclaration() {
        #expect(tree("## One\n## two\nlet a = 1 ## no\nlet b = 2") == "(## \"One\\ntwo\" (let a (number 1)))\n(let b (number 2))")
        #expect(tree("table a { ## no\n  ## Mã\n  id: text\n}") == "(table a (## \"Mã\" (column id text)))")
    }
}

struct Unexpected: Error {}
