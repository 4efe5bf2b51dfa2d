import Diagnostics
import Reports

/// Hears nothing: for what is run on the way to something else and is told there.
final class SilentSink: OutputSink {
    func block(_ block: Document.Block) {}
    func notice(_ text: String) {}
    func diagnostics(_ list: [Diagnostic]) {}
}
