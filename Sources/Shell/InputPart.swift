/// A part of what was typed or pasted in one go: commands and statements may follow each other.
enum InputPart: Equatable {
    case command(String)
    case statements(String)

    static func parts(of input: String) -> [InputPart] {
        var parts: [InputPart] = []
        var pending: [Substring] = []
        func finish() {
            if pending.contains(where: { !$0.allSatisfy(\.isWhitespace) }) { parts.append(.statements(pending.joined(separator: "\n"))) }
            pending = []
        }
        // One line alone may also be a question: `?summarize`.
        if input.first == "?", !input.contains("\n") { return [.command(input)] }
        for line in input.split(separator: "\n", omittingEmptySubsequences: false) {
            // A line that begins with a dot is a command where a statement could begin.
            if line.first == ".", pending.isEmpty || Continuation.isComplete(pending.joined(separator: "\n")) {
                finish()
                parts.append(.command(String(line)))
            } else {
                pending.append(line)
            }
        }
        finish()
        return parts
    }
}
