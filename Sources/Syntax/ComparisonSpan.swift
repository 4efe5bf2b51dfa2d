import Diagnostics

extension Parser {
    /// The whole comparison of which a value is one side: from the tokens, as far out as operators bind tighter than a comparison.
    /// `nil` when no comparison stands beside it.
    package static func comparison(withSide side: Span, in source: SourceText) -> Span? {
        let tokens = Parser(source).tokens
        guard let first = tokens.firstIndex(where: { $0.span.start >= side.start }), let last = tokens.lastIndex(where: { $0.span.end <= side.end && $0.span.length > 0 }) else { return nil }
        func isOrdering(_ index: Int) -> Bool {
            guard tokens.indices.contains(index), let symbol = tokens[index].symbol else { return false }
            return [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(symbol)
        }
        // Parentheses around the side belong to it.
        var (left, right) = (first, last)
        while left > 0, tokens[left - 1].symbol == .openRound, tokens.indices.contains(right + 1), tokens[right + 1].symbol == .closeRound, !isOrdering(right + 1) {
            left -= 1
            right += 1
        }
        if isOrdering(right + 1) { return tokens[left].span.joined(with: tokens[end(of: tokens, from: right + 2)].span) }
        if isOrdering(left - 1) { return tokens[start(of: tokens, from: left - 2)].span.joined(with: tokens[right].span) }
        return nil
    }

    /// The last token of the value that begins with a token.
    private static func end(of tokens: [Token], from first: Int) -> Int {
        var depth = 0
        var index = first
        while index < tokens.count - 1 {
            if tokens[index].opens { depth += 1 }
            if tokens[index].closes {
                if depth == 0 { return max(first, index - 1) }
                depth -= 1
            }
            if depth == 0, index > first, tokens[index].endsValue { return index - 1 }
            index += 1
        }
        return max(first, tokens.count - 2)
    }

    /// The first token of the value that ends with a token.
    private static func start(of tokens: [Token], from last: Int) -> Int {
        var depth = 0
        var index = last
        while index >= 0 {
            if tokens[index].closes { depth += 1 }
            if tokens[index].opens {
                if depth == 0 { return min(last, index + 1) }
                depth -= 1
            }
            if depth == 0, tokens[index].endsValue { return min(last, index + 1) }
            index -= 1
        }
        return 0
    }
}

extension Token {
    fileprivate var opens: Bool { symbol?.isOpening ?? false || kind == .braceOpen || kind == .textOpen }
    fileprivate var closes: Bool { symbol?.isClosing ?? false || kind == .braceClose || kind == .textClose }

    /// Whether a value cannot go on over this token.
    fileprivate var endsValue: Bool {
        switch kind {
        case .newline: true
        case .symbol(let symbol): symbol == .comma || symbol == .bar || symbol == .assign || symbol == .colon || symbol.binaryOperator?.precedence == .comparison
        case .word(let keyword?): keyword.isReserved && !keyword.isLiteral && keyword != .per || role == .clause || role == .stage
        default: false
        }
    }
}
