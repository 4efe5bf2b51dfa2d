import Engine
import Reports
import Semantics
import Session
import Tables

extension Command {
    static func tables(_ shell: Shell, _ line: CommandLine) {
        guard line.isEmpty else { return shell.report(.extraArgument(line.text, of: "tables")) }
        let tables = shell.session.tables
        shell.screen.block(
            .table(
                ResultTable.texts([
                    ("table", tables.map(\.name)),
                    ("key", tables.map { $0.key ?? "" }),
                    ("columns", tables.map { $0.columns.map(\.name).joined(separator: ", ") }),
                ])))
    }
}
