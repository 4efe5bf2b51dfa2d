import Semantics

/// A paragraph of a document: words, and values among them that were computed.
///
/// The values stay apart from the words until a target writes them, so that a page can lead from each to what it means.
package struct Paragraph: Sendable {
    package enum Piece: Sendable {
        case words(String)
        /// A value as it is read, and how it came about.
        case value(String, Derivation)
    }
    package var pieces: [Piece]

    package init(_ pieces: [Piece]) { self.pieces = pieces }
    package init(_ words: String) { self.init([.words(words)]) }

    /// The whole of it as it is read.
    package var text: String {
        pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .value(let text, _): text
            }
        }.joined()
    }
}

extension Document.Block {
    /// A paragraph of words alone.
    package static func text(_ words: String) -> Document.Block { .paragraph(Paragraph(words)) }
}
