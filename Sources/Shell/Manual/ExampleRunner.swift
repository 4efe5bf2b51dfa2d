import Diagnostics
import Engine
import Glibc
import Reports
import Session
import Tables

/// Runs an example of the manual as its user would, in a folder of its own, and keeps what was said.
package struct ExampleRunner {
    package struct Outcome {
        /// In the order in which they came, with the example's folder left out of their words.
        package var diagnostics: [Diagnostic] = []
        package var status = ExitStatus.done
    }

    /// - Throws: when the disk takes no files.
    package static func run(_ example: Example) throws(DiagnosticList) -> Outcome {
        let folder = try ExampleFolder(example.files.isEmpty ? ExampleWorld.files : example.files)
        let sink = DiagnosticKeeper()
        var outcome = Outcome()
        do throws(DiagnosticList) {
            outcome.status = try status(of: example, folder, sink)
        } catch {
            sink.diagnostics(error.all)
            outcome.status = ExitStatus(error.all)
        }
        outcome.diagnostics = sink.kept.map { shortened($0, folder.path) }
        return outcome
    }

    private static func status(of example: Example, _ folder: ExampleFolder, _ sink: any OutputSink) throws(DiagnosticList) -> ExitStatus {
        switch example.way {
        case .typed:
            return try session(folder, isOpen: true).run(SourceText(name: SourceText.typed, text: example.text), into: sink).exit
        case .script(let parameters, let file):
            try folder.write(Example.File(scriptName, example.text))
            let fromFile = try file.map { name throws(DiagnosticList) in try ParameterFile.read("\(folder.path)/\(name)") } ?? []
            return try session(folder, isOpen: false)
                .runScript(path: "\(folder.path)/\(scriptName)", parameters: fromFile + parameters, dataPath: folder.path, into: sink).exit
        case .shell:
            try folder.write(Example.File(inputName, example.text + "\n"))
            let descriptor = open("\(folder.path)/\(inputName)", O_RDONLY | O_CLOEXEC)
            defer { close(descriptor) }
            let unheard = TextOutput { _ in }
            let options = RenderOptions(display: DisplayText(style: .c))
            let screen = ShellScreen(
                results: unheard, messages: unheard, style: StreamSink.Style(format: .plain, results: options, messages: options), isTerminal: false, beside: sink)
            return Shell(session: try session(folder, isOpen: true), input: LineReader(descriptor: descriptor), isInteractive: false, screen: screen).run()
        }
    }

    private static let scriptName = "report.mc"
    /// Hidden, so that it is no table.
    private static let inputName = ".input"

    /// A script opens its data itself, and says for which day it is.
    private static func session(_ folder: ExampleFolder, isOpen: Bool) throws(DiagnosticList) -> Session {
        let session = Session(options: SessionOptions(today: ExampleWorld.today, workingFolder: folder.path, display: DisplayText(style: .c)))
        if isOpen { try session.open(paths: [folder.path]) }
        return session
    }

    /// What was said, as somebody sees it who works in that folder.
    private static func shortened(_ diagnostic: Diagnostic, _ folder: String) -> Diagnostic {
        func short(_ text: String) -> String { text.replacing("\(folder)/", with: "").replacing(folder, with: ".") }
        var result = diagnostic
        result.message = short(result.message)
        result.hints = result.hints.map(short)
        if let place = result.place {
            result.place = Diagnostic.Place(source: SourceText(name: short(place.source.name), text: place.source.text), span: place.span)
        }
        return result
    }
}

/// Keeps what is said and drops what is shown.
private final class DiagnosticKeeper: OutputSink {
    private(set) var kept: [Diagnostic] = []
    func block(_ block: Document.Block) {}
    func notice(_ text: String) {}
    func diagnostics(_ list: [Diagnostic]) { kept += list }
}
