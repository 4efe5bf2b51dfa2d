import Diagnostics

/// A way of writing a document for people: one row of the table in `All.swift`.
package struct Target: Sendable {
    /// As `--format` names it.
    package let name: String
    package let summary: String
    /// Endings of file names that choose this target, without the dot.
    package let extensions: [String]
    /// It makes pages that are handed on, with their checks, notes and appendix.
    package let isDocument: Bool
    /// Bytes that no terminal shows.
    package let isBinary: Bool
    /// A table may come in pieces, one block each.
    package let takesPieces: Bool
    /// Makes a writer for one document.
    package let writer: @Sendable (TextOutput, RenderOptions) -> any DocumentWriter

    package init(
        _ name: String, _ summary: String, extensions: [String] = [], isDocument: Bool = false, isBinary: Bool = false, takesPieces: Bool = false,
        writer: @escaping @Sendable (TextOutput, RenderOptions) -> any DocumentWriter
    ) {
        self.name = name
        self.summary = summary
        self.extensions = extensions
        self.isDocument = isDocument
        self.isBinary = isBinary
        self.takesPieces = takesPieces
        self.writer = writer
    }

    /// The target of a whole document at once.
    package func render(_ document: Document, to output: TextOutput, _ options: RenderOptions) throws(DiagnosticList) {
        let writer = writer(output, options)
        for block in document.blocks { writer.write(block) }
        try writer.finish()
    }
}

/// Writes one document block by block, as a run produces them.
///
/// Blocks and not the whole tree, so that a shell shows each result when it is there.
package protocol DocumentWriter: AnyObject {
    func write(_ block: Document.Block)
    /// Writes what closes the document; nothing may follow.
    /// - Throws: why the document could not be written in this form, whichever block it was that did not fit.
    func finish() throws(DiagnosticList)
    /// What whoever opens the document should know and it does not say itself; known once it is finished.
    var remarks: [String] { get }
}

extension DocumentWriter {
    package var remarks: [String] { [] }
}
