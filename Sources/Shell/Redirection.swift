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
            guard let stream = popen(command, "w") else { throw DiagnosticList(.programFailed(command, String(cString: strerror(errno)))) }
            let output = TextOutput { bytes in
                // A program that has gone away, as head does, has seen enough.
                _ = fwrite(bytes.baseAddress, 1, bytes.count, stream)
            }
            // Nobody reads frames but people.
            let format = settings.format.name == OutputFormat.box.name ? OutputFormat.plain : settings.format
            let writer = StreamSink(results: output, messages: output, style: StreamSink.Style(format: format, results: options, messages: options))
            sink = writer
            close = { () throws(DiagnosticList) in
                writer.finish()
                let status = pclose(stream)
                let exit = (status >> 8) & 0xFF
                if status & 0x7F == 0, exit != 0 { throw DiagnosticList(.programFailed(command, "it ended with status \(exit)")) }
            }
        }
    }

    func finish() throws(DiagnosticList) { try close() }
}
