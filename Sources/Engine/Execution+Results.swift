import Columns
import Planning
import Semantics
import Tables

/// What plans are run for: tables to show, values of one cell, outcomes of checks.
extension Executor {
    /// The result as columns by name, with what links are shown by.
    ///
    /// - Parameters:
    ///   - pieces: takes all but the last rows when they are many; without it the result is in memory as a whole, or refused.
    ///   - shownEnds: how many rows of its beginning and its end are looked at; when there is no memory for all rows, those are enough.
    package func collect(
        _ plan: Plan, relation: Relation, title: String? = nil, options: ShowOptions = [], pieces: ResultPieces? = nil, shownEnds: Int? = nil
    ) throws -> ResultTable {
        let cursor = try run(plan)
        // How a table is laid out hangs on its totals, the last of which is its last row.
        let pieces = relation.totals == nil ? pieces : nil
        let level = relation.totals.map { cursor.position(of: $0.level) }
        let positions = relation.columns.map { cursor.position(of: $0.id) } + (level.map { [$0] } ?? [])
        var reservation = MemoryReservation(context.memory, for: .result)
        var store = RowStore(columnCount: positions.count)
        var continues = false
        var ends: ResultEnds?
        func made() throws -> ResultTable {
            var table = try self.table(of: store, relation, title: title, options: options)
            // The rows have been put together: the room for that is not needed any more.
            reservation.giveBack(reservation.bytes / 2)
            table.memory = reservation
            table.continues = continues
            return table
        }
        while let batch = try cursor.next() {
            let rows = Batch(columns: positions.map { batch.columns[$0] }, count: batch.count)
            if ends != nil {
                ends?.append(rows)
                continue
            }
            let need = 2 * rows.byteCount
            if let pieces, store.count >= pieces.rowLimit || !reservation.requestOrSpill(need, texts: rows.columns.mostTextBytes) {
                if store.count > 0 {
                    var piece = try made()
                    piece.goesOn = true
                    try pieces.take(piece)
                    continues = true
                    (store, reservation) = (RowStore(columnCount: positions.count), MemoryReservation(context.memory, for: .result))
                }
                try reservation.demand(need)
            } else if pieces == nil, let shownEnds, relation.totals == nil {
                if !reservation.requestOrSpill(need, texts: rows.columns.mostTextBytes) {
                    ends = ResultEnds(shownEnds, of: store, columnCount: positions.count)
                    ends?.append(rows)
                    (store, reservation) = (RowStore(columnCount: positions.count), MemoryReservation(context.memory, for: .result))
                    continue
                }
            } else if pieces == nil {
                try reservation.demand(need)
            }
            store.append(rows)
        }
        guard let shown = ends?.rows() else { return try made() }
        store = shown.store
        var table = try made()
        if shown.leftOut.count > 0 { table.leftOut = shown.leftOut }
        return table
    }

    private func table(of store: RowStore, _ relation: Relation, title: String?, options: ShowOptions) throws -> ResultTable {
        let whole = try store.columns()
        let columns = try zip(relation.columns, whole).map { column, values in
            var made = ResultTable.Column(
                name: column.name, label: column.label, type: column.type, values: values, labels: try labels(of: values, column.type))
            made.isTotal = column.isTotal
            made.keyNumber = relation.totals?.keys.firstIndex(of: column.id)
            return made
        }
        let levels = relation.totals.map { _ in whole[relation.columns.count].ints.values }
        return ResultTable(
            title: title, columns: columns, rowCount: store.count,
            totalLevels: levels.map { levels in (0..<levels.count).map { Int(levels[$0]) } }, options: options)
    }

    /// What people see of links: the label column of their table; the key where it names no row. `nil` for other types.
    package func labels(of values: Column, _ type: Type) throws -> Column? {
        guard case .link(let table) = type.kind else { return nil }
        let linked = try context.tables.linked(table)
        return linked.info.labelColumn == nil ? nil : try LinkLabels(linked).texts(values)
    }

    /// How a check over all rows went.
    package func evaluate(_ check: PlannedTableCheck) throws -> TableCheckOutcome {
        let cursor = try run(check.plan)
        let batch = try cursor.next()
        func value(_ id: ColumnID, _ type: Type) -> Value { batch?.columns[cursor.position(of: id)].value(0, type: type) ?? .missing }
        var outcome = TableCheckOutcome(holds: value(check.condition, .bool) == .bool(true))
        if let (left, right) = check.sides, let (lhs, rhs) = check.assertion.sides {
            outcome.sides = ((value(left, lhs.type), lhs.type), (value(right, rhs.type), rhs.type))
        }
        if let message = check.message, case .text(let text) = value(message, .text) { outcome.message = text }
        return outcome
    }

    /// The value of an expression without columns; of a list too, which no row can hold.
    package func constantValue(_ expression: CheckedExpression) throws -> Value {
        try KernelCompiler(layout: [:], context: context).constant(expression) ?? .missing
    }

    /// The text of an expression without columns, such as the title of a `show`; empty for a missing one.
    package func constantText(_ expression: CheckedExpression) throws -> String {
        if case .text(let text)? = try KernelCompiler(layout: [:], context: context).constant(expression) { text } else { "" }
    }
}

/// How a check over all rows went.
package struct TableCheckOutcome: Sendable {
    package var holds: Bool
    /// What stood on either side of its `==`.
    package var sides: ((value: Value, type: Type), (value: Value, type: Type))?
    /// The text of its `else`.
    package var message: String?

    init(holds: Bool) { self.holds = holds }
}

/// Who takes a large result piece by piece, so that it is never in memory as a whole.
package struct ResultPieces {
    /// How many rows a piece waits for, if there is memory for them.
    let rowLimit: Int
    let take: (ResultTable) throws -> Void

    package init(rowLimit: Int, take: @escaping (ResultTable) throws -> Void) {
        self.rowLimit = rowLimit
        self.take = take
    }
}
