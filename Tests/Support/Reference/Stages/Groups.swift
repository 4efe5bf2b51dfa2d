import Semantics

/// `summarize`, and `add` and `set` where they look at other rows.
extension ReferenceRun {
    /// - Parameter empty: which groups there are even without rows.
    func summarized(_ keys: [Computation], _ items: [Computation], _ totals: ColumnID?, empty: [KeyDomain]?, over input: Rows) throws -> Rows {
        let resolved = try input.blaming { try resolvingReverses(keys.map(\.value)) }
        let calls = GroupCalls(self)
        let itemValues = items.map { calls.withColumns($0.value) }
        try calls.demandConstants()
        let counter = NoticeCounter(resolved + calls.expressions, self)
        let groupRows = Rows(later: { [self] in
            let rows = try input.all()
            let order = Order(run: self)
            var groups: [(key: [Value], rows: [Int])] = []
            var places: [[Value]: Int] = [:]
            for (number, row) in rows.enumerated() {
                counter.count(row)
                let key = try resolved.map { try value($0, row) }
                let identity = key.map(\.identity)
                if let place = places[identity] {
                    groups[place].rows.append(number)
                } else {
                    places[identity] = groups.count
                    groups.append((key, [number]))
                }
                try calls.evaluateArguments(row)
            }
            try calls.countSkipped(over: rows)
            // Without keys there is one group, whatever there is in it.
            if keys.isEmpty { groups = [([], Array(rows.indices))] }
            if let empty, !keys.isEmpty {
                for key in try EmptyGroupKeys(run: self, present: groups.map(\.key)).keys(empty, count: keys.count) where places[key.map(\.identity)] == nil {
                    places[key.map(\.identity)] = groups.count
                    groups.append((key, []))
                }
            }
            let sortKeys = resolved.map { CheckedSortKey($0, isDescending: false) }
            groups = groups.inOrder { order.compare($0.key, $1.key, by: sortKeys) }

            func row(_ key: [Value], _ numbers: [Int], level: Int) throws -> Row {
                var row = Row()
                for (index, computation) in keys.enumerated() { row[computation.id] = index < keys.count - level ? key[index] : .missing }
                if let totals { row[totals] = .int(Int64(level)) }
                return try calls.row(row, of: numbers.map { rows[$0] })
            }
            guard totals != nil, !keys.isEmpty else { return try groups.map { try row($0.key, $0.rows, level: 0) } }
            return try totalLines(over: groups.map(\.key), keyCount: keys.count).map { members, level in
                try row(members.first.map { groups[$0].key } ?? keys.map { _ in .missing }, members.flatMap { groups[$0].rows }.sorted(), level: level)
            }
        })
        return adding(items.map(\.id), { itemValues }, to: groupRows)
    }

    /// Rows with what is left of expressions once their calls are columns; worked out as they are asked for.
    func adding(_ ids: [ColumnID], _ values: @escaping () -> [CheckedExpression], to rows: Rows) -> Rows {
        var counter: NoticeCounter?
        return Rows { [self] in
            guard var row = try rows.next() else { return nil }
            let values = values()
            let known = counter ?? NoticeCounter(values, self)
            counter = known
            known.count(row)
            try rows.blaming { for (id, expression) in zip(ids, values) { row[id] = try value(expression, row) } }
            return row
        }
    }

    func computed(_ computations: [Computation], by: [CheckedExpression], along: [CheckedSortKey], over input: Rows) throws -> Rows {
        let resolved = try input.blaming { try resolvingReverses(computations.map(\.value) + by + along.map(\.value)) }
        var values = Array(resolved.prefix(computations.count))
        let withCalls = Rows(later: { [self] in
            var rows = try input.all()
            let partition = Array(resolved[computations.count..<computations.count + by.count])
            let order = zip(along, resolved.suffix(along.count)).map { CheckedSortKey($1, isDescending: $0.isDescending) }
            let keys = partition + order.map(\.value)
            var entering = keys
            // Keys are columns of their own before calls within calls.
            if values.map(\.callDepth).max() ?? 0 > 1 { try evaluate(keys, rows) }
            // Calls within calls (`rank(sum(fee))`) are worked out from the inside, each as a column.
            while true {
                var calls: [(words: String, call: CheckedExpression)] = []
                for call in values.flatMap(\.innermostCalls) {
                    let words = call.description
                    if !calls.contains(where: { $0.words == words }) { calls.append((words, call)) }
                }
                if calls.isEmpty { break }
                // All arguments before any call, row by row.
                for row in rows {
                    for key in keys { _ = try quietly { try value(key, row) } }
                    for (_, call) in calls { try evaluateArguments(of: call, row) }
                }
                let partitions = try self.partitions(rows, by: partition, order)
                for (words, call) in calls {
                    let id = makeLocal()
                    entering += call.children
                    let results = try self.results(of: call, partitions, rows, order)
                    for index in rows.indices { rows[index][id] = results[index] }
                    let column = CheckedExpression(.column(id), call.type, call.place)
                    values = values.map { $0.replacing(words, by: column) }
                }
            }
            let counter = NoticeCounter(entering, self)
            for row in rows { counter.count(row) }
            return rows
        })
        return adding(computations.map(\.id), { values }, to: withCalls)
    }

    /// One value a row.
    private func results(of call: CheckedExpression, _ partitions: [[Int]], _ rows: [Row], _ order: [CheckedSortKey]) throws -> [Value] {
        var results = [Value](repeating: .missing, count: rows.count)
        var skippedCount = 0
        for partition in partitions {
            let own = partition.map { rows[$0] }
            switch call.node {
            case .aggregate(let aggregate):
                let result = try self.aggregate(aggregate, over: own)
                skippedCount += try skipped(aggregate, over: own)
                for position in partition { results[position] = result }
            case .window(let window):
                let keys = try own.map { row in try order.map { try value($0.value, row) } }
                for (position, result) in zip(partition, try WindowRows(run: self, rows: own, along: keys, order: order).values(window)) { results[position] = result }
            default: break
            }
        }
        if case .aggregate(let aggregate) = call.node { countSkipped(aggregate, skippedCount) }
        return results
    }

    private func evaluate(_ expressions: [CheckedExpression], _ rows: [Row]) throws {
        for row in rows { for expression in expressions { _ = try quietly { try value(expression, row) } } }
    }

    private func evaluateArguments(of call: CheckedExpression, _ row: Row) throws {
        try quietly {
            switch call.node {
            case .aggregate(let aggregate):
                guard try aggregate.condition.map({ try value($0, row).isTrue }) ?? true else { return }
                for argument in aggregate.arguments { _ = try value(argument, row) }
            default:
                for part in call.children { _ = try value(part, row) }
            }
        }
    }

    /// Counts nothing of what is passed on the way, which is passed again.
    func quietly<Result>(_ body: () throws -> Result) rethrows -> Result {
        let before = counts
        defer { counts = before }
        return try body()
    }

    /// Positions of rows, those of one partition together and in the order of `along`.
    private func partitions(_ rows: [Row], by: [CheckedExpression], _ along: [CheckedSortKey]) throws -> [[Int]] {
        var partitions: [[Int]] = []
        var places: [[Value]: Int] = [:]
        for (index, row) in rows.enumerated() {
            let key = try by.map { try value($0, row).identity }
            if let place = places[key] {
                partitions[place].append(index)
            } else {
                places[key] = partitions.count
                partitions.append([index])
            }
        }
        let keys = try rows.map { row in try along.map { try value($0.value, row) } }
        let order = Order(run: self)
        return partitions.map { partition in
            partition.sorted { a, b in
                let difference = order.compare(keys[a], keys[b], by: along)
                return difference == 0 ? a < b : difference < 0
            }
        }
    }
}

extension CheckedExpression {
    fileprivate var isCall: Bool {
        switch node {
        case .aggregate, .window: true
        default: false
        }
    }

    /// Aggregate and window calls without another one inside.
    fileprivate var innermostCalls: [CheckedExpression] {
        let inner = children.flatMap(\.innermostCalls)
        return inner.isEmpty && isCall ? [self] : inner
    }

    /// How many stand inside one another.
    fileprivate var callDepth: Int { (children.map(\.callDepth).max() ?? 0) + (isCall ? 1 : 0) }

    /// With another expression wherever this one is written.
    fileprivate func replacing(_ words: String, by other: CheckedExpression) -> CheckedExpression {
        if isCall, description == words { return other }
        return mapChildren { $0.replacing(words, by: other) }
    }

    /// Equal for expressions that mean the same over the same columns, wherever they were written.
    var description: String {
        let parts = children.map(\.description).joined(separator: ", ")
        switch node {
        case .constant(let value): return "\(value) \(type)"
        case .column(let id): return "\(id)"
        case .parameter(let name): return "$\(name)"
        case .linked(_, let table, let column): return "\(table).\(column)(\(parts))"
        case .ancestor(_, let table, let level, asOf: _): return "\(table)^\(level)(\(parts))"
        case .under(_, let table, _, asOf: _): return "\(table) under(\(parts))"
        case .successor(_, let table, _): return "\(table) at(\(parts))"
        case .negate: return "-(\(parts))"
        case .not: return "not(\(parts))"
        case .and: return "and(\(parts))"
        case .or: return "or(\(parts))"
        case .arithmetic(let form, _, _): return "\(form)(\(parts))"
        case .compare(let comparison, let form, _, _, notice: _): return "\(comparison) \(form)(\(parts))"
        case .isMissing: return "missing(\(parts))"
        case .search: return "search(\(parts))"
        case .isIn: return "in(\(parts))"
        case .isInList: return "in list(\(parts))"
        case .isInPeriod: return "in period(\(parts))"
        case .isInQuery(_, let query): return "in \(query)(\(parts))"
        case .query(let query): return "\(query)"
        case .choose: return "if(\(parts))"
        case .coalesce: return "??(\(parts))"
        case .per: return "per(\(parts))"
        case .span: return "..(\(parts))"
        case .call(let name, let overload, _): return "\(name)/\(overload)(\(parts))"
        case .convert: return "\(type)(\(parts))"
        case .interpolate: return "text(\(parts))"
        case .list: return "[\(parts)]"
        case .aggregate(let call): return "\(call.function)/\(call.overload) \(call.condition == nil ? "" : "where")(\(parts))"
        case .window(let call): return "\(call.function)/\(call.overload) \(call.isDescending)(\(parts))"
        case .reverse(let reverse): return "\(reverse.scan.table) \(reverse.linkColumn)(\(parts))"
        }
    }
}
