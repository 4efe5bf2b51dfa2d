import ArgumentParser
import Demo
import Diagnostics
import Glibc
import Reports
import Session
import Shell

/// `motcua demo DIR [--scale N] [--seed S]`
struct DemoCommand: MotcuaSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Write the demonstration province: synthetic rows that give the published figures.")

    @Argument(help: "The folder to write into; made when absent.")
    var dir: String

    @Option(help: ArgumentHelp("How many times the dossiers and enterprises, 1 to 5000.", valueName: "n"))
    var scale = 1

    @Option(help: ArgumentHelp("The same seed gives the same bytes on every machine.", valueName: "s"))
    var seed: UInt64 = Province.standardSeed

    @Flag(help: "Say nothing.")
    var quiet = false

    func perform() throws -> ExitStatus {
        guard (1...5_000).contains(scale) else {
            throw UsageProblem("--scale takes a number from 1 to 5000, not \(scale)")
        }
        let choice = try OutputChoice(try SharedOptions.parse([]))
        do {
            let folder = DemoFolder(path: dir)
            try Province(scale: scale, seed: seed).write(to: folder)
            if !quiet { choice.messages.line("wrote \(folder.fileCount) files, \(folder.byteCount / 1_000_000) MB, to \(dir)") }
            choice.messages.flush()
            return .done
        } catch let error as DiagnosticList {
            return choice.report(error.all)
        } catch let error as Diagnostic {
            return choice.report([error])
        }
    }
}
