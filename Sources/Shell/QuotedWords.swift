/// Takes a line apart: blanks part words, and quotes, which are left out, hold them together.
enum QuotedWords {
    /// - Parameter escapes: whether a backslash takes the next letter as it stands; within double quotes it stays before any but another backslash.
    static func split(_ line: some StringProtocol, escapes: Bool = false) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for letter in line {
            if isEscaped {
                word = (word ?? "") + (quote != nil && letter != "\\" ? "\\" : "") + String(letter)
                isEscaped = false
            } else if escapes, letter == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if letter == open { quote = nil } else { word = (word ?? "") + String(letter) }
            } else if letter == "\"" || letter == "'" {
                quote = letter
                word = word ?? ""
            } else if letter.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(letter)
            }
        }
        if let word { words.append(word) }
        return words
    }
}
