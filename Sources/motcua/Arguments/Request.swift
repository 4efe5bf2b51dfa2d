import Diagnostics
import Session

/// What the words after `motcua` ask for.
///
/// Written by hand: start-up is what every call pays, and the argument parser that stood here took 3.3 of its 10.8 ms, most of it the runtime's search
/// for conformances (measured; `-c '1 + 1'` is to take 5 ms).
enum Request {
    case perform(any Subcommand)
    /// A page of help, or the version.
    case text(String)

    /// Reads as getopt_long does: options and operands in any order, `--name value` or `--name=value`, `-n value` or `-nvalue`, and after `--` operands only.
    /// Names are not shortened: a script that shortens them would break with the next option.
    ///
    /// - Throws: `UsageProblem`
    init(_ words: [String]) throws {
        guard let first = words.first else {
            self = .perform(ShellCommand())
            return
        }
        switch first {
        case "-h", "--help":
            self = .text(UsagePage.whole)
        case "help":
            guard words.count > 1 else {
                self = .text(UsagePage.whole)
                return
            }
            guard let command = Subcommands.named(words[1]) else { throw Request.unknown(words[1], "subcommand", Subcommands.names, hint: "motcua help lists them") }
            self = .text(UsagePage.of(command))
        default:
            if let command = Subcommands.named(first) {
                self = try Request.read(command, words.dropFirst())
            } else {
                self = try Request.read(ShellCommand.self, words[...])
            }
        }
    }

    private static func read<Command: Subcommand>(_ type: Command.Type, _ words: ArraySlice<String>) throws -> Request {
        let rows = Command.options
        var command = Command()
        var operands: [String] = []
        var rest = words
        while let word = rest.popFirst() {
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            if word == "--" {
                operands += rest
                break
            }
            let (name, attached) = split(word)
            guard let row = rows.first(where: { $0.names.contains(name) }) else {
                switch name {
                case "-h", "--help": return .text(UsagePage.of(type))
                case "--version": return .text(Version.current)
                default:
                    throw unknown(name, "option", rows.filter(\.isListed).flatMap(\.names) + ["--help", "--version"], hint: "options:  motcua help \(Command.page.name)")
                }
            }
            switch row.effect {
            case .flag(let set):
                if let attached { throw UsageProblem("\(name) takes no value, and '\(attached)' stands behind it") }
                set(&command)
            case .value(let shown, let set):
                guard let value = attached ?? rest.popFirst() else { throw UsageProblem("\(name) needs a value", hint: "write it behind:  \(name) <\(shown)>") }
                // The next option in place of a value is a value that was forgotten. Statements may begin with anything.
                if attached == nil, name.hasPrefix("--"), rows.contains(where: { $0.names.contains(value) }) {
                    throw UsageProblem("\(name) needs a value, and the option \(value) stands behind it", hint: "write it behind:  \(name) <\(shown)>")
                }
                try set(&command, value)
            }
        }
        try set(operands, of: &command)
        return .perform(command)
    }

    /// The name of an option and what is written in one word with it.
    private static func split(_ word: String) -> (name: String, attached: String?) {
        let nameEnd = word.hasPrefix("--") ? word.firstIndex(of: "=") ?? word.endIndex : word.index(word.startIndex, offsetBy: 2)
        guard nameEnd < word.endIndex else { return (word, nil) }
        let attached = word[nameEnd...]
        return (String(word[..<nameEnd]), String(attached.hasPrefix("=") ? attached.dropFirst() : attached))
    }

    private static func set<Command: Subcommand>(_ operands: [String], of command: inout Command) throws {
        let row = Command.operand
        let name = Command.page.name
        guard let first = operands.first else {
            if row.isRequired { throw UsageProblem("\(name) needs \(row.form)", hint: Command.page.usage.first) }
            return
        }
        switch row.effect {
        case .one(let set):
            if operands.count > 1 { throw UsageProblem("'\(operands[1])' is one word too many; \(name) takes one \(row.form)", hint: Command.page.usage.first) }
            set(&command, first)
        case .many(let set):
            set(&command, operands)
        }
    }

    private static func unknown(_ name: String, _ kind: String, _ known: [String], hint: String) -> UsageProblem {
        let near = Spelling.nearest(name, in: known, limit: 1).first
        return UsageProblem("there is no \(kind) '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? ""), hint: hint)
    }
}
