import Diagnostics
import Syntax

/// `pivot e across k`: the values of k become columns.
///
/// Which columns there will be is a fact of the data, so whoever runs the script tells the checker the values (`pivotKeys`), and the stages
/// after the pivot are checked against them. While a script is only checked nothing runs, and any name may be one of them.
extension Checker {
    /// More columns than anybody would read.
    private static let columnLimit = 1_000

    func pivot(_ items: [Item], across: Expression, _ options: [StageOption], _ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        let rows = flow.scope(.row, in: source)
        for option in options where option.kind != .totals {
            report(.pivotOption(option.kind.rawValue), at: rows.place(option.span))
            return false
        }
        guard let key = expression(across, rows) else { return false }
        switch key.type.kind {
        case .duration, .list:
            report(.cannotBecomeColumns(key.type), at: key.place)
            return false
        default: break
        }
        guard !isPrivate(key) else {
            report(.privateColumnNames(source.slice(across.span)), at: key.place)
            return false
        }
        guard var draft = draft(items, across: across, key, flow, source) else { return false }
        if !options.isEmpty, !addTotals(&draft, flow, source) { return false }

        let fused = fuse(draft, flow)
        if fused != nil { flow.stages.removeLast() }
        draft = fused ?? draft
        guard let values = keys(of: draft.across, flow, rows.place(across.span)) else {
            if hasErrors { return false }
            flow.relation = Relation(columns: draft.rowColumns, totals: nil)
            flow.holes.isOpen = true
            return true
        }
        append(draft, values, stage, &flow)
        return true
    }

    /// A pivot before its values are known.
    private struct PivotDraft {
        struct Item {
            var name: String
            var label: String?
            /// Over aggregates of the rows in a cell.
            var value: CheckedExpression
            /// The column that it merely is.
            var column: Relation.Column?
            var derivation: Derivation?
            var span: Span
        }
        var rowKeys: [Computation]
        var rowColumns: [Relation.Column]
        var across: CheckedExpression
        var items: [Item]
        var hasTotals = false
        var groupOrder: [Int]?
        /// An item is a value of one row.
        var demandsSingle: Bool
    }

    private func draft(_ items: [Item], across: Expression, _ key: CheckedExpression, _ flow: Flow, _ source: SourceText) -> PivotDraft? {
        let rows = flow.scope(.row, in: source)
        var checked: [PivotDraft.Item] = []
        var demandsSingle = false
        var mentioned = TreeNames()
        mentioned.add(across)
        for item in items {
            mentioned.add(item)
            guard let (name, expression) = named(item, in: source) else { return nil }
            let isOverRows = mentionsAggregate(expression, rows)
            guard let (value, derivation) = derived(name, expression, isOverRows ? flow.scope(.group, in: source) : rows, flow.relation) else { return nil }
            if isOverRows {
                checked.append(PivotDraft.Item(name: name.text, label: label(of: item, flow.relation), value: value, derivation: derivation, span: expression.span))
                continue
            }
            demandsSingle = true
            var column: Relation.Column?
            if case .column(let id) = value.node { column = flow.relation.columns.first { $0.id == id } }
            guard let single = aggregateCall(column?.combining?.rawValue ?? "first", [value], rows.place(expression.span)) else { return nil }
            checked.append(PivotDraft.Item(name: name.text, label: label(of: item, flow.relation), value: single, column: column, derivation: derivation, span: expression.span))
        }
        for (index, item) in checked.enumerated() where checked[..<index].contains(where: { $0.name == item.name }) {
            report(.duplicateColumn(item.name), at: rows.place(item.span), hints: ["one of them needs another name"])
            return nil
        }
        // What neither the items nor the key speak of says which row a value belongs to.
        let rest = flow.relation.columns.filter { !mentioned.all.contains($0.name) }
        var rowKeys: [Computation] = []
        var rowColumns: [Relation.Column] = []
        for column in rest {
            switch column.type.kind {
            case .duration, .list:
                report(.notToldApart(column.name, column.type), at: rows.place(across.span))
                return nil
            default: break
            }
            let value = narrowed(CheckedExpression(.column(column.id), column.type, rows.place(across.span)), rows)
            var made = column
            made.id = numbers.make()
            made.type = value.type
            made.qualifier = nil
            made.isPrivate = inherit(made.id, from: value)
            rowKeys.append(Computation(id: made.id, value: value))
            rowColumns.append(made)
        }
        return PivotDraft(rowKeys: rowKeys, rowColumns: rowColumns, across: key, items: checked, demandsSingle: demandsSingle)
    }

    /// Counts, sums, ratios, min and max combine from the cells; anything else has to be computed from the rows, which are there when
    /// the pivot aggregates itself or directly follows the `summarize` that did.
    private func addTotals(_ draft: inout PivotDraft, _ flow: Flow, _ source: SourceText) -> Bool {
        draft.hasTotals = true
        guard fuse(draft, flow) == nil else { return true }
        for item in draft.items where item.column != nil || draft.demandsSingle && item.value.isFirst {
            if item.column?.combining != nil { continue }
            report(.pivotTotals(item.name), at: Diagnostic.Place(source: source, span: item.span))
            return false
        }
        return true
    }

    /// The pivot in place of the `summarize` that it follows, when it only lays out what that computes: then totals come from the rows.
    private func fuse(_ draft: PivotDraft, _ flow: Flow) -> PivotDraft? {
        guard case .summarize(let keys, let items, totals: nil, empty: nil)? = flow.stages.last?.node,
            case .column(let acrossID) = draft.across.node, let acrossKey = keys.first(where: { $0.id == acrossID }),
            flow.relation.columns.map(\.id) == keys.map(\.id) + items.map(\.id)
        else { return nil }
        var fused = draft
        let rowKeys = keys.filter { $0.id != acrossID }
        let sources = draft.rowKeys.map { key in keys.first { computation in if case .column(computation.id) = key.value.node { true } else { false } } }
        guard sources.count == rowKeys.count, !sources.contains(where: { $0 == nil }) else { return nil }
        for (index, source) in sources.enumerated() { if let source { fused.rowKeys[index].value = source.value } }
        for index in fused.items.indices {
            guard let column = fused.items[index].column, let item = items.first(where: { $0.id == column.id }) else { return nil }
            fused.items[index].value = item.value
        }
        fused.across = acrossKey.value
        fused.groupOrder = keys.map { key in
            key.id == acrossID ? fused.rowKeys.count : sources.firstIndex { $0?.id == key.id } ?? 0
        }
        fused.demandsSingle = false
        return fused
    }

    /// The values of the key over the rows so far, in their order; `nil` when nothing runs, or after reporting.
    private func keys(of across: CheckedExpression, _ flow: Flow, _ place: Diagnostic.Place) -> [PivotKey]? {
        guard let pivotKeys else { return nil }
        var rows = flow
        rows.stages.removeAll(where: \.onlyTells)
        let id = numbers.make()
        rows.stages.append(CheckedStage(.distinct([Computation(id: id, value: across)]), span: place.span))
        rows.stages.append(CheckedStage(.sort([CheckedSortKey(CheckedExpression(.column(id), across.type), isDescending: false)], totals: nil), span: place.span))
        rows.relation = Relation(columns: [Relation.Column(name: "key", id: id, type: across.type)])
        do {
            let found = try pivotKeys(finish(rows))
            guard found.count <= Checker.columnLimit else {
                report(.pivotTooWide(found.count, limit: Checker.columnLimit), at: place)
                return nil
            }
            return found
        } catch let mistakes as DiagnosticList {
            report(mistakes)
            return nil
        } catch {
            failure = error
            return nil
        }
    }

    private func append(_ draft: PivotDraft, _ keys: [PivotKey], _ stage: Stage, _ flow: inout Flow) {
        var columns = draft.rowColumns
        func add(_ name: String, _ label: String?, _ item: PivotDraft.Item, isTotal: Bool) -> ColumnID {
            let id = numbers.make()
            var unique = name
            var number = 2
            while columns.contains(where: { $0.name == unique }) {
                unique = "\(name)_\(number)"
                number += 1
            }
            var column = Relation.Column(name: unique, id: id, type: item.value.type, label: label, isPrivate: inherit(id, from: item.value))
            column.isTotal = isTotal
            column.derivation = item.derivation
            columns.append(column)
            return id
        }
        let isAlone = draft.items.count == 1
        var items: [CheckedPivot.Item] = draft.items.map { CheckedPivot.Item(value: $0.value, cells: [], total: nil) }
        // Value by value, so that what belongs to one period stands together.
        for key in keys {
            for (index, item) in draft.items.enumerated() {
                let label = isAlone ? key.label : "\(key.label): \(item.label ?? item.name)"
                items[index].cells.append(add(isAlone ? key.name : "\(key.name)_\(item.name)", label, item, isTotal: false))
            }
        }
        var totals: TotalsInfo?
        if draft.hasTotals {
            for (index, item) in draft.items.enumerated() {
                items[index].total = add(isAlone ? "all" : "all_\(item.name)", isAlone ? nil : item.label ?? item.name, item, isTotal: true)
            }
            totals = TotalsInfo(level: numbers.make(), keys: draft.rowKeys.map(\.id))
            for index in draft.rowKeys.indices { columns[index].type.isOptional = true }
        }
        let pivot = CheckedPivot(
            rowKeys: draft.rowKeys, across: draft.across, values: keys.map(\.value), items: items, demandsSingle: draft.demandsSingle,
            groupOrder: draft.groupOrder, totals: totals?.level)
        flow.stages.append(CheckedStage(.pivot(pivot), span: stage.span))
        flow.relation = Relation(columns: columns, totals: draft.rowKeys.isEmpty ? nil : totals)
        flow.sortKeys = []
        flow.proven = []
        flow.holes = Holes()
    }
}

extension CheckedStage {
    /// Prints, writes or checks, and leaves the rows as they are.
    fileprivate var onlyTells: Bool {
        switch node {
        case .show, .save, .check, .describe, .chart: true
        default: false
        }
    }
}

extension CheckedExpression {
    fileprivate var isFirst: Bool { if case .aggregate(let call) = node { call.function == "first" } else { false } }
}
