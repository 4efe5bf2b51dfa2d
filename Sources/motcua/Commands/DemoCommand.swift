import Demo
import Diagnostics
import Glibc
import Reports
import Session
import Shell

/// `motcua demo DIR [--scale N] [--seed S]`
struct DemoCommand: Subcommand {
    static let page = SubcommandPage(
        name: "demo", summary: "Write the demonstration province: synthetic rows that give the published figures.",
        usage: ["motcua demo DIR [--scale N] [--seed S] [--quiet]"])
    static let operand = OperandRow<Self>(name: "dir", summary: "The folder to write into; made when absent.", effect: .one { $0.dir = $1 }, isRequired: true)
    static let options: [OptionRow<Self>] = [
        .number("--scale", "n", "How many times the dossiers and enterprises, 1 to 5000; once unless said.") { $0.scale = $1 },
        .number("--seed", "s", "The same seed gives the same bytes on every machine; \(Province.standardSeed) unless said.") { $0.seed = $1 },
        .flag("--quiet", summary: "Say nothing.") { $0.isQuiet = true },
    ]

    private var dir = ""
    private var scale = 1
    private var seed = Province.standardSeed
    private var isQuiet = false

    func perform() throws -> ExitStatus {
        guard (1...5_000).contains(scale) else {
            throw UsageProblem("--scale takes a number from 1 to 5000, not \(scale)")
        }
        let choice = try OutputChoice(SharedOptions())
        do {
            let folder = DemoFolder(path: dir)
            try Province(scale: scale, seed: seed).write(to: folder)
            if !isQuiet { choice.messages.line("wrote \(folder.fileCount) files, \(folder.byteCount / 1_000_000) MB, to \(dir)") }
            choice.messages.flush()
            return .done
        } catch let error as DiagnosticList {
            return choice.report(error.all)
        } catch let error as Diagnostic {
            return choice.report([error])
        }
    }
}
