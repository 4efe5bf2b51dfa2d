import Characters

/// Draws over libedit's screen what libedit cannot: colours, the grey hint, and rows below the line.
///
/// When libedit asks for a character, the screen shows its line and the cursor stands in it. The painter writes the same characters into the same cells,
/// with colours, adds what goes behind and below, and returns the cursor; before libedit draws again, what was added is erased. Movements are relative, so
/// that it does not matter where on the screen the line stands or whether it has scrolled.
package struct Painter {
    /// What is drawn with a line.
    package struct Decoration: Equatable {
        /// One style a scalar; empty for no colours.
        package var styles: [TextStyle] = []
        package var hint = ""
        package var below: [MenuRow] = []
        package init() {}
    }

    package struct Screen: Equatable, Sendable {
        package var rows: Int
        package var columns: Int
        package init(rows: Int, columns: Int) {
            self.rows = rows
            self.columns = columns
        }
    }

    var hasColour: Bool
    var width: (Unicode.Scalar) -> Int

    /// How many rows may stand below the line; a line that fills the screen gets none and no colours, for libedit then shows a part of it.
    static func roomBelow(_ layout: InputLayout, _ screen: Screen) -> Int { max(0, screen.rows - 1 - layout.end.row) }

    /// The part of a hint that fits behind the line: its first row, with a cell left for the cursor.
    func fitting(_ hint: String, _ layout: InputLayout, _ screen: Screen) -> String {
        let row = hint.prefix { $0 != "\n" }
        let visible = DisplayWidth.visible(String(row))
        let room = screen.columns - layout.end.column - 1
        guard room > 0 else { return "" }
        return DisplayWidth.truncated(visible, to: room)
    }

    /// - Returns: what to send to the terminal.
    func painted(_ line: EditedLine, _ layout: InputLayout, _ decoration: Decoration, _ screen: Screen) -> String {
        let cursor = layout.place(of: line.cursor)
        var output = "\u{1B}[?25l"
        if decoration.styles.count == line.scalars.count, !line.isEmpty {
            output += Self.up(cursor.row)
            output += coloured(line, layout, decoration.styles)
        } else {
            output += Self.down(layout.end.row - cursor.row)
        }
        output += Self.column(layout.end.column)
        if !decoration.hint.isEmpty { output += styled(decoration.hint, "2") }
        for row in decoration.below { output += "\r\n\u{1B}[K" + text(of: row, screen) }
        output += Self.up(layout.end.row + decoration.below.count - cursor.row)
        output += Self.column(cursor.column) + "\u{1B}[?25h"
        return output
    }

    /// Takes away what `painted` has added behind and below the line.
    func erased(_ line: EditedLine, _ layout: InputLayout, _ decoration: Decoration) -> String {
        if decoration.hint.isEmpty, decoration.below.isEmpty { return "" }
        let cursor = layout.place(of: line.cursor)
        return Self.down(layout.end.row - cursor.row) + Self.column(layout.end.column) + "\u{1B}[J" + Self.up(layout.end.row - cursor.row) + Self.column(cursor.column)
    }

    /// From the cursor to the first row of the line, everything below gone.
    func cleared(from cursor: InputLayout.Place) -> String { "\r" + Self.up(cursor.row) + "\u{1B}[J" }

    /// From the cursor to the start of the row below the line.
    func belowLine(_ line: EditedLine, _ layout: InputLayout) -> String {
        Self.down(layout.end.row - layout.place(of: line.cursor).row) + Self.column(layout.end.column)
    }

    // MARK: Parts

    private func coloured(_ line: EditedLine, _ layout: InputLayout, _ styles: [TextStyle]) -> String {
        var output = ""
        var row = 0
        /// Where the terminal's cursor is; `nil` when that is not worth knowing.
        var column: Int?
        var style = TextStyle.plain
        for (index, scalar) in line.scalars.enumerated() {
            let place = layout.places[index]
            if Composer.isMark(scalar), width(scalar) == 0 {
                // Right behind its letter, also when that has filled its row. One with nothing before it would be drawn on what stands to its left.
                if index > 0, line.scalars[index - 1] != "\n", line.scalars[index - 1] != "\t" { output.unicodeScalars.append(scalar) }
                continue
            }
            while row < place.row {
                // The row is there, so this moves and never scrolls.
                output += "\r\n"
                row += 1
                column = 0
            }
            if scalar == "\n" || scalar == "\t" {
                column = nil
                continue
            }
            if column != place.column {
                output += Self.column(place.column)
                column = place.column
            }
            if styles[index] != style {
                style = styles[index]
                output += "\u{1B}[0m" + (style == .plain ? "" : "\u{1B}[\(style.code)m")
            }
            if scalar.value < 0x20 || scalar.value == 0x7F {
                column = nil
                continue
            }
            let cells = width(scalar)
            if cells < 0 {
                column = nil
                continue
            }
            output.unicodeScalars.append(scalar)
            column = place.column + cells
        }
        if style != .plain { output += "\u{1B}[0m" }
        while row < layout.end.row {
            output += "\r\n"
            row += 1
        }
        return output
    }

    /// The mark says what colour says, for those who see none.
    private func text(of row: MenuRow, _ screen: Screen) -> String {
        let room = max(0, screen.columns - 3)
        let text = DisplayWidth.truncated(row.text, to: room)
        if row.isMistake { return styled("  " + text, "31") }
        let left = DisplayWidth.truncated(row.remark, to: room - DisplayWidth.of(text))
        let remark = left.isEmpty ? "" : styled(left, "2")
        return (row.isChosen ? styled("> " + text, "7") : "  " + text) + remark
    }

    private func styled(_ text: String, _ code: String) -> String { hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }

    private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
    private static func down(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)B" : "" }
    private static func column(_ column: Int) -> String { column > 0 ? "\r\u{1B}[\(column)C" : "\r" }
}
