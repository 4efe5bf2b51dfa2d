import Diagnostics
import Formats
import Glibc
import Reports
import Session
import Shell
import Syntax

/// `motcua fmt [--check | --diff] FILE…`
struct FmtCommand: Subcommand {
    static let page = SubcommandPage(
        name: "fmt", summary: "Write scripts in the one format; comments stay.", usage: ["motcua fmt [--check | --diff] FILE…"],
        discussion: "Files are rewritten in place. The file - is standard input, written to standard output.")

    static let operand = OperandRow<Self>(name: "file", summary: "Scripts or model files.", effect: .many { $0.files = $1 }, isRequired: true)
    static let options: [OptionRow<Self>] = [
        .flag("--check", summary: "Change nothing; name the files that would change and end with status 1.") { $0.check = true },
        .flag("--diff", summary: "Change nothing; show what would change.") { $0.diff = true },
    ]

    private var files: [String] = []
    private var check = false
    private var diff = false

    func perform() throws -> ExitStatus {
        if check, diff { throw UsageProblem("--check and --diff exclude each other") }
        let choice = try OutputChoice(SharedOptions())
        var status = ExitStatus.done
        for path in files {
            do {
                if try format(path, choice) { status = status.worst(.queryError) }
            } catch let error as DiagnosticList {
                status = status.worst(choice.report(error.all))
            }
        }
        choice.results.flush()
        choice.messages.flush()
        return status
    }

    /// - Returns: whether `--check` found something to change.
    private func format(_ path: String, _ choice: OutputChoice) throws -> Bool {
        let isInput = path == "-"
        let source = try isInput ? ScriptFile.read(STDIN_FILENO, name: "standard input") : ScriptFile.read(path)
        // A text that is not understood is not touched.
        let formatted = try Formatter.format(source)
        let isSame = formatted == source.text
        if check {
            if !isSame { choice.results.line(source.name) }
            return !isSame
        }
        if diff {
            if !isSame { choice.results.write(LineDiff(source.text, formatted).unified(name: source.name)) }
            return false
        }
        if isInput {
            choice.results.write(formatted)
        } else if !isSame {
            let file = try AtomicFile(path)
            try file.write(formatted)
            try file.commit()
            choice.messages.line("formatted \(path)")
        }
        return false
    }
}
