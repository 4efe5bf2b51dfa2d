import Diagnostics
import Testing
@testable import Syntax

func formatted(_ text: String) -> String {
    do {
        return try Formatter.format(source(text))
    } catch {
        return "mistakes: \(error.all.map(\.code))"
    }
}

/// Formatting keeps the meaning, and formatting again changes nothing.
func expectStable(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let once = formatted(text)
    #expect(tree(once) == tree(text), "the tree of:\n\(text)\n---\n\(once)", sourceLocation: sourceLocation)
    #expect(formatted(once) == once, "twice:\n\(text)\n---\n\(once)", sourceLocation: sourceLocation)
}

@Suite struct FormatterTests {
    @Test(arguments: [
        ("from   a|where b==3|take 5", "from a | where b == 3 | take 5\n"),
        ("from a\n  | take 5 |sort b", "from a\n| take 5\n| sort b\n"),
        ("from a |\ntake 5", "from a\n| take 5\n"),
        ("let a=from b|take 5", "let a = from b | take 5\n"),
        ("let a = from b\n| take 5", "let a = from b\n  | take 5\n"),
        ("f( a ,b:c , d desc where e )", "f(a, b: c, d desc where e)\n"),
        ("- a+ -b - - c", "-a + -b - -c\n"),
        ("1 .. 5\na.b .. c\n1 day..2 days", "1..5\na.b .. c\n1 day .. 2 days\n"),
        ("not(a)and(b)", "not (a) and (b)\n"),
        ("a in[1 ,2]", "a in [1, 2]\n"),
        ("a\n\n\n\nb\nc", "a\n\nb\nc\n"),
        ("\n\n# head\n\na", "# head\n\na\n"),
        ("a # one\n# two\nb#three", "a  # one\n# two\nb  #three\n"),
        ("from a # s\n# t\n| take 5 # u\n\n| sort b", "from a  # s\n# t\n| take 5  # u\n| sort b\n"),
        ("f(a, # one\nb)", "f(\n  a,  # one\n  b\n)\n"),
        ("a == # why\n5", "a == 5  # why\n"),
        ("table a file \"a.csv\" { id : text key\n\n  # name\n  long_name:text ? label \"x\"\n b=1\ncc = 2\n}",
            "table a file \"a.csv\" {\n  id: text key\n\n  # name\n  long_name: text? label \"x\"\n  b  = 1\n  cc = 2\n}\n"),
        ("table a { }", "table a {}\n"),
        ("table a { # head\n b: int # b\n # end\n} # done", "table a {  # head\n  b: int  # b\n  # end\n}  # done\n"),
        ("calendar a { b = 1\n long = [ \"x\" ] }", "calendar a {\n  b    = 1\n  long = [\"x\"]\n}\n"),
        ("fn f(a:int,b:text ?):int=a", "fn f(a: int, b: text?): int = a\n"),
        ("from rows(a,b)[(1,2),(3,4)]", "from rows (a, b) [(1, 2), (3, 4)]\n"),
        ("from rows(a)[\n(1),(2)]", "from rows (a) [\n  (1),\n  (2)\n]\n"),
        ("text \"a {b+c}  d\"", "text \"a {b+c}  d\"\n"),
        ("from a | lookup b as c on d==c.e ,f", "from a | lookup b as c on d == c.e, f\n"),
        ("", ""), ("# only\n", "# only\n"), ("a\r\nb\r\n", "a\nb\n"),
    ])
    func hasOneForm(_ text: String, _ expected: String) {
        #expect(formatted(text) == expected)
        expectStable(text)
    }

    @Test func longLinesBreakWhereTheyRead() {
        expectForm(
            "from dossiers | where finished in @2019-H1 and due is present | summarize decided_count, on_time_rate by unit.district with totals",
            """
            from dossiers
            | where finished in @2019-H1 and due is present
            | summarize decided_count, on_time_rate by unit.district with totals
            """)
        expectForm(
            "from dossiers | where the_first_condition == \"something rather long\" and the_second_condition == \"something else\" and third",
            """
            from dossiers
            | where the_first_condition == "something rather long"
                and the_second_condition == "something else"
                and third
            """)
        expectForm(
            "from dossiers | summarize the_number_of_dossiers = count(where decided and due is present), median_of_fees = median(fee) by unit.district, unit.name, field",
            """
            from dossiers
            | summarize the_number_of_dossiers = count(where decided and due is present),
                median_of_fees = median(fee)
                by unit.district, unit.name, field
            """)
        expectForm(
            "let state = if decided and not late then \"giải quyết đúng hạn\" else if decided then \"giải quyết trễ hạn\" else \"đang giải quyết\"",
            """
            let state =
              if decided and not late then "giải quyết đúng hạn"
              else if decided then "giải quyết trễ hạn"
              else "đang giải quyết"
            """)
        expectForm(
            "fn state(due: date?, finished: date?): text = if finished is present then if finished <= due then \"giải quyết đúng hạn\" else \"giải quyết trễ hạn\" else # open\n \"đang giải quyết\"",
            """
            fn state(due: date?, finished: date?): text =
              if finished is present then
                if finished <= due then "giải quyết đúng hạn" else "giải quyết trễ hạn"
              else "đang giải quyết"  # open
            """)
        expectForm(
            "check (from dossiers | where finished in @2019-H1 | summarize on_time_rate) == 97.2% within 0.05 points source \"Báo cáo 245\"",
            """
            check (from dossiers | where finished in @2019-H1 | summarize on_time_rate) == 97.2%
              within 0.05 points source "Báo cáo 245"
            """)
        expectForm(
            "working_days_between(the_first_argument_of_the_call + 1, the_second_argument_of_the_call, calendar: the_calendar)",
            """
            working_days_between(
              the_first_argument_of_the_call + 1,
              the_second_argument_of_the_call,
              calendar: the_calendar
            )
            """)
        expectForm(
            "from a | where b in [\"thành phố Nam Định\", \"huyện Mỹ Lộc\", \"huyện Vụ Bản\", \"huyện Ý Yên\", \"huyện Nghĩa Hưng\", \"huyện Nam Trực\"]",
            """
            from a
            | where b in [
                "thành phố Nam Định", "huyện Mỹ Lộc", "huyện Vụ Bản", "huyện Ý Yên", "huyện Nghĩa Hưng",
                "huyện Nam Trực"
              ]
            """)
    }

    private func expectForm(_ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(formatted(text) == expected + "\n", sourceLocation: sourceLocation)
        expectStable(text, sourceLocation: sourceLocation)
    }

    @Test func aTextWithMistakesIsNotFormatted() {
        #expect(formatted("from a | were b") == "mistakes: [\"not-a-stage\"]")
    }

    /// A comment is put between any two tokens of a script in turn; none gets lost.
    @Test func noCommentGetsLostAnywhere() {
        let scripts = [
            "from a | where b in [1, 2] and f(c: d, e desc where g) | summarize n = count() by h with totals",
            "let a = if b then - c ?? d else (e.f + 3 days)",
            "table a file \"a\" {\n  b: one of [1]? key label \"x\"\n  measure c: int = d label \"e\" note \"f\"\n  check g within 1 points source \"h\" else \"i\"\n}",
            "from rows (a, b) [(1, 2), (3, 4)] | lookup (from c | take 1) as d on e == d.f, g | chart line(x: h) \"t\"",
            "fn f(a: int, b: list of text?): int = a + b",
        ]
        for script in scripts {
            let plain = source(script)
            for token in Lexer.lex(plain).tokens {
                let head = plain.slice(Span(0, token.span.start))
                let commented = head + " # here\n" + plain.slice(Span(token.span.start, plain.bytes.count))
                // Where a line may not break the text means something else, or nothing.
                guard tree(commented) == tree(script) else { continue }
                let result = formatted(commented)
                #expect(result.contains("# here"), "\(commented)\n---\n\(result)")
                expectStable(commented)
            }
        }
    }
}
