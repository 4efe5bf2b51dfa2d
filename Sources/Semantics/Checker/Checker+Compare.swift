import Diagnostics
import Syntax

/// `compare s on k within t`: cell by cell against a published table.
///
/// It is made of other stages: a match of both sides, the verdict on each pair of cells, and an `unpivot` that gives every cell a row.
extension Checker {
    private static let verdicts = ["equal", "equal when rounded", "within tolerance", "different", "only ours", "only theirs"]

    func compare(_ from: Source, _ on: [Name], _ within: Expression?, _ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        guard var right = self.flow(of: from, in: source, following: []) else { return false }
        let scope = flow.scope(.row, in: source)
        guard isWithoutTotals(right, scope.place(from.span)) else { return false }
        if flow.holes.isOpen || right.holes.isOpen || !flow.holes.names.isEmpty || !right.holes.names.isEmpty { return false }
        guard let keys = keys(on, flow, right, source), var pairs = pairs(keys, flow, right, stage, source) else { return false }
        findDigits(of: &pairs, in: &right, stage)
        var tolerance: CheckedExpression?
        if let within {
            guard let value = expression(within, Scope(source: source, level: .constant)) else { return false }
            guard pairs.contains(where: { takes(value, $0) }) else {
                report(.withinNothing(value.type), at: value.place)
                return false
            }
            tolerance = value
        }
        let (ours, theirs) = (numbers.make(), numbers.make())
        let checked = CheckedJoin(
            kind: .both(left: ours, right: theirs),
            right: CheckedPipeline(source: right.source, stages: right.stages, output: right.relation, numbers: numbers),
            leftKeys: keys.map(\.left), rightKeys: keys.map(\.right), rightName: scope.source.slice(from.span))
        flow.stages.append(CheckedStage(.join(checked), span: stage.span))
        let marks = (CheckedExpression(.column(ours), .bool), CheckedExpression(.column(theirs), .bool))
        let place = scope.place(stage.word)
        guard let cells = pairs.mapOrNil({ cell($0, tolerance, marks, scope, place) }) else { return false }
        lay(cells, keys, stage, &flow)
        return true
    }

    // MARK: What is compared

    private struct Key {
        var column: Relation.Column
        var left: CheckedExpression
        var right: CheckedExpression
    }

    private struct Pair {
        var name: String
        var left: CheckedExpression
        var right: CheckedExpression
        var type: Type
        /// The column with the digits to which the published one was rounded.
        var digits: CheckedExpression?
    }

    /// A column is published with as many digits as its longest value: 95 among 94.9 and 91.7 stands for 95.0.
    private func findDigits(of pairs: inout [Pair], in right: inout Flow, _ stage: Stage) {
        var computations: [Computation] = []
        for index in pairs.indices where pairs[index].type.kind.isNumber || pairs[index].type.kind.isRatio {
            let published = pairs[index].right
            guard let place = published.place, let digits = scalarCall("digits", [published], place), let most = aggregateCall("max", [digits], place) else { continue }
            let id = numbers.make()
            computations.append(Computation(id: id, value: most))
            right.relation.columns.append(Relation.Column(name: "digits of \(pairs[index].name)", id: id, type: most.type))
            pairs[index].digits = CheckedExpression(.column(id), most.type.optional(), place)
        }
        if !computations.isEmpty { right.stages.append(CheckedStage(.compute(computations, by: [], along: []), span: stage.span)) }
    }

    private func keys(_ names: [Name], _ flow: Flow, _ right: Flow, _ source: SourceText) -> [Key]? {
        names.mapOrNil { name in
            let place = Diagnostic.Place(source: source, span: name.span)
            func column(_ relation: Relation, _ side: String) -> Relation.Column? {
                if let found = relation.columns.first(where: { $0.name == name.text }) { return found }
                let near = NearNames(name, among: relation.columns.map(\.name))
                report(.unknownColumn(name.text, of: side), at: place, hints: near.hints, fixes: near.fixes())
                return nil
            }
            guard let ours = column(flow.relation, "these rows"), let theirs = column(right.relation, "what is compared with") else { return nil }
            let sides = (CheckedExpression(.column(ours.id), ours.type, place), CheckedExpression(.column(theirs.id), theirs.type, place))
            guard let (left, right) = matched(sides.0, sides.1) else { return nil }
            return Key(column: ours, left: left, right: right)
        }
    }

    /// Every column of the published table besides the keys, with ours of the same name.
    private func pairs(_ keys: [Key], _ flow: Flow, _ right: Flow, _ stage: Stage, _ source: SourceText) -> [Pair]? {
        let place = Diagnostic.Place(source: source, span: stage.span)
        let others = right.relation.columns.filter { column in !keys.contains { $0.column.name == column.name } }
        guard !others.isEmpty else {
            report(.nothingToCompare, at: place)
            return nil
        }
        return others.mapOrNil { theirs in
            guard let ours = flow.relation.columns.first(where: { $0.name == theirs.name }) else {
                let near = Spelling.nearest(theirs.name, in: flow.relation.columns.map(\.name), limit: 1)
                report(.compareColumns(theirs.name), at: place,
                    hints: near.isEmpty ? ["drop it there, or compute it here"] : ["rename one side:  | rename \(Checker.written(theirs.name)) = \(Checker.written(near[0]))"])
                return nil
            }
            let sides = [(ours, ours.type.optional()), (theirs, theirs.type.optional())].map { CheckedExpression(.column($0.id), $1, place) }
            guard commonKind(sides[0], sides[1], comparing: true) != nil else {
                report(.compareTypes(ours.name, ours.type, theirs.type), at: place)
                return nil
            }
            guard let (unified, type) = unify(sides, symbol: "==", comparing: true) else { return nil }
            return Pair(name: ours.name, left: unified[0], right: unified[1], type: type)
        }
    }

    /// Whether a tolerance is of the kind that the columns are measured in.
    private func takes(_ tolerance: CheckedExpression, _ pair: Pair) -> Bool {
        switch tolerance.type.kind {
        case .points: pair.type.kind.isRatio || pair.type.kind == .points
        case .ratio: pair.type.kind.isNumber
        case let kind: kind.isNumber && pair.type.kind.isNumber && (kind.currency == nil || kind.currency == pair.type.kind.currency)
        }
    }

    // MARK: Cells

    private struct Cell {
        var name: String
        var ours: CheckedExpression
        var theirs: CheckedExpression
        var difference: CheckedExpression
        var verdict: CheckedExpression
    }

    private func cell(_ pair: Pair, _ tolerance: CheckedExpression?, _ marks: (ours: CheckedExpression, theirs: CheckedExpression), _ scope: Scope, _ place: Diagnostic.Place) -> Cell? {
        let verdictType = Type(.enumeration(Checker.verdicts))
        func verdict(_ name: String) -> CheckedExpression { CheckedExpression(.constant(.text(name)), verdictType, place) }
        func choose(_ condition: CheckedExpression, _ name: String, else other: CheckedExpression) -> CheckedExpression {
            CheckedExpression(.choose(condition, verdict(name), other), verdictType, place)
        }
        guard let form = Checker.form(pair.type.kind) else {
            report(.hasNoComparison(pair.type), at: place)
            return nil
        }
        var result = verdict("different")
        if let tolerance, takes(tolerance, pair) {
            guard let close = closeness(pair.left, pair.right, tolerance, scope, place) else { return nil }
            result = choose(close, "within tolerance", else: result)
        }
        if let digits = pair.digits, let rounds = scalarCall("rounds_to", [pair.left, pair.right, digits], place) {
            result = choose(rounds, "equal when rounded", else: result)
        }
        result = choose(CheckedExpression(.compare(.equal, form, pair.left, pair.right, notice: nil), .bool, place), "equal", else: result)
        result = choose(CheckedExpression(.not(marks.theirs), .bool, place), "only ours", else: result)
        result = choose(CheckedExpression(.not(marks.ours), .bool, place), "only theirs", else: result)
        return Cell(name: pair.name, ours: pair.left, theirs: pair.right, difference: difference(pair, place), verdict: result)
    }

    /// Ours less theirs; missing where that means nothing.
    private func difference(_ pair: Pair, _ place: Diagnostic.Place) -> CheckedExpression {
        switch pair.type.kind {
        case .date, .timestamp, .ratio, .points, .int, .decimal, .float:
            if let found = silently({ sum(pair.left, pair.right, isDifference: true, place) }) { return found }
        default: break
        }
        return CheckedExpression(.constant(.missing), Type(.nothing, optional: true), place)
    }

    // MARK: Rows

    /// A row for each key and column. Where the columns are of several kinds, cells stand as the text that shows them.
    private func lay(_ cells: [Cell], _ keys: [Key], _ stage: Stage, _ flow: inout Flow) {
        let ours = together(cells.map(\.ours) + cells.map(\.theirs))
        let differences = together(cells.map(\.difference))
        var computations: [Computation] = []
        var columns: [Relation.Column] = []
        func unique(_ name: String) -> String { columns.contains { $0.name == name } ? unique(name + "_") : name }
        for key in keys {
            let id = numbers.make()
            let value = CheckedExpression(.coalesce(key.left, key.right), Type(key.left.type.kind, optional: key.left.type.isOptional || key.right.type.isOptional), key.left.place)
            computations.append(Computation(id: id, value: value))
            columns.append(Relation.Column(name: key.column.name, id: id, type: value.type, label: key.column.label, isPrivate: inherit(id, from: value)))
        }
        flow.stages.append(CheckedStage(.compute(computations, by: [], along: []), span: stage.span))
        let lists = [Array(ours.prefix(cells.count)), Array(ours.suffix(cells.count)), differences, cells.map(\.verdict)]
        let reshape = CheckedUnpivot(names: cells.map(\.name), name: numbers.make(), values: lists.map { CheckedUnpivot.Values(id: numbers.make(), parts: $0) })
        flow.stages.append(CheckedStage(.unpivot(reshape), span: stage.span))
        columns.append(Relation.Column(name: unique("column"), id: reshape.name, type: Type(.enumeration(reshape.names))))
        for (name, values) in zip(["ours", "theirs", "difference", "verdict"], reshape.values) {
            let isPrivate = values.parts.map { inherit(values.id, from: $0) }.contains(true)
            columns.append(Relation.Column(name: unique(name), id: values.id, type: Type(values.parts[0].type.kind, optional: name != "verdict"), isPrivate: isPrivate))
        }
        flow.relation = Relation(columns: columns)
        flow.sortKeys = []
        flow.proven = []
    }

    /// Values of one kind as they are, of several kinds as text.
    private func together(_ values: [CheckedExpression]) -> [CheckedExpression] {
        if let (unified, type) = silently({ unify(values, symbol: ",") }), type.kind != .nothing { return unified }
        return values.map(shown)
    }
}

extension Array {
    /// All results, or `nil` when one is; every element is looked at, so that each mistake is reported.
    fileprivate func mapOrNil<Result>(_ transform: (Element) -> Result?) -> [Result]? {
        let results = compactMap(transform)
        return results.count == count ? results : nil
    }
}
