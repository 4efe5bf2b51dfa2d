import Diagnostics
import Reports

/// The stream beside files: of a run whose results go to `--output`, what a person must see.
package final class MessageSink: OutputSink {
    private let messages: TextOutput
    private let options: RenderOptions
    private let isQuiet: Bool

    package init(_ messages: TextOutput, _ options: RenderOptions, isQuiet: Bool) {
        self.messages = messages
        self.options = options
        self.isQuiet = isQuiet
    }

    package func block(_ block: Document.Block) {
        guard case .outcome(let outcome) = block, !(isQuiet && outcome.verdict == .held) else { return }
        messages.write(outcome: outcome, options)
        messages.flush()
    }

    package var pieceRows: Int? { .max }

    package func notice(_ text: String) {
        if isQuiet { return }
        messages.line(options.wording.notice(visibleLines(text)))
        messages.flush()
    }

    package func diagnostics(_ list: [Diagnostic]) {
        if list.isEmpty { return }
        messages.line(DiagnosticRenderer(color: options.hasColor).render(list))
        messages.flush()
    }
}

/// Says everything to several sinks, in their order.
package final class CombinedSink: OutputSink {
    private let sinks: [any OutputSink]
    package init(_ sinks: [any OutputSink]) { self.sinks = sinks }
    package func block(_ block: Document.Block) { for sink in sinks { sink.block(block) } }
    package func notice(_ text: String) { for sink in sinks { sink.notice(text) } }
    package func diagnostics(_ list: [Diagnostic]) { for sink in sinks { sink.diagnostics(list) } }
    package var pieceRows: Int? {
        sinks.reduce(.max) { rows, sink in
            guard let rows, let own = sink.pieceRows else { return nil }
            return min(rows, own)
        }
    }
}
