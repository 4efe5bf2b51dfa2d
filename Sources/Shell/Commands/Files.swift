import Diagnostics
import Engine
import Reports
import Semantics
import Session
import Tables

/// Commands about what is open, what is kept of a session, and the world around the shell.
extension Command {
    /// `.open PATH…`
    static func open(_ shell: Shell, _ line: CommandLine) {
        guard !line.isEmpty else { return shell.report(.missingArgument("a folder or a file", of: "open", example: "Examples/namdinh")) }
        if let address = line.words.first(where: { $0.hasPrefix("https://") || $0.hasPrefix("http://") }) { return shell.report(.noAddresses(address)) }
        do throws(DiagnosticList) {
            let known = Set(shell.session.tables.map(\.name))
            try shell.session.open(paths: line.words)
            let new = shell.session.tables.map(\.name).filter { !known.contains($0) }
            shell.screen.remark(new.isEmpty ? "no new tables; '.tables' lists them" : "opened \(new.joined(separator: ", "))")
        } catch { shell.report(error.all) }
    }

    /// `.read FILE`, `.read -`
    static func read(_ shell: Shell, _ line: CommandLine) {
        guard let path = line.first else { return shell.report(.missingArgument("the name of a script, or - for standard input", of: "read", example: "report.mc")) }
        if line.words.count > 1 { return shell.report(.extraArgument(line.rest(from: 1), of: "read")) }
        if path == "-" { return shell.readRest() }
        if path.hasPrefix("https://") || path.hasPrefix("http://") { return shell.report(.noAddresses(path)) }
        do throws(DiagnosticList) {
            let source = try ScriptFile.read(shell.path(path))
            shell.read(source)
        } catch { shell.report(error.all) }
    }

    /// `.save FILE`
    static func save(_ shell: Shell, _ line: CommandLine) {
        guard let name = line.first else { return shell.report(.missingArgument("the name of a script", of: "save", example: "report.mc")) }
        if line.words.count > 1 { return shell.report(.extraArgument(line.rest(from: 1), of: "save")) }
        let path = name.contains(".") ? name : name + ".mc"
        do throws(DiagnosticList) {
            let saved = try shell.session.save(script: path)
            shell.screen.remark("wrote \(path): \(saved.statements) statement\(saved.statements == 1 ? "" : "s"); motcua run \(path) runs it")
            if !saved.mistakes.isEmpty { shell.report(saved.mistakes) }
        } catch { shell.report(error.all) }
    }

    /// `.param [NAME=VALUE]`
    static func param(_ shell: Shell, _ line: CommandLine) {
        if line.isEmpty {
            let values = shell.session.variableTexts
            return shell.screen.block(
                .table(ResultTable.texts([("name", values.map { "$" + $0.name }), ("type", values.map(\.type)), ("value", values.map(\.value))])))
        }
        let parts = line.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = CommandLine(String(parts[0])).text
        guard parts.count == 2, !name.isEmpty, !name.contains(where: \.isWhitespace) else {
            return shell.report(.missingArgument("a name and its value", of: "param", example: "period=2019-H1"))
        }
        shell.finish(shell.session.setParameter(name.hasPrefix("$") ? String(name.dropFirst()) : name, CommandLine(String(parts[1])).text, into: shell.screen))
    }

    /// `.model`
    static func model(_ shell: Shell, _ line: CommandLine) {
        guard line.isEmpty else { return shell.report(.extraArgument(line.text, of: "model")) }
        do throws(DiagnosticList) {
            guard let text = try shell.session.modelText() else { return shell.report(.nothingOpen) }
            shell.screen.block(.text(String(text.reversed().drop { $0 == "\n" }.reversed())))
        } catch { shell.report(error.all) }
    }

    /// `.shell PROGRAM`
    static func shell(_ shell: Shell, _ line: CommandLine) {
        guard !line.isEmpty else { return shell.report(.missingArgument("a program", of: "shell", example: "ls")) }
        if let failure = ChildProcess.run(line.text).failure { shell.report(.programFailed(line.text, failure)) }
    }

    static func version(_ shell: Shell, _ line: CommandLine) {
        guard line.isEmpty else { return shell.report(.extraArgument(line.text, of: "version")) }
        shell.screen.block(.text("motcua \(Version.current), edition 1"))
    }
}
