import Diagnostics
import Reports
import Semantics
import Syntax

/// Going on from what was shown last: a line that begins with `|`, `it`, and taking a stage back.
extension Session {
    /// The statement that a typed text means, and whether it takes the place of the last pipeline.
    ///
    /// `it` is written out as the pipeline that it stands for, so that what is kept of a session hangs on nothing that was typed before.
    func continued(_ source: SourceText) throws(DiagnosticList) -> (source: SourceText, replacesLast: Bool) {
        let trimmed = source.text.drop { $0.isWhitespace }
        if Parser.continuesStatement(SourceText(name: source.name, text: String(trimmed))) {
            guard let last = lastPipeline else { throw DiagnosticList(.nothingToExtend, at: Diagnostic.Place(source: source, span: Span(0, 1))) }
            return (SourceText(name: source.name, text: last + "\n" + trimmed), true)
        }
        guard lastPipeline != nil, world.table("it") == nil else { return (source, false) }
        let found = Parser.sources(in: source).filter { $0.kind == .name("it") }
        guard !found.isEmpty, let last = lastRows else { return (source, false) }
        var text = ""
        var end = 0
        for reference in found {
            text += source.slice(Span(end, reference.span.start)) + "(\(last))"
            end = reference.span.end
        }
        text += source.slice(Span(end, source.bytes.count))
        return (SourceText(name: source.name, text: text, linesBefore: source.linesBefore), false)
    }

    /// `let x = it`, where nothing else bears that name: the last result under a name.
    func keepIt(_ statement: Statement) -> (name: Name, definition: String)? {
        guard case .letValue(let name, let expression) = statement.node, case .name(let it) = expression.node, it.text == "it", world.table("it") == nil,
            let definition = lastResult
        else { return nil }
        return (name, definition)
    }

    /// Runs the last pipeline without its last stage.
    package func undo(into sink: any OutputSink) -> RunStatus {
        guard let last = lastPipeline else { return refuse(.nothingToUndo, sink) }
        let source = SourceText(name: SourceText.typed, text: last)
        guard case .pipeline(let pipeline)? = Parser.parse(source).script.statements.last?.node, !pipeline.stages.isEmpty else {
            return refuse(.nothingToUndo, sink)
        }
        let end = pipeline.stages.dropLast().last?.span.end ?? pipeline.source.span.end
        let shorter = source.slice(Span(pipeline.span.start, end))
        return run(SourceText(name: SourceText.typed, text: shorter), into: sink, as: .replacement)
    }

    private func refuse(_ message: Message, _ sink: any OutputSink) -> RunStatus {
        sink.diagnostics([Diagnostic(message)])
        return RunStatus(.queryError)
    }
}
