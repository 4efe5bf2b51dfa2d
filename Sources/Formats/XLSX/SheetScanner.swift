import Characters
import Diagnostics

/// The rows of a sheet's table as records.
///
/// Cells are copied out of the XML into an arena, a few thousand rows at a time, in the form that text files have; so
/// converters, inference and messages are those of text files.
final class SheetScanner: RecordScanner {
    let name: String
    private var rows: SheetRows
    private var arena = ByteArena(capacity: 1 << 20)
    private let table: SheetTable
    /// For each column of the table its slot in the span table, −1 for those that are not wanted.
    private let slots: [Int]
    /// For each slot its column in the sheet.
    private let columns: [Int]

    private enum Phase: Equatable {
        /// Before the first row of the table.
        case above
        case inside
        /// Behind the empty row of this number.
        case below(Int)
        case done
    }
    private var phase = Phase.above
    private var lastRow: Int

    /// A scan ends before its cells fill more than this and a row.
    private static let arenaBytes = 4 << 20

    init(_ content: SheetContent, _ table: SheetTable, names: [String], wanted: [WantedColumn], blockSize: Int) throws(WorkbookProblem) {
        name = content.name
        self.table = table
        var slots = [Int](repeating: -1, count: names.count)
        // The row that ends the table is known by its first cell, whichever that is.
        var demands = [SheetRows.Demand](repeating: { if case .row = table.end { .heading } else { .presence } }(), count: names.count)
        var columns: [Int] = []
        for (slot, column) in wanted.enumerated() {
            let place = names.firstIndex(of: column.name)
            columns.append(table.columns.lowerBound + (place ?? 0))
            guard let place else { continue }
            slots[place] = slot
            demands[place] = column.isDeclaredTime ? .day : .value
        }
        self.slots = slots
        self.columns = columns
        lastRow = table.rows.lowerBound - 1
        rows = try SheetRows(content, columns: table.columns, demands: demands, blockSize: blockSize)
    }

    var base: UnsafeMutablePointer<UInt8> { arena.base }

    func unescape(_ cell: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int { length }

    func place(row: Int, slot: Int, in table: SpanTable) -> CellPlace {
        let number = Int(table.recordStarts[row])
        return CellPlace(line: number, text: "cell \(CellReference(column: columns[slot], row: number).text)")
    }

    func scan(limit: Int, into spans: SpanTable) throws(DiagnosticList) {
        spans.count = 0
        spans.hasEscapes = false
        spans.failures.removeAll(keepingCapacity: true)
        arena.count = 0
        let limit = min(limit, SpanTable.capacity)
        do throws(WorkbookProblem) {
            while spans.count < limit, arena.count < Self.arenaBytes, try nextRow() {
                let record = spans.count
                for slot in 0..<spans.slotCount { spans.column(slot)[record] = .missing }
                for cell in rows.cells {
                    let slot = slots[cell.column &- table.columns.lowerBound]
                    if slot < 0 { continue }
                    if cell.isFailure {
                        let bytes = UnsafeBufferPointer(start: arena.base + Int(cell.span.start), count: cell.span.length)
                        spans.failures.append(FailedCell(row: record, slot: slot, error: String(decoding: bytes, as: UTF8.self)))
                    } else {
                        spans.column(slot)[record] = cell.span
                    }
                }
                spans.recordStarts[record] = UInt32(truncatingIfNeeded: rows.row)
                spans.count = record + 1
            }
        } catch { throw error.diagnostics(at: rows.place) }
    }

    /// Moves to the next row of the table; false behind its last.
    private func nextRow() throws(WorkbookProblem) -> Bool {
        while phase != .done {
            let mark = arena.count
            guard try rows.next(into: &arena), rows.row <= table.rows.upperBound else {
                phase = .done
                if case .row(let beginning) = table.end { throw .told(Message.untilNotFound(name, beginning)) }
                break
            }
            if rows.row >= table.rows.lowerBound, try isRecord() { return true }
            arena.count = mark
        }
        return false
    }

    /// Whether the row just read belongs to the table.
    private func isRecord() throws(WorkbookProblem) -> Bool {
        let isEmpty = rows.filledCount == 0
        // Rows that the file leaves out are as empty as those that hold nothing; above the first record none counts.
        let emptyRow = rows.row > lastRow + 1 ? lastRow + 1 : isEmpty ? rows.row : nil
        lastRow = rows.row
        if case .below(let empty) = phase {
            if case .emptyRow(isStrict: true) = table.end, rows.filledCount * 2 > table.columns.count {
                throw .told(Message.tableGoesOn(name, emptyRow: empty, row: rows.row))
            }
            return false
        }
        if phase == .inside, let emptyRow, case .emptyRow = table.end {
            phase = .below(emptyRow)
            lastRow = rows.row - 1
            return isEmpty ? false : try isRecord()
        }
        if isEmpty { return false }
        if case .row(let beginning) = table.end, begins(with: beginning) {
            phase = .done
            return false
        }
        phase = .inside
        if table.isOpenToTheRight, let column = rows.outsideColumn {
            throw .told(Message.cellOutside(name, CellReference(column: column, row: rows.row).text))
        }
        return true
    }

    /// Whether the first filled cell begins with a text, whatever its case.
    private func begins(with text: String) -> Bool {
        guard let span = rows.cells.first?.span else { return false }
        let cell = ColumnNames.oneLine(String(decoding: UnsafeBufferPointer(start: arena.base + Int(span.start), count: span.length), as: UTF8.self))
        return cell.lowercased().hasPrefix(text.lowercased())
    }
}
