import Diagnostics
import Reports

/// Hears nothing: for what is run on the way to something else and is told there.
package final class SilentSink: OutputSink {
    package init() {}
    package func block(_ block: Document.Block) {}
    package func notice(_ text: String) {}
    package func diagnostics(_ list: [Diagnostic]) {}
    package var pieceRows: Int? { .max }
}
