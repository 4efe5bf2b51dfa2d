/// Words put into lines.
package enum LineFilling {
    /// A text in as few lines as hold its words.
    package static func lines(of text: String, width: Int) -> [String] { lines(text.split(separator: " ").map(String.init), width: width, gap: 1) }

    /// The words in as few lines as hold them. A word longer than a line has a line of its own.
    package static func lines(_ words: [String], width: Int, gap: Int) -> [String] {
        words.reduce(into: [String]()) { lines, word in
            if let last = lines.last, last.count + gap + word.count <= width {
                lines[lines.count - 1] = last + String(repeating: " ", count: gap) + word
            } else {
                lines.append(word)
            }
        }
    }
}
