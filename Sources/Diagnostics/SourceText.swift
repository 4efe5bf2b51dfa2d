import Characters

/// One script, line or model file as it was read: its name and its text in normal form C.
///
/// Spans refer to the bytes of `bytes`, so whoever lexes must lex this value and not
/// the text that came in.
package final class SourceText: Sendable {
    /// The name of what was typed: in the shell, after `-c`, through a pipe.
    package static let typed = "line"

    /// What the user calls it: a file's path, or `typed`.
    package let name: String
    /// The text in NFC.
    package let text: String
    package let bytes: [UInt8]
    /// The byte offset at which each line starts; never empty.
    package let lineStarts: [Int]
    /// The lines that came in, without their line feeds, where they are not those of `text`.
    let original: [String]?
    /// How many lines stand before the text in what it was cut out of, so that places are told as they are there.
    package let linesBefore: Int

    package init(name: String, text: String, linesBefore: Int = 0) {
        self.name = name
        self.linesBefore = linesBefore
        self.text = NormalForm.composed(text)
        self.bytes = Array(self.text.utf8)
        let isComposed = bytes.elementsEqual(text.utf8)
        original = isComposed ? nil : text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.last == "\r" ? line.dropLast() : line)
        }
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == 0x0A {
            starts.append(offset + 1)
        }
        self.lineStarts = starts
    }

    /// The zero-based line that holds a byte offset. O(log lines).
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The line that holds a byte offset, as a person counts: from 1, in what the text was cut out of.
    package func lineNumber(at offset: Int) -> Int { linesBefore + line(at: offset) + 1 }

    /// The bytes of one line without its line break.
    package func lineSpan(_ line: Int) -> Span {
        let start = lineStarts[line]
        var end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return Span(start, max(start, end))
    }

    /// The text of a span, clamped to the source.
    package func slice(_ span: Span) -> String {
        let start = min(max(0, span.start), bytes.count)
        let end = min(max(start, span.end), bytes.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
