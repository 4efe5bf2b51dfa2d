/// What a key does in the line editor.
enum EditCommand: Hashable, Sendable, CaseIterable {
    case accept, breakRow
    case left, right, wordLeft, wordRight, rowStart, rowEnd, up, down, older, newer, first, last
    case eraseBack, eraseOn, eraseWordBack, eraseWordOn, eraseChunkBack, eraseToRowStart, eraseToRowEnd, putBack, transpose, undo
    case complete, completeBack, search, leave
    case cancel, endOrErase, suspend, clearScreen, prefix

    /// Keys as in emacs, bash and readline; in vi mode those of them that vi has no use for.
    static func of(_ key: Key, isVi: Bool) -> EditCommand? {
        guard let command = commands[key] else { return nil }
        if !isVi { return command }
        switch command {
        // Escape changes to the command mode, and what Alt and Ctrl do there is vi's own.
        case .leave, .prefix, .transpose: return nil
        default: return command
        }
    }

    private static let commands: [Key: EditCommand] = [
        .enter: .accept, .altEnter: .breakRow,
        .left: .left, .control("b"): .left, .right: .right, .control("f"): .right,
        .wordLeft: .wordLeft, .alt("b"): .wordLeft, .wordRight: .wordRight, .alt("f"): .wordRight,
        .home: .rowStart, .control("a"): .rowStart, .end: .rowEnd, .control("e"): .rowEnd,
        .up: .up, .down: .down, .control("p"): .older, .control("n"): .newer, .alt("p"): .older, .alt("n"): .newer,
        .alt("<"): .first, .alt(">"): .last,
        .backspace: .eraseBack, .delete: .eraseOn, .control("d"): .endOrErase,
        .altBackspace: .eraseWordBack, .alt("d"): .eraseWordOn, .control("w"): .eraseChunkBack,
        .control("u"): .eraseToRowStart, .control("k"): .eraseToRowEnd, .control("y"): .putBack,
        .control("t"): .transpose, .control("_"): .undo,
        .tab: .complete, .backTab: .completeBack, .control("r"): .search, .escape: .leave, .control("g"): .leave,
        .control("c"): .cancel, .control("z"): .suspend, .control("l"): .clearScreen, .control("x"): .prefix,
    ]
}
