import Diagnostics
import Formats
import Glibc
import Reports
import Session

/// Results on their way to a file or another program.
final class Redirection {
    enum Target: Equatable {
        case file(String)
        /// `| less`
        case program(String)
    }

    let name: String
    let isOnce: Bool
    let sink: any OutputSink
    private let close: () throws(DiagnosticList) -> Void
    private var program: FedProgram?

    /// - Throws: a diagnostic of kind `outside` when the file cannot be made or the program not started.
    init(_ target: Target, style: StreamSink.Style, settings: ShellSettings, isOnce: Bool) throws(DiagnosticList) {
        self.isOnce = isOnce
        var options = settings.applied(to: style, isTerminal: false).results
        options.hasColor = false
        options.width = nil
        options.rowLimit = nil
        switch target {
        case .file(let path):
            name = path
            guard let format = OutputFormat.forPath(path) else { throw DiagnosticList(.endingNamesNoFormat(path)) }
            let file = try FileSink(path: path, format: format, options: options)
            sink = file
            close = { () throws(DiagnosticList) in try file.finish(isKept: true) }
        case .program(let command):
            name = "| " + command
            let program = FedProgram(command)
            self.program = program
            let output = TextOutput { program.write($0) }
            // Nobody reads frames but people.
            let format = settings.format.name == OutputFormat.box.name ? OutputFormat.plain : settings.format
            let writer = StreamSink(results: output, messages: output, style: StreamSink.Style(format: format, results: options, messages: options))
            sink = writer
            close = { () throws(DiagnosticList) in
                // It may be a pager, in which somebody reads for a while.
                let (failure, ending) = KeyboardOwner.lend(to: .program) { (Redirection.failure(of: writer), program.finish()) }
                if let failure { throw failure }
                // Ctrl-C was meant for the query perhaps, and has ended what was to get its rows.
                if ending.isInterrupted { throw DiagnosticList(.programFailed(command, "Ctrl-C ended it before it had everything")) }
                if let reason = ending.failure { throw DiagnosticList(.programFailed(command, reason)) }
            }
        }
    }

    func finish() throws(DiagnosticList) { try close() }

    /// Whether nobody reads any more what is written, as when `head` has seen enough: asked of the system each time.
    var isReaderGone: Bool { program?.isGone ?? false }

    private static func failure(of writer: StreamSink) -> DiagnosticList? {
        do throws(DiagnosticList) {
            try writer.finish()
            return nil
        } catch {
            return error
        }
    }
}

/// A program that is started when the first result comes: what it says before would stand in the line that is being typed.
private final class FedProgram {
    private let command: String
    private var started: Result<ChildProcess, ChildProcess.StartError>?

    init(_ command: String) { self.command = command }

    /// Whether it was started and has ended.
    var isGone: Bool { if case .success(let process) = started { process.hasEnded } else { false } }

    func write(_ bytes: UnsafeRawBufferPointer) { if case .success(let process) = start() { _ = process.write(bytes) } }

    func finish() -> ChildProcess.Ending {
        switch start() {
        case .failure(let error): return .notStarted(errno: error.errno)
        case .success(let process):
            defer { KeyboardOwner.giveBack(by: .reader) }
            return process.finish()
        }
    }

    private func start() -> Result<ChildProcess, ChildProcess.StartError> {
        if let started { return started }
        let result = ChildProcess.feed(command)
        if case .success = result { KeyboardOwner.take(by: .reader) }
        started = result
        return result
    }
}
