import Diagnostics
import Engine
import Reports
import Semantics
import Session
import Tables

extension Command {
    static func schema(_ shell: Shell, _ line: CommandLine) {
        guard let name = line.first else {
            return shell.report(.missingArgument("the name of a table", of: "schema", example: "dossiers"))
        }
        if line.words.count > 1 { return shell.report(.extraArgument(line.rest(from: 1), of: "schema")) }
        let found: TableInfo?
        do throws(DiagnosticList) { found = try shell.session.schema(of: name) } catch { return shell.screen.diagnostics(error.all) }
        guard let table = found else {
            return shell.report(.unknownTable(name, nearest: Spelling.nearest(name, in: shell.session.tables.map(\.name))))
        }
        var rows: [(name: String, type: String, label: String)] = table.columns.map { column in
            let type = "\(column.type)" + (column.name == table.key ? " key" : "") + (column.isPrivate ? " private" : "")
            return (column.name, type, column.label ?? "")
        }
        rows += table.computed.map { ($0.name, "computed", $0.label ?? "") }
        rows += table.measures.map { ($0.name, "measure", $0.label ?? "") }
        rows += table.reverseLinks.map { ($0.name, "rows of \($0.table) by \($0.column)", "") }
        shell.screen.block(
            .table(ResultTable.texts([("name", rows.map(\.name)), ("type", rows.map(\.type)), ("label", rows.map(\.label))])))
    }
}
