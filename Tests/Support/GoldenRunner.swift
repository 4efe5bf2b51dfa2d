import Diagnostics
import Formats
import Glibc
import Reports
import Session
import Shell
import Syntax

/// Runs golden scripts (HOUSE, tests): each prompt through the session that users have, as its user sees it.
package enum GoldenRunner {
    /// Every script by its path from `Tests/Scripts`. `GOLDEN_SCRIPTS` in the environment narrows them to paths that
    /// contain one of its words.
    package static var names: [String] {
        let all = ProjectFolder.files(under: "Tests/Scripts", ending: ".script").map { String($0.dropFirst("Tests/Scripts/".count)) }
        let wanted = getenv("GOLDEN_SCRIPTS").map { String(cString: $0) }?.split(separator: " ") ?? []
        return wanted.isEmpty ? all : all.filter { name in wanted.contains { name.contains($0) } }
    }

    /// What is wrong with a script, as text; `nil` when every answer is as expected.
    ///
    /// With `BLESS=1` in the environment the file is rewritten and nothing is wrong. Prompts without an answer get
    /// one, and are wrong once, so that somebody reads what was written.
    ///
    /// - Parameter usesDisk: whether whatever can go to disk does: the answers are the same.
    package static func failure(of name: String, usesDisk: Bool = false) -> String? {
        let path = "\(ProjectFolder.path)/Tests/Scripts/\(name)"
        guard let text = ProjectFolder.text(path) else { return "\(name) cannot be read" }
        let script = GoldenScript(name: name, text: text)
        var answered = script
        do {
            var world = try GoldenWorld(script.options)
            world.usesDisk = usesDisk
            let transcript = try Transcript(world)
            for (index, part) in script.parts.enumerated() {
                guard case .entry(var entry) = part else { continue }
                entry.expected = GoldenScript.lines(of: try transcript.answer(entry))
                answered.parts[index] = .entry(entry)
            }
        } catch let mistake as GoldenMistake {
            return "\(name): \(mistake.sentence)"
        } catch let list as DiagnosticList {
            return "\(name): its world does not open\n" + DiagnosticRenderer().render(list.all)
        } catch {
            return "\(name): \(error)"
        }
        if getenv("BLESS") != nil, !usesDisk {
            if answered.text != text { ProjectFolder.write(answered.text, to: path) }
            return nil
        }
        var problems: [String] = []
        var filled = script
        for (index, part) in script.parts.enumerated() {
            guard case .entry(let old) = part, case .entry(let new) = answered.parts[index], let answer = new.expected else { continue }
            guard let expected = old.expected else {
                filled.parts[index] = .entry(new)
                problems.append("> \(old.input.joined(separator: "\n. "))\nhad no answer; this one has been written, read it:\n\(answer.joined(separator: "\n"))")
                continue
            }
            let diff = LineDiff(expected.joined(separator: "\n"), answer.joined(separator: "\n"))
            if !diff.isEmpty { problems.append("> \(old.input.joined(separator: "\n. "))\n" + diff.unified(name: name)) }
        }
        if filled.text != text, !usesDisk { ProjectFolder.write(filled.text, to: path) }
        return problems.isEmpty ? nil : problems.joined(separator: "\n\n")
    }
}

/// One script's conversation: its prompts share a session, as lines typed one after the other do.
private final class Transcript {
    private let world: GoldenWorld
    private let session: Session

    init(_ world: GoldenWorld) throws(DiagnosticList) {
        self.world = world
        session = try world.session()
    }

    func answer(_ entry: GoldenScript.Entry) throws -> String {
        let source = SourceText(name: SourceText.typed, text: entry.input.joined(separator: "\n"))
        var formats: [OutputFormat] = []
        var action: (any OutputSink) throws -> ExitStatus = { [session] in session.run(source, into: $0).exit }
        // What the documents of a saved script end in.
        let recorder = AppendixRecorder()
        var reported: Session?
        for tag in entry.tags {
            switch tag {
            case "tree": return describe(Parser.parse(source).script)
            case "complete": return CompletionTranscript.text(source.text, session)
            case "plan": action = { [world] in try world.session(explains: .plan).run(source, into: $0).exit }
            case "saved":
                let session = Session(options: world.options(workingFolder: world.folder ?? "."))
                reported = session
                action = { [world] in try Transcript.runSaved(source.text, session, world, $0) }
            case "run": action = { [world] in try Transcript.runScript(source.text, world, $0) }
            case "shell": return runShell(source.text)
            default:
                guard let named = OutputFormat.named(tag) else { throw GoldenMistake("'[\(tag)]' is not a tag") }
                formats.append(named)
            }
        }
        if !entry.tags.contains("saved") { try checkFormatting(of: source) }
        // Several formats answer one run, one below the other.
        let answers = (formats.isEmpty ? [.plain] : formats).map { Answer($0, world, isReport: reported != nil) }
        let status = try action(CombinedSink(answers.map(\.sink) + [recorder]))
        for answer in answers { try answer.finish(status, reported.map { recorder.appendix($0) }) }
        return world.withoutWhereAndWhen(answers.map(\.text).joined(separator: "\n"))
    }

    /// Every prompt that parses also serves as a test of the formatter: same tree, and stable the second time.
    private func checkFormatting(of source: SourceText) throws(GoldenMistake) {
        guard let once = try? Formatter.format(source) else { return }
        let formatted = SourceText(name: source.name, text: once)
        guard describe(Parser.parse(formatted).script) == describe(Parser.parse(source).script) else {
            throw GoldenMistake("formatting changes the meaning of\n\(source.text)\nto\n\(once)")
        }
        guard let twice = try? Formatter.format(formatted), twice == once else {
            throw GoldenMistake("formatting twice changes\n\(once)")
        }
    }

    /// As a saved script beside the world, which is stricter about missing values than a typed line.
    private static func runScript(_ text: String, _ world: GoldenWorld, _ sink: any OutputSink) throws -> ExitStatus {
        let folder = TemporaryFolder()
        let path = folder.write("report.mc", text)
        let session = Session(options: world.options(workingFolder: folder.path, asOf: world.asOf))
        return session.runScript(path: path, parameters: [], dataPath: world.folder, into: ScriptNameSink(sink, path: path, name: "report.mc")).exit
    }

    /// A saved script of the project, as after `motcua run`: its path and its parameters. It says itself as of which day it is.
    private static func runSaved(_ command: String, _ session: Session, _ world: GoldenWorld, _ sink: any OutputSink) throws -> ExitStatus {
        let words = command.split { $0 == " " || $0 == "\n" }.map(String.init)
        guard let name = words.first else { throw GoldenMistake("[saved] wants the path of a script") }
        var parameters: [(name: String, value: String)] = []
        for index in stride(from: 1, to: words.count, by: 2) {
            let pair = index + 1 < words.count ? words[index + 1].split(separator: "=", maxSplits: 1) : []
            guard words[index] == "--param", pair.count == 2 else { throw GoldenMistake("a parameter is written  --param NAME=VALUE") }
            parameters.append((String(pair[0]), String(pair[1])))
        }
        let path = "\(ProjectFolder.path)/\(name)"
        return session.runScript(path: path, parameters: parameters, dataPath: world.folder, into: ScriptNameSink(sink, path: path, name: name)).exit
    }

    /// As lines piped into the shell. Its files lie in a folder of their own, which answers call `FOLDER`.
    private func runShell(_ text: String) -> String {
        let file = TemporaryFolder()
        let descriptor = open(file.write("input", text + "\n"), O_RDONLY)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        let output = TextOutput { bytes.append(contentsOf: $0) }
        let options = RenderOptions(display: world.display, language: world.language)
        let screen = ShellScreen(
            results: output, messages: output, style: StreamSink.Style(format: .plain, results: options, messages: options), isTerminal: false)
        let status: ExitStatus = Shell(session: session, input: LineReader(descriptor: descriptor), isInteractive: false, screen: screen).run()
        screen.finish()
        if status != .done, status != .queryError { output.line("(status \(status.rawValue))") }
        output.flush()
        return world.withoutWhereAndWhen(String(decoding: bytes, as: UTF8.self))
    }
}

/// What one format makes of a run. Pages hold their checks, notes and appendix themselves, so theirs are not said beside them.
private final class Answer {
    let sink: StreamSink
    private let isPage: Bool
    private let output: TextOutput
    private let bytes: Bytes

    private final class Bytes { var all: [UInt8] = [] }

    init(_ format: OutputFormat, _ world: GoldenWorld, isReport: Bool) {
        let bytes = Bytes()
        let options = RenderOptions(display: world.display, language: world.language)
        let output = TextOutput { bytes.all.append(contentsOf: $0) }
        isPage = isReport && format.isDocument
        sink = StreamSink(
            results: output, messages: isPage ? TextOutput { _ in } : output,
            style: StreamSink.Style(format: format, results: options, messages: options, isReport: isPage))
        self.bytes = bytes
        self.output = output
    }

    func finish(_ status: ExitStatus, _ appendix: Appendix?) throws {
        try sink.finish(appendix: isPage ? appendix : nil)
        // Errors speak for themselves; other statuses cannot be seen.
        if status != .done, status != .queryError { output.line("(status \(status.rawValue))") }
        output.flush()
    }

    var text: String { String(decoding: bytes.all, as: UTF8.self) }
}

/// Takes the temporary folder out of what a saved script says about itself.
private final class ScriptNameSink: OutputSink {
    private let sink: any OutputSink
    private let path: String
    private let name: String

    init(_ sink: any OutputSink, path: String, name: String) {
        self.sink = sink
        self.path = path
        self.name = name
    }

    func block(_ block: Document.Block) {
        guard case .outcome(var outcome) = block else { return sink.block(block) }
        outcome.place = outcome.place.map { $0.replacing(path, with: name) }
        sink.block(.outcome(outcome))
    }

    func notice(_ text: String) { sink.notice(text) }

    func diagnostics(_ list: [Diagnostic]) {
        sink.diagnostics(list.map { diagnostic in
            var diagnostic = diagnostic
            diagnostic.message = diagnostic.message.replacing(path, with: name)
            if let place = diagnostic.place, place.source.name == path {
                diagnostic.place = Diagnostic.Place(source: SourceText(name: name, text: place.source.text), span: place.span)
            }
            return diagnostic
        })
    }
}
