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
            return completion(typed: String(word), end: end) { add(.topic, to: &$0) }
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
        let given = words.dropFirst().dropLast().filter { !$0.isEmpty }.count
        guard let kind = command.argument(given) else { return .nothing(at: end) }
        return completion(typed: words[words.count - 1], end: end) { add(kind, to: &$0) }
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

    private func add(_ kind: Command.Argument, to list: inout CandidateList) {
        switch kind {
        case .table:
            for table in session.tables { list.add(.table, table.name, type: "table", summary: table.columns.prefix(8).map(\.name).joined(separator: ", ")) }
        case .topic:
            for page in StagePage.all { list.add(.stage, page.word, type: page.form, summary: page.summary) }
            for function in Session.functionRows { list.add(.function, function.name, type: function.text, summary: function.summary) }
            for topic in Manual.topics { list.add(.argument, topic.name, summary: topic.summary) }
            for command in Command.all { list.add(.command, command.name, type: command.arguments, summary: command.summary) }
            for name in CodeLayer.names { list.add(.argument, name, type: "message") }
        case .shownColumn:
            for column in session.shownColumns { list.add(.column, column.name, type: column.type) }
        case .text: break
        }
    }
}

extension Completion {
    /// The same with some bytes before it replaced too.
    fileprivate func including(_ count: Int) -> Completion {
        Completion(replaced: max(0, replaced.lowerBound - count)..<replaced.upperBound, candidates: candidates)
    }
}
