import Diagnostics
import Formats
import Glibc
import Semantics
import Syntax

/// A session as a script: what has to be said at its head, and its statements as they mean the same from another folder.
struct ScriptText {
    private let session: Session
    /// The folder in which the script will lie, from the root.
    private let folder: String

    init(_ session: Session, folder: String) {
        self.session = session
        self.folder = folder
    }

    /// Formatted; as it is when the formatter does not take it.
    /// - Returns: the text, and what `run`, which is stricter, will not take.
    func make() -> (text: String, mistakes: [Diagnostic]) {
        let models = session.world.modelPaths.map { "use \(Self.quoted(FilePath.relative(FilePath.absolute($0), from: folder)))" }
        let day = CivilDate(days: session.environment.asOf ?? session.options.today).text
        let entries = session.script.rewritten(placed)
        var text = entries.text(head: ["edition 1"] + models + ["param as_of: date = @\(day)"])
        var mistakes = strictMistakes(text)
        // What the shell counts, a script must say: a comparison with what is missing is false.
        for _ in 0..<64 {
            guard let unguarded = mistakes.first(where: { $0.code == TypeCode.unguardedComparison.rawValue }), let guarded = guarded(text, unguarded) else { break }
            text = guarded
            mistakes = strictMistakes(text)
        }
        let source = SourceText(name: SourceText.typed, text: text)
        return ((try? Formatter.format(source)) ?? text, mistakes)
    }

    // MARK: Sources

    /// The statement with its files named as they are seen from the script's folder.
    private func placed(_ text: String) -> String {
        let source = SourceText(name: SourceText.typed, text: text)
        var result = ""
        var end = 0
        for reference in Parser.sources(in: source) {
            let path: String?
            switch reference.kind {
            case .name(let name): path = session.environment.pipelines[name] == nil ? session.world.openedFile(unmodelled: name) : nil
            case .file(let written): path = session.world.path(written)
            }
            guard let path else { continue }
            result += source.slice(Span(end, reference.span.start)) + Self.quoted(FilePath.relative(FilePath.absolute(path), from: folder))
            end = reference.span.end
        }
        return result + source.slice(Span(end, source.bytes.count))
    }

    // MARK: What `run` wants said

    private func strictMistakes(_ text: String) -> [Diagnostic] {
        var options = session.options
        options.asOf = nil
        let strict = Session(options: options)
        strict.world.enter(folder: folder)
        strict.environment.isStrict = true
        strict.environment.asOf = nil
        let source = SourceText(name: SourceText.typed, text: text)
        let parsed = Parser.parse(source)
        guard !parsed.diagnostics.contains(where: { $0.severity == .error }) else { return parsed.diagnostics }
        return StatementRunner(strict, source: source, parameters: [:], sink: nil, isReport: true).check(parsed.script).filter { $0.severity == .error }
    }

    private func guarded(_ text: String, _ mistake: Diagnostic) -> String? {
        guard let place = mistake.place, place.source.text == text, let comparison = Parser.comparison(withSide: place.span, in: place.source) else { return nil }
        let written = place.source.slice(comparison)
        let side = place.source.slice(place.span)
        return place.source.slice(Span(0, comparison.start)) + "(\(side) is present and \(written))" + place.source.slice(Span(comparison.end, place.source.bytes.count))
    }

    static func quoted(_ text: String) -> String {
        "\"" + String(text.flatMap { letter -> [Character] in
            switch letter {
            case "\"", "\\", "{": ["\\", letter]
            case "\n": ["\\", "n"]
            case "\t": ["\\", "t"]
            default: [letter]
            }
        }) + "\""
    }
}

extension Session {
    /// Writes what still stands of the session as a script that `motcua run` takes.
    /// - Returns: how many statements, and what is wrong with the script where `run` is stricter than the shell.
    package func save(script name: String) throws(DiagnosticList) -> (statements: Int, mistakes: [Diagnostic]) {
        guard !script.isEmpty else { throw DiagnosticList(.nothingToSave) }
        let path = FilePath.joined(options.workingFolder, name)
        let made = ScriptText(self, folder: FilePath.absolute(FilePath.folder(of: path))).make()
        let file = try AtomicFile(path)
        try file.write(made.text)
        try file.commit()
        // The places are those of the text before it was formatted, which nobody sees.
        return (script.entries.count, made.mistakes.map { Diagnostic(message: $0) })
    }
}

extension Diagnostic {
    /// The same without its place.
    fileprivate init(message other: Diagnostic) {
        self = other
        place = nil
        fixes = []
    }
}
