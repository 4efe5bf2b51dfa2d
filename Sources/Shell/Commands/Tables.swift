import Engine
import Reports
import Semantics
import Session

extension Command {
    static func tables(_ shell: Shell, _ arguments: [String]) {
        let tables = shell.session.tables
        shell.sink.block(
            .table(
                ResultTable.texts([
                    ("table", tables.map(\.name)),
                    ("key", tables.map { $0.key ?? "" }),
                    ("columns", tables.map { $0.columns.map(\.name).joined(separator: ", ") }),
                ])))
    }
}
