import Diagnostics

/// Finds the table of a sheet from its first rows and from what options say.
///
/// Sheets made by hand have titles, dates and the national motto above their table. Unless options say otherwise the header is the
/// first row that has more than half as many filled cells as the fullest of the first hundred rows, and at least two.
/// Where the rows around it look like headings as well, nothing is guessed: which rows are meant must be said.
struct SheetTableFinder {
    private let content: SheetContent
    private let options: FileOptions
    private var top: [Row] = []

    private struct Row {
        var number: Int
        /// What is filled, by column.
        var cells: [Int: Heading] = [:]
    }

    private struct Heading {
        var text: String
        /// Not a number or a date.
        var isText: Bool
        /// 2019, as it stands over a column of figures.
        var isYear: Bool { text.utf8.count == 4 && (text.hasPrefix("19") || text.hasPrefix("20")) }
    }

    /// Filled rows that are looked at.
    private static let rowsLookedAt = 100

    init(_ content: SheetContent, _ options: FileOptions) throws(DiagnosticList) {
        self.content = content
        self.options = options
        let first = switch options.header {
        case .rows(let rows): rows.lowerBound
        case .found, .absent: options.range?.rows.lowerBound ?? 1
        }
        var place = content.name
        do throws(WorkbookProblem) {
            var rows = try SheetRows(content, columns: options.range?.columns ?? 1...CellReference.lastColumn)
            var arena = ByteArena()
            place = rows.place
            reading: while top.count < Self.rowsLookedAt {
                let hasRow: Bool
                do throws(WorkbookProblem) { hasRow = try rows.next(into: &arena) } catch {
                    place = rows.place
                    throw error
                }
                guard hasRow else { break reading }
                if rows.row >= first, !rows.cells.isEmpty {
                    var row = Row(number: rows.row)
                    for cell in rows.cells {
                        row.cells[cell.column] = Heading(text: ColumnNames.oneLine(arena.text(of: cell.span)), isText: !cell.span.isTyped)
                    }
                    top.append(row)
                }
                arena.count = 0
            }
        } catch { throw error.diagnostics(at: place) }
    }

    func table() throws(DiagnosticList) -> SheetTable {
        switch options.header {
        case .rows(let rows): try table(under: rows)
        case .found:
            if let first = options.range?.rows.lowerBound { try table(under: first...first) } else { try tableFound() }
        case .absent: try tableWithoutHeader()
        }
    }

    // MARK: With a header

    private func table(under header: ClosedRange<Int>) throws(DiagnosticList) -> SheetTable {
        let rows = top.filter { header.contains($0.number) }
        let filled = rows.flatMap(\.cells.keys)
        guard let first = filled.min(), let last = filled.max() else { throw Message.emptyHeader(content.name, header) }
        var columns = first...last
        var merged: MergedCells?
        if header.count > 1 {
            do throws(WorkbookProblem) { merged = try MergedCells(content, beginningIn: header) } catch { throw error.diagnostics(at: content.name) }
            if let merged { columns = first...merged.lastColumn(columns) }
        }
        columns = options.range?.columns ?? columns
        let headings = columns.map { column in
            var parts: [String] = []
            for row in header {
                let origin = merged?.origin(of: CellReference(column: column, row: row)) ?? CellReference(column: column, row: row)
                let text = rows.first { $0.number == origin.row }?.cells[origin.column]?.text ?? ""
                // What is merged over rows stands in each of them.
                if !text.isEmpty, parts.last != text { parts.append(text) }
            }
            return parts.joined(separator: " / ")
        }
        let firstRow = max(header.upperBound + 1, options.range?.rows.lowerBound ?? 1)
        var table = SheetTable(columns: columns, headings: headings, rows: try rowsOfData(from: firstRow), end: end)
        if options.range == nil { table.hints = hintsAbout(columnsOutside: columns, from: firstRow) }
        return table
    }

    /// Below the row that looks like a header, and below one that numbers its columns.
    private func tableFound() throws(DiagnosticList) -> SheetTable {
        let header = try headerFound()
        var table = try table(under: header)
        guard let next = top.first(where: { $0.number == header.upperBound + 1 }), next.number < table.rows.upperBound else { return table }
        guard NumberingRow.isOne(table.columns.map { next.cells[$0]?.text ?? "" }, below: table.headings) else { return table }
        table.rows = next.number + 1...table.rows.upperBound
        table.hints.append(NumberingRow.hint("row \(next.number) of sheet '\(content.sheet.name)'", header: header.lowerBound))
        return table
    }

    /// The row that looks like a header, and is the only one that does.
    private func headerFound() throws(DiagnosticList) -> ClosedRange<Int> {
        let width = top.map(\.cells.count).max() ?? 0
        guard let index = top.firstIndex(where: { $0.cells.count * 2 > width && $0.cells.count >= min(2, width) }) else {
            throw Message.emptySheet(content.name)
        }
        let header = top[index]
        try refuseTableAbove(index)
        if index > 0, top[index - 1].number == header.number - 1 {
            // Headings that are merged over rows stand in the first of them.
            let fillsGaps = top[index - 1].cells.keys.contains { isInside($0, header) && header.cells[$0] == nil }
            // A column of values that has no heading of its own has it up there, over a heading that is merged over several columns.
            let above = top[index - 1].cells.keys.filter { header.cells[$0] == nil }
            let headsValues = above.contains { column in top[(index + 1)...].contains { $0.cells[column] != nil } }
            if fillsGaps || headsValues { throw Message.severalHeaders(content.name, header.number - 1...header.number, header.number) }
        }
        if index + 1 < top.count, top[index + 1].number == header.number + 1 {
            let below = top[index + 1]
            // Sub-headings stand under what is merged over columns, and leave free what is merged over rows.
            let fillsGaps = below.cells.keys.contains { header.cells[$0] == nil }
            let leavesFree = header.cells.keys.contains { below.cells[$0] == nil }
            if fillsGaps, leavesFree, below.cells.values.allSatisfy(\.isText) {
                throw Message.severalHeaders(content.name, header.number...below.number, header.number)
            }
        }
        return header.number...header.number
    }

    /// A row that is filled beside the table, as by a small sum, makes no header of itself. What stands right above it are titles, unless there is a
    /// column of numbers among it, or texts alone over a row of numbers.
    private func refuseTableAbove(_ index: Int) throws(DiagnosticList) {
        var first = index
        while first > 0, top[first - 1].number == top[first].number - 1, top[first - 1].cells.count > 1 { first -= 1 }
        let above = top[first..<index]
        guard let start = above.first else { return }
        var numbers: [Int: Int] = [:]
        for row in above { for (column, cell) in row.cells where !cell.isText { numbers[column, default: 0] += 1 } }
        let isOfValues = top[index].cells.values.contains { !$0.isText && !$0.isYear }
        guard numbers.values.contains(where: { $0 > 1 }) || numbers.isEmpty && isOfValues else { return }
        guard let from = start.cells.keys.min(), let to = start.cells.keys.max() else { return }
        let range = "\(CellReference.letters(from))\(start.number):\(CellReference.letters(to))"
        throw Message.tableAboveHeader(content.name, header: top[index].number, first: start.number, range: range)
    }

    private func isInside(_ column: Int, _ row: Row) -> Bool {
        guard let first = row.cells.keys.min(), let last = row.cells.keys.max() else { return false }
        return (first...last).contains(column)
    }

    private func hintsAbout(columnsOutside columns: ClosedRange<Int>, from firstRow: Int) -> [String] {
        let outside = Set(top.filter { $0.number >= firstRow }.flatMap(\.cells.keys).filter { !columns.contains($0) })
        guard let column = outside.min() else { return [] }
        let more = outside.count == 1 ? "" : " and \(outside.count - 1) more"
        return ["column \(CellReference.letters(column))\(more) of sheet '\(content.sheet.name)' has cells but no heading, and is left out"]
    }

    // MARK: Without

    private func tableWithoutHeader() throws(DiagnosticList) -> SheetTable {
        let filled = top.flatMap(\.cells.keys)
        guard let first = filled.min(), let last = filled.max(), let firstRow = top.first?.number else { throw Message.emptySheet(content.name) }
        let columns = options.range?.columns ?? first...last
        return SheetTable(
            columns: columns, headings: columns.map { _ in "" }, rows: try rowsOfData(from: options.range?.rows.lowerBound ?? firstRow), end: end,
            isOpenToTheRight: options.range == nil)
    }

    // MARK: The end

    private func rowsOfData(from first: Int) throws(DiagnosticList) -> ClosedRange<Int> {
        let last = options.range?.rows.upperBound ?? CellReference.lastRow
        guard first <= last else { throw Message.noRowsInRange(content.name, last) }
        return first...last
    }

    private var end: SheetTable.End {
        if let until = options.until { return .row(beginningWith: until) }
        switch options.readsToEnd {
        case true?: return .lastRow
        case false?: return .emptyRow(isStrict: false)
        case nil: return options.range?.isClosed == true ? .lastRow : .emptyRow(isStrict: true)
        }
    }
}
