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

    @OptionGroup var options: SharedOptions

    func perform() throws -> ExitStatus {
        let choice = try OutputChoice(options)
        try PathCheck.refuseMistypedCommand(path)
        let session = try Session.make(options, display: choice.display)
        do {
            try session.open(paths: path)
        } catch {
            return choice.report(error.all)
        }
        return choice.write(session, keepsGoing: options.keepGoing) { sink in
            let stopwatch = options.timing ? Stopwatch() : nil
            if let c {
                stopwatch?.start()
                let status = session.run(SourceText(name: SourceText.typed, text: c), into: sink)
                stopwatch?.stop(choice.messages)
                return status.exit
            }
            let isInteractive = StandardStreams.inputIsTerminal
            if isInteractive, StandardStreams.outputIsTerminal, let terminal = choice.editableTerminal,
                let shell = InteractiveShell(
                    session: session, sink: sink, messages: choice.messages, wording: choice.wording, stopwatch: stopwatch, terminal: terminal)
            {
                return shell.run()
            }
            if isInteractive { Interruption.listen(session) }
            let shell = Shell(
                session: session, input: LineReader(descriptor: STDIN_FILENO), isInteractive: isInteractive, sink: sink,
                messages: choice.messages, wording: choice.wording, stopwatch: stopwatch)
            return shell.run()
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
