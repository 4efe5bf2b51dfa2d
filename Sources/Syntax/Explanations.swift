/// What `.explain CODE` and the manual say about a mistake in the text of a script.
package struct Explanation: Sendable {
    package var code: String
    /// Why the language wants it so.
    package var reason: String
    package var wrong: String
    package var right: String

    init(_ code: String, _ reason: String, wrong: String, right: String) {
        self.code = code
        self.reason = reason
        self.wrong = wrong
        self.right = right
    }

    /// One for each code that the lexer and the parser report.
    package static let syntax: [Explanation] = characters + texts + words + pipelines + structure

    private static let characters: [Explanation] = [
        Explanation("unknown-character", "a name may hold letters, digits and _; anything else stands in backquotes",
            wrong: "from a | keep tỷ_lệ€", right: "from a | keep `tỷ_lệ€`"),
        Explanation("foreign-symbol", "every operator has one spelling",
            wrong: "from a | where b <> 3", right: "from a | where b != 3"),
        Explanation("smart-quotes", "a word processor has put printed quotation marks into the text",
            wrong: "from a | where b == “x”", right: "from a | where b == \"x\""),
        Explanation("comment-style", "a comment runs from '#' to the end of its line",
            wrong: "from a // all", right: "from a # all"),
        Explanation("semicolon", "a statement ends with its line",
            wrong: "from a | take 5;", right: "from a | take 5"),
        Explanation("comma-in-number", "a comma separates the items of a list, so a number has a point and _",
            wrong: "from a | where b > 2,5", right: "from a | where b > 2.5"),
        Explanation("dots-in-number", "a point begins the decimals, so thousands are set apart by _",
            wrong: "from a | where b > 1.200.000", right: "from a | where b > 1_200_000"),
        Explanation("detached-percent", "the sign belongs to the number",
            wrong: "from a | where b > 95 %", right: "from a | where b > 95%"),
        Explanation("space-before-word", "a number ends where a letter begins",
            wrong: "5days", right: "5 days"),
        Explanation("bad-date", "dates and periods are written from the year down, and have to exist",
            wrong: "from a | where b == @30/06/2019", right: "from a | where b == @2019-06-30"),
        Explanation("parameter-without-name", "'$' marks a parameter or a 'let' value",
            wrong: "from a | where b == $", right: "from a | where b == $limit"),
    ]

    private static let texts: [Explanation] = [
        Explanation("text-never-closed", "a text in double or single quotes ends on its line",
            wrong: "title \"Báo cáo", right: "title \"Báo cáo\""),
        Explanation("block-never-closed", "a text over several lines begins and ends with three quotes",
            wrong: "text \"\"\"Báo cáo", right: "text \"\"\"Báo cáo\"\"\""),
        Explanation("brace-never-closed", "braces in a text hold an expression",
            wrong: "title \"a {b\"", right: "title \"a {b}\""),
        Explanation("empty-braces", "braces in a text hold an expression",
            wrong: "title \"a {}\"", right: "title \"a \\{}\""),
        Explanation("double-quotes-in-braces", "a double quote would end the text around the braces",
            wrong: "title \"{f(\"x\")}\"", right: "title \"{f('x')}\""),
        Explanation("unknown-escape", "a backslash has a meaning before \" \\ n t and { only",
            wrong: "from \"data\\dossiers.csv\"", right: "from 'data\\dossiers.csv'"),
        Explanation("interpolation-in-name", "the files of a script are known before it runs",
            wrong: "from \"{a}.csv\"", right: "from \"a.csv\""),
        Explanation("name-never-closed", "a name in backquotes ends on its line",
            wrong: "from a | keep `Tỷ lệ (%)", right: "from a | keep `Tỷ lệ (%)`"),
        Explanation("empty-name", "a column has a name",
            wrong: "from a | keep ``", right: "from a | keep b"),
    ]

    private static let words: [Explanation] = [
        Explanation("reserved-word", "fifteen words are kept for the language; in backquotes they are names",
            wrong: "from a | keep from", right: "from a | keep `from`"),
        Explanation("small-letters", "the language's words are written in small letters",
            wrong: "from a | where b AND c", right: "from a | where b and c"),
        Explanation("misspelt-word", "after a value only the words of the language can follow",
            wrong: "from a | sort b dsc", right: "from a | sort b desc"),
        Explanation("foreign-word", "every operation has one spelling",
            wrong: "from a | where b like \"x\"", right: "from a | where b ~ \"x\""),
        Explanation("foreign-unit", "a number takes the units of the language",
            wrong: "2 tỉ", right: "2 tỷ"),
        Explanation("after-is", "'is' asks whether a value is there; '==' compares",
            wrong: "from a | where b is null", right: "from a | where b is missing"),
        Explanation("one-equals", "'=' gives a name, '==' compares, so that a slip cannot change the meaning",
            wrong: "from a | where b = 3", right: "from a | where b == 3"),
        Explanation("two-equals", "'=' gives a name, '==' compares, so that a slip cannot change the meaning",
            wrong: "let limit == 90%", right: "let limit = 90%"),
        Explanation("two-comparisons", "a comparison gives true or false, which the next one could not compare",
            wrong: "from a | where 0 < b < 100", right: "from a | where 0 < b and b < 100"),
        Explanation("two-ranges", "a range has a first and a last value",
            wrong: "1..2..3", right: "1..3"),
        Explanation("needs-parentheses", "the word binds so loosely that the reader could not see what belongs to it",
            wrong: "1 + if true then 1 else 2", right: "1 + (if true then 1 else 2)"),
        Explanation("if-without-else", "a value that is not given has to be said to be missing",
            wrong: "if true then 1", right: "if true then 1 else missing"),
        Explanation("currency-missing", "two currencies never mix, so an amount has one",
            wrong: "table a {\n  b: money\n}", right: "table a {\n  b: money VND\n}"),
    ]

    private static let pipelines: [Explanation] = [
        Explanation("missing-from", "a pipeline says first where its rows come from",
            wrong: "dossiers | take 5", right: "from dossiers | take 5"),
        Explanation("query-begins-with-from", "a pipeline reads from left to right, so the table comes first",
            wrong: "select a, b from c", right: "from c | keep a, b"),
        Explanation("missing-bar", "'|' begins a stage",
            wrong: "from a where b", right: "from a | where b"),
        Explanation("bar-with-nothing", "after '|' comes a stage",
            wrong: "from a |", right: "from a"),
        Explanation("bar-without-pipeline", "a stage needs rows to work on",
            wrong: "5 | take 3", right: "from a | take 3"),
        Explanation("stage-without-pipeline", "a stage needs rows to work on",
            wrong: "where b > 3", right: "from a | where b > 3"),
        Explanation("not-a-stage", "after '|' comes a stage",
            wrong: "from a | were b", right: "from a | where b"),
        Explanation("foreign-stage", "every job has one word",
            wrong: "from a | order by b", right: "from a | sort b"),
        Explanation("stage-needs-operand", "the stage has to know what to work on",
            wrong: "from a | keep", right: "from a | keep b"),
        Explanation("summarize-what", "a summary computes something for each group",
            wrong: "from a | summarize by b", right: "from a | summarize count() by b"),
        Explanation("sort-without-by", "the stage is called 'sort'",
            wrong: "from a | sort by b", right: "from a | sort b"),
    ]

    private static let structure: [Explanation] = [
        Explanation("line-starts-with-operator", "a line that ends in an operator goes on; one that starts with it would be a new statement",
            wrong: "let a = 5\n  + 3", right: "let a = 5 +\n  3"),
        Explanation("round-list", "parentheses group, square brackets make a list",
            wrong: "from a | where b in (\"x\", \"y\")", right: "from a | where b in [\"x\", \"y\"]"),
        Explanation("bracket-never-closed", "every bracket has its partner",
            wrong: "from a | where (b", right: "from a | where (b)"),
        Explanation("bracket-closes-nothing", "every bracket has its partner",
            wrong: "from a | take 3)", right: "from a | take 3"),
        Explanation("bracket-mismatch", "every bracket has its partner",
            wrong: "from a | take (3]", right: "from a | take (3)"),
        Explanation("empty-parentheses", "parentheses hold a value",
            wrong: "from a | where ()", right: "from a | where (b)"),
        Explanation("comma-with-nothing", "a comma separates two things",
            wrong: "from a | keep b, | take 3", right: "from a | keep b | take 3"),
        Explanation("missing-comma", "the items of a list have commas between them",
            wrong: "from a | keep b c", right: "from a | keep b, c"),
        Explanation("expected", "the place wants something else",
            wrong: "title Báo cáo", right: "title \"Báo cáo\""),
        Explanation("does-not-fit", "nothing in the language joins the two",
            wrong: "from a | take 5 6", right: "from a | take 5"),
        Explanation("too-deep", "what is nested so deeply cannot be read, nor computed within the memory of a stack",
            wrong: String(repeating: "(", count: 101) + "1" + String(repeating: ")", count: 101), right: "let inner = 1\n($inner)"),
        Explanation("too-long", "a chain of so many operations cannot be computed within the memory of a stack",
            wrong: "a" + String(repeating: " + a", count: 500), right: "from b | summarize sum(a)"),
    ]
}
