import Engine
import Reports
import Semantics
import Session
import Tables

extension Command {
    /// `.help [TOPIC]`, `?TOPIC`
    static func help(_ shell: Shell, _ line: CommandLine) {
        if line.isEmpty { return shell.screen.block(.text(byTask)) }
        let topic = line.words.joined(separator: " ")
        if case .found(let command) = find(topic.hasPrefix(".") ? String(topic.dropFirst()) : topic), topic.hasPrefix(".") || command.name == topic,
            StagePage.all.allSatisfy({ $0.word != topic })
        {
            shell.screen.block(.text(page(of: command)))
            return shell.offer(command)
        }
        let manual = Manual(functions: shell.session.functions)
        guard let blocks = manual.page(topic) else {
            return shell.report(.unknownTopic(topic, nearest: manual.nearest(topic)))
        }
        for block in blocks { shell.screen.block(block) }
        if let example = manual.example(topic) { shell.offer(example) }
    }

    /// One screen: what one wants to do, and what does it.
    static var byTask: String {
        let width = Task.allCases.map(\.rawValue.count).max() ?? 0
        let lines = Task.allCases.flatMap { task -> [String] in
            let forms = all.filter { $0.task == task }.map(\.form)
            return LineFilling.lines(forms, width: 78 - width - 2, gap: 2).enumerated().map { index, line in
                let head = index == 0 ? task.rawValue : ""
                return head + String(repeating: " ", count: width - head.count + 2) + line
            }
        }
        return lines.joined(separator: "\n") + """


            A statement runs at Enter. A line that starts with | goes on with the last
            pipeline; 'from it' reads its rows, and 'let x = it' keeps them. Commands may
            be shortened. '.help commands' explains each, '?word' one command, stage,
            function or code of an error; '.tour' shows around.
            """
    }

    private static func page(of command: Command) -> String {
        "\(command.form)\n  \(command.summary)" + (command.example.isEmpty ? "" : "\n  for example: \(command.example)")
    }

    /// Every command with what it does.
    static var overview: ResultTable {
        ResultTable.texts([("command", all.map(\.form)), ("does", all.map(\.summary))])
    }
}
