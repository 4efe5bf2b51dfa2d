import Diagnostics
import Engine
import Formats
import Reports
import Semantics
import Tables

/// `--log`: hears a run like any sink and writes it down as JSON: version, parameters, inputs with size and hash, what each result
/// means and was counted from, checks.
///
/// What differs between two runs of the same script on the same data (time, host) stands under `run` alone, so that two logs can be compared.
package final class RunLog: OutputSink {
    private var results: [ResultTable] = []
    private var paragraphs: [Paragraph] = []
    private var outcomes: [CheckOutcome] = []
    private var notices: [String] = []
    private var errors: [Diagnostic] = []

    package init() {}

    package func block(_ block: Document.Block) {
        switch block {
        case .table(let table): if !table.goesOn { results.append(table) }
        case .chart(let chart): results.append(chart.marks)
        case .outcome(let outcome): outcomes.append(outcome)
        case .paragraph(let paragraph): paragraphs.append(paragraph)
        case .title, .section, .note, .signatures, .appendix: break
        }
    }

    package var pieceRows: Int? { .max }

    package func notice(_ text: String) { notices.append(text) }

    package func diagnostics(_ list: [Diagnostic]) { errors += list }

    /// What only the process knows of a run.
    package struct Circumstances {
        package var started: String
        package var seconds: Double
        package var host: String
        package init(started: String, seconds: Double, host: String) {
            self.started = started
            self.seconds = seconds
            self.host = host
        }
    }

    /// - Throws: when an input has changed since it was read, so that its hash would be that of other bytes.
    package func text(_ session: Session, status: ExitStatus, _ circumstances: Circumstances) throws(DiagnosticList) -> String {
        let facts = session.runFacts
        return JSONText.object([
            ("version", .string(facts.version)), ("edition", .int(facts.edition)), ("script", .optional(facts.script)),
            ("request", session.request?.json ?? .null),
            ("parameters", .object(facts.parameters.map { ($0.name, .string($0.value)) })),
            ("as_of", .optional(session.environment.asOf.map { CivilDate(days: $0).text })),
            ("models", .array(session.modelFiles.map { .object([("path", .string($0.path)), ("sha256", .optional($0.hash))]) })),
            ("results", .array(results.compactMap(Self.result))),
            ("texts", .array(paragraphs.compactMap(Self.text))),
            ("inputs", .array(try inputs(session))),
            ("checks", .array(outcomes.map(Self.check))),
            ("notices", .array(notices.map { .string($0) })),
            ("errors", .array(errors.map { .object([("code", .string($0.code)), ("message", .string($0.message))]) })),
            ("status", .int(Int(status.rawValue))),
            ("run", .object([
                ("started", .string(circumstances.started)), ("seconds", .number(FloatText.short(circumstances.seconds))), ("host", .string(circumstances.host)),
                ("memory_bytes", .int(session.options.memory.peak)), ("spilled_bytes", .int(session.options.memory.spilledBytes)),
            ])),
        ]).text
    }

    private static func result(_ table: ResultTable) -> JSONText? {
        guard let provenance = table.provenance else { return nil }
        return .object([
            ("title", .optional(table.title)), ("statement", .string(provenance.statement)), ("place", .optional(provenance.place)),
            ("rows", .int(provenance.rowCount)),
            ("columns", .array(provenance.columns.map(column))),
            ("filters", .array(provenance.filters.map { .object([("condition", .string($0.condition)), ("rows", .int($0.rows)), ("kept", .int($0.kept))]) })),
            ("tables", .array(provenance.tables.map { table in
                .object([("name", .string(table.name)), ("rows_read", .int(table.rowsRead)), ("files", .array(table.files.map { .string($0.path) }))])
            })),
            ("notices", .array(provenance.notices.map { .string($0) })),
        ])
    }

    private static func column(_ column: Provenance.Column) -> JSONText {
        var members: [(String, JSONText)] = [("name", .string(column.name)), ("label", .optional(column.label)), ("type", .string("\(column.type)"))]
        if let derivation = column.derivation { members += meaning(derivation) }
        return .object(members)
    }

    private static func meaning(_ derivation: Derivation) -> [(String, JSONText)] {
        [
            ("definition", .string(derivation.definition.text)),
            ("uses", .array(derivation.uses.map { used in
                .object([
                    ("name", .string(used.name)), ("table", .optional(used.table)), ("definition", .string(used.text)), ("label", .optional(used.label)), ("note", .optional(used.note)),
                ])
            })),
        ]
    }

    /// A paragraph with computed values in it.
    private static func text(_ paragraph: Paragraph) -> JSONText? {
        let values = paragraph.pieces.compactMap { piece -> JSONText? in
            guard case .value(let text, let derivation) = piece else { return nil }
            return .object([("value", .string(text))] + meaning(derivation))
        }
        return values.isEmpty ? nil : .object([("text", .string(paragraph.text)), ("values", .array(values))])
    }

    private func inputs(_ session: Session) throws(DiagnosticList) -> [JSONText] {
        try session.filesRead.map { (file) throws(DiagnosticList) in
            .object([
                ("path", .string(file.path)), ("size", .int(file.size)), ("modified", .string(MachineText(zone: session.world.zone).text(timestamp: file.modified))),
                ("rows", file.rows.map { .int($0) } ?? .null), ("sha256", .string(try session.hash(of: file))),
            ])
        }
    }

    private static func check(_ outcome: CheckOutcome) -> JSONText {
        let verdict =
            switch outcome.verdict {
            case .held: "held"
            case .failed: "failed"
            case .warned: "warned"
            }
        return .object([
            ("verdict", .string(verdict)), ("message", .string(outcome.message)), ("comparison", .optional(outcome.comparison)),
            ("source", .optional(outcome.source)), ("rows", outcome.rowCount.map { .int($0) } ?? .null),
            ("row_messages", .array(outcome.rowMessages.map { .string($0) })), ("place", .optional(outcome.place)),
        ])
    }
}
