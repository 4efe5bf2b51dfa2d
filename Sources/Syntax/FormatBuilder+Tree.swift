import Diagnostics

/// Where the tree lets lines break.
extension FormatBuilder {
    // MARK: Pipelines

    /// Stages stand on lines of their own when one did in the source, or when the pipeline does not fit on one line.
    mutating func pipeline(_ pipeline: Pipeline, indent: Int, fromLine: Bool = false) {
        flow(to: pipeline.span.start)
        group(indent: indent, fromLine: fromLine) { builder in
            if builder.isOnSeveralLines(pipeline) { builder.breakGroups() }
            builder.source(pipeline.source)
            for stage in pipeline.stages {
                builder.flow(to: stage.word.start)
                builder.group(indent: 4) { $0.stage(stage) }
            }
        }
    }

    private func isOnSeveralLines(_ pipeline: Pipeline) -> Bool {
        pipeline.stages.contains { stage in
            let word = tokenIndex(at: stage.word.start)
            return tokens[word].startsLine || (word > 0 && tokens[word - 1].startsLine)
        }
    }

    private mutating func source(_ source: Source) {
        flow(to: source.span.start)
        switch source.node {
        case .pipeline(let inner):
            printToken()
            pipeline(inner, indent: 2, fromLine: true)
        case .fileWithOptions(let arguments):
            self.arguments(arguments)
        case .rows(_, let rows):
            self.rows(rows)
        case .name, .file, .absent: break
        }
        flow(to: source.span.end)
    }

    /// `rows (a, b) [(1, 2), …]`, a row to a line when the source has a line break after `[`.
    private mutating func rows(_ rows: [[Expression]]) {
        flow(through: .closeRound)
        group(indent: 2, fromLine: true) { builder in
            builder.flow(through: .openSquare)
            if builder.index < builder.tokens.count, builder.tokens[builder.index].startsLine { builder.breakGroups() }
            for (number, row) in rows.enumerated() {
                if number > 0 { builder.printToken() }
                builder.allow(.withGroup, spaces: number == 0 ? 0 : 1)
                builder.group(indent: 2, fromLine: true) { builder in
                    builder.printToken()
                    builder.list(row, .fill)
                    builder.printToken()
                }
            }
            builder.allow(.withGroup, spaces: 0, isOutdented: true)
            builder.printToken()
        }
    }

    private mutating func stage(_ stage: Stage) {
        switch stage.node {
        case .filter(let condition): expression(condition)
        case .add(let items, let by, let along), .set(let items, let by, let along):
            self.items(items)
            list(by, .fill)
            keys(along)
        case .keep(let items): self.items(items, .fill)
        case .summarize(let items, let by, _):
            self.items(items)
            self.items(by, .fill)
        case .sort(let keys): self.keys(keys)
        case .take(let count, _, let by, _):
            expression(count)
            list(by, .fill)
        case .distinct(let values): list(values, .fill)
        case .drop(let names): self.names(names)
        case .rename(let pairs): self.names(pairs.map(\.new))
        case .unpivot(let names, _, _): self.names(names)
        case .lookup(let other, _, let keys), .join(let other, _, let keys):
            source(other)
            for (number, key) in keys.enumerated() { element(number, at: key.span.start, .fill) }
        case .append(let other), .save(let other): source(other)
        case .pivot(let items, let across, _):
            self.items(items)
            expression(across)
        case .compare(let other, let names, let within):
            source(other)
            self.names(names)
            if let within { expression(within) }
        case .sample(let count, _): expression(count)
        case .check(let assertion), .warn(let assertion): self.assertion(assertion)
        case .chart(_, let arguments, _): self.arguments(arguments)
        case .show, .describe, .absent: break
        }
        flow(to: stage.span.end)
    }

    mutating func assertion(_ assertion: Assertion) {
        expression(assertion.condition)
        if let within = assertion.within { expression(within) }
    }

    // MARK: Lists without brackets

    /// Prints up to an element of a list; before all but the first the line may break.
    private mutating func element(_ number: Int, at offset: Int, _ lineBreak: Layout.Break) {
        flow(to: offset)
        if number > 0 { allow(lineBreak) }
    }

    private mutating func list(_ values: [Expression], _ lineBreak: Layout.Break) {
        for (number, value) in values.enumerated() {
            element(number, at: value.span.start, lineBreak)
            expression(value)
        }
    }

    private mutating func names(_ names: [Name]) {
        for (number, name) in names.enumerated() { element(number, at: name.span.start, .fill) }
        if let last = names.last { flow(to: last.span.end) }
    }

    private mutating func keys(_ keys: [SortKey]) {
        list(keys.map(\.value), .fill)
    }

    private mutating func items(_ items: [Item], _ lineBreak: Layout.Break = .withGroup) {
        guard let first = items.first else { return }
        flow(to: first.start)
        group { builder in
            for (number, item) in items.enumerated() {
                builder.element(number, at: item.start, lineBreak)
                switch item {
                case .named(_, let value), .plain(let value): builder.expression(value)
                case .rest(let span): builder.flow(to: span.end)
                }
            }
        }
    }

    // MARK: Expressions

    mutating func expression(_ value: Expression) {
        flow(to: value.span.start)
        switch value.node {
        case .binary(let infix, _, _, _): binary(value, infix)
        case .choose: conditional(value)
        case .call(let receiver, _, let arguments):
            if let receiver { expression(receiver) }
            self.arguments(arguments)
        case .member(let inner, _): expression(inner)
        case .negate(let inner), .not(let inner), .isMissing(let inner, _, _): expression(inner)
        case .list(let elements): bracketed(elements)
        case .parenthesized(let inner):
            group(indent: 2, fromLine: true) { builder in
                builder.printToken()
                builder.allow(.withGroup, spaces: 0)
                builder.expression(inner)
                builder.allow(.withGroup, spaces: 0, isOutdented: true)
                builder.printToken()
            }
        case .pipeline(let inner):
            printToken()
            pipeline(inner, indent: 2, fromLine: true)
        case .number, .percent, .date, .text, .raw, .boolean, .missing, .name, .parameter, .absent: break
        }
        flow(to: value.span.end)
    }

    /// The value after `=`. A choice that does not fit begins a line of its own.
    mutating func definition(_ value: Expression) {
        flow(to: value.span.start)
        if case .choose = value.node { movableGroup { $0.expression(value) } } else { expression(value) }
    }

    /// A chain of operators of one level breaks as a whole: before `and` and `or`, after signs,
    /// since a line cannot start with a sign. Comparisons never break.
    private mutating func binary(_ value: Expression, _ infix: BinaryOperator) {
        guard case .binary(_, let operatorSpan, let left, let right) = value.node else { return }
        guard infix.precedence.associativity == .left else {
            expression(left)
            if infix == .range, left.isOneToken, right.isOneToken {
                joinNext()
                flow(to: operatorSpan.end)
                joinNext()
            }
            expression(right)
            return
        }
        var operands: [(operatorSpan: Span, value: Expression)] = []
        var first = value
        while case .binary(let inner, let span, let left, let right) = first.node, inner.precedence == infix.precedence {
            operands.append((operatorSpan: span, value: right))
            first = left
        }
        let breaksBefore = infix == .and || infix == .or
        group { builder in
            builder.expression(first)
            for operand in operands.reversed() {
                if breaksBefore { builder.allow(.withGroup) }
                builder.flow(to: operand.operatorSpan.end)
                if !breaksBefore { builder.allow(.withGroup) }
                builder.expression(operand.value)
            }
        }
    }

    /// `if … then …`, each `else` on a line of its own when the whole does not fit.
    private mutating func conditional(_ value: Expression) {
        group { builder in
            var rest = value
            while case .choose(let condition, let then, let otherwise) = rest.node {
                builder.expression(condition)
                // An `if` inside is set off, so that its `else` is not taken for this one's.
                if case .choose = then.node {
                    let word = builder.tokenIndex(at: then.span.start) - 1
                    builder.flow(to: builder.tokens[word].span.start)
                    builder.allow(.never)
                    builder.printToken()
                    builder.movableGroup(indent: 2, coupled: true) { $0.expression(then) }
                } else {
                    builder.expression(then)
                }
                builder.allow(.withGroup)
                rest = otherwise
            }
            builder.expression(rest)
        }
    }

    mutating func arguments(_ arguments: Arguments) {
        flow(to: arguments.span.start)
        group(indent: 2, fromLine: true) { builder in
            builder.printToken()
            builder.allow(.withGroup, spaces: 0)
            for (number, item) in arguments.items.enumerated() {
                builder.element(number, at: item.label?.span.start ?? item.value.span.start, .withGroup)
                builder.expression(item.value)
            }
            if let condition = arguments.condition {
                // `where` stands before the condition; after arguments the line may break before it.
                let word = builder.tokenIndex(at: condition.span.start) - 1
                builder.flow(to: builder.tokens[word].span.start)
                if !arguments.items.isEmpty { builder.allow(.withGroup) }
                builder.expression(condition)
            }
            builder.flow(to: arguments.span.end - 1)
            builder.allow(.withGroup, spaces: 0, isOutdented: true)
            builder.flow(to: arguments.span.end)
        }
    }

    /// `[a, b]`; the opening bracket is the next token.
    mutating func bracketed(_ elements: [Expression]) {
        group(indent: 2, fromLine: true) { builder in
            builder.printToken()
            builder.allow(.withGroup, spaces: 0)
            let areShort = elements.allSatisfy { $0.isOneToken || $0.isText }
            builder.list(elements, areShort ? .fill : .withGroup)
            if !elements.isEmpty { builder.allow(.withGroup, spaces: 0, isOutdented: true) }
            builder.flow(through: .closeSquare)
        }
    }

    mutating func type(_ type: TypeSyntax) {
        flow(to: type.span.start)
        if case .oneOf(let values) = type.node {
            // `one` and `of`
            printToken()
            printToken()
            bracketed(values)
        }
        flow(to: type.span.end)
    }
}

extension Item {
    fileprivate var start: Int {
        switch self {
        case .named(let name, _): name.span.start
        case .plain(let value): value.span.start
        case .rest(let span): span.start
        }
    }
}

extension Expression {
    fileprivate var isOneToken: Bool {
        switch node {
        case .number(let literal): literal.unit == nil
        case .percent, .date, .raw, .boolean, .missing, .name, .parameter: true
        default: false
        }
    }

    fileprivate var isText: Bool {
        if case .text = node { true } else { false }
    }
}
