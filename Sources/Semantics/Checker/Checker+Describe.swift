import Diagnostics
import Syntax

/// `describe`: a profile of every column, a row each. It is made of a summary of the whole table and an `unpivot`.
extension Checker {
    func describe(_ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        let scope = flow.scope(.row, in: source)
        let place = scope.place(stage.word)
        guard !flow.relation.columns.isEmpty else { return true }
        var profiles: [[CheckedExpression]] = []
        for column in flow.relation.columns {
            let value = narrowed(CheckedExpression(.column(column.id), column.type, place), scope)
            guard let profile = profile(of: value, isPrivate: column.isPrivate, place) else { return false }
            profiles.append(profile)
        }
        let figures = Checker.figures
        var items: [Computation] = []
        var reshape = CheckedUnpivot(names: flow.relation.columns.map(\.name), name: numbers.make(), values: [])
        for (index, figure) in figures.enumerated() {
            let ids = profiles.map { profile -> ColumnID in
                let id = numbers.make()
                items.append(Computation(id: id, value: profile[index]))
                return id
            }
            reshape.values.append(CheckedUnpivot.Values(id: numbers.make(), parts: ids.map { CheckedExpression(.column($0), figure.type, place) }))
        }
        let stages = [
            CheckedStage(.summarize(keys: [], items: items, totals: nil, empty: nil), span: stage.span),
            CheckedStage(.unpivot(reshape), span: stage.span),
        ]
        var columns = [Relation.Column(name: "column", id: reshape.name, type: Type(.enumeration(reshape.names)))]
        columns += zip(figures, reshape.values).map { Relation.Column(name: $0.name, id: $1.id, type: $0.type) }
        flow.stages.append(CheckedStage(.describe(stages, Relation(columns: columns)), span: stage.span))
        return true
    }

    private static let figures: [(name: String, type: Type)] = [
        ("type", .text), ("present", .int), ("missing", .int), ("distinct", .int),
        ("min", Type(.text, optional: true)), ("q1", Type(.text, optional: true)), ("median", Type(.text, optional: true)),
        ("q3", Type(.text, optional: true)), ("max", Type(.text, optional: true)),
        ("most_frequent", Type(.text, optional: true)), ("histogram", Type(.text, optional: true)),
    ]

    /// In the order of `figures`. What shows values of a private column stays empty.
    private func profile(of value: CheckedExpression, isPrivate: Bool, _ place: Diagnostic.Place) -> [CheckedExpression]? {
        let kind = value.type.kind
        func constant(_ text: String) -> CheckedExpression { CheckedExpression(.constant(.text(text)), .text, place) }
        let none = CheckedExpression(.constant(.missing), Type(.text, optional: true), place)
        guard let rows = aggregateCall("count", [], place), let present = aggregateCall("count", [value], place),
            let distinct = aggregateCall("count_distinct", [value], place)
        else { return nil }
        let missing = CheckedExpression(.arithmetic(.subtract, rows, present), .int, place)
        let type = value.type.kind == .nothing ? "missing" : "\(value.type)"
        var figures = [CheckedExpression](repeating: none, count: 7)
        if !isPrivate {
            func text(_ figure: CheckedExpression?) -> CheckedExpression { figure.map(shown) ?? none }
            func share(_ part: String) -> CheckedExpression? {
                Decimal(part).flatMap { aggregateCall("percentile", [value, CheckedExpression(.constant(.decimal($0)), .decimal, place)], place) }
            }
            let isMeasure = kind.isNumber || kind == .points || kind.isDay
            if kind.isOrderedForProfile { figures[0] = text(aggregateCall("min", [value], place)); figures[4] = text(aggregateCall("max", [value], place)) }
            if isMeasure {
                figures[1] = text(share("0.25"))
                figures[2] = text(share("0.5"))
                figures[3] = text(share("0.75"))
                figures[6] = aggregateCall("histogram", [value], place) ?? none
            }
            // A link is known by its label.
            let named = if case .link = kind { shown(value) } else { value }
            figures[5] = aggregateCall("most_frequent", [named, CheckedExpression(.constant(.int(3)), .int, place)], place) ?? none
        }
        return [constant(type), present, missing, distinct] + figures
    }
}

extension Type.Kind {
    /// Its least and greatest value tell something.
    fileprivate var isOrderedForProfile: Bool {
        switch self {
        case .int, .decimal, .float, .points, .ratio, .text, .date, .timestamp, .period, .enumeration: true
        case .nothing, .bool, .duration, .link, .list: false
        }
    }
}
