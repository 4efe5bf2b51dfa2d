import Columns
import Diagnostics
import Engine
import Glibc
import Reports
import Semantics
import Session
import Syntax
import Tables

/// Commands that are said in the language: each is a pipeline, which runs beside the one that was typed last and leaves that where it was.
extension Command {
    /// `.head [TABLE] [N]`
    static func head(_ shell: Shell, _ line: CommandLine) {
        var words = line.words
        let count = words.last.flatMap { Int($0) }
        if count != nil { words.removeLast() }
        guard words.count < 2 else { return shell.report(.extraArgument(words.dropFirst().joined(separator: " "), of: "head")) }
        if let count, count < 1 { return shell.report(.settingValue("\(count)", of: "head", wanted: "a number of rows from 1 on", nearest: nil)) }
        run(shell, source(words.first, shell), "take \(count ?? 10)")
    }

    /// `.describe [TABLE] [COLUMN]`
    static func describe(_ shell: Shell, _ line: CommandLine) {
        guard line.words.count < 3 else { return shell.report(.extraArgument(line.rest(from: 2), of: "describe")) }
        let isTable = line.first.map { shell.session.table($0) != nil || shell.session.isPipeline($0) || line.words.count > 1 } ?? false
        let column = isTable ? line.words.dropFirst().first : line.first
        run(shell, source(isTable ? line.first : nil, shell), (column.map { "keep \($0) | " } ?? "") + "describe")
    }

    /// `.freq COLUMN [TABLE]`
    static func frequencies(_ shell: Shell, _ line: CommandLine) {
        guard let column = line.first else { return shell.report(.missingArgument("a column", of: "freq", example: "channel")) }
        guard line.words.count < 3 else { return shell.report(.extraArgument(line.rest(from: 2), of: "freq")) }
        // A column may bear the usual name itself.
        let count = column == "n" || column.hasSuffix(".n") ? "rows" : "n"
        run(
            shell, source(line.words.dropFirst().first, shell),
            "summarize \(count) = count() by \(column) | add share = \(count) per sum(\(count)) | sort \(count) desc | take 20")
    }

    private static func source(_ table: String?, _ shell: Shell) -> String? {
        if let table { return "from \(Checker.written(table))" }
        return shell.session.lastRows
    }

    private static func run(_ shell: Shell, _ source: String?, _ stages: String) {
        guard let source else { return shell.report(.noPipeline) }
        let text = "\(source) | \(stages)"
        if shell.isInteractive { shell.screen.remark(text.split(whereSeparator: \.isNewline).joined(separator: " ")) }
        shell.run(SourceText(name: SourceText.typed, text: text), as: .aside)
    }

    /// `.chart [KIND] [COLUMN…]`
    static func chart(_ shell: Shell, _ line: CommandLine) {
        let columns = shell.session.shownColumns
        guard !columns.isEmpty else { return shell.report(.noPipeline) }
        let isOverTime = columns.first.map { [.period, .date, .timestamp].contains($0.type.kind) } ?? false
        guard let form = ChartForm.named(line.first ?? (isOverTime ? "line" : "bar")) else {
            return shell.report(
                .settingValue(
                    line.first ?? "", of: "chart", wanted: "a kind of chart: \(ChartForm.all.map(\.name).joined(separator: ", "))",
                    nearest: Spelling.nearest(line.first ?? "", in: ChartForm.all.map(\.name), limit: 1).first))
        }
        var named = Array(line.words.dropFirst())
        guard named.count <= form.channels.count else { return shell.report(.extraArgument(named.dropFirst(form.channels.count).joined(separator: " "), of: "chart")) }
        var parts: [String] = []
        var left = columns
        for channel in form.channels {
            if !named.isEmpty {
                parts.append("\(channel.name): \(named.removeFirst())")
            } else if !channel.isOptional || channel.name == "x" {
                // What names things is no number, and what is measured is one.
                let fits = left.indices.filter { channel.wanted.takes(left[$0].type.kind) }
                guard let chosen = fits.first(where: { channel.wanted != .category || !left[$0].type.isMeasured }) ?? fits.first else {
                    if channel.isOptional { continue }
                    return shell.report(.missingArgument("a column for \(channel.name), \(channel.wanted.words)", of: "chart", example: "bar channel n"))
                }
                parts.append("\(channel.name): \(Checker.written(left.remove(at: chosen).name))")
            }
        }
        shell.run(SourceText(name: SourceText.typed, text: "| chart \(form.name)(\(parts.joined(separator: ", ")))"))
    }

    /// `.undo`
    static func undo(_ shell: Shell, _ line: CommandLine) {
        guard line.isEmpty else { return shell.report(.extraArgument(line.text, of: "undo")) }
        shell.finish(shell.session.undo(into: shell.screen))
    }

    /// `.explain [CODE | STATEMENT]`
    static func explain(_ shell: Shell, _ line: CommandLine) {
        if let word = line.first, line.words.count == 1, let code = CodeLayer.code(word) {
            for block in CodePage.blocks(of: code) { shell.screen.block(block) }
            return
        }
        guard let text = line.isEmpty ? shell.session.lastPipeline : line.text else { return shell.report(.noPipeline) }
        shell.session.options.explains = .estimates
        shell.run(SourceText(name: SourceText.typed, text: text), as: .aside)
        shell.session.options.explains = nil
    }

    /// `.profile [STATEMENT]`
    static func profile(_ shell: Shell, _ line: CommandLine) {
        guard let text = line.isEmpty ? shell.session.lastPipeline : line.text else { return shell.report(.noPipeline) }
        let started = Clock.milliseconds()
        guard let lines = shell.session.profile(SourceText(name: SourceText.typed, text: text), into: shell.screen) else { return }
        if lines.isEmpty { return shell.report(.noPipeline) }
        let took = Clock.milliseconds() - started
        func column(_ name: String, _ type: Type, _ value: (QueryProfile.Entry) -> Value) -> ResultTable.Column {
            ResultTable.Column(name: name, label: nil, type: type, values: Column.of(lines.map { $0.entry.map(value) ?? .missing }, type: type))
        }
        let optional = Type(.decimal(nil), optional: true)
        var table = ResultTable.texts([("step", lines.map(\.text)), ("how", lines.map { $0.entry?.ways.joined(separator: ", ") ?? "" })])
        table.columns.insert(
            contentsOf: [
                column("ms", optional) { .decimal(Decimal(Int128($0.nanoseconds / 100_000), scale: 1)) },
                column("rows", Type(.int(nil), optional: true)) { .int(Int64($0.rows)) },
                column("MB", optional) { .decimal(Decimal(Int128($0.bytes / 100_000), scale: 1)) },
            ], at: 1)
        shell.screen.block(.table(table))
        shell.screen.remark("in all \(took < 1_000 ? "\(took) ms" : Clock.seconds(took)); the times of threads that share a step are added up")
    }

    /// `.watch [SECONDS] [TIMES]`
    static func watch(_ shell: Shell, _ line: CommandLine) {
        guard let text = shell.session.lastPipeline else { return shell.report(.noPipeline) }
        let written = line.first.map { $0.hasSuffix("s") ? String($0.dropLast()) : $0 } ?? "2"
        guard let seconds = Double(written), seconds >= 0.1, seconds <= 86_400 else {
            return shell.report(.settingValue(line.first ?? "", of: "watch", wanted: "the seconds between two runs, from 0.1 on", nearest: nil))
        }
        let times = line.words.dropFirst().first
        guard times.map({ Int($0).map { $0 > 0 } ?? false }) ?? true else {
            return shell.report(.settingValue(times ?? "", of: "watch", wanted: "how often, a number from 1 on", nearest: nil))
        }
        // A script has nobody who could stop it.
        var left = times.flatMap { Int($0) } ?? (shell.isInteractive ? Int.max : 1)
        while left > 0 {
            left -= 1
            let status = shell.run(SourceText(name: SourceText.typed, text: text), as: .aside)
            guard status == .done || status == .checkFailed, left > 0, pause(seconds, shell) else { return }
        }
    }

    /// - Returns: false when Ctrl-C has ended it.
    private static func pause(_ seconds: Double, _ shell: Shell) -> Bool {
        let end = Clock.milliseconds() + Int(seconds * 1_000)
        while !shell.session.isStopped {
            let left = end - Clock.milliseconds()
            if left <= 0 { return true }
            poll(nil, 0, Int32(min(left, 50)))
        }
        return false
    }
}

extension Type {
    fileprivate var isMeasured: Bool { ChartForm.Channel.Wanted.measure.takes(kind) }
}
