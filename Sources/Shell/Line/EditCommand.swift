/// What a key does in the line editor.
enum EditCommand: Hashable, Sendable, CaseIterable {
    case accept, breakRow
    case left, right, wordLeft, wordRight, rowStart, rowEnd, up, down, older, newer, first, last
    case eraseBack, eraseOn, eraseWordBack, eraseWordOn, eraseChunkBack, eraseToRowStart, eraseToRowEnd, putBack, transpose, undo
    case complete, completeBack, search, leave
    case cancel, endOrErase, suspend, clearScreen, prefix

    /// By the name that libedit has for it, as `~/.editrc` writes it.
    static func named(_ name: String) -> EditCommand? { names[name] }

    private static let names: [String: EditCommand] = [
        "ed-newline": .accept, "ed-prev-char": .left, "vi-prev-char": .left, "ed-next-char": .right, "ed-prev-word": .wordLeft, "em-next-word": .wordRight,
        "ed-move-to-beg": .rowStart, "ed-move-to-end": .rowEnd, "ed-prev-line": .up, "ed-next-line": .down, "ed-search-prev-history": .up,
        "ed-search-next-history": .down, "ed-prev-history": .older, "ed-next-history": .newer, "ed-delete-prev-char": .eraseBack, "em-delete-prev-char": .eraseBack,
        "ed-delete-next-char": .eraseOn, "ed-delete-prev-word": .eraseWordBack, "em-delete-next-word": .eraseWordOn, "ed-kill-line": .eraseToRowEnd,
        "vi-kill-line-prev": .eraseToRowStart, "em-yank": .putBack, "ed-transpose-chars": .transpose, "vi-undo": .undo, "rl_complete": .complete,
        "em-inc-search-prev": .search, "em-delete-or-list": .endOrErase, "ed-clear-screen": .clearScreen, "ed-tty-sigint": .cancel, "ed-tty-sigtstp": .suspend,
    ]

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
