import Diagnostics

/// `over (partition by a order by b rows …)` after a call: `by a along b` behind the columns of a stage.
///
/// What a frame holds is said here by the function: `running_sum`, `moving_sum`, or the plain aggregate for all rows of a
/// group. A frame or a function that has no such pair is only named, since without it the value would be another one.
extension Parser {
    private enum Frame: Equatable {
        /// None is written, which under an order reaches from the first row to this one.
        case unwritten
        case running
        case whole
        /// This row and those before it, so many in all.
        case moving(Int)
        case other

        var beginsWithFirst: Bool { self == .unwritten || self == .running || self == .whole }
    }

    /// - Returns: whether one stood here, so that the value has been rewritten with its name.
    mutating func overClause(after value: Expression) -> Bool {
        guard word() == "over", peek().symbol == .openRound, !isRecovering else { return false }
        let start = index
        let word = advance().span
        let opener = open()
        let keys = windowPart("partition")
        let order = windowPart("order")
        let frame = frame()
        close(opener)
        if isRecovering { return true }
        let fix = windowFix(value, by: keys, along: order, frame: frame, over: span(from: start))
        remark(.foreignWord("over (…)", ours: "by … along …"), at: word, fixes: fix.map { [$0] } ?? [], hints: fix == nil ? Self.windowAdvice : [])
        // What is computed from it stands in the fix; `by` and `along` can only come last.
        if current.joinsOperands { skipItem() }
        return true
    }

    private static let windowAdvice = [
        "how far it looks, a function's name says:  running_sum(fee) along day,  moving_avg(fee, 7) along day,  median(fee) by unit",
    ]

    /// What stands after `partition by` or `order by`.
    private mutating func windowPart(_ phrase: String) -> String? {
        guard word() == phrase, word(ahead: 1) == "by" else { return nil }
        advance()
        advance()
        let first = current.span.start
        // No list of ours: in one, the word of a frame would seem to miss its comma.
        repeat {
            _ = expression()
            _ = sortOrder()
        } while eat(.comma) && !isRecovering
        return source.slice(Span(first, previousEnd))
    }

    /// `rows between 6 preceding and current row`, up to the closing bracket.
    private mutating func frame() -> Frame {
        let unit = word()
        guard ["rows", "range", "groups"].contains(unit), !isRecovering else { return .unwritten }
        advance()
        var words: [String] = []
        while !atStageEnd {
            words.append(text(of: advance()).lowercased())
        }
        if words.first == "between" { words.removeFirst() } else { words += ["and", "current", "row"] }
        let ends = words.split(separator: "and").map { $0.joined(separator: " ") }
        guard ends.count == 2 else { return .other }
        switch (ends[0], ends[1]) {
        case ("unbounded preceding", "unbounded following"): return .whole
        case ("unbounded preceding", "current row"): return .running
        case (let first, "current row") where unit == "rows" && first.hasSuffix(" preceding"):
            return Int(first.dropLast(" preceding".count)).flatMap { $0 < 1_000_000_000 ? .moving($0 + 1) : nil } ?? .other
        default: return .other
        }
    }

    /// The value with its clauses behind the last column of the stage, for all of which they hold; `nil` where they would make
    /// this value or another column a different one.
    private func windowFix(_ value: Expression, by keys: String?, along order: String?, frame: Frame, over clause: Span) -> Diagnostic.Fix? {
        guard let call = lastCall(in: value), call.span.end == value.span.end, !isBehindCall(call.span.start) else { return nil }
        guard let (ours, needsOrder) = windowCall(call.name, call.arguments, isOrdered: order != nil, frame) else { return nil }
        let clauses = [keys.map { "by \($0)" }, needsOrder ? order.map { "along \($0)" } : nil].compactMap { $0 }.joined(separator: " ")
        let alias = word() == "as" ? peek() : current
        if alias.kind == .word(nil) || alias.kind == .quotedName, call.span == value.span, endsStage(word() == "as" ? index + 2 : index + 1) {
            let written = "\(text(of: alias)) = \(ours) \(clauses)"
            return Diagnostic.Fix(written, at: value.span.joined(with: alias.span))
        }
        let end = endOfStage(from: index)
        guard end > index else {
            if ours == source.slice(call.span), !clauses.isEmpty { return Diagnostic.Fix(clauses, at: clause) }
            return Diagnostic.Fix(clauses.isEmpty ? ours : "\(ours) \(clauses)", at: call.span.joined(with: clause))
        }
        let isAlone = (index..<end).allSatisfy { !isCall($0) && tokens[$0].keyword?.isClause != true }
        guard isAlone, current.joinsOperands || at(.comma) else { return nil }
        let rest = source.slice(Span(clause.end, tokens[end - 1].span.end))
        return Diagnostic.Fix("\(ours)\(rest) \(clauses)", at: Span(call.span.start, tokens[end - 1].span.end))
    }

    /// Whether something else is called in the stage before an offset.
    private func isBehindCall(_ offset: Int) -> Bool {
        for position in stride(from: index - 1, through: 0, by: -1) {
            if tokens[position].role == .stage || tokens[position].kind == .newline { return false }
            if tokens[position].span.end < offset, isCall(position) { return true }
        }
        return false
    }

    private func isCall(_ position: Int) -> Bool {
        guard case .word = tokens[position].kind else { return false }
        return tokens[min(position + 1, tokens.count - 1)].symbol == .openRound
    }

    /// What a call over a frame is called here, and whether it hangs on the order.
    private func windowCall(_ name: Name, _ arguments: Span, isOrdered: Bool, _ frame: Frame) -> (String, needsOrder: Bool)? {
        let function = name.text.lowercased()
        let written = source.slice(arguments)
        let inner = written == "(*)" ? "()" : written
        let aggregate = ForeignWords.windowAggregates[function]
        if ForeignWords.rankedFunctions.contains(function) { return frame == .other ? nil : ("\(name.text)\(inner)", true) }
        if function == "last_value" { return frame == .whole ? ("\(name.text)\(inner)", true) : nil }
        if function == "first_value" { return !frame.beginsWithFirst ? nil : ("\(name.text)\(inner)", true) }
        switch frame {
        case .unwritten where !isOrdered, .whole: return ("\(name.text)\(inner)", false)
        case .unwritten, .running: return aggregate.map { ("running_\($0)\(inner)", true) }
        case .moving(let count):
            guard let aggregate, aggregate == "sum" || aggregate == "avg" else { return nil }
            return ("moving_\(aggregate)\(inner.dropLast()), \(count))", true)
        case .other: return nil
        }
    }

    /// The call that stands last: that of `b` in `a / sum(b)`.
    private func lastCall(in value: Expression) -> (name: Name, arguments: Span, span: Span)? {
        switch value.node {
        case .call(receiver: nil, let name, let arguments): (name, Span(name.span.end, max(arguments.span.end, value.span.end)), value.span)
        case .binary(_, _, _, let right), .negate(let right), .not(let right): lastCall(in: right)
        default: nil
        }
    }

    /// Passes over the rest of an item.
    private mutating func skipItem() {
        while !atStageEnd, !at(.comma), !at(.by) {
            if current.symbol?.isOpening == true, let end = closer(of: index) { index = end }
            advance()
        }
    }
}
