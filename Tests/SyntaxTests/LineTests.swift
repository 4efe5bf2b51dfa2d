import Diagnostics
import Testing
@testable import Syntax

/// Which line breaks end a statement.
@Suite struct LineTests {
    @Test(arguments: [
        ("from a\n| take 5", "from a | take 5"), ("from a |\ntake 5", "from a | take 5"),
        ("from a |\n\n# note\n\n  take 5", "from a | take 5"), ("from a\n\n# note\n| take 5", "from a | take 5"),
        ("from a | where b and\nc", "from a | where b and c"), ("from a | where b\nand c\nor d", "from a | where b and c or d"),
        ("from a | keep b,\nc", "from a | keep b, c"), ("from a | where f(\nb\n,\nc\n)", "from a | where f(b, c)"),
        ("let a =\n5", "let a = 5"), ("let a = 1 +\n2", "let a = 1 + 2"), ("let a = if b\nthen 1\nelse 2", "let a = if b then 1 else 2"),
        ("from a | summarize count()\nby b\nwith totals", "from a | summarize count() by b with totals"),
        ("from a | lookup b\nas c\non d", "from a | lookup b as c on d"), ("check a == b\nwithin 3\nsource \"x\"\nelse \"y\"", "check a == b within 3 source \"x\" else \"y\""),
        ("from a | add b = 1 by c\nalong d", "from a | add b = 1 by c along d"), ("from a | pivot b\nacross c", "from a | pivot b across c"),
        ("from a | unpivot b, c\ninto d, e", "from a | unpivot b, c into d, e"), ("from a | sample 5\nseed 3", "from a | sample 5 seed 3"),
        ("param a: text\nlabel \"x\"", "param a: text label \"x\""), ("title\n\"x\"", "title \"x\""), ("from a | summarize b by c with\ntotals", "from a | summarize b by c with totals"),
        ("from a | keep *,\nb", "from a | keep *, b"), ("let a = [1,\n2\n]", "let a = [1, 2]"),
    ])
    func goesOn(_ broken: String, _ joined: String) {
        #expect(tree(broken) == tree(joined))
        #expect(codes(joined) == [])
    }

    @Test(arguments: [
        ("a\nb", 2), ("from a\nfrom b", 2), ("from a | keep b, *\nfrom c", 2), ("let a = 1\n\n\nlet b = 2\n", 2),
        // Clause words that are plainly names.
        ("a\nsource.b", 2), ("a\nnote(b)", 2), ("from a | keep with\nfrom b", 2), ("from a | keep b, label\nfrom c", 2), ("from a | sort on\nfrom b", 2),
        ("from a | distinct\nfrom b", 2), ("from a | show\nb", 2), ("a is missing\ntrue\nfalse", 3),
        ("from a | lookup b on source\nfrom c", 2),
    ])
    func ends(_ text: String, _ statements: Int) {
        let result = parse(text)
        #expect(result.diagnostics.isEmpty)
        #expect(result.script.statements.count == statements)
    }

    @Test func insideBracesALineBreakEndsAMember() {
        #expect(tree("table a {\n  label: text\n  note = 5\n  source: int label \"x\"\n  with: text\n}")
            == "(table a (column label text) (computed note (number 5)) (column source int (label (text \"x\"))) (column with text))")
        #expect(tree("table a {\n  measure b = count()\n    label \"x\"\n    note \"y\"\n  c: text\n}")
            == "(table a (measure b (call count) (label (text \"x\")) (note (text \"y\"))) (column c text))")
        #expect(tree("table a {\n  b = f(\n    c\n  )\n  d = e and\n  g\n}")
            == "(table a (computed b (call f (name c))) (computed d (and (name e) (name g))))")
        #expect(tree("calendar a { b = 1 }") == "(calendar a (= b (number 1)))")
    }

    @Test(arguments: ["+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "~", "!~", "..", "??", "in", "not in", "is", "per"])
    func noLineStartsWithAnOperator(_ symbol: String) {
        let right = symbol == "is" ? "missing" : "b"
        let found = parse("let a = c\n  \(symbol) \(right)").diagnostics
        #expect(found.map(\.code) == ["line-starts-with-operator"])
        #expect(found.first?.underlined == symbol)
        #expect(found.first?.fixes.first.map { $0.applied(to: source("let a = c\n  \(symbol) \(right)")) } == "let a = c \(symbol)\n   \(right)")
    }

    @Test func theFirstLineMayStartWithASign() {
        #expect(tree("-5 + 3") == "(+ (- (number 5)) (number 3))")
    }

    /// A forgotten bracket costs its own statement only.
    @Test(arguments: [
        "let a = (1 + 2\nlet b = 3\nfrom c | take 5", "from a | where (b\nfrom c | take 5\ntitle \"x\"", "table a {\n  b: text\nfrom c | take 5\nlet d = 1",
        "check f([1, 2\nfrom c | take 5\nsection \"x\"",
    ])
    func aForgottenBracketIsForgivenAtTheNextStatement(_ text: String) {
        let result = parse(text)
        #expect(result.diagnostics.map(\.code) == ["bracket-never-closed"])
        #expect(result.script.statements.count == 3)
    }
}
