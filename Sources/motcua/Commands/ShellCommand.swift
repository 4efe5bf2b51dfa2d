import ArgumentParser
import Diagnostics
import Glibc
import Session
import Shell

/// `motcua [PATH…]` and `motcua -c 'STATEMENTS' [PATH…]`
struct ShellCommand: MotcuaSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "shell", abstract: "Open the shell, or run the statements after -c. The default.",
        usage: "motcua [-c STATEMENTS] [PATH…] [OPTIONS]")

    @Option(name: .short, parsing: .unconditional, help: ArgumentHelp("Run these statements, print the results, exit.", valueName: "statements"))
    var c: String?

    @Argument(help: "A folder (its model.mc, or each data file in it a table), or data files.")
    var path: [String] = []

    @Flag(help: "The last shell session again: what was open, its definitions, its last pipeline.")
    var resume = false

    @OptionGroup var options: SharedOptions

    func perform() throws -> ExitStatus {
        let choice = try OutputChoice(options)
        try PathCheck.refuseMistypedCommand(path)
        let session = try Session.make(options, choice)
        let kept = AutosavedSession.standard
        if resume, kept == nil { throw UsageProblem("--resume finds no folder in which a session could have been kept", hint: "HOME or XDG_STATE_HOME names it") }
        do {
            try session.open(paths: path)
            if resume { try kept?.resume(session) }
        } catch {
            return choice.report(error.all)
        }
        if let c {
            return choice.write(session, keepsGoing: options.keepGoing) { sink in
                let stopwatch = options.timing ? Stopwatch() : nil
                stopwatch?.start()
                let status = session.run(SourceText(name: SourceText.typed, text: c), into: sink)
                stopwatch?.stop(choice.messages)
                return status.exit
            }
        }
        let isInteractive = StandardStreams.inputIsTerminal
        let terminal = isInteractive && StandardStreams.outputIsTerminal ? choice.editableTerminal : nil
        return choice.runShell(session, keepsGoing: options.keepGoing, showsTime: options.timing) { screen in
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
        if MotcuaCommand.subcommandNames.contains(first) {
            throw UsageProblem("'\(first)' must come before its options", hint: "motcua \(first) …")
        }
        // With a slash or an ending it is a path, and opening it says what is wrong.
        guard !first.contains("/"), !first.contains(".") else { return }
        if let near = Spelling.nearest(first, in: MotcuaCommand.subcommandNames, limit: 1).first {
            throw UsageProblem("'\(first)' is neither a command nor a path; did you mean 'motcua \(near)'?")
        }
    }
}
