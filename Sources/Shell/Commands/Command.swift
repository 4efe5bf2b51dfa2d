import Diagnostics

/// A command that starts with a dot: one row of the table in `All.swift`.
struct Command: Sendable {
    /// Without the dot.
    let name: String
    /// What follows the name, as help shows it: `TABLE`.
    let arguments: String
    let summary: String
    let run: @Sendable (Shell, [String]) -> Void

    init(_ name: String, _ arguments: String = "", _ summary: String, run: @escaping @Sendable (Shell, [String]) -> Void) {
        self.name = name
        self.arguments = arguments
        self.summary = summary
        self.run = run
    }

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
