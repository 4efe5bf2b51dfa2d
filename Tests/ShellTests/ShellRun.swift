import Diagnostics
import Engine
import Glibc
import Reports
import Session
import Shell
import Support
import Tables

/// A shell that reads lines from a pipe, in a folder of its own.
struct ShellRun {
    let folder = TemporaryFolder()
    let session: Session

    init(open paths: [String] = []) throws {
        session = Session(options: SessionOptions(today: 18_166, workingFolder: folder.path, display: DisplayText(style: .c)))
        try session.open(paths: paths)
    }

    /// Over the small world.
    static func small() throws -> ShellRun { try ShellRun(open: ["\(ProjectFolder.path)/Tests/Scripts/worlds/small"]) }

    /// What is shown and said, with `FOLDER` for the shell's own folder.
    @discardableResult
    func type(_ lines: String..., autosave: AutosavedSession? = nil, width: Int? = nil) -> String {
        var bytes: [UInt8] = []
        let output = TextOutput { bytes.append(contentsOf: $0) }
        let options = RenderOptions(display: DisplayText(style: .c), width: width)
        let screen = ShellScreen(
            results: output, messages: output, style: StreamSink.Style(format: width == nil ? .plain : .box, results: options, messages: options), isTerminal: false)
        let descriptor = open(folder.write("input", lines.joined(separator: "\n") + "\n"), O_RDONLY)
        defer { close(descriptor) }
        _ = Shell(session: session, input: LineReader(descriptor: descriptor), isInteractive: false, screen: screen, autosave: autosave).run()
        screen.finish()
        output.flush()
        return String(decoding: bytes, as: UTF8.self).replacing(folder.path, with: "FOLDER")
    }

    func file(_ name: String) -> String? { ProjectFolder.text("\(folder.path)/\(name)") }
}

/// Keeps the tables that are shown, as CSV.
final class TableKeeper: OutputSink {
    private(set) var tables: [String] = []
    private(set) var mistakes: [Diagnostic] = []

    func block(_ block: Document.Block) {
        guard case .table(let table) = block, let csv = OutputFormat.named("csv") else { return }
        var bytes: [UInt8] = []
        let output = TextOutput { bytes.append(contentsOf: $0) }
        csv.writer(output, RenderOptions(display: DisplayText(style: .c))).write(.table(table))
        output.flush()
        tables.append(String(decoding: bytes, as: UTF8.self))
    }

    func notice(_ text: String) {}
    func diagnostics(_ list: [Diagnostic]) { mistakes += list.filter { $0.severity == .error } }
}
