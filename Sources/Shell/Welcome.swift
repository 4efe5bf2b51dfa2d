import Diagnostics
import Semantics
import Session

/// What the shell says when it opens at a terminal: three lines.
enum Welcome {
    static func lines(_ session: Session) -> [String] {
        let tables = session.tables
        return ["motcua \(Version.current)", "type .help, or try:  \(example(tables))", opened(tables)]
    }

    /// Something that can be typed as it stands: a measure where the model has one.
    private static func example(_ tables: [TableInfo]) -> String {
        let table = tables.max { $0.measures.count < $1.measures.count }
        if let table, let measure = table.measures.first {
            return "from \(quoted(table.name)) | summarize \(quoted(measure.name))"
        }
        guard let table = tables.first else { return "from \"file.csv\" | take 5" }
        return "from \(quoted(table.name)) | take 5"
    }

    private static func opened(_ tables: [TableInfo]) -> String {
        if tables.isEmpty { return "nothing is open: start with a folder or a file, or name a file in quotes" }
        let shown = tables.prefix(6).map(\.name).joined(separator: ", ")
        let rest = tables.count > 6 ? " and \(tables.count - 6) more" : ""
        return "\(tables.count) table\(tables.count == 1 ? "" : "s"): \(shown)\(rest)"
    }

    /// A name that is no plain word stands in backquotes.
    private static func quoted(_ name: String) -> String {
        let isPlain = name.first?.isLetter ?? false && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        return isPlain ? name : "`\(name)`"
    }
}
