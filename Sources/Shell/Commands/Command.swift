import Diagnostics

/// A command that starts with a dot: one row of the table in `All.swift`.
struct Command: Sendable {
    /// What one wants to do, as `.help` sorts the commands.
    enum Task: String, Sendable, CaseIterable {
        case data = "Look at data"
        case continuing = "Go on from a result"
        case output = "Show and write"
        case session = "Keep and run"
    }

    /// What can be offered for an argument.
    enum Argument: Sendable, Equatable {
        case table, column, shownColumn, topic, code, chart, format, path, parameter, settingName
        /// A value of the setting that stands before it.
        case settingValue
        case setting(String)
        /// Nothing that could be known.
        case text
    }

    /// Without the dot.
    let name: String
    let task: Task
    /// What follows the name, as help shows it: `TABLE`.
    let arguments: String
    let summary: String
    /// A line that can be run on the province; empty where the name alone says it all.
    let example: String
    /// What each argument is, for completion; the last is that of all further ones too.
    let completes: [Argument]
    let run: @Sendable (Shell, CommandLine) -> Void

    init(
        _ name: String, _ task: Task, _ arguments: String, _ summary: String, example: String = "", completes: [Argument] = [],
        run: @escaping @Sendable (Shell, CommandLine) -> Void
    ) {
        self.name = name
        self.task = task
        self.arguments = arguments
        self.summary = summary
        self.example = example
        self.completes = completes
        self.run = run
    }

    /// `.schema TABLE`
    var form: String { arguments.isEmpty ? ".\(name)" : ".\(name) \(arguments)" }

    /// What the argument behind so many others is.
    func argument(_ given: Int) -> Argument? { given < completes.count ? completes[given] : completes.last }

    /// What other shells understand, and what is typed here instead; `nil` for a line that may be a statement.
    ///
    /// Only whole lines that could mean nothing in the language.
    static func ours(for line: String) -> String? {
        let words = line.lowercased().split { $0.isWhitespace || $0 == ";" || $0 == "(" || $0 == ")" }.map(String.init)
        switch (words.first, words.count) {
        case ("exit", 1), ("quit", 1), ("\\q", 1), ("bye", 1), ("thoát", 1): return ".quit"
        case ("help", 1), ("\\?", 1), ("\\h", 1), ("trợ_giúp", 1): return ".help"
        case ("show", 2) where words[1] == "tables", ("\\dt", 1), ("\\d", 1), ("ls", 1): return ".tables"
        case ("describe", 2), ("desc", 2), ("\\d", 2), ("schema", 2): return ".schema \(words[1])"
        case ("\\timing", 1): return ".timing on"
        case ("\\x", 1): return ".mode vertical"
        case ("\\i", 2): return ".read \(words[1])"
        case ("undo", 1): return ".undo"
        case ("clear", 1), ("cls", 1): return ".shell clear"
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
        if let ours = foreign[word], let command = all.first(where: { $0.name == ours }) { return .unknown(nearest: command.name) }
        return .unknown(nearest: Spelling.nearest(word, in: all.map(\.name), limit: 1).first)
    }

    /// Names that other shells give to what is here under another.
    private static let foreign = [
        "exit": "quit", "nullvalue": "missing", "null": "missing", "import": "open", "load": "read", "dump": "save", "system": "shell", "columns": "schema",
        "headers": "mode", "maxrows": "set", "parameter": "param", "timer": "timing", "frequency": "freq", "back": "undo", "source": "read",
    ]
}
