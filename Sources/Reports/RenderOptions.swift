import Tables

/// How a document is written: for which reader, and for which terminal.
package struct RenderOptions: Sendable {
    /// Numbers, dates and ratios as text.
    package var display: DisplayText
    package var wording: Wording
    /// Escape sequences for bold, dim and the sixteen colours; only `box` uses them.
    package var hasColor: Bool
    /// Columns of the terminal; `nil` leaves lines as long as they are.
    package var width: Int?
    /// Rows after which `box` leaves out the middle of a result; `nil` prints all.
    package var rowLimit: Int?
    /// What charts are drawn with.
    package var drawing: ChartDrawing

    /// What stands for a missing value.
    package var missing = DisplayText.missing
    /// Ratios with the two numbers behind them, whether the result asks for it or not.
    package var showsCounts = false
    /// Whoever reads is at the shell, and is told its commands and not options.
    package var isShell = false
    /// Texts that a spreadsheet would run as formulas are kept from it by an apostrophe, in formats that have no other way.
    package var guardsFormulas = false
    /// As many may write shares of the rows, in formats for programs.
    package var threads = 1
    /// The day of the report, where what is written does not bring it along: files that say when they were made say this one.
    package var asOf: Int32?

    /// As many rows as this are shown whole: to leave the middle out of four would save nothing.
    package var mostRows: Int? { rowLimit.map { max(4, $0) } }

    /// Rows of a result for which a screen of so many has room: beside them stand the head of the table, its borders and the next prompt.
    package static func rowLimit(onScreenOf rows: Int) -> Int { max(20, rows - 8) }

    package init(
        display: DisplayText, language: Language = .en, hasColor: Bool = false, width: Int? = nil, rowLimit: Int? = nil, drawing: ChartDrawing = .blocks
    ) {
        self.display = display
        self.wording = Wording(language)
        self.hasColor = hasColor
        self.width = width
        self.rowLimit = rowLimit
        self.drawing = drawing
    }

    /// A count of rows, as the reader writes numbers.
    func count(_ number: Int) -> String { display.number(String(number)) }
}
