import Diagnostics

/// Characters that look like ours, or like nothing at all.
extension Lexer {
    /// A bare word; one that invisible characters cut through, or that is set in wide letters, is reported.
    mutating func lexWord(_ nameEnd: Int) {
        let start = position
        var end = nameEnd
        while end < bytes.count, isInvisible(at: end), case let next = end + scalarLength(at: end), let more = endOfName(from: next) { end = more }
        let span = Span(start, end)
        let written = source.slice(span)
        if end > nameEnd {
            let ours = String(String.UnicodeScalarView(written.unicodeScalars.filter { !Self.isInvisible($0) }))
            report(.invisibleCharacter(scalar(at: nameEnd)), at: span, fixes: [Diagnostic.Fix(ours, at: span)])
            translated.insert(start)
            append(.word(Keyword(rawValue: ours)), span)
        } else if bytes[start] >= 0xEF, case let ours = Self.narrowed(written), ours != written {
            report(.wideCharacters(written, ours), at: span, fixes: [Diagnostic.Fix(ours, at: span)])
            translated.insert(start)
            append(.word(Keyword(rawValue: ours)), span)
        } else {
            append(.word(Keyword(rawValue: written)), span)
        }
    }

    /// Moves over characters that nobody can see and that are no spaces.
    mutating func lexInvisible() -> Bool {
        guard isInvisible(at: position) else { return false }
        let start = position
        while position < bytes.count, isInvisible(at: position) { position += scalarLength(at: position) }
        let span = Span(start, position)
        report(.invisibleCharacter(scalar(at: start)), at: span, fixes: [Diagnostic.Fix("", at: span, label: "delete it")])
        translated.insert(start)
        return true
    }

    /// `（`, `，` and their like, as keyboards for Chinese and Japanese write them.
    mutating func lexWide() -> Bool {
        guard narrow(at: position) != nil else { return false }
        let start = position
        var end = start
        var ours = ""
        // A bracket is a symbol by itself.
        while end < bytes.count, end - start < 48, let character = narrow(at: end), ours.isEmpty || !(Symbol(rawValue: ours + character) == nil && Symbol(rawValue: ours) != nil) {
            ours += character
            end += scalarLength(at: end)
        }
        let span = Span(start, end)
        report(.wideCharacters(source.slice(span), ours), at: span, fixes: [Diagnostic.Fix(ours, at: span)])
        translated.insert(start)
        if let symbol = Symbol(rawValue: ours) {
            append(symbol, span)
        } else if ours.utf8.allSatisfy({ isDigit($0) }) {
            append(.number, span)
        } else {
            translated.remove(start)
            append(.unknown, span)
        }
        return true
    }

    /// The plain character for a wide one.
    func narrow(at index: Int) -> String? {
        guard bytes[index] >= 0xE3, let scalar = scalar(at: index) else { return nil }
        return Self.narrow(scalar)
    }

    func isInvisible(at index: Int) -> Bool {
        guard bytes[index] >= 0xC2, let scalar = scalar(at: index) else { return false }
        return Self.isInvisible(scalar)
    }

    private static func narrow(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { String(Character($0)) }
        case 0x3001: ","
        default: nil
        }
    }

    private static func narrowed(_ text: String) -> String {
        text.unicodeScalars.map { narrow($0) ?? String(Character($0)) }.joined()
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
