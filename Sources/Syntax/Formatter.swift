import Diagnostics

/// Text to text in the one format of motcua.
///
/// - A statement that fits stands on one line of 100 columns; a pipeline that does not fit, or that was
///   written on several lines, has a line for each stage.
/// - Comments and single blank lines between statements stay. A comment in a place where no line
///   can break moves to the end of its line.
/// - Names, types and values of neighbouring members of a table line up.
/// - Literals, parentheses and the order of things stay as written.
///
/// Formatting what has been formatted changes nothing, and the tree (`describe`) stays the same.
package struct Formatter {
    private var builder: FormatBuilder
    private var lines: [String] = []

    /// O(length).
    ///
    /// - Throws: the mistakes in the text, which is then not formatted.
    package static func format(_ source: SourceText) throws(DiagnosticList) -> String {
        var parser = Parser(source)
        let script = parser.script()
        if !parser.diagnostics.isEmpty { throw DiagnosticList(parser.sortedDiagnostics) }
        var formatter = Formatter(builder: FormatBuilder(source, parser.tokens))
        formatter.script(script)
        return formatter.lines.isEmpty ? "" : formatter.lines.joined(separator: "\n") + "\n"
    }

    private init(builder: FormatBuilder) {
        self.builder = builder
    }

    private mutating func script(_ script: Script) {
        for statement in script.statements {
            skipNewlines()
            leadingComments(indent: 0)
            builder.begin()
            self.statement(statement)
        }
        skipNewlines()
        leadingComments(indent: 0, isLast: true)
    }

    private mutating func skipNewlines() {
        while builder.tokens[builder.index].kind == .newline { builder.index += 1 }
    }

    // MARK: Comments and blank lines

    /// The comments on lines of their own before the next token, with single blank lines where some stand.
    private mutating func leadingComments(indent: Int, isLast: Bool = false) {
        let trivia = Trivia.scan(builder.tokens[builder.index], in: builder.source)
        let start = String(repeating: " ", count: indent)
        for comment in trivia.comments where comment.standsAlone {
            if comment.followsBlankLine { blankLine() }
            lines.append(start + comment.text)
        }
        if trivia.endsWithBlankLine, !isLast { blankLine() }
    }

    /// Not at the top of the text or of a block, and never two.
    private mutating func blankLine() {
        guard let last = lines.last, !last.isEmpty, !isBlockStart else { return }
        lines.append("")
    }

    private var isBlockStart: Bool { lines.count == blockStart }
    private var blockStart = -1

    /// Lays out what the builder has gathered, with the comment at the end of its last line.
    private mutating func finish(indent: Int) {
        for comment in Trivia.comments(of: builder.tokens[builder.index], in: builder.source) where !comment.standsAlone {
            builder.pieces.append(.waiting(comment.text))
        }
        lines += Layout.lines(builder.pieces, indent: indent)
    }

    // MARK: Statements

    private mutating func statement(_ statement: Statement) {
        switch statement.node {
        case .pipeline(let pipeline):
            builder.pipeline(pipeline, indent: 0)
        case .table(let table):
            self.table(table)
            return
        case .calendar(_, let settings):
            block(settings.map { Member(start: $0.name.span.start, aligned: .setting(after: $0.name.span), print: .value($0.value)) })
            return
        default:
            builder.group(indent: 2) { $0.statementBody(statement) }
        }
        finish(indent: 0)
    }

    private mutating func table(_ table: TableDeclaration) {
        block(table.members.map { member in
            Member(start: member.span.start, aligned: member.alignment, print: .member(member))
        })
    }

    // MARK: Blocks

    /// A line of a block.
    private struct Member {
        enum Content {
            case value(Expression)
            case member(TableMember)
        }
        var start: Int
        var aligned: Alignment?
        var print: Content
    }

    /// Prints up to `{`, the members on lines of their own, and `}`.
    private mutating func block(_ members: [Member]) {
        builder.flow(through: .openCurly)
        if members.isEmpty, Trivia.comments(of: builder.tokens[builder.index], in: builder.source).isEmpty {
            skipNewlines()
            builder.joinNext()
            builder.printToken()
            finish(indent: 0)
            return
        }
        align(members)
        finish(indent: 0)
        blockStart = lines.count
        for member in members {
            skipNewlines()
            leadingComments(indent: 2)
            builder.begin()
            builder.group(indent: 2) { builder in
                switch member.print {
                case .value(let value): builder.expression(value)
                case .member(let member): builder.member(member)
                }
            }
            finish(indent: 2)
        }
        skipNewlines()
        leadingComments(indent: 2, isLast: true)
        builder.begin()
        builder.printToken()
        finish(indent: 0)
    }

    /// Pads what follows the names in each run of like members that no comment or blank line parts.
    private mutating func align(_ members: [Member]) {
        var run: [(token: Int, width: Int)] = []
        var kind: Alignment.Kind?
        for member in members {
            let first = builder.tokenIndex(at: member.start)
            let trivia = Trivia.scan(builder.tokens[first], in: builder.source)
            if trivia.endsWithBlankLine || trivia.comments.contains(where: \.standsAlone) || member.aligned?.kind != kind {
                pad(run)
                run = []
            }
            kind = member.aligned?.kind
            guard let aligned = member.aligned else { continue }
            let before = builder.tokenIndex(at: aligned.nameSpan.start)
            let width = builder.source.slice(Span(member.start, aligned.nameSpan.end)).count
            // A column lines up after its `:`, everything else at its `=`.
            run.append((token: before + (aligned.kind == .column ? 2 : 1), width: width))
        }
        pad(run)
    }

    private mutating func pad(_ run: [(token: Int, width: Int)]) {
        let widest = run.map(\.width).max() ?? 0
        for member in run { builder.padding[member.token] = widest - member.width }
    }
}

/// Where a member of a block lines up with its neighbours.
struct Alignment {
    enum Kind { case column, computed, measure, setting }
    var kind: Kind
    /// The name after which spaces are put.
    var nameSpan: Span

    static func setting(after span: Span) -> Alignment { Alignment(kind: .setting, nameSpan: span) }
}

extension TableMember {
    fileprivate var alignment: Alignment? {
        switch node {
        case .column(let name, _, _): Alignment(kind: .column, nameSpan: name.span)
        case .computed(let name, _, _): Alignment(kind: .computed, nameSpan: name.span)
        case .measure(let name, nil, _, _, _): Alignment(kind: .measure, nameSpan: name.span)
        case .measure, .link, .tree, .valid, .check, .warn, .absent: nil
        }
    }
}

extension FormatBuilder {
    /// Any statement but a pipeline or a block.
    fileprivate mutating func statementBody(_ statement: Statement) {
        switch statement.node {
        case .letPipeline(_, let pipeline): self.pipeline(pipeline, indent: 0)
        case .letValue(_, let value): definition(value)
        case .expression(let value): expression(value)
        case .param(_, let type, let value, _):
            self.type(type)
            if let value { expression(value) }
        case .function(_, let parameters, let result, let body):
            flow(through: .openRound)
            for parameter in parameters { type(parameter.type) }
            if let result { type(result) }
            flow(to: body.span.start)
            // Whatever a function computes is read from its own line on when it needs more than one.
            movableGroup { $0.expression(body) }
        case .check(let assertion), .warn(let assertion): self.assertion(assertion)
        case .edition, .use, .title, .section, .text, .sign, .table, .zone, .calendar, .pipeline, .absent: break
        }
        flow(to: statement.span.end)
    }

    fileprivate mutating func member(_ member: TableMember) {
        switch member.node {
        case .column(_, let type, _): self.type(type)
        case .computed(_, let value, _): definition(value)
        case .measure(_, let type, let value, _, _):
            if let type { self.type(type) }
            definition(value)
        case .check(let assertion), .warn(let assertion): self.assertion(assertion)
        case .link, .tree, .valid, .absent: break
        }
        flow(to: member.span.end)
    }
}
