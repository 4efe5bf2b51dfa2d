import Diagnostics
import Formats
import Semantics
import Syntax

/// A model file to start from, inferred from opened files (`motcua model PATH…`).
///
/// Types are facts of the whole file; keys and links are not guessed, because a column that happens to be
/// unique today is not a promise. They stand as a comment to be decided by a person.
enum ModelText {
    struct Table {
        var name: String
        /// `file "a.csv"`, `file("a.xlsx", sheet: "2019")`
        var file: String
        var columns: [TableInfo.Column]
    }

    static func text(_ tables: [Table]) -> String {
        var lines = ["edition 1"]
        for table in tables {
            lines += ["", "table \(Checker.written(table.name)) \(table.file) {"]
            let names = table.columns.map { Checker.written($0.name) + ":" }
            let width = names.map(\.count).max() ?? 0
            for (name, column) in zip(names, table.columns) {
                lines.append("  " + name + String(repeating: " ", count: width - name.count + 1) + written(column.type))
            }
            lines.append("  # say which column is the key:  id: text key")
            lines.append("}")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A file with what must be said to read it.
    static func file(_ name: String, _ options: [(name: String, value: String)]) -> String {
        if options.isEmpty { return "file \(Parser.quoted(name))" }
        return "file(" + ([Parser.quoted(name)] + options.map { "\($0.name): \(Parser.quoted($0.value))" }).joined(separator: ", ") + ")"
    }

    private static func written(_ type: Type) -> String {
        switch type.kind {
        case .ratio(counted: false): "ratio\(type.isOptional ? "?" : "")"
        case .nothing: "text?  # no value in the file"
        default: type.description
        }
    }
}

extension Session {
    /// A model file inferred from files and folders. Of a workbook with several sheets each is a table.
    package func modelText(paths: [String]) throws(DiagnosticList) -> String {
        try open(paths: paths)
        var tables: [ModelText.Table] = []
        for name in world.tableNames {
            guard let table = world.table(name), !table.isModelled, let path = world.openedFile(name) else { continue }
            let sheets = try FileFormats.sheetNames(of: path)
            if sheets.count > 1 {
                for sheet in sheets { tables.append(try modelTable("\(name)_\(sheet)", stem: name, path, sheet: sheet)) }
            } else {
                tables.append(try modelTable(name, stem: name, path, sheet: nil))
            }
        }
        return ModelText.text(tables)
    }

    private func modelTable(_ name: String, stem: String, _ path: String, sheet: String?) throws(DiagnosticList) -> ModelText.Table {
        let options: [String: Value] = sheet.map { ["sheet": .text($0)] } ?? [:]
        let columns = try world.file(stem, options: options, columns: nil).columns
        var said = sheet.map { [("sheet", $0)] } ?? []
        if let dates = world.datePattern(of: stem, options: options) { said.append(("dates", dates)) }
        return ModelText.Table(name: name, file: ModelText.file(FilePath.name(of: path), said), columns: columns)
    }
}
