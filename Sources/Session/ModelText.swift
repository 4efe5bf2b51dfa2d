import Diagnostics
import Semantics

/// A model file to start from, inferred from opened files (`motcua model PATH…`).
///
/// Types are facts of the whole file; keys and links are not guessed, because a column that happens to be
/// unique today is not a promise. They stand as a comment to be decided by a person.
enum ModelText {
    static func text(_ tables: [(info: TableInfo, file: String)]) -> String {
        var lines = ["edition 1"]
        for (info, file) in tables {
            lines += ["", "table \(Checker.written(info.name)) file \"\(file)\" {"]
            let names = info.columns.map { Checker.written($0.name) + ":" }
            let width = names.map(\.count).max() ?? 0
            for (name, column) in zip(names, info.columns) {
                lines.append("  " + name + String(repeating: " ", count: width - name.count + 1) + written(column.type))
            }
            lines.append("  # say which column is the key:  id: text key")
            lines.append("}")
        }
        return lines.joined(separator: "\n") + "\n"
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
    /// A model file inferred from files and folders.
    package func modelText(paths: [String]) throws(DiagnosticList) -> String {
        try open(paths: paths)
        var tables: [(info: TableInfo, file: String)] = []
        for name in world.tableNames {
            guard let table = world.table(name), !table.isModelled, let file = world.openedFile(name) else { continue }
            tables.append((try world.file(table.name, options: [:], columns: nil), FilePath.name(of: file)))
        }
        return ModelText.text(tables)
    }
}
