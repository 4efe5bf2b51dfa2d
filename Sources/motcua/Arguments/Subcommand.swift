import Session

/// A subcommand: what its page says, what it takes, and what it does. Its stored properties are what the options set.
protocol Subcommand: SendableMetatype {
    static var page: SubcommandPage { get }
    static var operand: OperandRow<Self> { get }
    static var options: [OptionRow<Self>] { get }

    init()

    /// - Throws: `UsageProblem`
    func perform() throws -> ExitStatus
}

/// What the help says of a subcommand besides its operand and options.
struct SubcommandPage: Sendable {
    let name: String
    let summary: String
    /// One form a line.
    let usage: [String]
    var discussion: String?
}

/// The whole command line: one row a subcommand. Without a subcommand it is the shell.
enum Subcommands {
    static let all: [any Subcommand.Type] = [
        ShellCommand.self, RunCommand.self, CheckCommand.self, FmtCommand.self, DemoCommand.self, ModelCommand.self, ManualCommand.self, FreezeCommand.self,
        DiffCommand.self,
    ]

    static var names: [String] { all.map { $0.page.name } }

    static func named(_ name: String) -> (any Subcommand.Type)? { all.first { $0.page.name == name } }
}

/// A call that cannot be understood, in words for whoever typed it.
struct UsageProblem: Error {
    let text: String

    init(_ sentence: String, hint: String? = nil) {
        text = "motcua: \(sentence)" + (hint.map { "\n  \($0)" } ?? "")
    }
}
