import Diagnostics
import Glibc
import Session
import Shell

/// `motcua [PATH…]` and `motcua -c 'STATEMENTS' [PATH…]`
struct ShellCommand: Subcommand {
    static let page = SubcommandPage(
        name: "shell", summary: "Open the shell, or run the statements after -c. The default.", usage: ["motcua [-c STATEMENTS] [PATH…] [OPTIONS]"])
    static let operand = OperandRow<Self>(
        name: "path", summary: "A folder (its model.mc, or each data file in it a table), or data files.", effect: .many { $0.paths = $1 })
    static let options: [OptionRow<Self>] = [
        .value("-c", "statements", "Run these statements, print the results, exit.") { $0.statements = $1 },
        .flag("--resume", summary: "The last shell session again: what was open, its definitions, its last pipeline.") { $0.resumes = true },
    ] + SharedOptions.rows.map { $0.within(\.shared) }

    private var statements: String?
    private var paths: [String] = []
    private var resumes = false
    private var shared = SharedOptions()

    func perform() throws -> ExitStatus {
        let choice = try OutputChoice(shared)
        try PathCheck.refuseMistypedCommand(paths)
        let session = try Session.make(shared, choice)
        let kept = AutosavedSession.standard
        if resumes, kept == nil { throw UsageProblem("--resume finds no folder in which a session could have been kept", hint: "HOME or XDG_STATE_HOME names it") }
        do {
            try session.open(paths: paths)
            if resumes { try kept?.resume(session) }
        } catch {
            return choice.report(error.all)
        }
        if let statements {
            session.options.endsWithItsScript = true
            return choice.write(session, keepsGoing: shared.keepGoing) { sink in
                let stopwatch = shared.timing ? Stopwatch() : nil
                stopwatch?.start()
                let status = session.run(SourceText(name: SourceText.typed, text: statements), into: sink)
                stopwatch?.stop(choice.messages)
                return status.exit
            }
        }
        let isInteractive = StandardStreams.inputIsTerminal
        let terminal = isInteractive && StandardStreams.outputIsTerminal ? choice.editableTerminal : nil
        return choice.runShell(session, keepsGoing: shared.keepGoing, showsTime: shared.timing) { screen in
            if let terminal, let shell = InteractiveShell(session: session, screen: screen, autosave: kept, terminal: terminal) { return shell.run() }
            if isInteractive { Interruption.listen(session) }
            return Shell(
                session: session, input: LineReader(descriptor: STDIN_FILENO), isInteractive: isInteractive, screen: screen, autosave: isInteractive ? kept : nil
            ).run()
        }
    }
}

/// Words that stand where a path should.
enum PathCheck {
    /// A first word that is no path but nearly a subcommand was meant as one.
    /// - Throws: `UsageProblem`
    static func refuseMistypedCommand(_ paths: [String]) throws {
        guard let first = paths.first, access(first, F_OK) != 0 else { return }
        if Subcommands.names.contains(first) {
            throw UsageProblem("'\(first)' must come before its options", hint: "motcua \(first) …")
        }
        // With a slash or an ending it is a path, and opening it says what is wrong.
        guard !first.contains("/"), !first.contains(".") else { return }
        if let near = Spelling.nearest(first, in: Subcommands.names, limit: 1).first {
            throw UsageProblem("'\(first)' is neither a command nor a path; did you mean 'motcua \(near)'?")
        }
    }
}
