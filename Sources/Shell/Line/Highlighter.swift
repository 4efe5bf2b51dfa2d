import Diagnostics
import Syntax

/// How a piece of typed text is shown, in the terminal's own sixteen colours.
package enum TextStyle: Hashable, Sendable, CaseIterable {
    case plain, stage, keyword, function, parameter, number, text, comment, command, mistake
    /// A name that stands for nothing here.
    case unknown

    /// What follows `ESC [`; empty for the terminal's usual.
    package var code: String {
        switch self {
        case .plain: ""
        case .stage: "1;34"
        case .keyword: "34"
        case .function: "36"
        case .parameter, .number: "35"
        case .text: "32"
        case .comment: "2"
        case .command: "1;36"
        case .mistake: "31"
        case .unknown: "4;31"
        }
    }
}

/// Typed text to styles, one for each scalar: by the lexer and parser that will read it.
package enum Highlighter {
    /// - Parameter mistakes: pieces that the checker complains of, in bytes.
    package static func styles(of line: EditedLine, mistakes: [Span] = []) -> [TextStyle] {
        let text = line.text
        guard text.first != ".", text.first != "?" else { return command(line) }
        // A continuation is coloured as the part of a pipeline that it is.
        let lead = text.first { !$0.isWhitespace } == "|" ? "from it\n" : ""
        let source = SourceText(name: SourceText.typed, text: lead + text)
        // Places in a text that had to be composed would be others than those on the screen.
        guard source.bytes.elementsEqual((lead + text).utf8) else { return plain(line) }
        var bytes = [TextStyle](repeating: .plain, count: source.bytes.count)
        for highlight in Parser.highlights(of: source) { paint(style(of: highlight.kind), highlight.span, in: &bytes) }
        for mistake in mistakes { paint(.unknown, Span(mistake.start + lead.utf8.count, mistake.end + lead.utf8.count), in: &bytes) }
        return scalarStyles(of: line, bytes, from: lead.utf8.count)
    }

    private static func plain(_ line: EditedLine) -> [TextStyle] { [TextStyle](repeating: .plain, count: line.scalars.count) }

    private static func command(_ line: EditedLine) -> [TextStyle] {
        var styles = plain(line)
        for place in styles.indices {
            if line.scalars[place].properties.isWhitespace { break }
            styles[place] = .command
        }
        return styles
    }

    private static func paint(_ style: TextStyle, _ span: Span, in bytes: inout [TextStyle]) {
        let range = max(0, span.start)..<min(bytes.count, max(span.start, span.end))
        for index in range { bytes[index] = style }
    }

    private static func scalarStyles(of line: EditedLine, _ bytes: [TextStyle], from start: Int) -> [TextStyle] {
        var offset = start
        return line.scalars.map { scalar in
            defer { offset += UTF8.width(scalar) }
            return offset < bytes.count ? bytes[offset] : .plain
        }
    }

    private static func style(of kind: Highlight.Kind) -> TextStyle {
        switch kind {
        case .keyword: .keyword
        case .stage: .stage
        case .function: .function
        case .parameter: .parameter
        case .number, .date: .number
        case .text: .text
        case .comment: .comment
        case .mistake: .mistake
        case .name, .operatorSign: .plain
        }
    }
}
