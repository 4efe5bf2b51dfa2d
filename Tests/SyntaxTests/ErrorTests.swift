import Diagnostics
import Testing
@testable import Syntax

/// Each mistake with its wording, and the text that the caret stands under: `‹…›` in the source.
@Suite struct ErrorTests {
    @Test(arguments: [
        ("from dossiers | where status ‹=› \"open\"", "'=' gives a name; to compare, write '=='"),
        ("from dossiers | where status in ‹(\"open\", \"done\")›", "a list is written with square brackets"),
        ("from dossiers | ‹order› by received", "there is no stage 'order' here; ours is: sort"),
        ("from dossiers | sort ‹by› received", "'sort' takes no 'by': sort rate desc"),
        ("from dossiers | ‹group› by unit", "there is no stage 'group' here; ours is: summarize … by"),
        ("from dossiers | ‹summarise› count()", "there is no stage 'summarise' here; ours is: summarize"),
        ("from dossiers | ‹were› late", "'were' is not a stage; did you mean 'where'?"),
        ("from dossiers ‹where› late", "'where' starts a new stage: put '|' before it"),
        ("from dossiers | where 0 < fee ‹<› 100", "two comparisons in a row: write  a < x and x < b  or  x in a..b"),
        ("from dossiers | add state = ‹if› late then \"a\"", "this 'if' has no 'else'"),
        ("from dossiers | keep id‹,› \nfrom units", "there is a comma with nothing after it"),
        ("from dossiers | where name == ‹\"›abc", "this text has no closing quote on its line"),
        ("from dossiers ‹--› look", "comments start with '#'"),
        ("from dossiers | keep ‹from›", "'from' is a reserved word; write `from` in backquotes to use it as a value"),
        ("from dossiers | take 5‹days›", "put a space between the number and the word"),
        ("from dossiers | add a = lag(fee) along due desc, ‹b› = 1", "new columns stand before 'along', which holds for all of them"),
        ("from dossiers | add a = count() by unit, ‹b› = 1 along due", "new columns stand before 'by', which holds for all of them"),
        ("from dossiers | summarize ‹by› unit", "say what to summarize before 'by'"),
        ("from dossiers | where due is ‹null›", "'null' cannot stand after 'is'; write 'missing' or 'present'"),
        ("from dossiers | where due == ‹NULL›", "'NULL' is written 'missing' here"),
        ("from dossiers | where due ‹is› @2019", "'@2019' cannot stand after 'is'"),
        ("from dossiers | keep a ‹b›", "there is no comma before 'b'"),
        ("from dossiers | where ‹(›late", "'(' is never closed"),
        ("from dossiers | where ‹[›1, 2 | take 5", "'[' is never closed"),
        ("from dossiers | where f(‹[›1, 2)", "'[' is never closed"),
        ("from dossiers | add x = 1 + ‹if› late then 1 else 2", "put this 'if' in parentheses"),
        ("from dossiers | where a == ‹not› b", "put this 'not' in parentheses"),
        ("from dossiers ‹|›\n\n# c\n| where late", "there is a '|' with no stage after it"),
        ("from d | where a ‹&&› b", "'&&' is written 'and' here"),
        ("from d | where ‹!›a", "'!' is written 'not' here"),
        ("from d | where a ‹<>› b", "'<>' is written '!=' here"),
        ("from d | where a ‹≤› b", "'≤' is written '<=' here"),
        ("from d | where a ‹^› b", "'^' means nothing here"),
        ("from d | where a ‹AND› b", "'AND' is written 'and' here"),
        ("from d | where a ‹like› \"x\"", "'like' is written '==' here"),
        ("from d | where a == ‹TRUE›", "'TRUE' is written 'true' here"),
        ("from d ‹WHERE› a", "'WHERE' is written 'where' here"),
        ("from d | ‹WHERE› a", "'WHERE' is written 'where' here"),
        ("‹FROM› d", "'FROM' is written 'from' here"),
        ("‹select› a, b from t", "a query begins with 'from', not with 'select'"),
        ("‹SELECT› * FROM t", "a query begins with 'from', not with 'SELECT'"),
        ("‹filter› x", "'filter' needs a pipeline before it; ours is: where"),
        ("‹dossiers› | take 5", "a pipeline begins with 'from'"),
        ("let a = (‹dossiers› | take 5)", "a pipeline begins with 'from'"),
        ("from d | where fee > 2‹,›5 tỷ", "a number has no comma"),
        ("from d | where fee > 2 ‹tỉ›", "'tỉ' after a number is written 'tỷ' here"),
        ("from d | where due < $as_of + 3 ‹ngày›", "'ngày' after a number is written 'days' here"),
        ("let x ‹==› 5", "'==' compares; to give a name, write '='"),
        ("table t {\n  a ‹==› 5\n}", "'==' compares; to give a name, write '='"),
        ("from d | rename a ‹==› b", "'==' compares; to give a name, write '='"),
        ("from d | where đơn_vị == ‹“›Ý Yên”", "'“' is a printed quotation mark; type the straight one"),
        ("from d | where a == ‹‘›Ý Yên’", "'‘' is a printed quotation mark; type the straight one"),
        ("from d | where \"Nguyễn Thị Tuyết\" ‹=› tên", "'=' gives a name; to compare, write '=='"),
        ("from d | take 3‹)›", "')' closes nothing"),
        ("from d | take (3‹]›", "']' cannot close '('"),
        ("use ‹model›.mc", "'model' stands where the model file in double quotes should"),
        ("edition ‹\"1\"›", "a text stands where the edition's number, as in 'edition 1' should"),
        ("param ‹5›: int", "'5' stands where a parameter's name should"),
        ("table x { id ‹text› }", "'text' stands where ':' and a type, or '=' and a value should"),
        ("table x {\n  fee: ‹money›\n}", "money needs its currency, as in 'money VND'"),
        ("text \"a ‹{›b c\"", "this '{' has no '}' before the text ends"),
        ("text \"a {f(‹\"x\"›)} b\"", "inside the braces of a text use 'single quotes'"),
        ("text \"a ‹\\d›\"", "'\\d' means nothing in a text"),
        ("text \"a ‹{}›\"", "there is nothing between the braces"),
        ("use ‹\"{a}.mc\"›", "a name of a file or zone cannot be put together with {…}"),
        ("from d | summarize n = count() with ‹total›", "'total' stands where totals, empty, counts or numbers after 'with' should"),
        ("from d | sort x ‹dsc›", "'dsc' does not fit here; did you mean 'desc'?"),
        ("check a == 5 ‹witin› 3", "'witin' does not fit here; did you mean 'within'?"),
        ("from d | lookup t ‹onn› a == b", "'onn' stands where 'on' should"),
        ("from d | where a ‹sumarize› n", "'sumarize' does not fit here; if it is the stage 'summarize', put '|' before it"),
        ("from d | where 97 ‹%› > 5", "'%' stands directly after its number"),
        ("let ‹=› 5", "'=' stands where a name should"),
        ("from d | where not‹›", "the end stands where a value should"),
        ("let a = 5 +‹›\nlet b = 3", "the end of the line stands where a value after '+' should"),
        ("from d | ‹save›", "'save' has nothing after it"),
        ("5 ‹|› take 3", "'|' has no pipeline before it"),
        ("from d | where a == \"x\" ‹;› from e", "';' is not needed: a statement ends with its line"),
        ("from d | keep tỷ_lệ‹€›", "'€' means nothing here"),
        ("from ‹|› take 3", "'|' stands where a table or a file in double quotes should"),
        ("from d | sample 5 seed ‹x›", "'x' stands where a number after 'seed' should"),
    ])
    func standsUnderTheOffendingThing(_ marked: String, _ message: String) throws {
        let text = marked.filter { $0 != "‹" && $0 != "›" }
        let found = parse(text).diagnostics
        #expect(found.map(\.message) == [message])
        let place = try #require(found.first?.place)
        let all = place.source
        let shown = all.slice(Span(0, place.span.start)) + "‹" + all.slice(place.span) + "›" + all.slice(Span(place.span.end, all.bytes.count))
        #expect(shown == marked)
    }

    /// The first fix that is offered repairs the text.
    @Test(arguments: [
        ("from d | where a = 3", "from d | where a == 3"),
        ("from d | where a in (\"x\", \"y\")", "from d | where a in [\"x\", \"y\"]"),
        ("from d | order by a desc", "from d | sort a desc"), ("from d | sort by a", "from d | sort a"),
        ("from d | group by a", "from d | summarize count() by a"), ("from d | group_by a", "from d | summarize count() by a"),
        ("from d | count", "from d | summarize count()"), ("from d | sum(a) by b", "from d | summarize sum(a) by b"),
        ("from d | were a", "from d | where a"), ("from d where a", "from d | where a"), ("from d filter a", "from d | where a"),
        ("from d | tail 5", "from d | take last 5"), ("from d | lọc a", "from d | where a"),
        ("from d | where 0 < a < 5", "from d | where 0 < a and a < 5"), ("let a = if b then 1", "let a = if b then 1 else missing"),
        ("from d | keep a, ", "from d | keep a "), ("from d | keep a b", "from d | keep a, b"), ("title \"Báo cáo", "title \"Báo cáo\""),
        ("from d // x", "from d # x"), ("from d | keep by", "from d | keep `by`"), ("5days", "5 days"), ("from d | summarize by a", "from d | summarize count() by a"),
        ("a is null", "a is missing"), ("a is not null", "a is not missing"), ("a is \"x\"", "a == \"x\""), ("a is not \"x\"", "a != \"x\""), ("a == NA", "a == missing"),
        ("f(a", "f(a)"), ("1 + if a then 1 else 2", "1 + (if a then 1 else 2)"), ("a == not b", "a == (not b)"), ("from d |", "from d "),
        ("a && b", "a and b"), ("a || b", "a or b"), ("!a", "not a"), ("a <> b", "a != b"), ("a => b", "a >= b"), ("a === b", "a == b"), ("a ≠ b", "a != b"), ("a – b", "a - b"),
        ("a AND b", "a and b"), ("a like \"x\"", "a == \"x\""), ("SELECT a FROM t", "from t | keep a"), ("select * from t", "from t"), ("d | take 5", "from d | take 5"),
        ("d where a", "from d | where a"), ("from d | where a > 2,5", "from d | where a > 2.5"), ("from d | where a > 1,200", "from d | where a > 1_200"),
        ("1.200.000", "1_200_000"), ("2 tỉ", "2 tỷ"), ("3 workdays", "3 working days"), ("95 %", "95%"), ("95 percent", "95%"), ("let a == 5", "let a = 5"),
        ("let a = 5\n+ 3", "let a = 5 +\n 3"), ("a == “x”", "a == \"x\""), ("a == ‘x’", "a == 'x'"), ("@30/06/2019", "@2019-06-30"), ("f(a))", "f(a)"), ("f(a]", "f(a)"),
        ("title Báo cáo", "title \"Báo cáo\""), ("use model.mc", "use \"model.mc\""), ("text \"a {b c\"", "text \"a \\{b c\""), ("text \"{f(\"x\")}\"", "text \"{f('x')}\""),
        ("text \"\\d\"", "text \"\\\\d\""), ("text \"\\}\"", "text \"}\""), ("from d | show with total", "from d | show with totals"), ("from d | sort a dsc", "from d | sort a desc"),
        ("a;", "a"), ("a; b", "a\n b"), ("table a {\n  b: money\n}", "table a {\n  b: money VND\n}"), ("table a {\n  b: text", "table a {\n  b: text\n}"),
        ("text \"\"\"a", "text \"\"\"a\"\"\""), ("from d | lookup t onn a", "from d | lookup t on a"), ("(d | take 1)", "(from d | take 1)"),
    ])
    func theFirstFixRepairsTheText(_ wrong: String, _ right: String) throws {
        let wrongSource = source(wrong)
        let fix = try #require(Parser.parse(wrongSource).diagnostics.first?.fixes.first)
        #expect(fix.applied(to: wrongSource) == right)
        #expect(codes(right) == [])
    }

    /// Several mistakes are reported in one go, each once.
    @Test func oneMistakeHidesNoOther() {
        #expect(codes("from d | whre a | were b | order by c\nlet = 5\nfrom e | where f in (1, 2) | keep g h")
            == ["not-a-stage", "not-a-stage", "foreign-stage", "expected", "round-list", "missing-comma"])
        #expect(codes("f([1, , 2], a = b, (c d), 5days)") == ["expected", "one-equals", "does-not-fit", "space-before-word"])
        #expect(codes("table a {\n  b text\n  c: money\n  d: one of [1, 2\n}\ntitle \"x") == ["expected", "currency-missing", "bracket-never-closed", "text-never-closed"])
        #expect(codes("text \"{a b} {c d} {e}\"") == ["does-not-fit", "does-not-fit"])
    }

    /// What stands before and after a mistake is understood.
    @Test func theRestOfTheTreeStands() {
        let result = parse("from a | keep b | were c | take 5\nlet d = 1")
        #expect(describe(result.script) == "(pipeline (name a) (keep (name b)) absent (take (number 5)))\n(let d (number 1))")
    }

    @Test func theCaretStandsUnderTheRightLetter() {
        let text = source("from d | where đơn_vị_tiếp_nhận = \"Huyện Ý Yên\"")
        #expect(DiagnosticRenderer().render(Parser.parse(text).diagnostics) == """
            line 1: '=' gives a name; to compare, write '=='
              from d | where đơn_vị_tiếp_nhận = "Huyện Ý Yên"
                                              ^
              try: ==
            """)
    }
}
