import Engine
import Reports
import Session

extension Command {
    static func help(_ shell: Shell, _ arguments: [String]) {
        if arguments.isEmpty {
            shell.sink.block(.table(overview))
            shell.sink.block(.text("A statement runs at Enter. A line that starts with | goes on with the last pipeline."))
            return
        }
        let topic = arguments.joined(separator: " ")
        let manual = Manual(functions: shell.session.functions)
        guard let blocks = manual.page(topic) else {
            return shell.report(.unknownTopic(topic, nearest: manual.nearest(topic)))
        }
        for block in blocks { shell.sink.block(block) }
    }

    /// Every command with what it does.
    static var overview: ResultTable {
        ResultTable.texts([
            ("command", all.map { $0.arguments.isEmpty ? ".\($0.name)" : ".\($0.name) \($0.arguments)" }),
            ("does", all.map(\.summary)),
        ])
    }
}
