import Diagnostics
import Syntax

/// Where rows come from: tables, lets, files, pipelines in parentheses and rows written out.
extension Checker {
    /// Stages behind one another, those of definitions counted. Each costs stack, and nobody reads hundreds.
    private static let stageLimit = 300

    /// A whole pipeline. `following` are the stages that the caller will add, which tell what a file's columns are needed for.
    func flow(of pipeline: Pipeline, in source: SourceText, following: [Stage]) -> Flow? {
        guard var flow = flow(of: pipeline.source, in: source, following: pipeline.stages + following) else { return nil }
        for stage in pipeline.stages {
            guard flow.stages.count < Self.stageLimit else {
                report(.tooManyStages(Self.stageLimit), at: Diagnostic.Place(source: source, span: stage.span))
                return nil
            }
            checkTotals(before: stage, &flow, in: source)
            if !check(stage, of: &flow, in: source) { recover(from: stage, &flow) }
        }
        return flow
    }

    func flow(of from: Source, in source: SourceText, following: [Stage]) -> Flow? {
        let place = Diagnostic.Place(source: source, span: from.span)
        switch from.node {
        case .name(let name): return table(name, in: source, following: following)
        case .file(let path): return file(path, options: [:], place, following)
        case .fileWithOptions(let arguments):
            guard let (path, options) = fileOptions(arguments, in: source) else { return nil }
            return file(path, options: options, place, following)
        case .pipeline(let inner): return flow(of: inner, in: source, following: following)
        case .rows(let names, let rows): return self.rows(names, rows, in: source, place)
        case .absent: return nil
        }
    }

    private func table(_ name: Name, in source: SourceText, following: [Stage]) -> Flow? {
        let isInside = expanding.contains("let \(name.text)")
        // Inside its own definition a name still means the table that it hides.
        if let definition = environment.pipelines[name.text], !isInside || catalogue.table(name.text) == nil {
            guard beginExpanding("let \(name.text)", name.text, Diagnostic.Place(source: source, span: name.span), hints: ["give the new one another name"]) else { return nil }
            let wasReadAgain = isReadAgain
            isReadAgain = isReadAgain || !letsRead.insert(name.text).inserted
            defer {
                isReadAgain = wasReadAgain
                endExpanding()
            }
            meet(Definition(name: name.text, text: definition.source.slice(definition.pipeline.span)))
            return flow(of: definition.pipeline, in: definition.source, following: following)
        }
        if environment.unknown.contains(name.text) { return nil }
        let place = Diagnostic.Place(source: source, span: name.span)
        if let table = catalogue.table(name.text) {
            // A bare file among the opened ones: its types may still have to be learnt.
            if !table.isModelled { return file(table.name, options: [:], place, following, known: table) }
            return scan(table, source: source)
        }
        if let files = catalogue.ambiguousFiles(name.text) {
            report(.ambiguousTable(name.text, files), at: place)
            return nil
        }
        if environment.valueNames.contains(name.text) {
            report(.valueAsTable(name.text), at: place)
            return nil
        }
        let known = catalogue.tableNames + environment.pipelines.keys.sorted()
        let near = NearNames(name, among: known)
        var hints = near.hints
        let fixes = near.fixes()
        if fixes.isEmpty, !known.isEmpty { hints = ["there are: \(Checker.listed(known))"] }
        if known.isEmpty { hints = ["no folder is open; name a file in quotes:  from \"\(name.text).csv\""] }
        report(.unknownTable(name.text), at: place, hints: hints, fixes: fixes)
        return nil
    }

    private func file(_ path: String, options: [String: Value], _ place: Diagnostic.Place, _ following: [Stage], known: TableInfo? = nil) -> Flow? {
        do {
            let table = try catalogue.file(path, options: options, columns: neededColumns(following))
            baseTables[table.name] = table
            return scan(table, source: place.source)
        } catch {
            // A file's mistake has its own place; where it was named is said when it has none.
            report(DiagnosticList(error.all.map { found in
                var found = found
                if found.place == nil { found.place = place }
                return found
            }))
            return nil
        }
    }

    /// Every name in the stages up to the one that narrows what comes out; `nil` for all columns, when none does, an earlier stage shows or compares
    /// whole rows, or one is looked for by its type.
    private func neededColumns(_ stages: [Stage]) -> Set<String>? {
        var names = TreeNames()
        for stage in stages {
            names.add(stage)
            if names.seeksByType { return nil }
            switch stage.node {
            case .summarize: return names.all
            case .distinct(let keys):
                return keys.isEmpty ? nil : names.all
            case .keep(let items):
                if !items.contains(where: { if case .rest = $0 { true } else { false } }) { return names.all }
            case .show, .save, .chart, .describe, .append, .pivot, .unpivot, .compare: return nil
            case .filter, .add, .set, .drop, .rename, .sort, .take, .lookup, .join, .sample, .check, .warn, .absent: break
            }
        }
        return nil
    }

    func fileOptions(_ arguments: Arguments, in source: SourceText) -> (String, [String: Value])? {
        var path: String?
        var options: [String: Value] = [:]
        for argument in arguments.items {
            guard let value = expression(argument.value, Scope(source: source, level: .constant)) else { return nil }
            guard let constant = constant(value) else {
                report(.notWrittenOut, at: value.place)
                return nil
            }
            if let label = argument.label {
                options[label.text] = constant
            } else if path == nil, case .text(let text) = constant {
                path = text
            } else {
                report(.wanted("a file's name in quotes", got: value.type), at: value.place)
                return nil
            }
        }
        guard let path else {
            report(.fileWithoutName, at: Diagnostic.Place(source: source, span: arguments.span))
            return nil
        }
        return (path, options)
    }

    /// A value that is written out; of lists, `4..5` among them, all elements are.
    private func constant(_ value: CheckedExpression) -> Value? {
        switch value.node {
        case .constant(let constant): return constant
        case .list(let elements):
            let constants = elements.compactMap { constant($0) }
            return constants.count == elements.count ? .list(constants) : nil
        default: return nil
        }
    }

    /// All columns of a table under fresh numbers.
    func scan(_ table: TableInfo, source: SourceText) -> Flow {
        let scan = table.scan(from: numbers.make(table.columns.count))
        declaredOptional.formUnion(scan.optional)
        privateColumns.formUnion(scan.private)
        for (column, info) in zip(scan.table.columns, table.columns) { if let reason = info.whyText { whyText[column.id] = reason } }
        return Flow(source: .table(scan.table), relation: scan.relation)
    }

    private func rows(_ names: [Name], _ rows: [[Expression]], in source: SourceText, _ place: Diagnostic.Place) -> Flow? {
        for (index, name) in names.enumerated() where names[..<index].contains(where: { $0.text == name.text }) {
            report(.duplicateColumn(name.text), at: Diagnostic.Place(source: source, span: name.span))
            return nil
        }
        var isRight = true
        var columns: [[CheckedExpression]] = Array(repeating: [], count: names.count)
        let scope = Scope(source: source, level: .constant)
        for row in rows {
            guard row.count == names.count else {
                let span = row.reduce(row.first?.span ?? place.span) { $0.joined(with: $1.span) }
                report(.rowLength(row.count, columns: names.count), at: Diagnostic.Place(source: source, span: span))
                isRight = false
                continue
            }
            for (index, value) in row.enumerated() {
                guard let checked = expression(value, scope), fitsIntoRow(checked) else {
                    isRight = false
                    continue
                }
                columns[index].append(checked)
            }
        }
        guard isRight else { return nil }
        var types: [Type] = []
        for index in columns.indices {
            guard let (unified, type) = unify(columns[index], symbol: ",") else { return nil }
            columns[index] = unified
            types.append(type)
        }
        let ids = names.map { _ in numbers.make() }
        let shown = names.indices.map { Relation.Column(name: names[$0].text, id: ids[$0], type: types[$0]) }
        let transposed = rows.indices.map { row in columns.map { $0[row] } }
        return Flow(source: .rows(ids, types: types, transposed), relation: Relation(columns: shown))
    }
}
