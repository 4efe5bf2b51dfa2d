/// A place as editors name it (Language Server Protocol, `Position`): line and UTF-16 code units, both from 0, in the file as it
/// stands on the disk, which need not be in normal form C.
package struct EditorPosition: Equatable, Sendable {
    package let line: Int
    package let character: Int

    package init(line: Int, character: Int) {
        self.line = line
        self.character = character
    }
}

extension SourceText {
    /// Where a byte offset of this text lies in the text that came in. O(length of the line).
    package func editorPosition(at offset: Int) -> EditorPosition {
        let offset = min(max(0, offset), bytes.count)
        let line = line(at: offset)
        let before = slice(Span(lineStarts[line], offset))
        guard let original else { return EditorPosition(line: line, character: before.utf16.count) }
        // Composing changes what is inside a character that a person sees, never how many there are.
        var (composed, written) = (slice(lineSpan(line))[...], original[line][...])
        var (bytesLeft, units) = (offset - lineStarts[line], 0)
        while bytesLeft > 0, let one = composed.popFirst(), let other = written.popFirst() {
            let length = one.utf8.count
            if length > bytesLeft {
                // Inside a character: as far in as both have parts.
                units += min(String(decoding: Array(one.utf8.prefix(bytesLeft)), as: UTF8.self).utf16.count, other.utf16.count)
            } else {
                units += other.utf16.count
            }
            bytesLeft -= length
        }
        return EditorPosition(line: line, character: units)
    }

    /// The number, from 1, of the character at a byte offset within its line, as a person counts.
    package func column(at offset: Int) -> Int {
        let offset = min(max(0, offset), bytes.count)
        return slice(Span(lineStarts[line(at: offset)], offset)).count + 1
    }
}
