import Diagnostics
import Formats
import Semantics
import Session
import Syntax

/// The choices at one place of a statement.
struct StatementChoices {
    let session: Session
    let source: SourceText
    let place: CursorPlace
    /// Of the rows before the stage at hand.
    let prospect: Prospect?
    var list: CandidateList

    init(session: Session, source: SourceText, place: CursorPlace) {
        self.session = session
        self.source = source
        self.place = place
        list = CandidateList(typed: StatementChoices.letters(source.slice(place.typed), place.form))
        let preceding = source.slice(place.preceding)
        let rows = session.prospect(of: place.pipeline.map(source.slice), after: preceding)
        // In `count(dossiers where …)` names are those of the table that links here.
        prospect = place.call.flatMap { call in call.isCondition ? call.first.flatMap { rows?.linking(source.slice($0)) } : nil } ?? rows
    }

    var preceding: String { source.slice(place.preceding) }

    /// What has been typed of the word, without its quotes and signs.
    private static func letters(_ written: String, _ form: CursorPlace.Form) -> String {
        switch form {
        case .nothing, .word: return written
        case .quotedName:
            let inner = written.dropFirst()
            return String(inner.last == "`" ? inner.dropLast() : inner).replacing("``", with: "`")
        case .text, .raw: return String(written.drop { $0 == "\"" || $0 == "'" })
        case .date, .parameter: return String(written.dropFirst())
        }
    }

    mutating func candidates() -> [Candidate] {
        add()
        if list.isEmpty, let scattered = list.scattered {
            list = scattered
            add()
        }
        return list.candidates
    }

    private mutating func add() {
        switch place.form {
        case .date:
            if place.wanted == .operand { addPeriods() }
            return
        case .parameter:
            if place.wanted == .operand || place.wanted == .statement { addParameters() }
            return
        case .nothing, .word, .quotedName, .text, .raw: break
        }
        let isQuoted = place.form == .text || place.form == .raw
        switch place.wanted {
        case .source: addSources(isQuoted: isQuoted)
        case .file: addFiles { _ in true }
        case .operand where isQuoted: addTexts()
        case _ where isQuoted: break
        case .statement: addStatements()
        case .stage: addStages()
        case .operand: addOperands()
        case .column: addShownColumns()
        case .operator: addOperators()
        case .member(let base): addMembers(of: source.slice(base))
        case .presence:
            for (word, summary) in [("missing", "has no value"), ("present", "has a value"), ("not", "the contrary")] {
                list.add(.keyword, word, summary: summary)
            }
        case .option: addOptions()
        case .chartKind:
            for form in ChartForm.all { list.add(.keyword, form.name, text: form.name + "(", type: form.text, summary: form.summary) }
        case .type: addTypes()
        case .nothing: break
        }
    }

    // MARK: Statements and stages

    private mutating func addStatements() {
        list.add(.keyword, "from", type: "from TABLE", summary: "begins a pipeline: a table, a let, a file")
        for page in StatementPage.all { list.add(.keyword, page.word, type: page.form, summary: page.summary) }
        addParameters()
        addFunctions([.scalar])
    }

    /// Likeliest first, by what stands before.
    private mutating func addStages() {
        let pages = StagePage.all.filter { $0.word != "from" }
        let likely = StagePage.likely(after: place.earlier.last?.rawValue)
        for word in likely { for page in pages where page.word == word { list.add(.stage, page.word, type: page.form, summary: page.summary) } }
        for page in pages { list.add(.stage, page.word, type: page.form, summary: page.summary) }
    }

    private mutating func addOptions() {
        switch place.stage {
        case .summarize?:
            list.add(.keyword, "totals", summary: "a line for all groups together, and for those of the first keys")
            list.add(.keyword, "empty", summary: "groups that have no rows too")
        case .pivot?: list.add(.keyword, "totals", summary: "a column and a line for all")
        case .show?: list.add(.keyword, "counts", summary: "the numbers behind each ratio")
        case .take?: list.add(.keyword, "ties", summary: "rows too that are as good as the last one")
        default: break
        }
    }

    private mutating func addTypes() {
        for name in ["text", "int", "decimal", "float", "bool", "date", "timestamp", "period", "duration", "ratio"] { list.add(.keyword, name) }
        list.add(.keyword, "money", text: "money VND", type: "money VND")
        list.add(.keyword, "one of", text: "one of [", type: "one of [\"a\", \"b\"]", summary: "declared values in their order")
        list.add(.keyword, "list of", type: "list of text")
        for table in session.tables { list.add(.link, table.name, text: Parser.written(table.name), type: "link", summary: "a row of \(table.name)") }
    }

    // MARK: Sources

    private mutating func addSources(isQuoted: Bool) {
        let takesModel = place.statement == .use
        if isQuoted { return addFiles { takesModel ? $0.hasSuffix(".mc") : FileFormats.forPath($0)?.isReadable == true } }
        if place.statement != .use {
            for table in session.tables {
                list.add(.table, table.name, text: Parser.written(table.name), type: "table", summary: table.columns.prefix(8).map(\.name).joined(separator: ", "))
            }
            if session.lastRows != nil, session.table("it") == nil { list.add(.pipeline, "it", type: "let", summary: "the last result") }
            for name in session.pipelineNames(after: preceding) { list.add(.pipeline, name, text: Parser.written(name), type: "let") }
        }
        for name in session.fileNames(under: "") where !name.hasSuffix("/") {
            guard place.statement == .use ? name.hasSuffix(".mc") : FileFormats.forPath(name)?.isReadable == true else { continue }
            list.add(.file, name, text: "\"\(name)\"", type: "file")
        }
        if place.statement != .use {
            list.add(.keyword, "file", text: "file(\"", type: "file(\"a.xlsx\", sheet: \"2019\")", summary: "a file with options")
            list.add(.keyword, "rows", text: "rows (", type: "rows (a, b) [(1, 2)]", summary: "rows written out")
        }
    }

    /// Paths in quotes, one folder at a time.
    mutating func addFiles(_ fits: (String) -> Bool) {
        let written = source.slice(place.typed)
        let isQuoted = place.form == .text || place.form == .raw
        let quote = isQuoted ? String(written.prefix { $0 == "\"" || $0 == "'" }) : "\""
        let path = isQuoted ? String(written.dropFirst(quote.count)) : ""
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        list = CandidateList(typed: String(path.dropFirst(folder.count)), isScattered: list.isScattered)
        for name in session.fileNames(under: folder) {
            if name.hasSuffix("/") {
                list.add(.file, name, text: quote + folder + name, type: "folder")
            } else if fits(name) {
                list.add(.file, name, text: quote + folder + name + quote, type: "file")
            }
        }
    }

    // MARK: Parameters

    mutating func addParameters() {
        for value in session.valueNames(after: preceding) {
            let name = "$" + Parser.written(value.name)
            list.add(.parameter, name, key: place.form == .parameter ? value.name : name, type: value.type)
        }
    }
}
