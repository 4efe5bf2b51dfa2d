import Diagnostics
import Engine
import Reports
import Semantics
import Syntax

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
    /// Diagnostics when only checking.
    private var found: [Diagnostic] = []

    init(_ session: Session, source: SourceText, parameters: [String: String], sink: (any OutputSink)?, isReport: Bool) {
        self.session = session
        self.source = source
        self.parameters = parameters
        self.sink = sink
        self.isReport = isReport
    }

    func run(_ script: Script) -> ExitStatus {
        for (index, statement) in script.statements.enumerated() {
            do {
                try run(statement)
            } catch let error as DiagnosticList {
                let status = ExitStatus(error.all)
                let stops = status != .done && !session.options.keepsGoing
                // A name that is not found may be one that is garbled.
                let garbled = session.world.garbledColumns.take().map { Diagnostic($0) }
                sink?.diagnostics(error.all + (stops ? mistakes(after: index, in: script) : []) + garbled)
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

    /// Every mistake of every statement; values are not computed, so what hangs on one has only its type.
    func check(_ script: Script) -> [Diagnostic] {
        for statement in script.statements {
            do {
                try run(statement)
            } catch let error as DiagnosticList {
                found += error.all
                if let name = statement.node.definedName { session.environment.unknown.insert(name) }
            } catch {
                found.append(Diagnostic(.ourMistake("\(error)")))
            }
        }
        return found
    }

    private var isChecking: Bool { sink == nil }

    /// What is wrong further down, so that several mistakes are told in one go; unless the statement that failed is what the
    /// others stand on. A name that it should have made is passed over.
    private func mistakes(after index: Int, in script: Script) -> [Diagnostic] {
        let failed = script.statements[index].node
        guard !failed.isFoundation else { return [] }
        let environment = session.environment
        defer { session.environment = environment }
        if let name = failed.definedName { session.environment.unknown.insert(name) }
        return StatementRunner(session, source: source, parameters: parameters, sink: nil, isReport: isReport).check(Script(Array(script.statements[(index + 1)...])))
    }

    // MARK: Statements

    private func run(_ statement: Statement) throws {
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
            let (value, type) = try evaluate { $0.checkValue(expression, in: self.source) }
            session.environment.variables[name.text] = Environment.Variable(type: type, value: value)
        case .function(let name, let parameters, let result, let body):
            session.environment.functions[name.text] = Environment.UserFunction(parameters: parameters, result: result, body: body, source: source)
        case .title(let literal): try show([literal], statement.span) { .title($0[0]) }
        case .section(let literal): try show([literal], statement.span) { .section($0[0]) }
        case .text(let literal): try show([literal], statement.span) { .text($0[0]) }
        case .check(let assertion): try runPipeline(silent: true) { $0.check(assertion, isWarning: false, in: self.source, span: statement.span) }
        case .warn(let assertion): try runPipeline(silent: true) { $0.check(assertion, isWarning: true, in: self.source, span: statement.span) }
        case .pipeline(let pipeline): try runPipeline(silent: false) { $0.check(pipeline, in: self.source) }
        case .expression(let expression): try runPipeline(silent: false, isScalar: true) { $0.checkValue(expression, isShown: true, in: self.source) }
        case .table, .calendar, .zone:
            try session.declare(statement, in: source)
        case .absent: break
        }
    }

    private func define(_ name: Name, _ typeSyntax: TypeSyntax, _ defaultValue: Expression?) throws {
        let checker = makeChecker()
        guard let type = checker.type(typeSyntax, in: source) else { return try report(checker) }
        var value: Value?
        if let typed = parameters[name.text] {
            value = try ParameterText.value(typed, as: type, name: name.text, session: session, evaluate: { try self.evaluate($0) })
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
        if name.text == "as_of" {
            if session.options.asOf == nil, case .date(let day)? = value { session.environment.asOf = day }
            // While checking there is no value, and any day tells the types.
            if isChecking, session.environment.asOf == nil { session.environment.asOf = session.options.today }
            return
        }
        session.environment.variables[name.text] = Environment.Variable(type: type, value: value)
    }

    /// Texts with values written in.
    private func show(_ literals: [TextLiteral], _ span: Span, _ block: ([String]) -> Document.Block) throws {
        let checker = makeChecker()
        let checked = checker.checkTexts(literals, in: source, span: span)
        try report(checker)
        guard let checked, let sink else { return }
        let table = try PipelineRunner(session, sink: sink, isReport: isReport).table(checked)
        let texts = table.columns.map { column -> String in
            if case .text(let text) = column.values.value(0, type: column.type) { return text }
            return ""
        }
        sink.block(block(texts))
    }

    // MARK: Pipelines

    private func runPipeline(silent: Bool, isScalar: Bool = false, _ check: (Checker) -> CheckedPipeline?) throws {
        let checker = makeChecker()
        let checked = check(checker)
        try report(checker)
        guard let checked, let sink else { return }
        let runner = PipelineRunner(session, sink: sink, isReport: isReport)
        try runner.run(checked, printsItself: !silent, isScalar: isScalar)
        status = status.worst(runner.status)
    }

    /// One value: of a let, a parameter or its default.
    private func evaluate(_ check: (Checker) -> CheckedPipeline?) throws -> (value: Value?, type: Type) {
        let checker = makeChecker()
        let checked = check(checker)
        try report(checker)
        guard let checked, let column = checked.output.columns.first else { throw DiagnosticList(checker.diagnostics) }
        guard let sink else { return (nil, column.type) }
        let table = try PipelineRunner(session, sink: sink, isReport: isReport).table(checked)
        return (table.rowCount == 0 ? .missing : table.columns[0].values.value(0, type: column.type), column.type)
    }

    private func makeChecker() -> Checker { Checker(catalogue: session.world, environment: session.environment) }

    private func report(_ checker: Checker) throws {
        guard !checker.diagnostics.isEmpty else { return }
        if checker.hasErrors { throw DiagnosticList(checker.diagnostics) }
        if let sink { sink.diagnostics(checker.diagnostics) } else { found += checker.diagnostics }
    }

    private func problem(_ message: Message, _ span: Span) -> DiagnosticList {
        DiagnosticList(message, at: Diagnostic.Place(source: source, span: span))
    }
}

extension Statement.Node {
    /// Without it nothing further down can be known: the model, the edition.
    fileprivate var isFoundation: Bool {
        switch self {
        case .use, .table, .zone, .calendar, .edition, .absent: true
        case .param, .letPipeline, .letValue, .function, .title, .section, .text, .check, .warn, .pipeline, .expression: false
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
