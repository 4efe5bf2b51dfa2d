import Diagnostics
import Reports
import Semantics
import Session
import Syntax

/// Completion of lines that begin with a dot, and of `?word`: from the rows of the table of commands.
struct CommandCompleter {
    let session: Session

    init(_ session: Session) { self.session = session }

    /// `nil` for what is no command.
    func complete(_ text: String) -> Completion? {
        let end = text.utf8.count
        if text.hasPrefix("?") {
            let word = text.dropFirst().drop { $0 == " " }
            return completion(typed: String(word), end: end) { add(.topic, after: [], to: &$0) }
        }
        guard text.first == "." else { return nil }
        let words = text.dropFirst().split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count > 1, let name = words.first else {
            return completion(typed: String(text.dropFirst()), end: end) { list in
                for command in Command.all {
                    list.add(.command, "." + command.name, key: command.name, type: command.arguments, summary: command.summary)
                }
            }.including(end > 0 ? 1 : 0)
        }
        guard case .found(let command) = Command.find(name) else { return .nothing(at: end) }
        let given = words.dropFirst().dropLast().filter { !$0.isEmpty }
        guard let kind = command.argument(given.count) else { return .nothing(at: end) }
        // Of a path only what stands behind the last slash is chosen at once.
        let typed = words[words.count - 1]
        let folder = kind == .path ? typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? "" : ""
        return completion(typed: String(typed.dropFirst(folder.count)), end: end) { list in
            if kind == .path { addPaths(under: folder, to: &list) } else { add(kind, after: given, to: &list) }
        }
    }

    private func completion(typed: String, end: Int, _ body: (inout CandidateList) -> Void) -> Completion {
        var list = CandidateList(typed: typed)
        body(&list)
        if list.isEmpty, let scattered = list.scattered {
            list = scattered
            body(&list)
        }
        return Completion(replaced: max(0, end - typed.utf8.count)..<end, candidates: list.candidates)
    }

    private func addPaths(under folder: String, to list: inout CandidateList) {
        for name in session.fileNames(under: folder) { list.add(.file, name, type: name.hasSuffix("/") ? "folder" : "file") }
    }

    private func add(_ kind: Command.Argument, after given: [String], to list: inout CandidateList) {
        switch kind {
        case .table:
            for table in session.tables { list.add(.table, table.name, type: "table", summary: table.columns.filter { !$0.isPrivate }.prefix(8).map(\.name).joined(separator: ", ")) }
        case .topic:
            for page in StagePage.all { list.add(.stage, page.word, type: page.form, summary: page.summary) }
            for function in Session.functionRows { list.add(.function, function.name, type: function.text, summary: function.summary) }
            for topic in Manual.topics { list.add(.argument, topic.name, summary: topic.summary) }
            for command in Command.all { list.add(.command, command.name, type: command.arguments, summary: command.summary) }
            for name in CodeLayer.names { list.add(.argument, name, type: "message") }
        case .shownColumn:
            for column in session.shownColumns { list.add(.column, column.name, type: StatementChoices.describe(column.type)) }
        case .column:
            // Of the table that has been named, else of the last pipeline.
            let rows = given.first.map { "from " + Parser.written($0) } ?? session.lastRows
            for column in rows.flatMap({ session.prospect(of: $0, after: "") })?.relation.columns ?? [] where !column.isPrivate {
                list.add(.column, column.name, text: Parser.written(column.name), type: StatementChoices.describe(column.type), summary: column.label ?? "")
            }
        case .code: for name in CodeLayer.names { list.add(.argument, name, type: "message") }
        case .chart: for form in ChartForm.all { list.add(.argument, form.name, type: form.text, summary: form.summary) }
        case .format: for format in OutputFormat.shown { list.add(.argument, format.name, summary: format.summary) }
        case .parameter: for value in session.valueNames(after: "") { list.add(.parameter, value.name, text: value.name + "=", type: value.type) }
        case .settingName: for setting in ShellSetting.all { list.add(.argument, setting.name, summary: setting.summary) }
        case .settingValue: addValues(of: given.first ?? "", to: &list)
        case .setting(let name): addValues(of: name, to: &list)
        case .path, .text: break
        }
    }
}

extension CommandCompleter {
    private func addValues(of setting: String, to list: inout CandidateList) {
        for value in ShellSetting.named(setting)?.values ?? [] { list.add(.argument, value) }
    }
}

extension Completion {
    /// The same with some bytes before it replaced too.
    fileprivate func including(_ count: Int) -> Completion {
        Completion(replaced: max(0, replaced.lowerBound - count)..<replaced.upperBound, candidates: candidates)
    }
}
