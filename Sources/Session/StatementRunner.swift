import Columns
import Diagnostics
import Engine
import Reports
import Semantics
import Syntax
import Tables

/// Runs or checks the statements of one script, line or `-c`, in order.
///
/// A script stops at its first error unless `--keep-going`; a failed check never stops it.
final class StatementRunner {
    private let session: Session
    private let source: SourceText
    /// Values from the command line, as typed.
    private let parameters: [String: String]
    private let sink: (any OutputSink)?
    /// Reports print labels; whoever types sees the names to type next.
    private let isReport: Bool
    private var status = ExitStatus.done
    /// What has run without a mistake.
    private(set) var completed: [Statement] = []
    /// The statement at hand.
    private var statementPlace: Diagnostic.Place?
    /// Diagnostics when only checking.
    private var found: [Diagnostic] = []
    /// Warnings so far. A `let` is checked where it is used as well.
    private var told: Set<Warning> = []

    private struct Warning: Hashable {
        let code: String
        let span: Span
    }

    init(_ session: Session, source: SourceText, parameters: [String: String], sink: (any OutputSink)?, isReport: Bool) {
        self.session = session
        self.source = source
        self.parameters = parameters
        self.sink = sink
        self.isReport = isReport
    }

    func run(_ script: Script) -> ExitStatus {
        let steps = script.steps
        for (index, step) in steps.enumerated() {
            do {
                session.isAtLastStatement = session.options.endsWithItsScript && index == steps.count - 1
                try run(step)
                completed += step
            } catch let error as DiagnosticList {
                // What fails when the user has stopped it needs no explanation.
                if session.cancellation.isWanted { return .interrupted }
                let status = ExitStatus(error.all)
                let stops = status != .done && !session.options.keepsGoing
                // A name that is not found may be one that is garbled.
                let garbled = session.world.garbledColumns.take().map { Diagnostic($0) }
                sink?.diagnostics(error.all.map { placed($0, step) } + (stops ? mistakes(after: step, in: steps[(index + 1)...]) : []) + garbled)
                // Or one of a table whose header was not where it was looked for.
                if error.all.contains(where: { $0.code == NameCode.unknownColumn.rawValue }) {
                    for hint in session.world.takeHints() { sink?.notice(hint) }
                } else {
                    session.world.passOver(hints: error.all.flatMap(\.hints))
                }
                self.status = self.status.worst(status)
                if stops { break }
            } catch is Interrupted {
                return .interrupted
            } catch {
                sink?.diagnostics([Diagnostic(.ourMistake("\(error)"))])
                return status.worst(.queryError)
            }
        }
        return status
    }

    /// In a script of many statements, a mistake of which nothing says where it was made is one of this statement's first line.
    private func placed(_ mistake: Diagnostic, _ step: [Statement]) -> Diagnostic {
        guard mistake.place == nil, source.name != SourceText.typed, let statement = step.first else { return mistake }
        // What a parameter is given is not written here.
        if case .param = statement.node { return mistake }
        let span = statement.span
        var placed = mistake
        placed.place = Diagnostic.Place(source: source, span: Span(span.start, min(span.end, source.lineSpan(source.line(at: span.start)).end)))
        return placed
    }

    /// Every mistake of every statement; values are not computed, so what hangs on one has only its type.
    func check(_ script: Script) -> [Diagnostic] {
        check(script.steps[...])
    }

    private func check(_ steps: ArraySlice<[Statement]>) -> [Diagnostic] {
        for step in steps {
            do {
                try run(step)
            } catch let error as DiagnosticList {
                found += error.all
                session.environment.unknown.formUnion(step.compactMap(\.node.definedName))
            } catch {
                found.append(Diagnostic(.ourMistake("\(error)")))
            }
        }
        return found
    }

    private var isChecking: Bool { sink == nil }

    /// What is wrong further down, so that several mistakes are told in one go; unless the statement that failed is what the
    /// others stand on. A name that it should have made is passed over.
    private func mistakes(after failed: [Statement], in steps: ArraySlice<[Statement]>) -> [Diagnostic] {
        guard !failed.contains(where: \.node.isFoundation) else { return [] }
        let environment = session.environment
        defer { session.environment = environment }
        session.environment.unknown.formUnion(failed.compactMap(\.node.definedName))
        return StatementRunner(session, source: source, parameters: parameters, sink: nil, isReport: isReport).check(steps)
    }

    // MARK: Statements

    private func run(_ step: [Statement]) throws {
        guard let statement = step.first else { return }
        if statement.node.isDeclaration { return try session.declare(step, in: source) }
        statementPlace = Diagnostic.Place(source: source, span: statement.span)
        switch statement.node {
        case .edition(let number):
            guard number == 1 else {
                throw problem(.unknownEdition(number), statement.span)
            }
        case .use(let path):
            do throws(DiagnosticList) {
                try session.use(path)
            } catch {
                // What is wrong inside the model has its own place.
                throw DiagnosticList(error.all.map { found in
                    var found = found
                    if found.place == nil { found.place = Diagnostic.Place(source: source, span: statement.span) }
                    return found
                })
            }
        case .param(let name, let type, let value, _): try define(name, type, value)
        case .letPipeline(let name, let pipeline):
            // Checked once here, so that a mistake is reported where it was made.
            let checker = makeChecker()
            _ = checker.check(pipeline, in: source)
            try report(checker)
            session.environment.variables[name.text] = nil
            session.environment.pipelines[name.text] = Environment.PipelineDefinition(pipeline: pipeline, source: source)
        case .letValue(let name, let expression):
            session.environment.pipelines[name.text] = nil
            let (value, column) = try evaluate { $0.checkDefinition(expression, in: self.source) }
            let derivation = column.derivation.map { Derivation(definition: Definition(name: "$\(name.text)", text: $0.definition.text), uses: $0.uses) }
            session.environment.variables[name.text] = Environment.Variable(type: column.type, value: value, derivation: derivation, isPrivate: column.isPrivate)
        case .function(let name, let parameters, let result, let body):
            session.environment.functions[name.text] = Environment.UserFunction(parameters: parameters, result: result, body: body, source: source)
        case .title(let literal): try show([literal], statement.span) { .title($0[0].text) }
        case .section(let literal): try show([literal], statement.span) { .section($0[0].text) }
        case .text(let literal): try show([literal], statement.span) { .paragraph($0[0]) }
        case .sign(let place, let roles):
            try show([place] + roles, statement.span) { .signatures(Signatures(place: $0[0].text, roles: $0.dropFirst().map(\.text))) }
        case .check(let assertion) where namedTable(assertion) != nil:
            guard let table = namedTable(assertion), let sink else { break }
            status = status.worst(try session.checkRules(of: table, into: sink))
        case .check(let assertion): try runPipeline(silent: true) { $0.check(assertion, isWarning: false, in: self.source, span: statement.span) }
        case .warn(let assertion): try runPipeline(silent: true) { $0.check(assertion, isWarning: true, in: self.source, span: statement.span) }
        case .pipeline(let pipeline): try runPipeline(silent: false) { $0.check(pipeline, in: self.source) }
        case .expression(let expression): try runPipeline(silent: false, isScalar: true) { $0.checkValue(expression, in: self.source, isPrinted: true) }
        case .table, .calendar, .zone, .absent: break
        }
    }

    /// `check dossiers`: what the model says of that table.
    private func namedTable(_ assertion: Assertion) -> TableInfo? {
        guard case .name(let name) = assertion.condition.node, assertion.within == nil, let table = session.world.table(name.text), table.isModelled else { return nil }
        return table
    }

    private func define(_ name: Name, _ typeSyntax: TypeSyntax, _ defaultValue: Expression?) throws {
        defer {
            // While checking there is no value, or one that hangs on a mistake, and any day tells the types.
            if isChecking, name.text == "as_of", session.environment.asOf == nil { session.environment.asOf = session.options.today }
        }
        let checker = makeChecker()
        guard let type = checker.type(typeSyntax, in: source) else { return try report(checker) }
        var value: Value?
        if let typed = parameters[name.text] {
            value = try ParameterText.value(typed, as: type, name: name.text, session: session, evaluate: { try self.evaluate($0).value })
        } else if let defaultValue {
            if case .missing = defaultValue.node {
                value = .missing
            } else {
                value = try evaluate { $0.checkConstant(defaultValue, as: type, in: self.source) }.value
            }
        } else if type.isOptional {
            value = .missing
        } else if !isChecking {
            throw problem(.parameterWithoutValue(name.text), name.span)
        }
        if value == .missing, !type.isOptional {
            throw problem(.parameterMissing(name.text), name.span)
        }
        let text = parameters[name.text] ?? defaultValue.map { source.slice($0.span) } ?? "missing"
        if !isChecking { session.runFacts.parameters.append((name.text, text)) }
        if name.text == "as_of" {
            if session.options.asOf == nil, case .date(let day)? = value { session.environment.asOf = day }
            return
        }
        session.environment.variables[name.text] = Environment.Variable(type: type, value: value)
    }

    /// Texts with values written in.
    private func show(_ literals: [TextLiteral], _ span: Span, _ block: ([Paragraph]) -> Document.Block) throws {
        let checker = makeChecker()
        let checked = checker.checkTexts(literals, in: source, span: span)
        try report(checker)
        guard let checked, let sink else { return }
        var values: [Paragraph.Piece] = []
        if !checked.output.columns.isEmpty {
            let table = try PipelineRunner(session, sink: sink, isReport: isReport, statement: statementPlace).table(checked)
            values = zip(checked.output.columns, table.columns).map { column, shown in
                if column.isPrivate, !session.options.showsPrivate { return .words("(private)") }
                guard case .text(let text) = shown.values.value(0, type: shown.type) else { return .words("") }
                return column.derivation.map { .value(text, $0) } ?? .words(text)
            }
        }
        var next = values.makeIterator()
        sink.block(block(literals.map { literal in
            Paragraph(literal.parts.compactMap { part in
                switch part {
                case .text(let words): .words(words)
                case .expression: next.next()
                }
            })
        }))
    }

    // MARK: Pipelines

    private func runPipeline(silent: Bool, isScalar: Bool = false, _ check: (Checker) -> CheckedPipeline?) throws {
        let checker = makeChecker()
        let checked = check(checker)
        try report(checker)
        guard let checked, let sink else { return }
        let runner = PipelineRunner(session, sink: sink, isReport: isReport, statement: statementPlace)
        try runner.run(checked, printsItself: !silent, isScalar: isScalar)
        status = status.worst(runner.status)
    }

    /// One value, or a list of them: of a let, a parameter or its default.
    private func evaluate(_ check: (Checker) -> CheckedPipeline?) throws -> (value: Value?, column: Relation.Column) {
        let checker = makeChecker()
        let checked = check(checker)
        try report(checker)
        guard let checked, let column = checked.output.columns.first else { throw DiagnosticList(checker.diagnostics) }
        guard let sink else { return (nil, column) }
        let runner = PipelineRunner(session, sink: sink, isReport: isReport, statement: statementPlace)
        if case .list = column.type.kind { return (try runner.list(checked), column) }
        let table = try runner.table(checked)
        return (table.rowCount == 0 ? .missing : table.columns[0].values.value(0, type: column.type), column)
    }

    private func makeChecker() -> Checker {
        let checker = Checker(catalogue: session.world, environment: session.environment)
        if let sink {
            let runner = PipelineRunner(session, sink: sink, isReport: isReport, statement: statementPlace)
            checker.pivotKeys = { try runner.pivotKeys($0) }
        }
        return checker
    }

    private func report(_ checker: Checker) throws {
        if let failure = checker.failure { throw failure }
        guard !checker.diagnostics.isEmpty else { return }
        if checker.hasErrors { throw DiagnosticList(checker.diagnostics) }
        let new = checker.diagnostics.filter {
            guard let place = $0.place else { return true }
            // What stands in a line before this one was told there.
            return place.source === source && told.insert(Warning(code: $0.code, span: place.span)).inserted
        }
        if new.isEmpty { return }
        if let sink { sink.diagnostics(new) } else { found += new }
    }

    private func problem(_ message: Message, _ span: Span) -> DiagnosticList {
        DiagnosticList(message, at: Diagnostic.Place(source: source, span: span))
    }
}

extension Script {
    /// What runs at once: each statement by itself, but declarations that follow each other together, since each of two
    /// tables may name the other.
    fileprivate var steps: [[Statement]] {
        statements.reduce(into: []) { steps, statement in
            if statement.node.isDeclaration, let last = steps.last?.last, last.node.isDeclaration {
                steps[steps.count - 1].append(statement)
            } else {
                steps.append([statement])
            }
        }
    }
}

extension Statement.Node {
    fileprivate var isDeclaration: Bool {
        switch self {
        case .table, .calendar, .zone: true
        default: false
        }
    }

    /// Without it nothing further down can be known: the model, the edition.
    fileprivate var isFoundation: Bool {
        switch self {
        case .use, .table, .zone, .calendar, .edition, .absent: true
        case .param, .letPipeline, .letValue, .function, .title, .section, .text, .sign, .check, .warn, .pipeline, .expression: false
        }
    }

    /// The name that later statements use.
    fileprivate var definedName: String? {
        switch self {
        case .param(let name, _, _, _), .letPipeline(let name, _), .letValue(let name, _), .function(let name, _, _, _): name.text
        default: nil
        }
    }
}
