import Diagnostics

/// A command that starts with a dot: one row of the table in `All.swift`.
struct Command: Sendable {
    /// Without the dot.
    let name: String
    /// What follows the name, as help shows it: `TABLE`.
    let arguments: String
    let summary: String
    /// What each argument is, for completion; the last is that of all further ones too.
    let completes: [Argument]
    let run: @Sendable (Shell, [String]) -> Void

    /// What can be offered for an argument.
    enum Argument: Sendable { case table, topic, shownColumn, text }

    init(_ name: String, _ arguments: String = "", _ summary: String, completes: [Argument] = [], run: @escaping @Sendable (Shell, [String]) -> Void) {
        self.name = name
        self.arguments = arguments
        self.summary = summary
        self.completes = completes
        self.run = run
    }

    /// What the argument behind so many others is.
    func argument(_ given: Int) -> Argument? { given < completes.count ? completes[given] : completes.last }

    /// What other shells understand, and what is typed here instead; `nil` for a line that may be a statement.
    ///
    /// Only whole lines that could mean nothing in the language.
    static func ours(for line: String) -> String? {
        let words = line.lowercased().split { $0.isWhitespace || $0 == ";" || $0 == "(" || $0 == ")" }.map(String.init)
        switch (words.first, words.count) {
        case ("exit", 1), ("quit", 1), ("\\q", 1), ("bye", 1), ("thoát", 1): return ".quit"
        case ("help", 1), ("?", 1), ("\\?", 1), ("\\h", 1), ("trợ_giúp", 1): return ".help"
        case ("show", 2) where words[1] == "tables", ("\\dt", 1), ("\\d", 1), ("ls", 1): return ".tables"
        case ("describe", 2), ("desc", 2), ("\\d", 2), ("schema", 2): return ".schema \(words[1])"
        default: return nil
        }
    }

    enum Match {
        case found(Command)
        case ambiguous([String])
        case unknown(nearest: String?)
    }

    /// By full name, else by a beginning that only one command has.
    static func find(_ word: String) -> Match {
        if let command = all.first(where: { $0.name == word }) { return .found(command) }
        let matches = all.filter { $0.name.hasPrefix(word) }
        if matches.count == 1 { return .found(matches[0]) }
        if matches.count > 1 { return .ambiguous(matches.map(\.name)) }
        return .unknown(nearest: Spelling.nearest(word, in: all.map(\.name), limit: 1).first)
    }
}
