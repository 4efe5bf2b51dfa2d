import Diagnostics

/// Numbers, dates and periods, and the spellings of other languages.
extension Lexer {
    /// At a digit: `1_200`, `3.5`, `1e-3`, `97.2%`.
    mutating func lexNumber() {
        let start = position
        var end = endOfDigits(from: start)
        if byte(end) == UInt8(ascii: "."), isDigit(byte(end + 1)) { end = endOfDigits(from: end + 1) }
        if let grouped = endOfGroups(from: start) {
            let isDecimal = byte(grouped) == UInt8(ascii: ",") && isDigit(byte(grouped + 1))
            let span = Span(start, isDecimal ? endOfDigits(from: grouped + 1) : grouped)
            let plain = source.slice(span).map { $0 == "." ? "_" : $0 == "," ? "." : String($0) }.joined()
            report(.dotsInNumber, at: span, fixes: [Diagnostic.Fix(plain, at: span)])
            append(.number, span)
            return
        }
        if byte(end) == UInt8(ascii: "e") || byte(end) == UInt8(ascii: "E") {
            let sign = byte(end + 1) == UInt8(ascii: "-") || byte(end + 1) == UInt8(ascii: "+")
            let digits = end + (sign ? 2 : 1)
            if isDigit(byte(digits)) { end = endOfDigits(from: digits) }
        }
        if byte(end) == UInt8(ascii: "%"), !isNameByte(byte(end + 1)), byte(end + 1) != UInt8(ascii: "(") {
            append(.percent, Span(start, end + 1))
            return
        }
        append(.number, Span(start, end))
        if let wordEnd = endOfName(from: end) {
            let word = source.slice(Span(end, wordEnd)).lowercased()
            if let row = ForeignWords.unitWords.first(where: { $0.word == word }) {
                let fix = Diagnostic.Fix(row.ours == "%" ? "%" : " " + row.ours, at: Span(end, wordEnd), label: "\(source.slice(Span(start, end)))\(row.ours == "%" ? "" : " ")\(row.ours)")
                report(.foreignUnit(source.slice(Span(end, wordEnd)), ours: row.ours), at: Span(end, wordEnd), fixes: [fix])
                return
            }
            if ForeignWords.currencyWords.contains(word) {
                report(.currencyAfterNumber(source.slice(Span(end, wordEnd))), at: Span(end, wordEnd),
                    fixes: [Diagnostic.Fix("", at: Span(end, wordEnd), label: source.slice(Span(start, end)))])
                return
            }
            report(.spaceBeforeUnit, at: Span(end, wordEnd), fixes: [Diagnostic.Fix(" ", at: Span(end, end), label: "\(source.slice(Span(start, end))) \(source.slice(Span(end, wordEnd)))")])
        }
    }

    private func endOfDigits(from start: Int) -> Int {
        var end = start
        while isDigit(byte(end)) || byte(end) == UInt8(ascii: "_") { end += 1 }
        return end
    }

    /// The end of `1.200.000`: one to three digits, then at least two groups of three.
    private func endOfGroups(from start: Int) -> Int? {
        var end = start
        while isDigit(byte(end)), end - start < 4 { end += 1 }
        guard end - start <= 3 else { return nil }
        var groups = 0
        while byte(end) == UInt8(ascii: "."), (1...3).allSatisfy({ isDigit(byte(end + $0)) }), !isDigit(byte(end + 4)) {
            groups += 1
            end += 4
        }
        return groups >= 2 ? end : nil
    }

    /// At `@`: takes what looks like one date or period and checks that it is one.
    mutating func lexDate() {
        let start = position
        if lexQuotedDate() { return }
        let span = Span(start, endOfDate(from: start + 1))
        let text = source.slice(Span(start + 1, span.end))
        if let mistake = DateLiteral.mistake(in: text) {
            report(.badDate("@" + text, reason: mistake.reason), at: span,
                fixes: mistake.repair.map { [Diagnostic.Fix("@" + $0, at: span)] } ?? [])
        }
        append(.date, span)
    }

    /// `@"2019-06"`
    private mutating func lexQuotedDate() -> Bool {
        let start = position
        let quote = byte(start + 1)
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
        var end = start + 2
        while end < bytes.count, end < start + 24, bytes[end] != quote, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        guard byte(end) == quote, let ours = DateLiteral.written(source.slice(Span(start + 2, end))) else { return false }
        let span = Span(start, end + 1)
        report(.badDate(source.slice(span), reason: "after '@' a date stands without quotes"), at: span, fixes: [Diagnostic.Fix(ours, at: span)])
        append(.date, span)
        return true
    }

    /// A word runs to its end, `Q2-2019` too; digits run on over `-` and, so that `@30/06/2019` is one mistake, over `/` and `:`.
    private func endOfDate(from start: Int) -> Int {
        var end = endOfNameParts(from: start)
        guard isDigit(byte(start)) else {
            let isShort = end == start + 2 && isDigit(byte(start + 1))
            return isShort && (byte(end) == UInt8(ascii: "-") || byte(end) == UInt8(ascii: "/")) && isDigit(byte(end + 1)) ? endOfNameParts(from: end + 1) : end
        }
        while true {
            let separator = byte(end)
            let joins = separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator == UInt8(ascii: ":")
            guard joins, end + 1 < bytes.count, isNameByte(bytes[end + 1]),
                separator == UInt8(ascii: "-") || isDigit(bytes[end + 1])
            else { return end }
            end = endOfNameParts(from: end + 1)
        }
    }

    /// `//`, `--` and `/* … */`: read as the comments that they are elsewhere.
    mutating func lexForeignComment() -> Bool {
        let start = position
        if starts("//", at: start) || starts("--", at: start) {
            let span = Span(start, start + 2)
            let divides = starts("//", at: start) && isAfterValue ? followsDivisor(start + 2) : false
            if divides == true { return false }
            report(.commentStyle, at: span, hints: divides == nil ? ["a whole quotient is  quotient(a, b)"] : [], fixes: divides == nil ? [] : [Diagnostic.Fix("#", at: span)])
            position = isInLineInterpolation ? start + 2 : endOfLine(from: start)
            return true
        }
        guard starts("/*", at: start), !isInLineInterpolation else { return false }
        report(.commentStyle, at: Span(start, start + 2))
        var end = start + 2
        while end < bytes.count, !starts("*/", at: end) { end += 1 }
        position = min(end + 2, bytes.count)
        return true
    }

    /// Whether the token before is the end of a value on the same line, and not the name of a table.
    private var isAfterValue: Bool {
        guard endsOperand, !startsLine else { return false }
        let before = tokens.dropLast().last?.keyword
        return ![.from, .lookup, .join, .append].contains(before)
    }

    /// Whether what follows a sign is an operand and no remark; `nil` where a single word at the end may be either.
    private func followsDivisor(_ end: Int) -> Bool? {
        let start = skipSpaces(from: end)
        let first = byte(start)
        if isDigit(first) { return isOperandEnd(skipSpaces(from: endOfDigits(from: start))) || byte(endOfDigits(from: start)) == UInt8(ascii: ".") }
        guard first == UInt8(ascii: "$") || first == UInt8(ascii: "`") || endOfName(from: start) != nil else { return false }
        let name = endOfName(from: start) ?? endOfName(from: start + 1) ?? start
        if byte(name) == UInt8(ascii: "(") || byte(name) == UInt8(ascii: ".") || byte(name) == UInt8(ascii: "`") { return true }
        let next = skipSpaces(from: name)
        if next >= bytes.count || byte(next) == UInt8(ascii: "\n") || byte(next) == UInt8(ascii: "#") { return nil }
        return isOperandEnd(next)
    }

    private func isOperandEnd(_ position: Int) -> Bool {
        position >= bytes.count || "\n#|),]}+-*/<>=!".utf8.contains(bytes[position])
    }

    /// An operator of another language, taken as ours.
    mutating func lexForeignSymbol() -> Bool {
        guard ForeignWords.symbolStarts.contains(bytes[position]) else { return false }
        for row in ForeignWords.symbols where starts(row.spelling, at: position) {
            // `!` begins `!=` and `!~` too.
            if row.spelling.utf8CodeUnitCount == 1, symbol(at: position) != nil { continue }
            let span = Span(position, position + row.spelling.utf8CodeUnitCount)
            let found = source.slice(span)
            switch row.meaning {
            case .symbol(let symbol):
                report(.foreignSymbol(found, ours: symbol.rawValue), at: span, fixes: [Diagnostic.Fix(symbol.rawValue, at: span)])
                append(.symbol(symbol), span)
                translated.insert(span.start)
            case .word(let keyword):
                let needsSpace = byte(span.end) != UInt8(ascii: " ")
                report(.foreignSymbol(found, ours: keyword.rawValue), at: span,
                    fixes: [Diagnostic.Fix(keyword.rawValue + (needsSpace ? " " : ""), at: span)])
                append(.word(keyword), span)
                translated.insert(span.start)
            case .advice(let advice):
                report(.foreignSymbolWithoutOurs(found, advice), at: span)
                append(.unknown, span)
            case .percent:
                lexDetachedPercent(span)
            case .lineBreak:
                lexSemicolon(span)
            }
            return true
        }
        return false
    }

    /// `%` that does not touch its number.
    private mutating func lexDetachedPercent(_ span: Span) {
        if let last = tokens.last, last.kind == .number, !isFollowedByOperand(span.end) {
            report(.detachedPercent, at: span, fixes: [Diagnostic.Fix("%", at: Span(last.span.end, span.end))])
            tokens[tokens.count - 1].kind = .percent
            tokens[tokens.count - 1].span.end = span.end
            triviaStart = span.end
            position = span.end
        } else {
            report(.foreignSymbolWithoutOurs("%", "the rest of a division is mod(a, b)"), at: span)
            append(.unknown, span)
        }
    }

    /// Whether a value follows: `5 % 3`, which no number with its percent sign does.
    private func isFollowedByOperand(_ end: Int) -> Bool {
        let start = skipSpaces(from: end)
        if isDigit(byte(start)) || byte(start) == UInt8(ascii: "(") || byte(start) == UInt8(ascii: "$") { return true }
        guard let end = endOfName(from: start) else { return false }
        return Keyword(rawValue: source.slice(Span(start, end)).lowercased()) == nil && !ForeignWords.isAfterOperand(source.slice(Span(start, end)))
    }

    /// `;` ends nothing here; it is taken as the line break that it stands for, in brackets as the comma.
    private mutating func lexSemicolon(_ span: Span) {
        switch brackets.last {
        case .round, .square:
            report(.foreignSymbol(";", ours: ","), at: span, fixes: [Diagnostic.Fix(",", at: span)])
            append(.symbol(.comma), span)
            return
        default: break
        }
        let endsLine = skipSpaces(from: span.end) >= bytes.count || byte(skipSpaces(from: span.end)) == UInt8(ascii: "\n")
        var fixes = [Diagnostic.Fix(endsLine ? "" : "\n", at: span, label: endsLine ? "delete it" : "begin a new line")]
        let isInStage = tokens.suffix(200).reversed().prefix { $0.kind != .newline }.contains { $0.symbol == .bar }
        if !endsLine, isInStage, let end = endOfName(from: skipSpaces(from: span.end)), Keyword(rawValue: source.slice(Span(skipSpaces(from: span.end), end)))?.isStatement != true,
            !starts("from ", at: skipSpaces(from: span.end)) {
            fixes.insert(Diagnostic.Fix(",", at: span), at: 0)
        }
        report(.semicolon, at: span, fixes: fixes)
        if brackets.isEmpty {
            append(.newline, span)
        } else {
            append(.unknown, span)
        }
    }
}
