import Diagnostics
import Testing
@testable import Syntax

/// What the shell asks when Enter is pressed.
@Suite struct CompletenessTests {
    @Test(arguments: [
        "from dossiers |", "from dossiers | where", "from dossiers | where late and", "from dossiers | summarize n = count(),",
        "from dossiers | summarize count() by", "let x =", "check (from dossiers", "text \"\"\"abc", "1 +", "table x {", "f(\"a\",", "from a | take 5 by",
        "text \"\"\"a {b", "table x {\n  a: text\n", "title", "from a | lookup b on",
    ])
    func needsMore(_ text: String) {
        #expect(Parser.completeness(of: source(text)) == .needsMore)
    }

    @Test(arguments: [
        "", "from dossiers", "from dossiers | distinct", "text \"abc", "from d | keep a, `b c`", "from d | sort n desc", "from dossiers # |", "from d | keep a, *",
        "from d | keep with", "table x {\n  a: text\n}", "f(\"abc", "from d | keep by\n", "a )",
    ])
    func isComplete(_ text: String) {
        #expect(Parser.completeness(of: source(text)) == (text.contains("by") ? .needsMore : .complete))
    }

    @Test func someLinesContinueTheOneBefore() {
        for line in ["| take 5", "  | take 5", "by unit", "with totals", "and b", "label == 5", "else \"x\""] {
            #expect(Parser.continuesStatement(source(line)), "\(line)")
        }
        for line in ["", "from a", "label: text", "source = 5", "note(3)", "on.x", "bycicle", "take 5"] {
            #expect(!Parser.continuesStatement(source(line)), "\(line)")
        }
    }
}
