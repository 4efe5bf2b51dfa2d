import Diagnostics
import Engine
import Planning
import Reports
import Semantics
import Syntax
import Tables

/// What differs between two runs of one script: figures, and the source rows and definitions that made them differ.
///
/// Rows are found as `.rows` finds them, by running the pipeline again for a cell, on both sides. Those that are on one side alone are looked
/// for in the other's data, which tells a row that came or went from one that is counted elsewhere.
package struct RunDifference {
    private let first: ComparedRun
    private let second: ComparedRun
    private let display: DisplayText
    private let wording: Wording
    private let words: DifferenceWording

    /// Cells behind which rows are looked for, each by two runs of its pipeline.
    private static let explainedCells = 500
    /// Rows that are looked for by their keys in the other side's data.
    private static let lookedForKeys = 2_000

    package init(_ first: ComparedRun, _ second: ComparedRun, wording: Wording) {
        self.first = first
        self.second = second
        self.wording = wording
        words = DifferenceWording(wording)
        display = first.session.options.display
    }

    private struct Figure {
        var result: String
        var row: String
        var column: String
        var texts: (String, String)
        /// What became of the rows behind it, in words.
        var cause = ""
    }

    private struct SourceRow {
        enum Change { case added, removed, changed, counted }
        var table: String
        var key: String
        var change: Change
        var column = ""
        var texts = ("", "")
        var place = ""
    }

    /// The tables of what differs; one sentence when nothing does.
    package func blocks() throws -> [Document.Block] {
        var figures: [Figure] = []
        var causes = Causes()
        for (left, right) in zip(first.results, second.results) { figures += try compare(left, right, &causes) }
        figures += lines()
        let definitions = definitions()
        let rows = try sourceRows(causes)
        if figures.isEmpty, definitions.isEmpty, first.results.count == second.results.count {
            return [.text(words.nothingDiffers(first.name, second.name))]
        }
        var blocks: [Document.Block] = []
        if first.results.count != second.results.count { blocks.append(.text(words.resultCounts(first.results.count, second.results.count))) }
        if !figures.isEmpty { blocks.append(.table(table(of: figures))) }
        if causes.isCut { blocks.append(.text(words.causesAreCut(RunDifference.explainedCells))) }
        if !rows.isEmpty { blocks.append(.table(table(of: rows))) }
        if !definitions.isEmpty { blocks.append(.table(table(of: definitions))) }
        return blocks
    }

    // MARK: Figures

    private func compare(_ left: (table: ResultTable, shown: ShownResult?), _ right: (table: ResultTable, shown: ShownResult?), _ causes: inout Causes) throws -> [Figure] {
        let key = left.shown?.pipeline.output.base.flatMap { first.session.world.table($0.table)?.key }
        let (before, after) = ComparedTable.pair(left.table, right.table, key: key, display, wording)
        let title = left.table.title ?? left.table.provenance?.statement.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
        let places = Dictionary(after.names.enumerated().map { ($1, $0) }) { first, _ in first }
        var figures: [Figure] = []
        func add(_ row: String, _ column: Int, _ texts: (String, String), at cells: (Int?, Int?)) throws {
            var figure = Figure(result: title, row: row, column: before.heading(column), texts: texts)
            figure.cause = try causes.explain(sets(of: (left.shown, cells.0), (right.shown, cells.1), column: before.table.columns[column].name), words)
            figures.append(figure)
        }
        let columns = before.table.columns.indices.filter { index in
            !before.keys.contains(index) && after.table.columns.indices.contains(index) && after.table.columns[index].name == before.table.columns[index].name
        }
        for row in 0..<before.table.rowCount {
            let name = before.names[row]
            let other = places[name]
            for column in columns {
                if let other {
                    guard before.value(row, column) != after.value(other, column) else { continue }
                    try add(name, column, (before.text(row, column), after.text(other, column)), at: (row, other))
                } else {
                    try add(name, column, (before.text(row, column), ""), at: (row, nil))
                }
            }
        }
        let known = Set(before.names)
        for row in 0..<after.table.rowCount where !known.contains(after.names[row]) {
            for column in columns { try add(after.names[row], column, ("", after.text(row, column)), at: (nil, row)) }
        }
        // Columns come and go with the values of a pivot's key.
        let names = (Set(before.table.columns.map(\.name)), Set(after.table.columns.map(\.name)))
        for column in before.table.columns where !names.1.contains(column.name) { figures.append(Figure(result: title, row: "", column: column.name, texts: (words.present, ""))) }
        for column in after.table.columns where !names.0.contains(column.name) { figures.append(Figure(result: title, row: "", column: column.name, texts: ("", words.present))) }
        return figures
    }

    /// Paragraphs and checks, line by line.
    private func lines() -> [Figure] {
        var figures: [Figure] = []
        for (left, right) in zip(first.texts, second.texts) where left != right {
            figures.append(Figure(result: words.paragraph, row: "", column: "", texts: (left, right)))
        }
        for (left, right) in zip(first.outcomes, second.outcomes) where said(left) != said(right) {
            figures.append(Figure(result: words.check, row: left.message, column: "", texts: (said(left), said(right))))
        }
        return figures
    }

    private func said(_ outcome: CheckOutcome) -> String {
        let verdict =
            switch outcome.verdict {
            case .held: wording.held
            case .failed: wording.failed
            case .warned: wording.warned
            }
        let rows = outcome.rowCount.map { $0 > 0 ? wording.failedRows(display.number(String($0)), listed: 0, isMore: false) : "" }
        return [verdict, outcome.comparison, rows].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    // MARK: Source rows

    /// The rows behind a cell on both sides; none where a result is not counted from the rows of a table.
    private func sets(of left: (shown: ShownResult?, row: Int?), _ right: (shown: ShownResult?, row: Int?), column: String) throws -> (SourceRowSet?, SourceRowSet?) {
        func set(_ run: ComparedRun, _ side: (shown: ShownResult?, row: Int?)) throws -> SourceRowSet? {
            guard let shown = side.shown, let row = side.row, let id = shown.pipeline.output.columns.first(where: { $0.name == column })?.id else { return nil }
            let behind = try run.session.rows(behind: SourceRows.Cell(row: row, rolledUp: shown.table.totalLevels?[row] ?? 0, column: id), of: shown)
            guard let scan = behind.scan else { return nil }
            return SourceRowSet(
                behind.rows, table: scan.table, columns: RunDifference.columns(of: scan, readBy: id, in: shown.pipeline), key: run.session.world.table(scan.table)?.key, display)
        }
        return (try set(first, left), try set(second, right))
    }

    /// The columns of a table that conditions, groups and computations look at, and the one that is shown.
    private static func columns(of scan: TableScan, readBy shown: ColumnID, in pipeline: CheckedPipeline) -> Set<String> {
        var read: Set<ColumnID> = [shown]
        for pipeline in [pipeline] + pipeline.subqueries.map(\.pipeline) {
            pipeline.walkExpressions { part in if case .column(let id) = part.node { read.insert(id) } }
        }
        return Set(scan.columns.filter { read.contains($0.id) }.map(\.name))
    }

    private func sourceRows(_ causes: Causes) throws -> [SourceRow] {
        try causes.tables.flatMap { table -> [SourceRow] in
            let keys = causes.keys[table] ?? []
            // On one side only: is it there at all on the other?
            let (left, right) = (causes.rows.0[table] ?? [:], causes.rows.1[table] ?? [:])
            let foundLeft = try look(for: keys.filter { left[$0] == nil }, in: table, of: first)
            let foundRight = try look(for: keys.filter { right[$0] == nil }, in: table, of: second)
            let columns = causes.columns[table] ?? []
            return keys.flatMap { key in changes(of: key, in: table, columns, left[key] ?? foundLeft[key], right[key] ?? foundRight[key]) }
        }
    }

    private func changes(of key: String, in table: String, _ columns: Set<String>, _ left: SourceRowSet.Row?, _ right: SourceRowSet.Row?) -> [SourceRow] {
        guard let left else { return [SourceRow(table: table, key: key, change: .added, place: right?.place ?? "")] }
        guard let right else { return [SourceRow(table: table, key: key, change: .removed, place: left.place)] }
        let place = right.place.isEmpty ? left.place : right.place
        let columns = left.differences(from: right, in: columns)
        if columns.isEmpty { return [SourceRow(table: table, key: key, change: .counted, place: place)] }
        return columns.map { SourceRow(table: table, key: key, change: .changed, column: $0, texts: (left.cells[$0] ?? "", right.cells[$0] ?? ""), place: place) }
    }

    private func look(for keys: [String], in table: String, of run: ComparedRun) throws -> [String: SourceRowSet.Row] {
        guard !keys.isEmpty, let info = run.session.world.table(table), let key = info.key, let result = try run.session.rows(of: info, keys: Array(keys.prefix(RunDifference.lookedForKeys))) else { return [:] }
        return SourceRowSet(result, table: table, columns: [], key: key, display).rows
    }

    // MARK: Definitions

    private func definitions() -> [(name: String, texts: (String, String))] {
        var found: [(name: String, texts: (String, String))] = []
        var seen: Set<String> = []
        for (left, right) in zip(first.results, second.results) {
            guard let before = left.table.provenance, let after = right.table.provenance else { continue }
            let others = RunDifference.definitions(of: after)
            for (name, text) in RunDifference.definitions(of: before).sorted(by: { $0.key < $1.key }) {
                guard let other = others[name], other != text, seen.insert(name).inserted else { continue }
                found.append((name, (text, other)))
            }
        }
        return found
    }

    private static func definitions(of provenance: Provenance) -> [String: String] {
        var result: [String: String] = [:]
        for used in provenance.columns.compactMap(\.derivation).flatMap({ $0.uses + [$0.definition] }) {
            result[(used.table.map { "\($0)." } ?? "") + used.name] = used.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        return result
    }

    // MARK: Tables

    private func table(of figures: [Figure]) -> ResultTable {
        ResultTable.texts(title: words.figuresThatDiffer, [
            (words.result, figures.map(\.result)), (words.rowHeading, figures.map(\.row)), (words.column, figures.map(\.column)),
            (first.name, figures.map(\.texts.0)), (second.name, figures.map(\.texts.1)), (words.rowsBehind, figures.map(\.cause)),
        ])
    }

    private func table(of rows: [SourceRow]) -> ResultTable {
        let changes = rows.map { row in
            switch row.change {
            case .added: words.added
            case .removed: words.removed
            case .changed: words.changed
            case .counted: words.countedElsewhere
            }
        }
        return ResultTable.texts(title: words.rowsThatDiffer, [
            (words.sourceTable, rows.map(\.table)), (words.key, rows.map(\.key)), (words.change, changes), (words.column, rows.map(\.column)),
            (first.name, rows.map(\.texts.0)), (second.name, rows.map(\.texts.1)), (words.rowNumber, rows.map(\.place)),
        ])
    }

    private func table(of definitions: [(name: String, texts: (String, String))]) -> ResultTable {
        ResultTable.texts(title: words.definitionsThatDiffer, [
            (words.name, definitions.map(\.name)), (first.name, definitions.map(\.texts.0)), (second.name, definitions.map(\.texts.1)),
        ])
    }

    // MARK: Causes

    /// The rows that stand behind differing cells on one side only, or otherwise than on the other.
    private struct Causes {
        private(set) var tables: [String] = []
        /// Of each table, in the order in which they are met.
        private(set) var keys: [String: [String]] = [:]
        /// Those that figures which differ were computed from.
        private(set) var columns: [String: Set<String>] = [:]
        private(set) var rows: ([String: [String: SourceRowSet.Row]], [String: [String: SourceRowSet.Row]]) = ([:], [:])
        private var cells = 0
        private(set) var isCut = false

        /// How many rows made a cell differ, in words.
        mutating func explain(_ sets: @autoclosure () throws -> (SourceRowSet?, SourceRowSet?), _ words: DifferenceWording) rethrows -> String {
            guard cells < RunDifference.explainedCells else {
                isCut = true
                return ""
            }
            cells += 1
            let (left, right) = try sets()
            guard let table = left?.table ?? right?.table, left == nil || right == nil || left?.table == right?.table else { return "" }
            let read = (left?.columns ?? []).union(right?.columns ?? [])
            columns[table, default: []].formUnion(read)
            var (gone, come, changed) = (0, 0, 0)
            for key in (left?.keys ?? []) + (right?.keys ?? []).filter({ left?.rows[$0] == nil }) {
                let (before, after) = (left?.rows[key], right?.rows[key])
                if let before, let after, before.differences(from: after, in: read).isEmpty { continue }
                if after == nil { gone += 1 } else if before == nil { come += 1 } else { changed += 1 }
                remember(key, in: table, before, after)
            }
            return words.rowCounts(come: come, gone: gone, changed: changed)
        }

        private mutating func remember(_ key: String, in table: String, _ before: SourceRowSet.Row?, _ after: SourceRowSet.Row?) {
            if keys[table] == nil { tables.append(table) }
            if rows.0[table]?[key] == nil, rows.1[table]?[key] == nil { keys[table, default: []].append(key) }
            if let before { rows.0[table, default: [:]][key] = before }
            if let after { rows.1[table, default: [:]][key] = after }
        }
    }
}

extension Session {
    /// The rows of a table with some of its keys; `nil` for keys that no list of the language holds.
    func rows(of table: TableInfo, keys: [String]) throws -> ResultTable? {
        guard let key = table.key, let type = table.column(key)?.type else { return nil }
        let literals: [String]
        switch type.kind {
        case .text, .link, .enumeration: literals = keys.map { Parser.quoted($0) }
        case .int: literals = keys
        default: return nil
        }
        let source = SourceText(name: SourceText.typed, text: "from \(Parser.written(table.name)) | where \(Parser.written(key)) in [\(literals.joined(separator: ", "))]")
        guard case .pipeline(let pipeline)? = Parser.parse(source).script.statements.first?.node else { return nil }
        let checker = Checker(catalogue: world, environment: environment)
        guard var checked = checker.check(pipeline, in: source) else { throw DiagnosticList(checker.diagnostics) }
        checked.output.columns.removeAll { $0.isPrivate && !options.showsPrivate }
        return try PipelineRunner(self, sink: SilentSink(), isReport: false, statement: nil).table(checked)
    }
}
