/// A run of bytes of one source text: half open, in UTF-8 bytes of the normalised text.
///
/// Bytes rather than characters, because the lexer walks bytes and slicing by byte
/// is O(1); the renderer turns them into display columns only when a message is shown.
package struct Span: Hashable, Sendable {
    package var start: Int
    package var end: Int

    package init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    /// The smallest span that holds both.
    package func joined(with other: Span) -> Span {
        Span(min(start, other.start), max(end, other.end))
    }

    package var length: Int { end - start }
}
