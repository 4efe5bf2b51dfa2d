import Diagnostics

/// The pass over the tokens before the cursor that finds its `CursorPlace`.
struct CursorWalk {
    private let source: SourceText
    private let tokens: [Token]
    /// Tokens before the word at the cursor.
    private let count: Int
    private let typed: Span
    private let form: CursorPlace.Form
    private var frames: [Frame]
    /// Whether the last token can end an operand.
    private var endsOperand = false

    /// What is open around the position, the innermost last.
    private struct Frame {
        enum Kind { case statement, group, call, list, braces, interpolation }
        var kind: Kind
        /// The token that opened it, or the first of a statement.
        var start: Int
        var statement: Keyword?
        var from: Int?
        var bar: Int?
        var stage: Keyword?
        var stageIndex = 0
        var earlier: [Keyword] = []
        var clause: Keyword?
        /// The token at which the clause words about a joined table begin.
        var endOfSource: Int?
        var alias: Int?
        /// The first token of the list item at hand.
        var item: Int
        var items = 0
        var assign: Int?
        var colon: Int?
        var label: Int?
        var labels: [Int] = []
        var condition: Int?

        init(_ kind: Kind, start: Int, item: Int) {
            self.kind = kind
            self.start = start
            self.item = item
        }

        mutating func begin(item: Int) {
            self.item = item
            assign = nil
            label = nil
            colon = nil
        }
    }

    init(_ source: SourceText) {
        self.source = source
        tokens = Lexer.lex(source).tokens
        (form, typed, count) = Self.word(at: tokens, source)
        frames = [Frame(.statement, start: 0, item: 0)]
        for index in 0..<count { take(index) }
    }

    // MARK: The word at the cursor

    private static func word(at tokens: [Token], _ source: SourceText) -> (CursorPlace.Form, Span, Int) {
        let end = source.bytes.count
        // The last token is the end of the text. Where braces of a text are open, their ends and that of the text are made up.
        var last = tokens.count - 2
        var isInBraces = false
        while last >= 0, tokens[last].span.length == 0, tokens[last].kind == .braceClose || tokens[last].kind == .textClose {
            isInBraces = isInBraces || tokens[last].kind == .braceClose
            last -= 1
        }
        if !isInBraces { last = tokens.count - 2 }
        if let at = startOfDate(source) {
            // A quote before it may have made a text of it.
            let count = tokens.firstIndex { $0.span.end > at } ?? last + 1
            if count <= last, tokens[count].span.start == at { return (.date, Span(at, end), count) }
        }
        guard last >= 0, tokens[last].span.end == end else { return (.nothing, Span(end, end), last + 1) }
        let token = tokens[last]
        switch token.kind {
        case .word: return (.word, token.span, last)
        case .quotedName: return (.quotedName, token.span, last)
        case .parameter: return (.parameter, token.span, last)
        case .raw:
            let isOpen = token.span.length == 1 || source.bytes[end - 1] != UInt8(ascii: "'")
            return isOpen ? (.raw, token.span, last) : (.nothing, Span(end, end), last + 1)
        case .textClose where token.span.length == 0:
            guard let open = tokens[..<last].lastIndex(where: { $0.kind == .textOpen || $0.kind == .braceClose }) else { break }
            // What stands behind a value in braces cannot be known.
            return (.text, tokens[open].kind == .textOpen ? Span(tokens[open].span.start, end) : Span(end, end), open)
        case .unknown where source.bytes[token.span.start] == UInt8(ascii: "`"): return (.quotedName, token.span, last)
        default: break
        }
        return (.nothing, Span(end, end), last + 1)
    }

    /// Where the `@` of a date at the end of the text stands; the lexer leaves out the dash of `@2019-`.
    private static func startOfDate(_ source: SourceText) -> Int? {
        var index = source.bytes.count - 1
        while index >= 0 {
            switch source.bytes[index] {
            case UInt8(ascii: "@"): return index
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                index -= 1
            default: return nil
            }
        }
        return nil
    }

    // MARK: Walking

    private var top: Int { frames.count - 1 }

    private mutating func take(_ index: Int) {
        let token = tokens[index]
        let followsOperand = endsOperand
        endsOperand = ends(token, followsOperand)
        switch token.kind {
        case .newline:
            if token.abandonsBrackets || frames.count == 1 {
                frames = [Frame(.statement, start: index + 1, item: index + 1)]
            } else {
                frames[top].clause = nil
                frames[top].begin(item: index + 1)
            }
        case .symbol(let symbol): take(symbol, index)
        case .word(let keyword?): take(keyword, index, followsOperand)
        case .braceOpen: frames.append(Frame(.interpolation, start: index, item: index + 1))
        case .braceClose:
            if let open = frames.lastIndex(where: { $0.kind == .interpolation }) { frames.removeSubrange(open...) }
        default: break
        }
        if frames.isEmpty { frames = [Frame(.statement, start: index + 1, item: index + 1)] }
    }

    private func ends(_ token: Token, _ followsOperand: Bool) -> Bool {
        switch token.kind {
        case .symbol(let symbol): symbol.isClosing || symbol == .question || symbol == .times && !followsOperand
        case .word(let keyword?): keyword.isReserved ? keyword.isLiteral : true
        case .word(nil), .quotedName, .number, .percent, .date, .parameter, .raw, .textClose, .unknown: true
        case .textOpen, .textPiece, .braceOpen, .braceClose, .newline, .end: false
        }
    }

    private mutating func take(_ symbol: Symbol, _ index: Int) {
        switch symbol {
        case .openRound: frames.append(Frame(isCall(index) ? .call : .group, start: index, item: index + 1))
        case .openSquare: frames.append(Frame(.list, start: index, item: index + 1))
        case .openCurly: frames.append(Frame(.braces, start: index, item: index + 1))
        case .closeRound: close(index) { $0 == .group || $0 == .call }
        case .closeSquare: close(index) { $0 == .list }
        case .closeCurly: close(index) { $0 == .braces }
        case .bar:
            // A stage ends whatever is still open in the one before it.
            guard let frame = frames.lastIndex(where: { $0.from != nil }) else { return }
            frames.removeSubrange((frame + 1)...)
            if let stage = frames[frame].stage { frames[frame].earlier.append(stage) }
            frames[frame].bar = index
            frames[frame].stage = nil
            frames[frame].clause = nil
            frames[frame].endOfSource = nil
            frames[frame].alias = nil
            frames[frame].items = 0
            frames[frame].begin(item: index + 1)
        case .comma:
            frames[top].items += 1
            frames[top].begin(item: index + 1)
        case .assign: frames[top].assign = index
        case .colon:
            frames[top].colon = index
            if frames[top].kind == .call, index > frames[top].item {
                frames[top].label = index - 1
                frames[top].labels.append(index - 1)
            }
        default: break
        }
    }

    private mutating func close(_ index: Int, _ isOpener: (Frame.Kind) -> Bool) {
        guard let open = frames.lastIndex(where: { isOpener($0.kind) }), open > 0 else { return }
        frames.removeSubrange(open...)
    }

    /// Whether the bracket belongs to the word before it.
    private func isCall(_ index: Int) -> Bool {
        guard index > 0, tokens[index - 1].span.end == tokens[index].span.start else { return false }
        switch tokens[index - 1].kind {
        case .word(let keyword): return keyword?.isReserved != true && keyword != .rows
        case .quotedName: return true
        default: return false
        }
    }

    private mutating func take(_ keyword: Keyword, _ index: Int, _ followsOperand: Bool) {
        if frames[top].kind == .statement, index == frames[top].start, keyword.isStatement {
            frames[top].statement = keyword
            frames[top].begin(item: index + 1)
            endsOperand = false
            return
        }
        if let bar = frames[top].bar, index == bar + 1, keyword.isStage {
            frames[top].stage = keyword
            frames[top].stageIndex = index
            frames[top].begin(item: index + 1)
            endsOperand = keyword == .show || keyword == .describe || keyword == .distinct
            return
        }
        switch keyword {
        case .from where frames[top].kind != .braces:
            frames[top].from = index
            frames[top].bar = nil
            frames[top].stage = nil
            frames[top].begin(item: index + 1)
        case .where where frames[top].kind == .call:
            frames[top].condition = index
            frames[top].begin(item: index + 1)
        case .last where frames[top].stage == .take: endsOperand = false
        case .and, .or, .then, .else: break
        case _ where keyword.isClause && followsOperand && (frames[top].stage != nil || frames[top].kind == .statement):
            if frames[top].endOfSource == nil { frames[top].endOfSource = index }
            if keyword == .as { frames[top].alias = index + 1 }
            frames[top].clause = keyword
            frames[top].items = 0
            frames[top].begin(item: index + 1)
            endsOperand = false
        default: break
        }
    }

    // MARK: The place

    var place: CursorPlace {
        var place = CursorPlace.nowhere(source.bytes.count)
        place.typed = typed
        place.form = form
        guard !isInComment, form != .text || typed.length > 0 else { return place }
        let frame = frames[top]
        place.preceding = Span(0, tokens[min(frames[0].start, count)].span.start)
        place.statement = frames[0].statement
        if let pipeline = frames.last(where: { $0.from != nil && ($0.stage != nil || $0.bar != nil) }), let from = pipeline.from, let bar = pipeline.bar {
            place.pipeline = Span(tokens[from].span.start, tokens[bar].span.start)
            place.stage = pipeline.stage
            place.earlier = pipeline.earlier
            place.clause = pipeline.clause
            describeJoin(pipeline, &place)
        }
        let inner = frames.lastIndex { $0.from != nil && $0.bar != nil } ?? 0
        let calls = frames.indices.filter { $0 > inner && frames[$0].kind == .call }
        if let nearest = calls.last { place.call = call(frames[nearest], isInnermost: nearest == top) }
        place.outerCalls = calls.dropLast().map { name(tokens[frames[$0].start - 1]) }
        place.mayBePipeline = count == frame.item && (frame.kind == .group || frame.kind == .statement && frame.statement == .let && frame.assign != nil)
            || frame.kind == .statement && frame.statement == .let && frame.assign == count - 1
        place.followsNumber = count > 0 && tokens[count - 1].kind == .number
        place.branch = branch(of: frame)
        place.wanted = wanted(frame, &place)
        return place
    }

    private var isInComment: Bool {
        guard let end = tokens.last, let comment = Trivia.comments(of: end, in: source).last else { return false }
        return comment.span.end == source.bytes.count
    }

    private func describeJoin(_ frame: Frame, _ place: inout CursorPlace) {
        guard frame.stage == .lookup || frame.stage == .join || frame.stage == .compare, let end = frame.endOfSource, end > frame.stageIndex + 1 else { return }
        place.other = Span(tokens[frame.stageIndex + 1].span.start, tokens[end - 1].span.end)
        if let alias = frame.alias, alias < count { place.alias = name(tokens[alias]) }
    }

    /// What an `if` of the item at hand still lacks.
    private func branch(of frame: Frame) -> Keyword? {
        var depth = 0
        for index in stride(from: count - 1, through: frame.item, by: -1) {
            if let symbol = tokens[index].symbol { depth += symbol.isClosing ? 1 : symbol.isOpening ? -1 : 0 }
            guard depth == 0 else { continue }
            switch tokens[index].keyword {
            case .if?: return .then
            case .then?: return .else
            case .else?: return nil
            default: break
            }
        }
        return nil
    }

    private func call(_ frame: Frame, isInnermost: Bool) -> CursorPlace.Call {
        let word = frame.start - 1
        var receiver: Span?
        if word > 1, tokens[word - 1].symbol == .dot { receiver = path(endingAt: word - 2) }
        let first = frame.start + 1
        return CursorPlace.Call(
            name: name(tokens[word]), receiver: receiver, argument: frame.items, label: frame.label.map { name(tokens[$0]) },
            labels: frame.labels.map { name(tokens[$0]) },
            first: frame.condition.flatMap { $0 > first ? Span(tokens[first].span.start, tokens[$0 - 1].span.end) : nil },
            isCondition: frame.condition != nil, isAtStart: isInnermost && count == frame.item)
    }

    private func name(_ token: Token) -> String {
        let text = source.slice(token.span)
        return token.kind == .quotedName ? String(text.dropFirst().prefix { $0 != "`" }) : text
    }

    private func wanted(_ frame: Frame, _ place: inout CursorPlace) -> CursorPlace.Wanted {
        if form == .text || form == .raw { return value(frame, &place) }
        if count > 0, tokens[count - 1].symbol == .dot, count > 1 {
            return path(endingAt: count - 2).map { .member(of: $0) } ?? .nothing
        }
        if let from = frame.from {
            guard let bar = frame.bar else { return count == from + 1 ? .source : endsOperand ? .operator : .nothing }
            if bar == count - 1 { return .stage }
            guard let stage = frame.stage else { return .nothing }
            return wanted(in: stage, frame, &place)
        }
        switch frame.kind {
        case .statement: return wanted(inStatement: frame, &place)
        case .braces: return frame.colon == count - 1 ? .type : .nothing
        case .call, .group, .list, .interpolation: return value(frame, &place)
        }
    }

    private func wanted(inStatement frame: Frame, _ place: inout CursorPlace) -> CursorPlace.Wanted {
        guard let statement = frame.statement else { return count == frame.start ? .statement : value(frame, &place) }
        switch statement {
        case .use: return .source
        case .check, .warn: return value(frame, &place)
        case .let, .param, .fn:
            if frame.colon == count - 1, frame.assign == nil { return .type }
            if frame.assign == nil { return .nothing }
            return value(frame, &place)
        default: return .nothing
        }
    }

    private func wanted(in stage: Keyword, _ frame: Frame, _ place: inout CursorPlace) -> CursorPlace.Wanted {
        let isAtStart = count == frame.item
        switch frame.clause {
        case .with?: return isAtStart ? .option : endsOperand ? .operator : .nothing
        case .as?: return isAtStart ? .nothing : .operator
        case .into?, .seed?, .source?, .label?, .note?: return isAtStart ? .nothing : .operator
        case .on? where stage == .compare: return isAtStart ? .column : .operator
        case .by?, .along?, .within?, .across?, .on?: return value(frame, &place)
        default: break
        }
        switch stage {
        case .add: return frame.assign == nil ? (isAtStart ? .nothing : .operator) : value(frame, &place)
        case .set: return frame.assign == nil ? (isAtStart ? .column : .operator) : value(frame, &place)
        case .rename: return frame.assign == nil ? (isAtStart ? .nothing : .operator) : frame.assign == count - 1 ? .column : .operator
        case .drop, .unpivot: return isAtStart ? .column : .operator
        case .lookup, .join, .append, .compare: return isAtStart ? .source : .operator
        case .chart: return isAtStart ? .chartKind : .operator
        case .save: return isAtStart ? .file : .operator
        case .show, .describe: return .operator
        case .take, .sample: return endsOperand && !isAtStart ? .operator : .operand
        default: return value(frame, &place)
        }
    }

    /// In an expression: a value, or what may stand behind one.
    private func value(_ frame: Frame, _ place: inout CursorPlace) -> CursorPlace.Wanted {
        guard count > 0 else { return .operand }
        let last = count - 1
        if form != .text, form != .raw, endsOperand, last >= frame.item {
            place.operand = operand(endingAt: last, notBefore: frame.item)
            let before = startOfOperand(endingAt: last, notBefore: frame.item) - 1
            place.isCompared = before >= frame.item && isComparison(before)
            return .operator
        }
        if form == .text || form == .raw, let role = fileRole(frame) { return role }
        if frame.kind == .list, frame.start > 0, tokens[frame.start - 1].keyword == .in {
            place.comparison = comparison(operator: frame.start - 1, "in", notBefore: 0)
        } else if last >= frame.item, isComparison(last) {
            if tokens[last].keyword == .is { return .presence }
            place.comparison = comparison(operator: last, source.slice(tokens[last].span), notBefore: frame.item)
        } else if last > frame.item, tokens[last].keyword == .not {
            if tokens[last - 1].keyword == .is { return .presence }
            // `a not …` can only go on with `in`.
            if ends(tokens[last - 1], false) { return .operator }
        }
        return .operand
    }

    /// What a text in quotes names, where it is no value.
    private func fileRole(_ frame: Frame) -> CursorPlace.Wanted? {
        if frame.kind == .call, count == frame.start + 1, frame.start > 0, source.slice(tokens[frame.start - 1].span) == "file" {
            return frames.dropLast().last?.stage == .save ? .file : .source
        }
        guard count == frame.item || count == (frame.from ?? -2) + 1 else { return nil }
        if let from = frame.from, frame.bar == nil { return count == from + 1 ? .source : .nothing }
        if frame.statement == .use { return .source }
        guard frame.clause == nil else { return nil }
        switch frame.stage {
        case .lookup?, .join?, .append?, .compare?: return .source
        case .save?: return .file
        case .show?: return .nothing
        default: return nil
        }
    }

    private func comparison(operator index: Int, _ symbol: String, notBefore first: Int) -> CursorPlace.Comparison? {
        var last = index - 1
        if last >= 0, tokens[last].keyword == .not { last -= 1 }
        return operand(endingAt: last, notBefore: first).map { CursorPlace.Comparison(left: $0, symbol: symbol) }
    }

    private func isComparison(_ index: Int) -> Bool {
        switch tokens[index].kind {
        case .symbol(let symbol): symbol.binaryOperator?.precedence == .comparison
        case .word(let keyword): keyword == .in || keyword == .is
        default: false
        }
    }

    /// What a dot that follows belongs to: names and calls joined by dots.
    private func path(endingAt last: Int) -> Span? {
        var index = last
        while index >= 0 {
            switch tokens[index].kind {
            case .word(let keyword): if keyword?.isReserved == true { return nil }
            case .quotedName, .parameter, .date: break
            case .symbol(.closeRound):
                guard let open = opener(of: index) else { return nil }
                index = open
                if isCall(open) { index -= 1 }
            default: return nil
            }
            guard index >= 2, tokens[index - 1].symbol == .dot else { return Span(tokens[index].span.start, tokens[last].span.end) }
            index -= 2
        }
        return nil
    }

    private func opener(of closer: Int) -> Int? {
        var depth = 0
        for index in stride(from: closer, through: 0, by: -1) {
            guard let symbol = tokens[index].symbol else { continue }
            if symbol.isClosing { depth += 1 }
            if symbol.isOpening {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    private func operand(endingAt last: Int, notBefore first: Int) -> Span? {
        guard last >= 0, last >= first else { return nil }
        let start = startOfOperand(endingAt: last, notBefore: first)
        return start <= last ? Span(tokens[start].span.start, tokens[last].span.end) : nil
    }

    /// The first token of the value that ends with a token: as far back as operators bind tighter than a comparison.
    private func startOfOperand(endingAt last: Int, notBefore first: Int) -> Int {
        var depth = 0
        var index = last
        while index >= first {
            let token = tokens[index]
            switch token.kind {
            case .braceClose, .textClose: depth += 1
            case .braceOpen, .textOpen:
                if depth == 0 { return index + 1 }
                depth -= 1
            case .symbol(let symbol) where symbol.isClosing: depth += 1
            case .symbol(let symbol) where symbol.isOpening:
                if depth == 0 { return index + 1 }
                depth -= 1
            case .symbol(let symbol) where depth == 0:
                if symbol == .comma || symbol == .assign || symbol == .colon || symbol == .bar || isComparison(index) { return index + 1 }
            case .word(let keyword?) where depth == 0 && keyword.isReserved && !keyword.isLiteral && keyword != .per: return index + 1
            case .newline, .end:
                if depth == 0 { return index + 1 }
            default: break
            }
            index -= 1
        }
        return first
    }
}
