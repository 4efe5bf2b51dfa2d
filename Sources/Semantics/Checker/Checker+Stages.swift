import Diagnostics
import Syntax

/// Stages: each takes the rows so far and leaves them changed.
extension Checker {
    /// - Returns: false when the stage is wrong, which has been reported; `recover` then says what the next ones may suppose.
    func check(_ stage: Stage, of flow: inout Flow, in source: SourceText) -> Bool {
        reverseScans = [:]
        let rows = flow.scope(.row, in: source)
        switch stage.node {
        case .filter(let written):
            flow.proven.formUnion(facts(written, rows).whenTrue)
            guard let condition = self.condition(written, rows) else { return false }
            flow.filters += condition.conjuncts
            flow.writtenFilters.append(source.slice(written.span))
            flow.stages.append(CheckedStage(.filter(condition), span: stage.span))
        case .add(let items, let by, let along):
            return compute(items, by, along, replacing: false, stage, &flow, source)
        case .set(let items, let by, let along):
            return compute(items, by, along, replacing: true, stage, &flow, source)
        case .keep(let items): return keep(items, stage, &flow, rows)
        case .drop(let names): return drop(names, &flow, source)
        case .rename(let pairs): return rename(pairs, &flow, source)
        case .summarize(let items, let by, let options): return summarize(items, by, options, stage, &flow, source)
        case .sort(let keys):
            guard let checked = sortKeys(keys, rows) else { return false }
            flow.sortKeys = checked
            flow.stages.append(CheckedStage(.sort(checked, totals: flow.relation.totals), span: stage.span))
        case .take(let count, let last, let by, let withTies): return take(count, last, by, withTies, stage, &flow, rows)
        case .distinct(let keys): return distinct(keys, stage, &flow, rows)
        case .lookup(let from, let alias, let on): return join(.lookup, from, alias, on, stage, &flow, rows)
        case .join(let from, let alias, let on): return join(.all, from, alias, on, stage, &flow, rows)
        case .append(let from): return append(from, stage, &flow, source)
        case .check(let assertion): return check(assertion, isWarning: false, stage, &flow, rows)
        case .warn(let assertion): return check(assertion, isWarning: true, stage, &flow, rows)
        case .show(let title, let options):
            var heading: CheckedExpression?
            if let title {
                guard let text = text(title, Scope(source: source, level: .constant), span: stage.span).map(withoutPrivateParts) else { return false }
                heading = text
            }
            var shown: ShowOptions = []
            for option in options {
                switch option.kind {
                case .counts: shown.insert(.counts)
                case .numbers: shown.insert(.numbers)
                case .totals, .empty:
                    report(.showOption(option.kind.rawValue), at: Diagnostic.Place(source: source, span: option.span))
                    return false
                }
            }
            flow.stages.append(CheckedStage(.show(title: heading, with: shown, flow.shown), span: stage.span))
        case .save(let target): return save(target, stage, &flow, source)
        case .pivot(let items, let across, let options): return pivot(items, across: across, options, stage, &flow, source)
        case .unpivot(let names, let name, let value): return unpivot(names, into: name, value, stage, &flow, source)
        case .sample(let amount, let seed): return sample(amount, seed: seed, stage, &flow, source)
        case .compare(let from, let on, let within): return compare(from, on, within, stage, &flow, source)
        case .chart(let kind, let arguments, let title): return chart(kind, arguments, title: title, stage, &flow, source)
        case .describe: return describe(stage, &flow, source)
        case .absent: return false
        }
        return true
    }

    private func save(_ target: Source, _ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        let file: (path: String, options: [String: Value])
        switch target.node {
        case .file(let path): file = (path, [:])
        case .fileWithOptions(let arguments):
            guard let found = fileOptions(arguments, in: source) else { return false }
            file = found
        default: return false
        }
        if ChartFile.forPath(file.path) != nil, !flow.stages.contains(where: { if case .chart = $0.node { true } else { false } }) {
            report(.noChartToSave(file.path), at: Diagnostic.Place(source: source, span: stage.span))
            return false
        }
        flow.stages.append(CheckedStage(.save(path: file.path, options: file.options, flow.shown), span: stage.span))
        return true
    }

    // MARK: Columns

    private func compute(_ items: [Item], _ by: [Expression], _ along: [SortKey], replacing: Bool, _ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        let rows = flow.scope(.row, in: source)
        guard var partition = expressions(by, rows), var order = sortKeys(along, rows) else { return false }
        if flow.relation.totals != nil, !by.isEmpty || !along.isEmpty {
            report(.rowsAfterTotals, at: Diagnostic.Place(source: source, span: stage.word))
            return false
        }
        var isRight = true
        var pending: [Computation] = []
        var values: [CheckedExpression] = []
        let start = flow.stages.count
        func flush() {
            if pending.isEmpty { return }
            if flow.stages.count == start + 1 { keepKeys(&partition, &order, of: start, stage, &flow) }
            flow.stages.append(CheckedStage(.compute(pending, by: partition, along: order), span: stage.span))
            pending = []
        }
        for item in items {
            // Later items see earlier ones, so a stage ends where one is used.
            var scope = flow.scope(.window, in: source)
            scope.along = order.first?.value
            guard let (name, expression) = named(item, in: source), let (value, derivation) = derived(name, expression, scope, flow.relation), fitsIntoRow(value) else {
                isRight = false
                continue
            }
            if flow.relation.totals != nil, isAggregated(value) {
                report(.aggregateAfterTotals, at: value.place)
                isRight = false
                continue
            }
            let made = Set(pending.map(\.id))
            if value.contains({ if case .column(let id) = $0.node { made.contains(id) } else { false } }) { flush() }
            let id = numbers.make()
            pending.append(Computation(id: id, value: value))
            values.append(value)
            if !isAggregated(value) { flow.definitions[id] = value }
            let existing = flow.relation.columns.firstIndex { $0.name == name.text }
            var column = Relation.Column(name: name.text, id: id, type: value.type, label: existing.flatMap { flow.relation.columns[$0].label } ?? label(of: item, flow.relation), isPrivate: inherit(id, from: value))
            column.derivation = derivation
            if replacing {
                guard let existing else {
                    if !flow.holes.excuse(name.text) { reportNothingToSet(name, stage, flow.relation, source) }
                    isRight = false
                    continue
                }
                flow.relation.replace(at: existing, by: column)
            } else {
                guard existing == nil else {
                    report(.addExistingColumn(name.text), at: Diagnostic.Place(source: source, span: name.span), fixes: [Diagnostic.Fix("set", at: stage.word)])
                    isRight = false
                    continue
                }
                flow.relation.columns.append(column)
            }
            flow.holes.names.remove(name.text)
        }
        flush()
        if isRight, !order.isEmpty { warnOfUnusedOrder(values, source) }
        return isRight
    }

    /// An order that makes no difference was meant to make one: in SQL a sum in an order is the sum so far.
    private func warnOfUnusedOrder(_ values: [CheckedExpression], _ source: SourceText) {
        func running(_ call: AggregateCall) -> String? {
            let name = "running_\(call.function)"
            return catalogue.functions(name).isEmpty ? nil : name
        }
        // What has no other form for the rows so far, such as the first value, may well look at the order.
        let looksAtOrder = values.contains {
            $0.contains {
                switch $0.node {
                case .window: true
                case .aggregate(let call): running(call) == nil
                default: false
                }
            }
        }
        if looksAtOrder { return }
        for value in values {
            guard case .aggregate(let call) = value.node, let name = running(call), let place = value.place, place.source === source else { continue }
            let written = source.slice(place.span)
            guard written.hasPrefix(call.function) else { continue }
            // A condition is for aggregates alone.
            guard call.condition == nil else { return report(.orderUnused(written, running: "\(name)(…)"), at: place) }
            let wanted = name + written.dropFirst(call.function.count)
            return report(.orderUnused(written, running: wanted), at: place, fixes: [Diagnostic.Fix(wanted, at: place.span)])
        }
    }

    /// A stage that becomes several has its keys worked out once, before the first of them: what is compared in them is counted once.
    private func keepKeys(_ partition: inout [CheckedExpression], _ order: inout [CheckedSortKey], of first: Int, _ stage: Stage, _ flow: inout Flow) {
        guard case .compute(let computations, _, _) = flow.stages[first].node else { return }
        var keys: [Computation] = []
        func kept(_ value: CheckedExpression) -> CheckedExpression {
            if case .column = value.node { return value }
            let id = numbers.make()
            keys.append(Computation(id: id, value: value))
            return CheckedExpression(.column(id), value.type, value.place)
        }
        partition = partition.map(kept)
        order = order.map { CheckedSortKey(kept($0.value), isDescending: $0.isDescending) }
        if keys.isEmpty { return }
        flow.stages[first] = CheckedStage(.compute(keys, by: [], along: []), span: stage.span)
        flow.stages.append(CheckedStage(.compute(computations, by: partition, along: order), span: stage.span))
    }

    private func reportNothingToSet(_ name: Name, _ stage: Stage, _ relation: Relation, _ source: SourceText) {
        let near = Spelling.nearest(name.text, in: relation.columns.map(\.name), limit: 1).first
        report(.setNewColumn(name.text), at: Diagnostic.Place(source: source, span: name.span),
            fixes: [near.map { Diagnostic.Fix(Checker.written($0), at: name.span) } ?? Diagnostic.Fix("add", at: stage.word)])
    }

    private func keep(_ items: [Item], _ stage: Stage, _ flow: inout Flow, _ scope: Scope) -> Bool {
        var columns: [Relation.Column] = []
        var computations: [Computation] = []
        var restAt: Int?
        var isRight = true
        for item in items {
            if case .rest(let span) = item {
                guard restAt == nil else {
                    report(.restTwice, at: scope.place(span))
                    return false
                }
                restAt = columns.count
                continue
            }
            guard let (name, expression) = named(item, in: scope.source), !isQuotedColumn(expression, flow.relation, scope),
                let (value, derivation) = derived(name, expression, scope, flow.relation), fitsIntoRow(value)
            else {
                isRight = false
                continue
            }
            guard !columns.contains(where: { $0.name == name.text }) else {
                isRight = reportDuplicate(name.text, expression, scope)
                continue
            }
            if var column = source(of: value, flow.relation) {
                if case .named = item { column.label = nil }
                column.name = name.text
                column.type = value.type
                columns.append(column)
            } else {
                let id = numbers.make()
                computations.append(Computation(id: id, value: value))
                flow.definitions[id] = value
                var column = Relation.Column(name: name.text, id: id, type: value.type, label: label(of: item, flow.relation), isPrivate: inherit(id, from: value))
                column.derivation = derivation
                columns.append(column)
            }
        }
        if let restAt {
            let kept = Set(columns.map(\.id))
            let rest = flow.relation.columns.filter { !kept.contains($0.id) }
            for column in rest where columns.contains(where: { $0.name == column.name }) {
                report(.duplicateColumn(column.name), at: scope.place(stage.span))
                return false
            }
            columns.insert(contentsOf: rest, at: restAt)
        }
        if !computations.isEmpty { flow.stages.append(CheckedStage(.compute(computations, by: [], along: []), span: stage.span)) }
        flow.relation.columns = columns
        return isRight
    }

    /// The column that a value merely is, hidden ones included.
    private func source(of value: CheckedExpression, _ relation: Relation) -> Relation.Column? {
        guard case .column(let id) = value.node else { return nil }
        return relation.columns.first { $0.id == id } ?? relation.base?.columns.values.first { $0.id == id }
    }

    private func drop(_ names: [Name], _ flow: inout Flow, _ source: SourceText) -> Bool {
        var isRight = true
        for name in names {
            guard let index = flow.relation.columns.firstIndex(where: { $0.name == name.text }) else {
                isRight = false
                if flow.holes.excuse(name.text) { continue }
                let near = NearNames(name, among: flow.relation.columns.map(\.name))
                report(.unknownColumn(name.text, of: "these rows"), at: Diagnostic.Place(source: source, span: name.span), hints: near.hints, fixes: near.fixes())
                continue
            }
            flow.relation.columns.remove(at: index)
        }
        guard isRight else { return false }
        guard !flow.relation.columns.isEmpty else {
            report(.noColumnLeft, at: names.first.map { Diagnostic.Place(source: source, span: $0.span) })
            return false
        }
        return true
    }

    private func rename(_ pairs: [(new: Name, old: Name)], _ flow: inout Flow, _ source: SourceText) -> Bool {
        var columns = flow.relation.columns
        var isRight = true
        for (new, old) in pairs {
            guard let index = flow.relation.columns.firstIndex(where: { $0.name == old.text }) else {
                isRight = false
                if flow.holes.excuse(old.text) { continue }
                let known = flow.relation.columns.map(\.name)
                let near = NearNames(old, among: known)
                var hints = near.hints
                if known.contains(new.text) { hints.append("the new name stands first:  rename \(Checker.written(old.text)) = \(Checker.written(new.text))") }
                let swapped = Diagnostic.Fix("\(Checker.written(old.text)) = \(Checker.written(new.text))", at: new.span.joined(with: old.span))
                report(.unknownColumn(old.text, of: "these rows"), at: Diagnostic.Place(source: source, span: old.span), hints: hints,
                    fixes: (known.contains(new.text) ? [swapped] : []) + near.fixes())
                continue
            }
            columns[index].name = new.text
            columns[index].qualifier = nil
        }
        for (index, column) in columns.enumerated() where columns[..<index].contains(where: { $0.name == column.name }) {
            let name = pairs.first { $0.new.text == column.name }?.new
            report(.duplicateColumn(column.name), at: name.map { Diagnostic.Place(source: source, span: $0.span) })
            return false
        }
        flow.relation.columns = columns
        return isRight
    }

    // MARK: Order and choice of rows

    func sortKeys(_ keys: [SortKey], _ scope: Scope) -> [CheckedSortKey]? {
        var checked: [CheckedSortKey] = []
        for key in keys {
            if isQuotedColumn(key.value, scope.relation, scope) || isNegatedKey(key.value, scope) { continue }
            guard let value = expression(key.value, scope) else { continue }
            warnOfPlace(key.value, scope, among: scope.relation?.columns ?? [])
            switch value.type.kind {
            case .duration, .list: report(.hasNoOrder(value.type), at: value.place)
            default: checked.append(CheckedSortKey(value, isDescending: key.order == .descending))
            }
        }
        return checked.count == keys.count ? checked : nil
    }

    /// `sort 2`, as SQL has it.
    func warnOfPlace(_ key: Expression, _ scope: Scope, among columns: [Relation.Column]) {
        guard case .number = key.node, case let written = scope.source.slice(key.span), let place = Int(written) else { return }
        let column = columns.indices.contains(place - 1) ? columns[place - 1] : nil
        report(.constantKey(written), at: scope.place(key.span), fixes: column.map { [Diagnostic.Fix(Checker.written($0.name), at: key.span)] } ?? [])
    }

    /// `sort -received`, which is `received desc` where there is nothing to negate.
    private func isNegatedKey(_ key: Expression, _ scope: Scope) -> Bool {
        guard case .negate(let inner) = key.node, let value = silently({ expression(inner, scope) }) else { return false }
        switch value.type.kind {
        case .int, .decimal, .float, .points, .duration: return false
        default: break
        }
        report(.wanted("a number", got: value.type), at: scope.place(key.span), fixes: [Diagnostic.Fix("\(scope.source.slice(inner.span)) desc", at: key.span)])
        return true
    }

    func expressions(_ written: [Expression], _ scope: Scope) -> [CheckedExpression]? {
        let checked = written.compactMap { expression($0, scope) }
        return checked.count == written.count ? checked : nil
    }

    private func take(_ count: Expression, _ last: Bool, _ by: [Expression], _ withTies: Bool, _ stage: Stage, _ flow: inout Flow, _ scope: Scope) -> Bool {
        guard let number = expression(count, Scope(source: scope.source, level: .constant)) else { return false }
        guard case .int(nil) = number.type.kind else {
            report(.wanted("a whole number", got: number.type), at: number.place)
            return false
        }
        if case .constant(.int(let value)) = number.node, value < 0 {
            report(.negativeTake(value), at: number.place, fixes: last ? [] : number.place.map { [Diagnostic.Fix("last \(value.magnitude)", at: $0.span)] } ?? [])
            return false
        }
        guard let partition = expressions(by, scope) else { return false }
        if withTies, flow.sortKeys.isEmpty {
            report(.tiesWithoutSort, at: Diagnostic.Place(source: scope.source, span: stage.span))
            return false
        }
        flow.stages.append(CheckedStage(.take(number, last: last, by: partition, ties: withTies ? flow.sortKeys : nil), span: stage.span))
        return true
    }

    private func distinct(_ keys: [Expression], _ stage: Stage, _ flow: inout Flow, _ scope: Scope) -> Bool {
        var computations: [Computation] = []
        var columns: [Relation.Column] = []
        if keys.isEmpty {
            for column in flow.relation.columns {
                let id = numbers.make()
                let value = narrowed(CheckedExpression(.column(column.id), column.type), scope)
                computations.append(Computation(id: id, value: value))
                columns.append(Relation.Column(name: column.name, id: id, type: value.type, label: column.label, isPrivate: inherit(id, from: value)))
            }
        }
        var isRight = true
        for key in keys {
            let name = outputName(key)
            guard !isQuotedColumn(key, flow.relation, scope), let (value, derivation) = derived(Name(name, key.span), key, scope, flow.relation), fitsIntoRow(value) else {
                isRight = false
                continue
            }
            guard !columns.contains(where: { $0.name == name }) else {
                isRight = reportDuplicate(name, key, scope)
                continue
            }
            let id = numbers.make()
            computations.append(Computation(id: id, value: value))
            var column = Relation.Column(name: name, id: id, type: value.type, label: label(of: key, flow.relation), isPrivate: inherit(id, from: value))
            column.derivation = derivation
            columns.append(column)
        }
        flow.stages.append(CheckedStage(.distinct(computations), span: stage.span))
        flow.relation = Relation(columns: columns)
        flow.sortKeys = []
        flow.holes = Holes()
        return isRight
    }
}

extension Stage {
    /// After `with totals` only what keeps each total with its group.
    var mayFollowTotals: Bool {
        switch node {
        case .sort, .keep, .drop, .rename, .add, .set, .show, .save, .chart, .absent: true
        default: false
        }
    }
}

extension Relation {
    /// Puts another column in the place of a visible one; measures and definitions of the model see it too.
    fileprivate mutating func replace(at index: Int, by column: Column) {
        if let name = base?.columns.first(where: { $0.value.id == columns[index].id })?.key { base?.columns[name] = column }
        columns[index] = column
    }
}
