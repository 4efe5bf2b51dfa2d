import Semantics

/// `take`, of all rows or of each group, with those that are equal to the last one.
struct Taking {
    var limit: Int
    var by: [CheckedExpression]
    /// The keys in which rows are equal.
    var ties: [CheckedExpression]?
    var expressions: [CheckedExpression] { by + (ties ?? []) }
}

/// `sort` and `take`.
extension ReferenceRun {
    func sorted(_ keys: [CheckedSortKey], _ totals: TotalsInfo?, over input: Rows) throws -> Rows {
        let resolved = try input.blaming { try resolvingReverses(keys.map(\.value)) }
        let counter = NoticeCounter(resolved, self)
        return Rows(later: { [self] in
            let rows = try input.all()
            let order = Order(run: self)
            let values = try rows.map { row in
                counter.count(row)
                return try resolved.map { try value($0, row) }
            }
            func sorted(_ positions: [Int]) -> [Int] {
                positions.inOrder { order.compare(values[$0], values[$1], by: keys) }
            }
            guard let totals else { return sorted(Array(rows.indices)).map { rows[$0] } }
            // Each total closes what stands before it up to the last total of its level or above. Groups are ordered by their totals.
            var open: [(level: Int64, positions: [Int])] = []
            for position in rows.indices {
                let level = rows[position][totals.level].wholeNumber
                var members: [[Int]] = []
                while let last = open.last, last.level < level {
                    members.insert(last.positions, at: 0)
                    open.removeLast()
                }
                let heads = Dictionary(members.compactMap { member in member.last.map { ($0, member) } }, uniquingKeysWith: { first, _ in first })
                let inOrder = sorted(members.compactMap(\.last)).flatMap { heads[$0] ?? [] }
                open.append((level, inOrder + [position]))
            }
            return open.flatMap(\.positions).map { rows[$0] }
        })
    }

    func taken(_ taking: Taking, over input: Rows) throws -> Rows {
        let expressions = try input.blaming { try resolvingReverses(taking.expressions) }
        let counter = NoticeCounter(expressions, self)
        var counts: [[Value]: Int] = [:]
        var lastTies: [[Value]: [Value]] = [:]
        var isDone = false
        /// What goes wrong in rows that are not needed is nobody's business.
        func end() {
            isDone = true
            guard readsOn else { return }
            do {
                while let row = try input.next() {
                    counter.count(row)
                    for expression in expressions { _ = try value(expression, row) }
                }
            } catch {}
        }
        return Rows { [self] in
            if isDone { return nil }
            if taking.limit == 0 { end() }
            while !isDone, let row = try input.next() {
                counter.count(row)
                let values = try input.blaming { try expressions.map { try value($0, row).identity } }
                let (group, tie) = (Array(values.prefix(taking.by.count)), Array(values.dropFirst(taking.by.count)))
                let count = counts[group, default: 0]
                if count < taking.limit {
                    counts[group] = count + 1
                    lastTies[group] = tie
                    if count + 1 == taking.limit, taking.by.isEmpty, taking.ties == nil { end() }
                    return row
                }
                if taking.ties != nil, lastTies[group] == tie { return row }
                if taking.by.isEmpty { end() }
            }
            return nil
        }
    }

    func takenLast(_ taking: Taking, over input: Rows) throws -> Rows {
        let resolved = try input.blaming { try resolvingReverses(taking.expressions) }
        let counter = NoticeCounter(resolved, self)
        return Rows(later: { [self] in
            let rows = try input.all()
            let values = try rows.map { row in
                counter.count(row)
                return try resolved.map { try value($0, row).identity }
            }
            var counts: [[Value]: Int] = [:]
            var lastTies: [[Value]: [Value]] = [:]
            var result: [Row] = []
            for position in rows.indices.reversed() {
                let (group, tie) = (Array(values[position].prefix(taking.by.count)), Array(values[position].dropFirst(taking.by.count)))
                if counts[group, default: 0] < taking.limit {
                    counts[group, default: 0] += 1
                    lastTies[group] = tie
                    result.append(rows[position])
                } else if taking.limit > 0, taking.ties != nil, lastTies[group] == tie {
                    result.append(rows[position])
                }
            }
            return result.reversed()
        })
    }
}
