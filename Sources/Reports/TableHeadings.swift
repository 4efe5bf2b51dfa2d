import Characters

/// The head of a table: headings over headings, as forms have them.
///
/// A heading `Đã giải quyết / Trước hạn` stands under `Đã giải quyết` when its neighbours share that first part, to any depth: the way in which
/// the headings of a workbook are read (`header: 4..6`). A part that no neighbour shares would be a heading over one column, which says
/// nothing that the whole does not say, so `Trả lại / xin rút` by itself stays as it is written.
package struct TableHeadings: Sendable {
    package struct Cell: Sendable, Equatable {
        package var text: String
        /// The first column under it, from 0, and how many there are.
        package var column: Int
        package var columnCount: Int
        /// How many lines of the head it takes: a heading without any under it reaches down to the rows.
        package var lineCount: Int
    }

    /// The lines of the head from the top, each with its cells from the left.
    package let lines: [[Cell]]

    package static let separator = " / "

    package init(_ headings: [String]) {
        // Most have no parts, and the first search for a text costs a tenth of a millisecond.
        let parts = headings.map { $0.utf8.contains(UInt8(ascii: "/")) ? $0.split(separator: TableHeadings.separator, omittingEmptySubsequences: false) : [$0[...]] }
        let roots = TableHeadings.grouped(parts, from: 0)
        let depth = roots.map(\.depth).max() ?? 1
        var lines = [[Cell]](repeating: [], count: depth)
        func place(_ heading: Heading, _ line: Int) {
            let count = heading.under.isEmpty ? depth - line : 1
            lines[line].append(Cell(text: heading.text, column: heading.column, columnCount: heading.columnCount, lineCount: count))
            for part in heading.under { place(part, line + 1) }
        }
        for heading in roots { place(heading, 0) }
        self.lines = lines
    }

    /// What stands right above the rows of each column: the last part of its heading.
    package var columnTexts: [String] {
        var texts: [(column: Int, text: String)] = []
        for (number, line) in lines.enumerated() {
            for cell in line where number + cell.lineCount == lines.count { texts.append((cell.column, cell.text)) }
        }
        return texts.sorted { $0.column < $1.column }.map(\.text)
    }

    private struct Heading {
        var text: String
        var column: Int
        var columnCount: Int
        var under: [Heading]
        var depth: Int { 1 + (under.map(\.depth).max() ?? 0) }
    }

    /// - Parameter first: the number of the first of these columns.
    private static func grouped(_ parts: [[Substring]], from first: Int) -> [Heading] {
        var result: [Heading] = []
        var index = 0
        while index < parts.count {
            var end = index + 1
            if parts[index].count > 1 { while end < parts.count, parts[end].count > 1, parts[end][0] == parts[index][0] { end += 1 } }
            if end - index > 1 {
                let under = grouped(parts[index..<end].map { Array($0.dropFirst()) }, from: first + index)
                result.append(Heading(text: String(parts[index][0]), column: first + index, columnCount: end - index, under: under))
            } else {
                result.append(Heading(text: parts[index].joined(separator: separator), column: first + index, columnCount: 1, under: []))
            }
            index = end
        }
        return result
    }
}

// In lines of text

extension TableHeadings {
    /// Widens columns under headings that are wider than they are.
    func makeRoom(in extents: inout [ColumnExtent], between gap: Int) {
        for line in lines.dropLast().reversed() {
            for cell in line where cell.columnCount > 1 {
                let lack = DisplayWidth.of(cell.text) + 4 - cell.width(extents, between: gap)
                if lack > 0 { extents[cell.column + cell.columnCount - 1].widen(by: lack) }
            }
        }
    }

    /// `-- Đã giải quyết --`
    static func ruled(_ text: String, to width: Int, _ rule: String) -> String {
        let rest = width - DisplayWidth.of(text) - 2
        guard rest >= 2 else { return DisplayWidth.padded(DisplayWidth.truncated(text, to: width), to: width) }
        return String(repeating: rule, count: rest / 2) + " \(text) " + String(repeating: rule, count: rest - rest / 2)
    }
}

extension TableHeadings.Cell {
    func width(_ extents: [ColumnExtent], between gap: Int) -> Int {
        extents[column..<(column + columnCount)].reduce(gap * (columnCount - 1)) { $0 + $1.width }
    }
}
