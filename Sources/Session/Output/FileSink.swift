import Diagnostics
import Formats
import Reports

/// A run as one file: a document with checks and notices where they belong and all of them in its appendix, or data.
///
/// The file appears when `finish` is called, whole.
package final class FileSink: OutputSink {
    private let bytes: FileBytes
    private let output: TextOutput
    private let writer: any DocumentWriter

    /// - Throws: a diagnostic of kind `outside` when the file cannot be made.
    package init(path: String, format: OutputFormat, options: RenderOptions) throws(DiagnosticList) {
        let bytes = FileBytes(try AtomicFile(path))
        self.bytes = bytes
        output = TextOutput { bytes.write($0) }
        writer = format.writer(output, options)
        pieceRows = format.takesPieces ? FileSink.pieceRows : nil
    }

    package let pieceRows: Int?

    /// So many that what each piece costs by itself does not count, and so few that no result is in memory as a whole.
    private static let pieceRows = 1 << 16

    package func block(_ block: Document.Block) { writer.write(block) }

    package func notice(_ text: String) { writer.write(.note(text)) }

    /// Errors are no part of a document; they go where a person sees them.
    package func diagnostics(_ list: [Diagnostic]) {}

    /// What the file does not say itself; known once it is finished.
    package var remarks: [String] { writer.remarks }

    /// Makes the file visible, or leaves no trace of it.
    /// - Parameter appendix: what the document rests on; none for a table that is saved by itself.
    /// - Throws: a diagnostic of kind `outside` when it cannot be written.
    package func finish(isKept: Bool, appendix: Appendix? = nil) throws(DiagnosticList) {
        guard isKept else { return bytes.file.discard() }
        if let appendix { writer.write(.appendix(appendix)) }
        do throws(DiagnosticList) {
            try writer.finish()
        } catch {
            bytes.file.discard()
            throw error
        }
        output.flush()
        try bytes.commit()
    }
}

/// Bytes on their way into a file, whose first failure is kept until somebody can be told.
private final class FileBytes {
    let file: AtomicFile
    private var failure: DiagnosticList?

    init(_ file: AtomicFile) { self.file = file }

    func write(_ bytes: UnsafeRawBufferPointer) {
        guard failure == nil else { return }
        do { try file.write(bytes) } catch { failure = error }
    }

    func commit() throws(DiagnosticList) {
        if let failure {
            file.discard()
            throw failure
        }
        try file.commit()
    }
}
