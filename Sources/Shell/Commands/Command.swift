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
