/// What stands behind a command's name: the words, and the text as it was typed.
struct CommandLine: Sendable, Equatable {
    /// Without blanks at both ends.
    let text: String
    /// Quotes hold words together and are left out.
    let words: [String]

    init(_ text: String) {
        words = QuotedWords.split(text)
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        self.text = String(rest)
    }

    var first: String? { words.first }
    var isEmpty: Bool { words.isEmpty }

    /// The words behind the first so many, with single blanks.
    func rest(from index: Int) -> String { words.dropFirst(index).joined(separator: " ") }
}
