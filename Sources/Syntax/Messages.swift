import Diagnostics

// What the lexer and the parser say: every wording, named, in alphabetical order.

// MARK: a to c
extension Message {
    static func badDate(_ text: String, reason: String) -> Message {
        Message(CharacterCode.badDate, "'\(text)' is not a date or a period", reason)
    }

    static let barWithNothing = Message(PipelineCode.barWithNothing, "there is a '|' with no stage after it")

    static let barWithoutPipeline = Message(
        PipelineCode.barWithoutPipeline, "'|' has no pipeline before it", "a pipeline begins with 'from': from dossiers | take 5")

    static let blockNeverClosed = Message(TextCode.blockNeverClosed, "this text block has no closing \"\"\"")

    static let braceNeverClosed = Message(
        TextCode.braceNeverClosed, "this '{' has no '}' before the text ends", "braces in a text hold a value; for a plain brace write \\{")

    static func bracketClosesNothing(_ bracket: String) -> Message {
        Message(StructureCode.bracketClosesNothing, "'\(bracket)' closes nothing")
    }

    static func bracketMismatch(_ opening: String, closedBy closing: String) -> Message {
        Message(StructureCode.bracketMismatch, "'\(closing)' cannot close '\(opening)'")
    }

    static func bracketNeverClosed(_ bracket: String) -> Message {
        Message(StructureCode.bracketNeverClosed, "'\(bracket)' is never closed")
    }

    static let bracketsAroundList = Message(PipelineCode.bracketedList, "the list after a stage has no brackets around it")

    static func changesNothing(_ words: String) -> Message {
        Message(PipelineCode.changesNothing, "'\(words)' would change data, which is only read here")
    }

    static let columnsBeforeBy = Message(PipelineCode.columnsBeforeBy, "new columns stand before 'by'")

    /// - Parameter stage: `add` or `set`.
    static func columnsBefore(_ clause: Keyword, of stage: Keyword) -> Message {
        Message(
            PipelineCode.columnsBeforeBy, "new columns stand before '\(clause.rawValue)', which holds for all of them",
            "to compute this one in another way, write a stage of its own:  | \(stage.rawValue) …")
    }

    static let commaInNumber = Message(CharacterCode.commaInNumber, "a number has no comma", "write 2.5 and 1_200; a comma separates the items of a list")

    static let commaWithNothing = Message(StructureCode.commaWithNothing, "there is a comma with nothing after it")

    static let commentStyle = Message(CharacterCode.commentStyle, "comments start with '#'")

    static let comparisonNeedsTwoEquals = Message(WordCode.oneEquals, "'=' gives a name; to compare, write '=='")

    static func currencyAfterNumber(_ word: String) -> Message {
        Message(WordCode.foreignUnit, "'\(word)' is not written after a number: it takes the currency of the amount beside it")
    }

    static let currencyMissing = Message(WordCode.currencyMissing, "money needs its currency, as in 'money VND'")
}

// MARK: d to f
extension Message {
    static let detachedPercent = Message(CharacterCode.detachedPercent, "'%' stands directly after its number")

    static func doesNotFit(_ found: String, after previous: String) -> Message {
        Message(StructureCode.doesNotFit, "\(found) does not fit after \(previous)")
    }

    static let dotsInNumber = Message(CharacterCode.dotsInNumber, "thousands are set apart by '_', not by dots")

    static let doubleQuotesInBraces = Message(TextCode.doubleQuotesInBraces, "inside the braces of a text use 'single quotes'")

    static func doubledQuote(_ quote: String) -> Message {
        Message(TextCode.doubledQuote, "a text does not take in a quote that is doubled",
            quote == "'" ? "write \"it's\", in double quotes" : "write  \\\"  , or put the text in 'single quotes'")
    }

    static let emptyBraces = Message(TextCode.emptyBraces, "there is nothing between the braces", "for a plain brace write \\{")

    static let emptyName = Message(TextCode.emptyName, "there is no name between the backquotes")

    static let emptyParentheses = Message(StructureCode.emptyParentheses, "there is nothing between the parentheses")

    static let equalsFirst = Message(StructureCode.equalsFirst, "a formula has no '=' before it")

    static func expected(_ wanted: String, found: String) -> Message {
        Message(StructureCode.expected, "\(found) stands where \(wanted) should")
    }

    static let fileWithoutQuotes = Message(PipelineCode.fileWithoutQuotes, "the name of a file stands in quotes")

    static func foreignStage(_ word: String, ours: String) -> Message {
        Message(PipelineCode.foreignStage, "there is no stage '\(word)' here; ours is: \(ours)")
    }

    static func foreignSymbol(_ found: String, ours: String) -> Message {
        Message(CharacterCode.foreignSymbol, "'\(found)' is written '\(ours)' here")
    }

    static func foreignSymbolWithoutOurs(_ found: String, _ advice: String) -> Message {
        Message(CharacterCode.foreignSymbol, "'\(found)' means nothing here", advice)
    }

    static func foreignUnit(_ word: String, ours: String) -> Message {
        Message(WordCode.foreignUnit, "'\(word)' after a number is written '\(ours)' here")
    }

    static func foreignWord(_ word: String, ours: String) -> Message {
        Message(WordCode.foreignWord, "'\(word)' is written '\(ours)' here")
    }
}

// MARK: i to n
extension Message {
    static let ifWithoutElse = Message(WordCode.ifWithoutElse, "this 'if' has no 'else'", "'else missing' leaves the value empty")

    static let interpolationInName = Message(TextCode.interpolationInName, "a name of a file or zone cannot be put together with {…}")

    static func invisibleCharacter(_ scalar: Unicode.Scalar?) -> Message {
        let hex = String(scalar?.value ?? 0, radix: 16, uppercase: true)
        return Message(CharacterCode.invisibleCharacter, "an invisible character stands here (U+\(String(repeating: "0", count: max(0, 4 - hex.count)))\(hex))")
    }

    static func isComparesNothing(found: String) -> Message {
        Message(WordCode.afterIs, "\(found) cannot stand after 'is'", "to compare, write '=='; after 'is' come 'missing' and 'present'")
    }

    static func lineStartsWithOperator(_ symbol: String) -> Message {
        Message(
            StructureCode.lineStartsWithOperator, "a line cannot start with '\(symbol)'",
            "end the line before with it, or put a value that starts so in parentheses")
    }

    static let listNeedsSquareBrackets = Message(StructureCode.roundList, "a list is written with square brackets")

    static func missingBar(_ word: String) -> Message {
        Message(PipelineCode.missingBar, "'\(word)' starts a new stage: put '|' before it")
    }

    static func missingBarAndMisspelt(_ word: String, _ nearest: String) -> Message {
        Message(PipelineCode.missingBar, "'\(word)' does not fit here; if it is the stage '\(nearest)', put '|' before it")
    }

    static func missingComma(_ found: String) -> Message {
        Message(StructureCode.missingComma, "there is no comma before \(found)")
    }

    static let missingFrom = Message(PipelineCode.missingFrom, "a pipeline begins with 'from'")

    static func missingLet(_ name: String) -> Message {
        Message(PipelineCode.missingLet, "a value is named with 'let': let \(name) = …")
    }

    static func missingParentheses(_ function: String, _ ours: String) -> Message {
        Message(StructureCode.missingParentheses, "'\(function)' takes its value in parentheses: \(ours)")
    }

    static func misspeltWord(_ word: String, _ nearest: String) -> Message {
        Message(WordCode.misspeltWord, "'\(word)' does not fit here; did you mean '\(nearest)'?")
    }

    static let nameNeedsOneEquals = Message(WordCode.twoEquals, "'==' compares; to give a name, write '='")

    static func nameStandsFirst(_ ours: String) -> Message {
        Message(WordCode.nameStandsFirst, "the new name stands first: \(ours)")
    }

    static func notAStage(_ word: String, nearest: String?) -> Message {
        let guess = nearest.map { "; did you mean '\($0)'?" } ?? ""
        return Message(PipelineCode.notAStage, "'\(word)' is not a stage\(guess)")
    }
}

// MARK: p to s
extension Message {
    static let parameterWithoutName = Message(CharacterCode.parameterWithoutName, "'$' stands directly before a name, as in $as_of")

    static func parenthesize(_ word: String) -> Message {
        Message(WordCode.needsParentheses, "put this '\(word)' in parentheses")
    }

    /// - Parameter isRewritten: the fix shows our way already.
    static func queryBeginsWithFrom(_ word: String, isRewritten: Bool) -> Message {
        Message(PipelineCode.queryBeginsWithFrom, "a query begins with 'from', not with '\(word)'", hints: isRewritten ? [] : ["from dossiers | where late | keep id, unit"])
    }

    static func quotedName(_ name: String) -> Message {
        Message(TextCode.quotedName, "'\(name)' in quotes is a text; a name stands without them")
    }

    static let quotedNameNeverClosed = Message(TextCode.nameNeverClosed, "this name has no closing ` on its line")

    static func reservedName(_ word: String, _ what: String) -> Message {
        Message(WordCode.reservedWord, "'\(word)' is a reserved word; write `\(word)` in backquotes to use it as \(what)")
    }

    static let semicolon = Message(CharacterCode.semicolon, "';' is not needed: a statement ends with its line")

    static func smallLetters(_ word: String, _ lower: String) -> Message {
        Message(WordCode.smallLetters, "'\(word)' is written '\(lower)' here")
    }

    static func smartQuotes(_ quote: String) -> Message {
        Message(CharacterCode.smartQuotes, "'\(quote)' is a printed quotation mark; type the straight one")
    }

    static let sortWithoutBy = Message(PipelineCode.sortWithoutBy, "'sort' takes no 'by': sort rate desc")

    static func spaceInName(_ ours: String) -> Message {
        Message(WordCode.spaceInName, "a name with a space in it stands in backquotes: \(ours)")
    }

    static let spacesInNumber = Message(CharacterCode.dotsInNumber, "thousands are set apart by '_', not by spaces")

    static let spaceBeforeUnit = Message(CharacterCode.spaceBeforeWord, "put a space between the number and the word")

    static func stageNeedsOperand(_ word: String) -> Message {
        Message(PipelineCode.stageNeedsOperand, "'\(word)' has nothing after it")
    }

    static func stageWithoutPipeline(_ word: String, ours: String? = nil) -> Message {
        let translated = ours.map { "; ours is: \($0)" } ?? ""
        return Message(
            PipelineCode.stageWithoutPipeline, "'\(word)' needs a pipeline before it\(translated)", "from dossiers | \(ours ?? word) …")
    }

    static func stateAfterIs(found: String) -> Message {
        Message(WordCode.afterIs, "\(found) cannot stand after 'is'; write 'missing' or 'present'")
    }

    static let summarizeWhat = Message(PipelineCode.summarizeWhat, "say what to summarize before 'by'")
}

// MARK: t to u
extension Message {
    static let tableWithShortName = Message(
        PipelineCode.tableWithShortName, "a table gets no short name here", "its columns are written without it")

    static let textNeverClosed = Message(TextCode.textNeverClosed, "this text has no closing quote on its line", "a text over several lines stands in \"\"\"")

    static let tooDeep = Message(StructureCode.tooDeep, "this is nested more than \(Parser.nestingLimit) deep", "name the parts with 'let'")

    static let tooLong = Message(
        StructureCode.tooLong, "more than \(Parser.heightLimit) operations follow one another here",
        "compare with a list, x in [a, b, c], or name the parts with 'let'")

    static let twoComparisons = Message(
        WordCode.twoComparisons, "two comparisons in a row: write  a < x and x < b  or  x in a..b")

    static let twoRanges = Message(WordCode.twoRanges, "two '..' in a row: a range has two ends")

    static func unknownCharacter(_ character: String) -> Message {
        Message(CharacterCode.unknownCharacter, "'\(character)' means nothing here", "a name with such a character stands in backquotes, a text in double quotes")
    }

    static func unknownEscape(_ escape: String) -> Message {
        Message(TextCode.unknownEscape, "'\(escape)' means nothing in a text", "a backslash is written \\\\; paths and patterns stand in 'single quotes'")
    }

    static func wideCharacters(_ found: String, _ ours: String) -> Message {
        Message(CharacterCode.wideCharacters, "'\(found)' is written '\(ours)' here, in narrow characters")
    }
}
