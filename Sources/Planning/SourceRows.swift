import Diagnostics
import Semantics

/// Which source rows made a cell: by running the pipeline again up to where rows were put together, and keeping of the rows
/// before it those that went into that group (DECISIONS 19). Nothing is carried through operators for it, so results cost
/// nothing until somebody asks.
package struct SourceRows {
    private let numbers: ColumnNumbers
    /// The model's word on a table, for names and labels and for what is private.
    private let table: (String) -> TableInfo?

    package init(numbers: ColumnNumbers, table: @escaping (String) -> TableInfo?) {
        self.numbers = numbers
        self.table = table
    }

    /// A cell of a pipeline's output.
    package struct Cell {
        /// From 0.
        package var row: Int
        /// How many keys the row rolls up, after `with totals`.
        package var rolledUp: Int
        /// `nil` for the rows of the whole group, whatever a column makes of them.
        package var column: ColumnID?
        package init(row: Int, rolledUp: Int = 0, column: ColumnID? = nil) {
            self.row = row
            self.rolledUp = rolledUp
            self.column = column
        }
    }

    /// The rows behind a cell, in the order of their source; for a table with their numbers (`rowNumber`) in front.
    package func pipeline(behind cell: Cell, of checked: CheckedPipeline) -> (pipeline: CheckedPipeline, rowNumber: ColumnID?) {
        let stages = checked.stages.filter { !$0.isOutput && !$0.isCheck }
        let chosen = stages + one(cell.row)
        let reads = columnsRead(by: cell.column, in: stages)
        if let reverse = reverse(in: stages, computing: reads) {
            let keys = keys([reverse.key], source: checked.source, chosen)
            var linked = [matching([CheckedExpression(.column(reverse.linkColumn), reverse.key.type)], keys)]
            if let condition = Self.condition(of: [reverse.value]) { linked.append(filter(condition)) }
            return rows(of: .table(reverse.scan), linked)
        }
        guard let last = Self.lastGroups(in: stages) else { return shown(checked.source, chosen) }
        var before = Array(stages[..<last])
        switch stages[last].node {
        case .summarize(let groups, let items, _, _):
            before += group(groups.dropLast(cell.rolledUp), of: checked.source, chosen)
            if let condition = Self.condition(of: items.filter { reads.contains($0.id) }.map(\.value)) { before.append(filter(condition)) }
        case .distinct(let values):
            before += group(values[...], of: checked.source, chosen)
        case .pivot(let pivot):
            before += group(pivot.rowKeys.dropLast(cell.rolledUp), of: checked.source, chosen)
            before += conditions(of: pivot, reads)
        default: break
        }
        return rows(of: checked.source, before)
    }

    // MARK: Going back

    /// Source rows of all rows that the stages let through.
    private func rows(of source: CheckedSource, _ stages: [CheckedStage]) -> (CheckedPipeline, ColumnID?) {
        if let last = Self.lastGroups(in: stages) {
            let before = Array(stages[..<last])
            switch stages[last].node {
            case .summarize(let keys, _, _, _): return rows(of: source, before + group(keys[...], of: source, stages))
            case .distinct(let keys): return rows(of: source, before + group(keys[...], of: source, stages))
            case .pivot(let pivot): return rows(of: source, before + group(pivot.rowKeys[...], of: source, stages))
            default: break
            }
        }
        return shown(source, stages)
    }

    /// The last stage that put rows together, unless others were put under those rows since: then nobody can tell a group from
    /// a row of the other side, and the rows as they were put under one another are what is shown.
    private static func lastGroups(in stages: [CheckedStage]) -> Int? {
        guard let last = stages.lastIndex(where: \.putsRowsTogether), !stages[last...].contains(where: \.putsRowsUnder) else { return nil }
        return last
    }

    /// The columns of the source, or where rows of several sources were put under one another, those of both.
    private func shown(_ source: CheckedSource, _ stages: [CheckedStage]) -> (CheckedPipeline, ColumnID?) {
        var relation: Relation
        var source = source
        var rowNumber: ColumnID?
        if let appended = stages.last(where: \.putsRowsUnder), case .append(let append) = appended.node {
            relation = append.relation
        } else {
            switch source {
            case .table(var scan):
                let id = numbers.make()
                relation = self.relation(of: scan)
                scan.columns.append(TableScan.Column(id: id, name: TableScan.rowNumber, type: .int))
                relation.columns.insert(Relation.Column(name: "row", id: id, type: .int), at: 0)
                source = .table(scan)
                rowNumber = id
            case .rows(let ids, let types, _):
                relation = Relation(columns: zip(ids, types).enumerated().map { Relation.Column(name: "column_\($0 + 1)", id: $1.0, type: $1.1) })
            }
        }
        var stages = stages
        // A stage that repeats rows must not repeat them here.
        if stages.contains(where: \.repeatsRows) {
            let values = relation.columns.map { Computation(id: numbers.make(), value: CheckedExpression(.column($0.id), $0.type)) }
            stages.append(CheckedStage(.distinct(values), span: Self.nowhere))
            if rowNumber != nil { rowNumber = values[0].id }
            for index in values.indices { relation.columns[index].id = values[index].id }
        }
        return (CheckedPipeline(source: source, stages: stages, output: relation, numbers: numbers), rowNumber)
    }

    private func relation(of scan: TableScan) -> Relation {
        let info = table(scan.table)
        return Relation(columns: scan.columns.map { column in
            let known = info?.column(column.name)
            return Relation.Column(name: column.name, id: column.id, type: column.type, label: known?.label, isPrivate: known?.isPrivate ?? false)
        })
    }

    /// The rows of the groups that these stages let through, by their keys; nothing where there are no keys.
    private func group(_ keys: ArraySlice<Computation>, of source: CheckedSource, _ stages: [CheckedStage]) -> [CheckedStage] {
        if keys.isEmpty { return [] }
        let groups = self.keys(keys.map { CheckedExpression(.column($0.id), $0.value.type.optional()) }, source: source, stages)
        return [matching(keys.map(\.value), groups)]
    }

    /// The values of expressions over the rows of a pipeline, each combination once.
    private func keys(_ values: [CheckedExpression], source: CheckedSource, _ stages: [CheckedStage]) -> CheckedPipeline {
        let computations = values.map { Computation(id: numbers.make(), value: $0) }
        let columns = computations.map { Relation.Column(name: "\($0.id)", id: $0.id, type: $0.value.type) }
        return CheckedPipeline(source: source, stages: stages + [CheckedStage(.distinct(computations), span: Self.nowhere)], output: Relation(columns: columns), numbers: numbers)
    }

    private func matching(_ values: [CheckedExpression], _ keys: CheckedPipeline) -> CheckedStage {
        let right = keys.output.columns.map { CheckedExpression(.column($0.id), $0.type) }
        return CheckedStage(.join(CheckedJoin(kind: .matching, right: keys, leftKeys: values, rightKeys: right, rightName: "groups")), span: Self.nowhere)
    }

    // MARK: Which rows of a group a column counts

    /// The columns that a column was computed from after the last stage that put rows together, itself included.
    private func columnsRead(by column: ColumnID?, in stages: [CheckedStage]) -> Set<ColumnID> {
        guard let column else { return [] }
        var reads: Set<ColumnID> = [column]
        for stage in stages.reversed() {
            if stage.putsRowsTogether { break }
            guard case .compute(let computations, _, _) = stage.node else { continue }
            for computation in computations.reversed() where reads.contains(computation.id) { reads.formUnion(computation.value.columnsRead) }
        }
        return reads
    }

    /// The aggregate over another table that such a column is.
    private func reverse(in stages: [CheckedStage], computing reads: Set<ColumnID>) -> ReverseAggregate? {
        for stage in stages.reversed() {
            if stage.putsRowsTogether { break }
            guard case .compute(let computations, _, _) = stage.node else { continue }
            for computation in computations where reads.contains(computation.id) {
                for part in computation.value.outermost(\.isReverseAggregate) { if case .reverse(let reverse) = part.node { return reverse } }
            }
        }
        return nil
    }

    private func conditions(of pivot: CheckedPivot, _ reads: Set<ColumnID>) -> [CheckedStage] {
        var stages: [CheckedStage] = []
        let items = pivot.items.filter { item in item.cells.contains(where: reads.contains) || item.total.map(reads.contains) ?? false }
        let values = Set(items.flatMap { item in item.cells.indices.filter { reads.contains(item.cells[$0]) } })
        if values.count == 1, let value = values.first {
            let type = pivot.across.type
            let isMissing = CheckedExpression(.isMissing(pivot.across), .bool)
            let wanted = CheckedExpression(.constant(pivot.values[value]), Type(type.kind))
            stages.append(filter(pivot.values[value].isMissing ? isMissing : CheckedExpression(.isIn(pivot.across, [wanted]), .bool)))
        }
        if let condition = Self.condition(of: items.map(\.value)) { stages.append(filter(condition)) }
        return stages
    }

    /// What a row must be like for at least one of the aggregates to count it; `nil` when one counts every row.
    private static func condition(of values: [CheckedExpression]) -> CheckedExpression? {
        var alternatives: [CheckedExpression] = []
        for value in values {
            for part in value.outermost(\.isAggregateCall) {
                guard case .aggregate(let call) = part.node else { continue }
                var needed = call.condition.map { [$0.withoutNotices] } ?? []
                // Aggregates leave out what is missing.
                if let argument = call.arguments.first, argument.type.isOptional {
                    needed.append(CheckedExpression(.not(CheckedExpression(.isMissing(argument), .bool)), .bool))
                }
                guard let first = needed.first else { return nil }
                alternatives.append(needed.dropFirst().reduce(first) { CheckedExpression(.and($0, $1), .bool) })
            }
        }
        return alternatives.dropFirst().reduce(alternatives.first) { result, next in result.map { CheckedExpression(.or($0, next), .bool) } }
    }

    // MARK: Stages

    private static let nowhere = Span(0, 0)

    private func filter(_ condition: CheckedExpression) -> CheckedStage {
        var condition = condition
        condition.place = nil
        return CheckedStage(.filter(condition), span: Self.nowhere)
    }

    /// Leaves the row with that number.
    private func one(_ row: Int) -> [CheckedStage] {
        func take(_ count: Int, last: Bool) -> CheckedStage {
            CheckedStage(.take(CheckedExpression(.constant(.int(Int64(count))), .int), last: last, by: [], ties: nil), span: Self.nowhere)
        }
        return [take(row + 1, last: false), take(1, last: true)]
    }
}

extension CheckedStage {
    /// Many rows become one.
    fileprivate var putsRowsTogether: Bool {
        switch node {
        case .summarize, .distinct, .pivot: true
        case .filter, .compute, .sort, .take, .join, .append, .unpivot, .sample, .check, .show, .save, .describe, .chart: false
        }
    }

    fileprivate var putsRowsUnder: Bool { if case .append = node { true } else { false } }

    /// One row becomes many.
    fileprivate var repeatsRows: Bool {
        switch node {
        case .unpivot: true
        case .join(let join): if case .all = join.kind { true } else { false }
        default: false
        }
    }
}
