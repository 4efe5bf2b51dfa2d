/// A pattern of `like` or `glob`, and the test of ours that holds for the same texts.
struct LikePattern {
    private enum Part: Equatable {
        case letter(Character)
        /// `_`, in a glob `?`
        case one
        /// `%`, in a glob `*`
        case any
    }

    private var parts: [Part] = []

    /// - Returns: `nil` for what is no plain pattern of its kind: `[a-z]` in a glob, a backslash at the end.
    init?(_ text: String, isGlob: Bool) {
        var isEscaped = false
        for character in text {
            switch character {
            case _ where isEscaped:
                parts.append(.letter(character))
                isEscaped = false
            case "\\": isEscaped = true
            case "[" where isGlob: return nil
            case isGlob ? "*" : "%": parts.append(.any)
            case isGlob ? "?" : "_": parts.append(.one)
            default: parts.append(.letter(character))
            }
        }
        if isEscaped { return nil }
    }

    /// - Returns: the test, and what it is called in a message; `nil` for one that no text passes.
    /// - Parameters:
    ///   - value: what is tested, as it was written.
    ///   - isNegated: `not like`
    ///   - ignoresCase: `ilike`
    func test(_ value: String, isNegated: Bool, ignoresCase: Bool) -> (ours: String, form: String)? {
        let not = isNegated ? "not " : ""
        let isLiteral = !parts.contains(.one) && !inner.contains(.any)
        if inner.isEmpty, parts.contains(.any) { return isNegated ? nil : ("\(value) is present", "is present") }
        guard isLiteral else {
            let pattern = (ignoresCase ? "(?i)" : "") + expression
            return ("\(not)matches(\(value), \(LikePattern.pattern(pattern)))", "\(not)matches(…)")
        }
        let letters = String(inner.compactMap { if case .letter(let letter) = $0 { letter } else { nil } })
        let (tested, text) = ignoresCase ? ("lower(\(value))", Parser.quoted(letters.lowercased())) : (value, Parser.quoted(letters))
        switch (parts.first == .any, parts.last == .any) {
        case (false, false):
            let sign = isNegated ? "!=" : "=="
            return ("\(tested) \(sign) \(text)", sign)
        case (true, true):
            // A search is blind to case of itself.
            let sign = isNegated ? "!~" : "~"
            return ("\(value) \(sign) \(Parser.quoted(letters))", sign)
        case (let isOpenFirst, _):
            let function = isOpenFirst ? "ends_with" : "starts_with"
            return ("\(not)\(function)(\(tested), \(text))", "\(not)\(function)(…)")
        }
    }

    /// What stands between the wildcards at the ends.
    private var inner: [Part] {
        var inner = parts[...]
        while inner.first == .any { inner.removeFirst() }
        while inner.last == .any { inner.removeLast() }
        return Array(inner)
    }

    private var expression: String {
        let start = parts.first == .any ? "" : "^"
        let end = parts.last == .any ? "" : "$"
        return start + inner.map { part in
            switch part {
            case .any: ".*"
            case .one: "."
            case .letter(let letter): "\\.+*?()|[]{}^$".contains(letter) ? "\\\(letter)" : String(letter)
            }
        }.joined() + end
    }

    /// A regular expression as a text: in single quotes where it has a backslash or a brace.
    static func pattern(_ expression: String) -> String {
        let isPlain = !expression.contains { "\\{\"".contains($0) }
        return isPlain || expression.contains("'") ? Parser.quoted(expression) : "'\(expression)'"
    }
}
