import Diagnostics
import Syntax

/// `summarize items by keys with totals`
extension Checker {
    func summarize(_ items: [Item], _ by: [Item], _ options: [StageOption], _ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        let rows = flow.scope(.row, in: source)
        var isRight = true
        for option in options {
            switch option.kind {
            case .totals: break
            case .empty where by.isEmpty:
                report(.emptyWithoutKeys, at: Diagnostic.Place(source: source, span: option.span))
                isRight = false
            case .empty: break
            case .counts, .numbers:
                report(.summarizeOption(option.kind.rawValue), at: Diagnostic.Place(source: source, span: option.span))
                isRight = false
            }
        }
        var columns: [Relation.Column] = []
        var keys: [Computation] = []
        var group = flow.scope(.group, in: source)
        for item in by {
            guard let (name, expression) = named(item, in: source), !isQuotedColumn(expression, flow.relation, rows),
                let (value, derivation) = derived(name, expression, rows, flow.relation)
            else {
                if let name = name(of: item) { group.holes.names.insert(name) }
                isRight = false
                continue
            }
            warnOfPlace(expression, rows, among: [])
            switch value.type.kind {
            case .duration, .list:
                report(.cannotBeGroupedBy(value.type), at: value.place)
                group.holes.names.insert(name.text)
                isRight = false
                continue
            default: break
            }
            guard !columns.contains(where: { $0.name == name.text }) else {
                isRight = reportDuplicate(name.text, expression, rows)
                continue
            }
            let id = numbers.make()
            keys.append(Computation(id: id, value: value))
            var column = Relation.Column(name: name.text, id: id, type: value.type, label: label(of: item, flow.relation), isPrivate: inherit(id, from: value))
            column.derivation = derivation
            columns.append(column)
            group.keys[name.text] = CheckedExpression(.column(id), value.type, value.place)
        }
        var computations: [Computation] = []
        for item in items {
            guard let (name, expression) = named(item, in: source), let (value, derivation) = derived(name, expression, group, flow.relation), fitsIntoRow(value) else {
                isRight = false
                continue
            }
            guard !columns.contains(where: { $0.name == name.text }) else {
                isRight = reportDuplicate(name.text, expression, rows)
                continue
            }
            let id = numbers.make()
            computations.append(Computation(id: id, value: value))
            var column = Relation.Column(name: name.text, id: id, type: value.type, label: label(of: item, flow.relation), isPrivate: inherit(id, from: value))
            column.combining = value.combining
            column.derivation = derivation
            columns.append(column)
        }
        var totals: TotalsInfo?
        if options.contains(where: { $0.kind == .totals }) {
            guard !by.isEmpty else {
                report(.totalsWithoutKeys, at: options.first.map { Diagnostic.Place(source: source, span: $0.span) })
                return false
            }
            totals = TotalsInfo(level: numbers.make(), keys: keys.map(\.id))
            // In a total row the keys that it rolls up are missing.
            for index in keys.indices { columns[index].type.isOptional = true }
        }
        let wantsEmpty = options.contains { $0.kind == .empty } && isRight
        let empty = wantsEmpty ? domains(of: keys, flow, source) : nil
        flow.stages.append(CheckedStage(.summarize(keys: keys, items: computations, totals: totals?.level, empty: empty), span: stage.span))
        flow.relation = Relation(columns: columns, totals: totals)
        flow.sortKeys = []
        flow.proven = []
        flow.holes = Holes()
        return isRight
    }
}

extension CheckedExpression {
    /// How values of it make a total: counts and sums add up, ratios of such counts pool.
    fileprivate var combining: Relation.Combining? {
        switch node {
        case .aggregate(let call):
            switch call.function {
            case "count", "sum": .sum
            case "min": .min
            case "max": .max
            case "pool": .pool
            default: nil
            }
        case .per(let numerator, let denominator): numerator.combining == .sum && denominator.combining == .sum ? .pool : nil
        case .convert(let inner): inner.combining == .sum ? .sum : nil
        default: nil
        }
    }
}
