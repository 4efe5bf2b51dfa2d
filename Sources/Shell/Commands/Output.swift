import Diagnostics
import Engine
import Formats
import Glibc
import Reports
import Session
import Tables

/// Commands about where results go.
extension Command {
    /// `.last [FORMAT]`
    static func last(_ shell: Shell, _ line: CommandLine) {
        var format: OutputFormat?
        if let name = line.first {
            if line.words.count > 1 { return shell.report(.extraArgument(line.rest(from: 1), of: "last")) }
            guard let named = OutputFormat.shown.first(where: { $0.name == name }) else {
                return shell.report(
                    .settingValue(
                        name, of: "last", wanted: "a format: \(OutputFormat.shown.map(\.name).joined(separator: ", "))",
                        nearest: Spelling.nearest(name, in: OutputFormat.shown.map(\.name), limit: 1).first))
            }
            format = named
        }
        withShown(shell) { shell.screen.show(whole: $0, as: format) }
    }

    /// `.output [FILE | | PROGRAM | off]`
    static func output(_ shell: Shell, _ line: CommandLine) {
        if line.isEmpty { return shell.screen.block(.text(shell.screen.redirectionName ?? "the screen")) }
        do throws(DiagnosticList) {
            if line.text == "off" { return try shell.screen.endRedirection() }
            try redirect(shell, line, once: false)
        } catch { shell.report(error.all) }
    }

    /// `.once FILE | | PROGRAM`
    static func once(_ shell: Shell, _ line: CommandLine) {
        guard !line.isEmpty else { return shell.report(.missingArgument("a file, or a program after |", of: "once", example: "result.csv")) }
        do throws(DiagnosticList) { try redirect(shell, line, once: true) } catch { shell.report(error.all) }
    }

    private static func redirect(_ shell: Shell, _ line: CommandLine, once: Bool) throws(DiagnosticList) {
        if line.text.hasPrefix("|") {
            let program = line.text.dropFirst().drop { $0.isWhitespace }
            guard !program.isEmpty else { throw DiagnosticList(.missingArgument("a program after |", of: once ? "once" : "output", example: "| less")) }
            return try shell.screen.redirect(to: .program(String(program)), once: once)
        }
        if line.words.count > 1 { throw DiagnosticList(.extraArgument(line.rest(from: 1), of: once ? "once" : "output")) }
        try shell.screen.redirect(to: .file(shell.path(line.words[0])), once: once)
    }

    /// `.export FILE`
    static func export(_ shell: Shell, _ line: CommandLine) {
        guard let name = line.first else { return shell.report(.missingArgument("the name of a file", of: "export", example: "result.csv")) }
        if line.words.count > 1 { return shell.report(.extraArgument(line.rest(from: 1), of: "export")) }
        withShown(shell) { table in
            do {
                let remarks = try shell.session.export(table, to: name)
                shell.screen.remark("wrote \(name): \(table.rowCount) row\(table.rowCount == 1 ? "" : "s")")
                for remark in remarks { shell.screen.remark(remark) }
            } catch let error as DiagnosticList {
                shell.report(error.all)
            } catch {
                shell.report(.cannotWrite(name, "\(error)"))
            }
        }
    }

    /// `.copy`
    static func copy(_ shell: Shell, _ line: CommandLine) {
        guard line.isEmpty else { return shell.report(.extraArgument(line.text, of: "copy")) }
        withShown(shell) { table in
            var bytes: [UInt8] = []
            let output = TextOutput { bytes.append(contentsOf: $0) }
            guard let format = OutputFormat.named("tsv") else { return }
            format.writer(output, RenderOptions(display: shell.screen.display)).write(.table(table))
            output.flush()
            if Clipboard.take(bytes, terminal: shell.isInteractive && StandardStreams.outputIsTerminal) {
                shell.screen.remark("copied \(table.rowCount) row\(table.rowCount == 1 ? "" : "s")")
            } else {
                shell.report(.noClipboard)
            }
        }
    }

    /// `.excel`
    static func excel(_ shell: Shell, _ line: CommandLine) {
        guard line.isEmpty else { return shell.report(.extraArgument(line.text, of: "excel")) }
        withShown(shell) { table in
            guard let opener = ChosenProgram.opener else { return shell.report(.noDesktop) }
            // For this user alone, as the data may be; the program that opens it wants it to stay.
            var template = Array("\(TemporaryFile.folder)/motcua-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { return shell.report(.cannotWrite(TemporaryFile.folder, String(cString: strerror(errno)))) }
            let folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            guard let path = writeSheet(table, in: folder, shell) else { return }
            if let failure = ChildProcess.startApart(opener, [path]).failure { return shell.report(.programFailed(opener, failure)) }
            shell.screen.remark("opened \(path)")
        }
    }

    /// A workbook, or a file that sheet programs of this country read where no workbook can be written.
    private static func writeSheet(_ table: ResultTable, in folder: String, _ shell: Shell) -> String? {
        for (name, isLast) in [("result.xlsx", false), ("result.csv", true)] {
            do {
                for remark in try shell.session.export(table, to: "\(folder)/\(name)") { shell.screen.remark(remark) }
                return "\(folder)/\(name)"
            } catch let error as DiagnosticList {
                if isLast { shell.report(error.all) } else { for found in error.all { shell.screen.remark(found.message) } }
            } catch {
                if isLast { shell.report(.cannotWrite(name, "\(error)")) }
            }
        }
        return nil
    }

    private static func withShown(_ shell: Shell, _ body: (ResultTable) -> Void) {
        do throws(DiagnosticList) { body(try shell.session.shownTable()) } catch { shell.report(error.all) }
    }
}
