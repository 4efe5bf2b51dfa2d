import Diagnostics

/// The rows of a sheet that belong to its table: behind the header, in its range, before its end.
///
/// A struct that its owner holds, so that the loop over rows pays for access to it once a scan.
struct SheetRecords: ~Copyable {
    /// For each column of the table its slot in the span table, −1 for those that are not wanted.
    private let slots: [Int]
    private let table: SheetTable
    private var rows: SheetRows

    private enum Phase: Equatable {
        /// Before the first row of the table.
        case above
        case inside
        /// Behind the empty row of this number.
        case below(Int)
        case done
    }
    private var phase = Phase.above
    private var passedOver = PassedOver()
    private var lastRow: Int

    /// Filled rows behind the empty row that ends the table.
    private struct PassedOver {
        var first = 0
        var last = 0
        var count = 0
        /// Those with more than one cell.
        var wide = 0

        /// Signatures are three rows of two cells, and notes some of one.
        var mayBeRecords: Bool { wide > 3 || count > 12 }
    }

    /// What a reader of the file should know who has read it to its end.
    var remark: String? {
        guard passedOver.mayBeRecords, case .emptyRow(isStrict: true) = table.end else { return nil }
        return Message.rowsPassedOver(passedOver.first...passedOver.last)
    }

    /// A scan ends before its cells fill more than this and a row.
    private static let arenaBytes = 4 << 20

    init(_ content: SheetContent, _ table: SheetTable, slots: [Int], wanted: [WantedColumn], blockSize: Int) throws(WorkbookProblem) {
        self.slots = slots
        self.table = table
        lastRow = table.rows.lowerBound - 1
        let demands = slots.map { slot in
            // The row that ends the table is known by its first cell, whichever that is.
            if slot < 0 { return if case .row = table.end { SheetRows.Demand.heading } else { SheetRows.Demand.presence } }
            return wanted[slot].isDeclaredTime ? .day : .value
        }
        rows = try SheetRows(content, columns: table.columns, demands: demands, blockSize: blockSize)
    }

    /// Where reading is, for messages.
    var place: String { rows.place }

    /// Adds the next records to a span table that is empty, and their values to an arena.
    mutating func read(limit: Int, into spans: SpanTable, _ arena: inout ByteArena) throws(WorkbookProblem) {
        var record = 0
        while record < limit, arena.count < Self.arenaBytes, try next(into: &arena) {
            for slot in 0..<spans.slotCount { spans.column(slot)[record] = .missing }
            for cell in rows.cells {
                let slot = slots[cell.column &- table.columns.lowerBound]
                if slot < 0 { continue }
                if cell.isFailure {
                    spans.failures.append(FailedCell(row: record, slot: slot, error: arena.text(of: cell.span)))
                } else {
                    spans.column(slot)[record] = cell.span
                }
            }
            spans.recordStarts[record] = UInt32(truncatingIfNeeded: rows.row)
            record += 1
        }
        spans.count = record
    }

    /// Moves to the next row of the table; false behind its last.
    private mutating func next(into arena: inout ByteArena) throws(WorkbookProblem) -> Bool {
        while phase != .done {
            let mark = arena.count
            guard try rows.next(into: &arena), rows.row <= table.rows.upperBound else {
                phase = .done
                if case .row(let beginning) = table.end { throw .told(Message.untilNotFound(rows.sheetName, beginning)) }
                break
            }
            if rows.row >= table.rows.lowerBound, try isRecord(arena) { return true }
            arena.count = mark
        }
        return false
    }

    /// Whether the row just read belongs to the table.
    private mutating func isRecord(_ arena: borrowing ByteArena) throws(WorkbookProblem) -> Bool {
        let isEmpty = rows.filledCount == 0
        // Rows that the file leaves out are as empty as those that hold nothing; above the first record none counts.
        let emptyRow = rows.row > lastRow + 1 ? lastRow + 1 : isEmpty ? rows.row : nil
        lastRow = rows.row
        if phase == .inside, let emptyRow, case .emptyRow = table.end { phase = .below(emptyRow) }
        if case .below(let empty) = phase {
            if case .emptyRow(isStrict: true) = table.end, rows.filledCount * 2 > table.columns.count {
                throw .told(Message.tableGoesOn(rows.sheetName, emptyRow: empty, row: rows.row))
            }
            if !isEmpty {
                if passedOver.count == 0 { passedOver.first = rows.row }
                passedOver.last = rows.row
                passedOver.count += 1
                if rows.filledCount > 1 { passedOver.wide += 1 }
            }
            return false
        }
        if isEmpty { return false }
        if case .row(let beginning) = table.end, begins(with: beginning, arena) {
            phase = .done
            return false
        }
        phase = .inside
        if table.isOpenToTheRight, let column = rows.outsideColumn {
            throw .told(Message.cellOutside(rows.sheetName, CellReference(column: column, row: rows.row).text))
        }
        return true
    }

    /// Whether the first filled cell begins with a text, whatever its case.
    private func begins(with text: String, _ arena: borrowing ByteArena) -> Bool {
        guard let span = rows.cells.first?.span else { return false }
        return ColumnNames.oneLine(arena.text(of: span)).lowercased().hasPrefix(text.lowercased())
    }
}
