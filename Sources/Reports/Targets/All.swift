extension Target {
    package static let box = Target("box", "drawn borders, cut to the terminal") { BoxWriter($0, $1) }
    package static let plain = Target("plain", "aligned columns, complete", extensions: ["txt", "text"]) { PlainWriter($0, $1) }

    package static let all: [Target] = [
        box,
        plain,
        Target("vertical", "one line for each column of each row") { VerticalWriter($0, $1) },
        Target("md", "Markdown", extensions: ["md", "markdown"], isDocument: true) { MarkdownWriter($0, $1) },
        Target("html", "one self-contained page, ready to print on A4", extensions: ["html", "htm"], isDocument: true) { HtmlWriter($0, $1) },
        Target("xlsx", "an Excel workbook, a sheet for each table", extensions: ["xlsx"], isDocument: true, isBinary: true, takesPieces: true) { WorkbookWriter($0, $1) },
    ]

    package static func named(_ name: String) -> Target? { all.first { $0.name == name } }

    /// The target that a file name's ending chooses.
    package static func forExtension(_ ending: String) -> Target? {
        all.first { $0.extensions.contains(ending.lowercased()) }
    }
}
