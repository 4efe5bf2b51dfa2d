/// What a terminal would show: cells with wide and combining characters, styles, the cursor. Knows the sequences that libedit and the shell send;
/// what it does not know it keeps, for a test to complain of.
package struct VTScreen {
    package struct Cell: Equatable, Sendable {
        /// One character with its marks; empty in the second cell of a wide one.
        package var text = " "
        /// The parameters of `ESC [ … m` since the last reset, joined by `;`.
        package var style = ""
    }

    package private(set) var columns: Int
    package private(set) var rows: Int
    package private(set) var row = 0
    package private(set) var column = 0
    package private(set) var cells: [[Cell]]
    /// Rows that have left the screen at the top.
    package private(set) var scrolledOff: [String] = []
    package private(set) var isPasteBracketed = false
    package private(set) var isCursorShown = true
    /// Sequences that this screen does not know.
    package private(set) var unknown: [String] = []
    /// The last `ESC ] … BEL`, by which a program under test says something to the test.
    package private(set) var message = ""

    private var style = ""
    /// The last cell of a row has been written; the next character goes to the next row.
    private var isWrapPending = false
    private var character: [UInt8] = []
    private enum State { case text, escape, sequence, command, charset }
    private var state = State.text
    private var parameters: [UInt8] = []
    private var saved = (row: 0, column: 0)

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    }

    // MARK: What there is to see

    /// A row without the blanks at its end.
    package func line(_ row: Int) -> String { VTScreen.trimmed(cells[row].map(\.text).joined()) }

    /// The rows down to the last that holds something.
    package var text: String {
        var lines = (0..<rows).map(line)
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    /// A row with each change of style in front of the text that it holds for: `[34]from[] units`.
    package func styled(_ row: Int) -> String {
        var (result, current) = ("", "")
        for cell in cells[row] where !cell.text.isEmpty {
            if cell.style != current {
                current = cell.style
                result += "[\(current)]"
            }
            result += cell.text
        }
        return VTScreen.trimmed(result)
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }

    // MARK: What comes in

    package mutating func resize(columns: Int, rows: Int) {
        // As xterm does: what lies below goes, what is cut off at the right is gone.
        while row >= rows {
            scroll()
            row -= 1
        }
        cells = (0..<rows).map { index in
            (0..<columns).map { index < cells.count && $0 < cells[index].count ? cells[index][$0] : Cell() }
        }
        (self.columns, self.rows) = (columns, rows)
        column = min(column, columns - 1)
        isWrapPending = false
    }

    package mutating func take(_ bytes: some Sequence<UInt8>) { for byte in bytes { take(byte) } }

    private mutating func take(_ byte: UInt8) {
        switch state {
        case .text: takeText(byte)
        case .escape:
            state = .text
            switch byte {
            case UInt8(ascii: "["): (state, parameters) = (.sequence, [])
            case UInt8(ascii: "]"): (state, parameters) = (.command, [])
            case UInt8(ascii: "("), UInt8(ascii: ")"): state = .charset
            case UInt8(ascii: "7"): saved = (row, column)
            case UInt8(ascii: "8"): (row, column, isWrapPending) = (saved.row, saved.column, false)
            case UInt8(ascii: "="), UInt8(ascii: ">"): break
            default: unknown.append("ESC \(Character(Unicode.Scalar(byte)))")
            }
        case .charset: state = .text
        case .command:
            if byte == 0x07 {
                state = .text
                message = String(decoding: parameters, as: UTF8.self)
            } else {
                parameters.append(byte)
            }
        case .sequence:
            if (0x40...0x7E).contains(byte) {
                state = .text
                control(String(decoding: parameters, as: UTF8.self), Character(Unicode.Scalar(byte)))
            } else {
                parameters.append(byte)
            }
        }
    }

    private mutating func takeText(_ byte: UInt8) {
        switch byte {
        case 0x1B: state = .escape
        case 0x0D: (column, isWrapPending) = (0, false)
        case 0x0A: feedLine()
        case 0x08: (column, isWrapPending) = (max(0, column - 1), false)
        case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
        case 0..<0x20: break
        default:
            character.append(byte)
            let length = character[0] < 0x80 ? 1 : character[0] >= 0xF0 ? 4 : character[0] >= 0xE0 ? 3 : 2
            guard character.count >= length else { return }
            for scalar in String(decoding: character, as: UTF8.self).unicodeScalars { put(scalar) }
            character = []
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = VTScreen.width(of: scalar)
        if width == 0 {
            var base = isWrapPending ? column : column - 1
            while base > 0, cells[row][base].text.isEmpty { base -= 1 }
            if base >= 0 { cells[row][base].text.unicodeScalars.append(scalar) }
            return
        }
        if isWrapPending || column + width > columns {
            column = 0
            feedLine()
        }
        cells[row][column] = Cell(text: String(Character(scalar)), style: style)
        if width == 2 { cells[row][column + 1] = Cell(text: "", style: style) }
        if column + width >= columns {
            column = columns - 1
            isWrapPending = true
        } else {
            column += width
        }
    }

    private mutating func feedLine() {
        isWrapPending = false
        if row == rows - 1 { scroll() } else { row += 1 }
    }

    private mutating func scroll() {
        scrolledOff.append(line(0))
        cells.removeFirst()
        cells.append(Array(repeating: Cell(), count: columns))
    }

    private mutating func clear(_ row: Int, _ range: Range<Int>) { for column in range { cells[row][column] = Cell() } }

    private mutating func control(_ text: String, _ name: Character) {
        let numbers = text.drop { $0 == "?" }.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let first = numbers.first ?? 0
        let count = max(1, first)
        if name == "m" {
            style = text.isEmpty || text == "0" ? "" : text.hasPrefix("0;") ? String(text.dropFirst(2)) : style.isEmpty ? text : "\(style);\(text)"
            return
        }
        isWrapPending = false
        switch name {
        case "h" where text == "?2004": isPasteBracketed = true
        case "l" where text == "?2004": isPasteBracketed = false
        case "h" where text == "?25": isCursorShown = true
        case "l" where text == "?25": isCursorShown = false
        case "h", "l": if text != "?1" { unknown.append("CSI \(text)\(name)") }
        case "A": row = max(0, row - count)
        case "B": row = min(rows - 1, row + count)
        case "C": column = min(columns - 1, column + count)
        case "D": column = max(0, column - count)
        case "G": column = min(columns, count) - 1
        case "H":
            row = min(rows, count) - 1
            column = min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
        case "K": clear(row, first == 0 ? column..<columns : first == 1 ? 0..<column + 1 : 0..<columns)
        case "J" where first == 0:
            clear(row, column..<columns)
            for below in row + 1..<max(rows, row + 1) { clear(below, 0..<columns) }
        case "J": for index in 0..<rows { clear(index, 0..<columns) }
        case "P":
            cells[row].removeSubrange(column..<min(columns, column + count))
            while cells[row].count < columns { cells[row].append(Cell()) }
        case "@":
            cells[row].insert(contentsOf: Array(repeating: Cell(), count: count), at: column)
            cells[row].removeLast(cells[row].count - columns)
        case "X": clear(row, column..<min(columns, column + count))
        default: unknown.append("CSI \(text)\(name)")
        }
    }

    /// Cells of a character, for what tests type: an own judgement, since the shell's is what is judged.
    package static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        case .format: return scalar.value == 0xAD ? 1 : 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
