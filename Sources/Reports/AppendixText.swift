import Semantics
import Tables

/// An appendix in words: what every target writes, each in its own form.
struct AppendixText {
    /// A line, and lines that belong under it.
    struct Item {
        var text: String
        var under: [String] = []
        /// The definition that it explains.
        var number: Int?
    }

    enum Body {
        case items([Item])
        case table(headers: [String], rows: [[String]])
        case checks([CheckOutcome])
    }

    struct Part {
        var heading: String
        var body: Body
    }

    let title: String
    /// In their order, without those that have nothing to say.
    let parts: [Part]

    init(_ appendix: Appendix, _ options: RenderOptions) {
        let wording = options.wording
        title = wording.appendix
        let definitions = AppendixText.definitions(appendix.definitions, wording)
        let results = appendix.results.enumerated().map { AppendixText.result($1, $0 + 1, options) }
        var parts = [Part(heading: wording.run, body: .items(AppendixText.run(appendix, options)))]
        if !appendix.files.isEmpty { parts.append(AppendixText.files(appendix.files, options)) }
        if !definitions.isEmpty { parts.append(Part(heading: wording.definitions, body: .items(definitions))) }
        if !results.isEmpty { parts.append(Part(heading: wording.countedFrom, body: .items(results))) }
        if !appendix.checks.isEmpty { parts.append(Part(heading: wording.checks, body: .checks(appendix.checks))) }
        if !appendix.notices.isEmpty { parts.append(Part(heading: wording.notes, body: .items(appendix.notices.map { Item(text: $0) }))) }
        self.parts = parts
    }

    private static func run(_ appendix: Appendix, _ options: RenderOptions) -> [Item] {
        let wording = options.wording
        let run = appendix.run
        var items: [Item] = []
        func under(_ hash: String?) -> [String] { hash.map { ["SHA-256: \($0)"] } ?? [] }
        if let script = run.script { items.append(Item(text: "\(wording.script): \(script)", under: under(appendix.scriptHash))) }
        for model in appendix.models { items.append(Item(text: "\(wording.model): \(model.path)", under: under(model.hash))) }
        if !run.parameters.isEmpty { items.append(Item(text: "\(wording.parameters):", under: run.parameters.map { "\($0.name) = \($0.value)" })) }
        if let day = run.asOf { items.append(Item(text: "\(wording.asOf) \(options.display.date(day))")) }
        items.append(Item(text: wording.program(run.version, edition: run.edition)))
        return items
    }

    private static func files(_ files: [Appendix.File], _ options: RenderOptions) -> Part {
        let wording = options.wording
        let rows = files.map { file in
            [
                file.path, file.rows.map { options.count($0) } ?? DisplayText.missing, options.count(file.size),
                options.display.timestamp(file.modified / 1_000_000 * 1_000_000), file.hash ?? wording.changedSince,
            ]
        }
        return Part(heading: wording.files, body: .table(headers: [wording.file, wording.rows, wording.bytes, wording.changed, "SHA-256"], rows: rows))
    }

    private static func definitions(_ list: DefinitionList, _ wording: Wording) -> [Item] {
        list.entries.enumerated().map { index, entry in
            let definition = entry.definition
            let label = definition.label.flatMap { $0 == definition.name ? nil : "\($0): " } ?? ""
            let name = (definition.table.map { "\($0)." } ?? "") + definition.name
            var under: [String] = []
            if let note = definition.note { under.append(note) }
            if !entry.uses.isEmpty { under.append("\(wording.standsOn) " + entry.uses.map { "[\($0)]" }.joined(separator: " ")) }
            // What stands in a text without a name of its own is its own name.
            let text = definition.name == definition.text ? oneLine(definition.text) : "\(label)\(name) = \(oneLine(definition.text))"
            return Item(text: "[\(index + 1)] \(text)", under: under, number: index + 1)
        }
    }

    private static func result(_ result: Appendix.Result, _ number: Int, _ options: RenderOptions) -> Item {
        let wording = options.wording
        let tables = result.tables.map { "\($0.name): \(wording.rowsRead(options.count($0.rowsRead)))" }
        let filters = result.filters.map { filter in
            "\(oneLine(filter.condition)): \(wording.kept(options.count(filter.kept), of: options.count(filter.rows)))"
        }
        let title = (result.title ?? wording.result(number)) + (result.place.map { " (\($0))" } ?? "")
        return Item(text: title, under: tables + filters + result.notices)
    }

    static func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension AppendixText {
    /// The appendix for targets that have no form of their own for it.
    func write(to writer: any DocumentWriter) {
        writer.write(.section(title))
        for part in parts {
            switch part.body {
            case .items(let items):
                let lines = items.flatMap { item in ["- \(item.text)"] + item.under.map { "    \($0)" } }
                writer.write(.text(([part.heading] + lines).joined(separator: "\n")))
            case .table(let headers, let rows):
                writer.write(.table(ResultTable.texts(title: part.heading, headers.enumerated().map { column, name in (name, rows.map { $0[column] }) })))
            case .checks(let outcomes):
                writer.write(.text(part.heading))
                for outcome in outcomes { writer.write(.outcome(outcome)) }
            }
        }
    }
}
