import Diagnostics
import Engine
import Formats
import Reports
import Semantics
import Session
import Tables

/// Reference pages, printed from the language's own tables: nothing about a function or a format is written twice.
package struct Manual {
    private let functions: [FunctionSignature]

    /// - Parameter functions: the rows of the function tables.
    package init(functions: [FunctionSignature]) { self.functions = functions }

    /// A page about one kind of thing; single functions, stages and codes are found by their names.
    struct Topic: Sendable {
        let name: String
        let summary: String
        let blocks: @Sendable (Manual) -> [Document.Block]
    }

    static let topics: [Topic] = [
        Topic(name: "commands", summary: "what starts with a dot in the shell") { _ in [.table(Command.overview)] },
        Topic(name: "errors", summary: "every message by its code, and why the language wants it so") { _ in CodePage.list },
        Topic(name: "formats", summary: "files that are read, options of file(…), what --format and the ending of a file name choose") { _ in Manual.formats },
        Topic(name: "functions", summary: "aggregates, windows, text, numbers, dates, the domain") { $0.functionTables },
        Topic(name: "stages", summary: "what may stand after |") { _ in [.table(Manual.stages)] },
        Topic(name: "world", summary: "the small tables that the examples of errors speak about") { _ in CodePage.world },
    ]

    /// The list of pages.
    package var contents: [Document.Block] {
        [
            .table(ResultTable.texts([("page", Manual.topics.map(\.name)), ("about", Manual.topics.map(\.summary))])),
            .text("A page may also be one function, one stage or the code of an error: motcua manual working_days"),
        ]
    }

    /// The page of a topic, a function, a stage or a code; `nil` when there is none.
    package func page(_ name: String) -> [Document.Block]? {
        if let topic = Manual.topics.first(where: { $0.name == name }) { return topic.blocks(self) }
        let stages = StagePage.all.filter { $0.word == name }
        let signatures = functions.filter { $0.name == name }
        if stages.isEmpty, signatures.isEmpty { return CodeLayer.code(name).map { CodePage.blocks(of: $0) } }
        return stages.map { .text(Manual.describe($0)) } + signatures.map { .text(Manual.describe($0)) }
    }

    /// What the page of a stage, a function or a code gives as an example, to be run.
    func example(_ name: String) -> String? {
        if let stage = StagePage.all.first(where: { $0.word == name }) { return stage.example.isEmpty ? nil : stage.example }
        if let function = functions.first(where: { $0.name == name }) { return function.example.source }
        guard let right = CodeLayer.code(name)?.explanation.right, right.files.isEmpty, case .typed = right.way else { return nil }
        return right.text
    }

    /// Pages with a name near to one that does not exist.
    package func nearest(_ name: String) -> [String] {
        Spelling.nearest(name, in: Manual.topics.map(\.name) + StagePage.all.map(\.word) + functions.map(\.name) + CodeLayer.names)
    }

    private static var stages: ResultTable {
        ResultTable.texts([("stage", StagePage.all.map(\.form)), ("does", StagePage.all.map(\.summary))])
    }

    private static var formats: [Document.Block] {
        let readable = FileFormats.all.filter(\.isReadable)
        // An option that several formats have in the same way is one row.
        var options: [(name: String, formats: [String], summary: String)] = []
        for format in readable {
            for option in format.optionHelp {
                if let known = options.firstIndex(where: { $0.name == option.name && $0.summary == option.summary }) {
                    options[known].formats.append(format.name)
                } else {
                    options.append((option.name, [format.name], option.summary))
                }
            }
        }
        return [
            .section("reading"),
            .table(ResultTable.texts([
                ("format", readable.map(\.name)),
                ("endings", readable.map { $0.extensions.joined(separator: ", ") }),
                ("reads", readable.map(\.summary)),
            ])),
            .text("Options stand behind the name: from file(\"a.xlsx\", sheet: \"2019\", header: 4), in a model as table t file(\"a.xlsx\", sheet: \"2019\") { … }. With format: \"csv\" a file is read so whatever its name."),
            .table(ResultTable.texts([
                ("option", options.map(\.name)),
                ("of", options.map { $0.formats.joined(separator: ", ") }),
                ("says", options.map(\.summary)),
            ])),
        ] + readable.compactMap { format in format.note.map { .text($0) } } + [
            .section("writing"),
            .table(ResultTable.texts([
                ("format", OutputFormat.all.map(\.name)),
                ("endings", OutputFormat.all.map { $0.extensions.joined(separator: ", ") }),
                ("writes", OutputFormat.all.map(\.summary)),
            ])),
        ]
    }

    private var functionTables: [Document.Block] {
        FunctionSignature.Family.allCases.flatMap { family -> [Document.Block] in
            let rows = functions.filter { $0.family == family }
            if rows.isEmpty { return [] }
            return [
                .section(family.rawValue),
                .table(ResultTable.texts([("function", rows.map(\.text)), ("returns", rows.map(\.summary))])),
            ]
        }
    }

    private static func describe(_ stage: StagePage) -> String {
        "\(stage.form)\n  \(stage.summary)" + (stage.example.isEmpty ? "" : "\n  \(stage.example)")
    }

    private static func describe(_ signature: FunctionSignature) -> String {
        """
        \(signature.text)
          \(signature.summary)
          \(signature.example.source)  →  \(signature.example.result)
        """
    }
}
