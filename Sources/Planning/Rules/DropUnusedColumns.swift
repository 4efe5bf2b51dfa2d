import Semantics

extension Rule {
    /// Scans, lookups, filters and kept rows carry only the columns that something above them reads.
    ///
    /// Law: a column that no expression and no output reads changes no answer. What it would have cost is never paid: a text
    /// file converts only the cells of the columns asked for, and only those are held to their declared types.
    ///
    /// Computations stay even when nobody reads them, because they may fail or count: `add x = fee / n | drop x` still reports
    /// an overflow. And the rows stay: after `summarize count()` a scan has no columns, but as many rows as before.
    /// So do the groups of keys that nobody reads, which are then not put together. `distinct` and `append` read all of their keys, for
    /// each of them decides which rows there are.
    static let dropUnusedColumns = Rule("DropUnusedColumns") { pipeline in
        var result = pipeline
        var readFromKept: [Int: Set<ColumnID>] = [:]
        result.result = prune(pipeline.result, pipeline.outputColumns, &readFromKept)
        // Backwards, since rows are kept for the steps after.
        for index in pipeline.steps.indices.reversed() {
            switch pipeline.steps[index] {
            case .keep(var rows, let plan):
                rows.columns.removeAll { !(readFromKept[rows.number]?.contains($0) ?? false) }
                result.steps[index] = .keep(rows, prune(plan, Set(rows.columns), &readFromKept))
            case .show(var show):
                show.plan = prune(show.plan, show.relation.columnsShown, &readFromKept)
                result.steps[index] = .show(show)
            case .save(var save):
                save.plan = prune(save.plan, save.relation.columnsShown, &readFromKept)
                result.steps[index] = .save(save)
            case .chart(var chart):
                chart.plan = prune(chart.plan, chart.relation.columnsShown, &readFromKept)
                result.steps[index] = .chart(chart)
            case .check(var check):
                check.plan = prune(check.plan, check.columns, &readFromKept)
                result.steps[index] = .check(check)
            }
        }
        return result
    }

    /// - Parameter wanted: the columns that are read above.
    private static func prune(_ plan: Plan, _ wanted: Set<ColumnID>, _ kept: inout [Int: Set<ColumnID>]) -> Plan {
        func used(_ expressions: [CheckedExpression]) -> Set<ColumnID> {
            expressions.reduce(into: []) { $0.formUnion($1.columnsRead) }
        }
        switch plan {
        case .scan(var scan):
            scan.columns.removeAll { !wanted.contains($0.id) }
            return .scan(scan)
        case .kept(var rows):
            rows.columns.removeAll { !wanted.contains($0) }
            kept[rows.number, default: []].formUnion(rows.columns)
            return .kept(rows)
        case .values: return plan
        case .aggregate(var aggregate):
            // A span of periods reads no column, so all of the node's expressions are the rows'.
            aggregate.input = prune(aggregate.input, used(plan.expressions), &kept)
            aggregate.readsKeys = aggregate.keys.contains { wanted.contains($0.id) }
            for index in aggregate.domains.indices {
                guard case .rows(let rows) = aggregate.domains[index].values else { continue }
                aggregate.domains[index].values = .rows(prune(rows, Set(rows.columns), &kept))
            }
            return .aggregate(aggregate)
        case .distinct, .pivot:
            let own = used(plan.expressions)
            return plan.mapInputs { prune($0, own, &kept) }
        case .project(var project):
            // From the last computation back: a column that is only renamed may be dropped, and then what it reads too.
            var wanted = wanted
            var computations: [Computation] = []
            for computation in project.computations.reversed() {
                if case .column = computation.value.node, !wanted.contains(computation.id) { continue }
                computations.append(computation)
                wanted.formUnion(computation.value.columnsRead)
            }
            project.input = prune(project.input, wanted, &kept)
            if computations.isEmpty { return project.input }
            project.computations = computations.reversed()
            return .project(project)
        case .filter(var filter):
            let own = used([filter.condition])
            filter.spent = own.subtracting(wanted)
            filter.input = prune(filter.input, own.union(wanted), &kept)
            return .filter(filter)
        case .window, .take, .check:
            let own = wanted.union(used(plan.expressions))
            return plan.mapInputs { prune($0, own, &kept) }
        case .unpivot(var unpivot):
            unpivot.kept.removeAll { !wanted.contains($0) }
            unpivot.input = prune(unpivot.input, Set(unpivot.kept).union(used(plan.expressions)), &kept)
            return .unpivot(unpivot)
        case .sample(let sample):
            let own = wanted.union(sample.choice.key.map { [$0] } ?? [])
            return plan.mapInputs { prune($0, own, &kept) }
        case .sort(let sort):
            var own = wanted.union(used(plan.expressions))
            if let totals = sort.totals { own.insert(totals.level) }
            return plan.mapInputs { prune($0, own, &kept) }
        case .join(var join):
            join.rightColumns.removeAll { !wanted.contains($0) }
            join.spent = used(join.leftKeys).subtracting(wanted)
            join.left = prune(join.left, wanted.union(used(join.leftKeys)), &kept)
            join.right = prune(join.right, used(join.rightKeys).union(join.rightColumns), &kept)
            return .join(join)
        case .append(var append):
            append.left = prune(append.left, used(append.columns.map(\.left)), &kept)
            append.right = prune(append.right, used(append.columns.map(\.right)), &kept)
            return .append(append)
        }
    }
}
