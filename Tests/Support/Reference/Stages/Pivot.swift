import Semantics

/// `pivot`: the rows that meet in a row and a value of the key, laid out as a rectangle.
extension ReferenceRun {
    func pivoted(_ pivot: CheckedPivot, over input: Rows) throws -> Rows {
        let resolved = try input.blaming { try resolvingReverses(pivot.rowKeys.map(\.value) + [pivot.across]) }
        let calls = GroupCalls(self)
        let items = pivot.items.map { calls.withColumns($0.value) }
        try calls.demandConstants()
        let counter = NoticeCounter(resolved + calls.expressions, self)
        // Each column of cells has its own numbers for the aggregates, behind the last value those over all of them.
        let columns = (0..<pivot.values.count + (pivot.totals == nil ? 0 : 1)).map { _ in
            Dictionary(calls.ids.map { ($0, makeLocal()) }, uniquingKeysWith: { first, _ in first })
        }
        let lines = Rows(later: { [self] in
            let rows = try input.all()
            var cells = PivotCells(pivot, self)
            for (number, row) in rows.enumerated() {
                counter.count(row)
                let values = try resolved.map { try value($0, row) }
                try calls.evaluateArguments(row)
                try cells.add(number, values)
            }
            try calls.countSkipped(over: rows)
            return try cells.lines().map { line in
                var row = Row()
                for (index, key) in pivot.rowKeys.enumerated() { row[key.id] = index < line.key.count ? line.key[index] : .missing }
                if let totals = pivot.totals { row[totals] = .int(Int64(pivot.rowKeys.count - line.key.count)) }
                for (column, ids) in columns.enumerated() {
                    let members = column < pivot.values.count ? line.cells[column] : line.cells.flatMap { $0 }
                    let results = try calls.row(Row(), of: members.sorted().map { rows[$0] })
                    for (id, own) in ids { row[own] = results[id] }
                }
                return row
            }
        })
        var computations: [Computation] = []
        for (item, expression) in zip(pivot.items, items) {
            for (column, id) in (item.cells + (item.total.map { [$0] } ?? [])).enumerated() {
                computations.append(Computation(id: id, value: expression.renumbered(columns[column])))
            }
        }
        return adding(computations.map(\.id), { computations.map(\.value) }, to: lines)
    }
}

/// Which rows stand in which cell, by their numbers.
private struct PivotCells {
    struct Line {
        /// What the line's rows share: of a total fewer values than there are keys.
        var key: [Value]
        /// One for each value of the pivot's key.
        var cells: [[Int]]
    }

    private let pivot: CheckedPivot
    private let order: Order
    private let positions: [Value: Int]
    private var found: [Line] = []
    private var lineOfKey: [[Value]: Int] = [:]
    /// A line and a value that meet, in the order of their first rows, with that row's keys.
    private var groups: [(line: Int, keys: [Value])] = []

    init(_ pivot: CheckedPivot, _ run: ReferenceRun) {
        self.pivot = pivot
        order = Order(run: run)
        positions = Dictionary(pivot.values.map(\.identity).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter values: of the row's keys and, last, of the pivot's key.
    /// - Throws: for a second row in a cell, where there is no way to put two together.
    mutating func add(_ row: Int, _ values: [Value]) throws {
        let key = Array(values.dropLast())
        let identity = key.map(\.identity)
        let line = lineOfKey[identity] ?? found.count
        if line == found.count {
            lineOfKey[identity] = line
            found.append(Line(key: key, cells: pivot.values.map { _ in [] }))
        }
        guard let position = values.last.flatMap({ positions[$0.identity] }) else { throw ReferenceMistake("file-changed") }
        if found[line].cells[position].isEmpty { groups.append((line, values)) }
        found[line].cells[position].append(row)
        if pivot.demandsSingle, found[line].cells[position].count > 1 { throw ReferenceMistake("pivot-cell-twice") }
    }

    /// In the order in which rows brought them, or in which the `summarize` that the pivot stands for would have; with totals in
    /// the order of the keys, each total behind what it rolls up.
    func lines() -> [Line] {
        var numbers = Array(found.indices)
        if let keys = pivot.groupOrder {
            let types = pivot.rowKeys.map(\.value.type.kind) + [pivot.across.type.kind]
            var seen: Set<Int> = []
            numbers = groups.inOrder { a, b in
                for key in keys {
                    let difference = order.compareWithMissing(a.keys[key], b.keys[key], types[key], isDescending: false)
                    if difference != 0 { return difference }
                }
                return 0
            }.map(\.line).filter { seen.insert($0).inserted }
        }
        guard pivot.totals != nil, !pivot.rowKeys.isEmpty else { return numbers.map { found[$0] } }
        let keys = pivot.rowKeys.map { CheckedSortKey($0.value, isDescending: false) }
        let sorted = numbers.map { found[$0] }.inOrder { order.compare($0.key, $1.key, by: keys) }
        return totalLines(over: sorted.map(\.key), keyCount: keys.count).map { members, level in
            Line(key: Array((members.first.map { sorted[$0].key } ?? keys.map { _ in .missing }).dropLast(level)), cells: pivot.values.indices.map { value in
                members.flatMap { sorted[$0].cells[value] }
            })
        }
    }
}

extension CheckedExpression {
    /// The same over other columns.
    fileprivate func renumbered(_ ids: [ColumnID: ColumnID]) -> CheckedExpression {
        map { part in
            guard case .column(let id) = part.node, let other = ids[id] else { return part }
            return CheckedExpression(.column(other), part.type, part.place)
        }
    }
}
