import Semantics

/// `summarize`, and `add` and `set` where they look at other rows.
extension ReferenceRun {
    func summarized(_ keys: [Computation], _ items: [Computation], _ totals: ColumnID?, over input: Rows) -> Rows {
        Rows(later: { [self] in
            let rows = try input.all()
            let order = Order(run: self)
            let resolved = try resolvingReverses(keys.map(\.value) + items.map(\.value))
            let (keyValues, itemValues) = (Array(resolved.prefix(keys.count)), Array(resolved.dropFirst(keys.count)))
            let counter = NoticeCounter(resolved, self)
            var groups: [(key: [Value], rows: [Int])] = []
            var places: [[Value]: Int] = [:]
            for (number, row) in rows.enumerated() {
                counter.count(row)
                let key = try keyValues.map { try value($0, row) }
                let identity = key.map(\.identity)
                if let place = places[identity] {
                    groups[place].rows.append(number)
                } else {
                    places[identity] = groups.count
                    groups.append((key, [number]))
                }
                for call in itemValues.flatMap(\.aggregateCalls) { try evaluateArguments(of: call, row) }
            }
            for call in itemValues.flatMap(\.aggregateCalls).unique { countSkipped(call, try skipped(call, over: rows)) }
            // Without keys there is one group, whatever there is in it.
            if keys.isEmpty { groups = [([], Array(rows.indices))] }
            let sortKeys = keyValues.map { CheckedSortKey($0, isDescending: false) }
            groups = groups.enumerated().sorted { a, b in
                let difference = order.compare(a.element.key, b.element.key, by: sortKeys)
                return difference == 0 ? a.offset < b.offset : difference < 0
            }.map(\.element)

            func row(_ key: [Value], _ numbers: [Int], level: Int) throws -> Row {
                let group = numbers.map { rows[$0] }
                var row = Row()
                for (index, computation) in keys.enumerated() { row[computation.id] = index < keys.count - level ? key[index] : .missing }
                if let totals { row[totals] = .int(Int64(level)) }
                counter.count(row, group: group)
                for (computation, item) in zip(items, itemValues) { row[computation.id] = try value(item, row, group: group) }
                return row
            }
            var result: [Row] = []
            for (index, group) in groups.enumerated() {
                result.append(try row(group.key, group.rows, level: 0))
                guard totals != nil, !keys.isEmpty else { continue }
                // After a group come the totals of all that ends with it.
                for level in 1...keys.count {
                    let shared = group.key.prefix(keys.count - level).map(\.identity)
                    func belongs(_ other: (key: [Value], rows: [Int])) -> Bool { other.key.prefix(shared.count).map(\.identity) == shared }
                    if index + 1 < groups.count, belongs(groups[index + 1]) { break }
                    result.append(try row(group.key, groups.filter(belongs).flatMap(\.rows).sorted(), level: level))
                }
            }
            if totals != nil, groups.isEmpty { result.append(try row(keys.map { _ in .missing }, [], level: keys.count)) }
            return result
        })
    }

    /// Arguments are worked out row by row, so that of several rows that fail the first is reported.
    private func evaluateArguments(of call: AggregateCall, _ row: Row) throws {
        let before = counts
        defer { counts = before }
        guard try call.condition.map({ try value($0, row).isTrue }) ?? true else { return }
        for argument in call.arguments { _ = try value(argument, row) }
    }

    func computed(_ computations: [Computation], by: [CheckedExpression], along: [CheckedSortKey], over input: Rows) -> Rows {
        Rows(later: { [self] in
            var rows = try input.all()
            let resolved = try resolvingReverses(computations.map(\.value) + by + along.map(\.value))
            var values = Array(resolved.prefix(computations.count))
            let partition = Array(resolved[computations.count..<computations.count + by.count])
            let order = zip(along, resolved.suffix(along.count)).map { CheckedSortKey($1, isDescending: $0.isDescending) }
            let partitions = try self.partitions(rows, by: partition, order)
            // Calls within calls (`rank(sum(fee))`) are worked out from the inside, each as a column.
            var entering = partition + order.map(\.value)
            while let call = values.lazy.compactMap(\.innermostCall).first {
                let id = makeLocal()
                entering += call.children
                var skippedCount = 0
                for partition in partitions {
                    let own = partition.map { rows[$0] }
                    let results: [Value]
                    switch call.node {
                    case .aggregate(let aggregate):
                        let result = try self.aggregate(aggregate, over: own)
                        skippedCount += try skipped(aggregate, over: own)
                        results = own.map { _ in result }
                    case .window(let window):
                        let keys = try own.map { row in try order.map { try value($0.value, row) } }
                        results = try WindowRows(run: self, rows: own, along: keys, order: order).values(window)
                    default: results = []
                    }
                    for (position, result) in zip(partition, results) { rows[position][id] = result }
                }
                if case .aggregate(let aggregate) = call.node { countSkipped(aggregate, skippedCount) }
                let column = CheckedExpression(.column(id), call.type, call.place)
                let words = call.description
                values = values.map { $0.replacing(words, by: column) }
            }
            let counter = NoticeCounter(entering + values, self)
            for index in rows.indices {
                counter.count(rows[index])
                for (computation, expression) in zip(computations, values) { rows[index][computation.id] = try value(expression, rows[index]) }
            }
            return rows
        })
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
    /// An aggregate or window call without another one inside.
    fileprivate var innermostCall: CheckedExpression? {
        for child in children { if let found = child.innermostCall { return found } }
        switch node {
        case .aggregate, .window: return self
        default: return nil
        }
    }

    /// With another expression wherever this one is written.
    fileprivate func replacing(_ words: String, by other: CheckedExpression) -> CheckedExpression {
        let isCall = switch node {
        case .aggregate, .window: true
        default: false
        }
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
        case .ancestor(_, let table, let level): return "\(table)^\(level)(\(parts))"
        case .under(_, let table, _): return "\(table) under(\(parts))"
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
