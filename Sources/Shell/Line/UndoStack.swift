/// Lines as they were before changes, for Ctrl-_. Letters typed one after the other are one change up to the end of their word.
struct UndoStack {
    private var lines: [EditedLine] = []
    /// Where the last letter was typed, if the last change was one.
    private var typedTo: Int?

    /// More than anybody takes back.
    private static let most = 500

    mutating func push(_ old: EditedLine, before new: EditedLine) {
        let isLetter = new.scalars.count == old.scalars.count + 1 && new.cursor == old.cursor + 1 && new.scalars[old.cursor] != " "
        defer { typedTo = isLetter ? new.cursor : nil }
        if isLetter, typedTo == old.cursor { return }
        lines.append(old)
        if lines.count > Self.most { lines.removeFirst() }
    }

    mutating func pop() -> EditedLine? {
        typedTo = nil
        return lines.popLast()
    }
}
