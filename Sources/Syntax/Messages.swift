import Diagnostics

/// What the lexer and the parser say: every wording, named, in alphabetical order.
///
/// One sentence, lower case, the found before the wanted, in the words of somebody who has never
/// seen a grammar. The codes are stable; `Explanations.swift` has an example for each.
struct Message: Sendable {
    let code: String
    let text: String
    var hints: [String] = []

    init(_ code: String, _ text: String, _ hints: String...) {
        self.code = code
        self.text = text
        self.hints = hints
    }

    func diagnostic(in source: SourceText, at span: Span, fixes: [Diagnostic.Fix] = []) -> Diagnostic {
        Diagnostic(code, text, at: Diagnostic.Place(source: source, span: span), hints: hints, fixes: fixes)
    }
}

// MARK: a to c
extension Message {
    static func badDate(_ text: String, reason: String) -> Message {
        Message("bad-date", "'\(text)' is not a date or a period", reason)
    }

    static let barWithNothing = Message("bar-with-nothing", "there is a '|' with no stage after it")

    static let barWithoutPipeline = Message(
        "bar-without-pipeline", "'|' has no pipeline before it", "a pipeline begins with 'from': from dossiers | take 5")

    static let blockNeverClosed = Message("block-never-closed", "this text block has no closing \"\"\"")

    static let braceNeverClosed = Message(
        "brace-never-closed", "this '{' has no '}' before the text ends", "braces in a text hold an expression; for a plain brace write \\{")

    static func bracketClosesNothing(_ bracket: String) -> Message {
        Message("bracket-closes-nothing", "'\(bracket)' closes nothing")
    }

    static func bracketMismatch(_ opening: String, closedBy closing: String) -> Message {
        Message("bracket-mismatch", "'\(closing)' cannot close '\(opening)'")
    }

    static func bracketNeverClosed(_ bracket: String) -> Message {
        Message("bracket-never-closed", "'\(bracket)' is never closed")
    }

    static let commaInNumber = Message("comma-in-number", "a number has no comma", "write 2.5 and 1_200; a comma separates the items of a list")

    static let commaWithNothing = Message("comma-with-nothing", "there is a comma with nothing after it")

    static let commentStyle = Message("comment-style", "comments start with '#'")

    static let comparisonNeedsTwoEquals = Message("one-equals", "'=' gives a name; to compare, write '=='")

    static let currencyMissing = Message("currency-missing", "money needs its currency, as in 'money VND'")
}

// MARK: d to f
extension Message {
    static let detachedPercent = Message("detached-percent", "'%' stands directly after its number")

    static func doesNotFit(_ found: String, after previous: String) -> Message {
        Message("does-not-fit", "\(found) does not fit after \(previous)")
    }

    static let dotsInNumber = Message("dots-in-number", "thousands are set apart by '_', not by dots")

    static let doubleQuotesInBraces = Message("double-quotes-in-braces", "inside the braces of a text use 'single quotes'")

    static let emptyBraces = Message("empty-braces", "there is nothing between the braces", "for a plain brace write \\{")

    static let emptyName = Message("empty-name", "there is no name between the backquotes")

    static let emptyParentheses = Message("empty-parentheses", "there is nothing between the parentheses")

    static func expected(_ wanted: String, found: String) -> Message {
        Message("expected", "\(found) stands where \(wanted) should")
    }

    static func foreignStage(_ word: String, ours: String) -> Message {
        Message("foreign-stage", "there is no stage '\(word)' here; ours is: \(ours)")
    }

    static func foreignSymbol(_ found: String, ours: String) -> Message {
        Message("foreign-symbol", "'\(found)' is written '\(ours)' here")
    }

    static func foreignSymbolWithoutOurs(_ found: String, _ advice: String) -> Message {
        Message("foreign-symbol", "'\(found)' means nothing here", advice)
    }

    static func foreignUnit(_ word: String, ours: String) -> Message {
        Message("foreign-unit", "'\(word)' after a number is written '\(ours)' here")
    }

    static func foreignWord(_ word: String, ours: String) -> Message {
        Message("foreign-word", "'\(word)' is written '\(ours)' here")
    }
}

// MARK: i to n
extension Message {
    static let ifWithoutElse = Message("if-without-else", "this 'if' has no 'else'", "'else missing' leaves the value empty")

    static let interpolationInName = Message("interpolation-in-name", "a name of a file or zone cannot be put together with {…}")

    static func isComparesNothing(found: String) -> Message {
        Message("after-is", "\(found) cannot stand after 'is'", "to compare, write '=='; after 'is' come 'missing' and 'present'")
    }

    static func lineStartsWithOperator(_ symbol: String) -> Message {
        Message(
            "line-starts-with-operator", "a line cannot start with '\(symbol)'",
            "end the line before with it, or put a value that starts so in parentheses")
    }

    static let listNeedsSquareBrackets = Message("round-list", "a list is written with square brackets")

    static func missingBar(_ word: String) -> Message {
        Message("missing-bar", "'\(word)' starts a new stage: put '|' before it")
    }

    static func missingBarAndMisspelt(_ word: String, _ nearest: String) -> Message {
        Message("missing-bar", "'\(word)' does not fit here; if it is the stage '\(nearest)', put '|' before it")
    }

    static func missingComma(_ found: String) -> Message {
        Message("missing-comma", "there is no comma before \(found)")
    }

    static let missingFrom = Message("missing-from", "a pipeline begins with 'from'")

    static func misspeltWord(_ word: String, _ nearest: String) -> Message {
        Message("misspelt-word", "'\(word)' does not fit here; did you mean '\(nearest)'?")
    }

    static let nameNeedsOneEquals = Message("two-equals", "'==' compares; to give a name, write '='")

    static func notAStage(_ word: String, nearest: String?) -> Message {
        let guess = nearest.map { "; did you mean '\($0)'?" } ?? ""
        return Message("not-a-stage", "'\(word)' is not a stage\(guess)")
    }
}

// MARK: p to s
extension Message {
    static let parameterWithoutName = Message("parameter-without-name", "'$' stands directly before a name, as in $as_of")

    static func parenthesize(_ word: String) -> Message {
        Message("needs-parentheses", "put this '\(word)' in parentheses")
    }

    static func queryBeginsWithFrom(_ word: String) -> Message {
        Message("query-begins-with-from", "a query begins with 'from', not with '\(word)'", "from dossiers | where late | keep id, unit")
    }

    static let quotedNameNeverClosed = Message("name-never-closed", "this name has no closing ` on its line")

    static func reservedName(_ word: String, _ what: String) -> Message {
        Message("reserved-word", "'\(word)' is a reserved word; write `\(word)` in backquotes to use it as \(what)")
    }

    static let semicolon = Message("semicolon", "';' is not needed: a statement ends with its line")

    static func smallLetters(_ word: String, _ lower: String) -> Message {
        Message("small-letters", "'\(word)' is written '\(lower)' here")
    }

    static func smartQuotes(_ quote: String) -> Message {
        Message("smart-quotes", "'\(quote)' is a printed quotation mark; type the straight one")
    }

    static let sortWithoutBy = Message("sort-without-by", "'sort' takes no 'by': sort rate desc")

    static let spaceBeforeUnit = Message("space-before-word", "put a space between the number and the word")

    static func stageNeedsOperand(_ word: String) -> Message {
        Message("stage-needs-operand", "'\(word)' has nothing after it")
    }

    static func stageWithoutPipeline(_ word: String, ours: String? = nil) -> Message {
        let translated = ours.map { "; ours is: \($0)" } ?? ""
        return Message(
            "stage-without-pipeline", "'\(word)' needs a pipeline before it\(translated)", "from dossiers | \(ours ?? word) …")
    }

    static func stateAfterIs(found: String) -> Message {
        Message("after-is", "\(found) cannot stand after 'is'; write 'missing' or 'present'")
    }

    static let summarizeWhat = Message("summarize-what", "say what to summarize before 'by'")
}

// MARK: t to u
extension Message {
    static let textNeverClosed = Message("text-never-closed", "this text has no closing quote on its line", "a text over several lines stands in \"\"\"")

    static let tooDeep = Message("too-deep", "this is nested more than \(Parser.nestingLimit) deep", "name the parts with 'let'")

    static let tooLong = Message(
        "too-long", "more than \(Parser.heightLimit) operations follow one another here",
        "compare with a list, x in [a, b, c], or name the parts with 'let'")

    static let twoComparisons = Message(
        "two-comparisons", "two comparisons in a row: write  a < x and x < b  or  x in a..b")

    static let twoRanges = Message("two-ranges", "two '..' in a row: a range has two ends")

    static func unknownCharacter(_ character: String) -> Message {
        Message("unknown-character", "'\(character)' means nothing here", "a name with such a character stands in backquotes, a text in double quotes")
    }

    static func unknownEscape(_ escape: String) -> Message {
        Message("unknown-escape", "'\(escape)' means nothing in a text", "a backslash is written \\\\; paths and patterns stand in 'single quotes'")
    }
}
