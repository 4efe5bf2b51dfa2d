/// Which columns of a table fit a terminal, and how wide each becomes.
///
/// Text gives way before numbers, because a cut number is a wrong number: the widest text shrinks cell by cell
/// until it is no wider than `leastText` or its rival. What still does not fit is left out from the middle, where
/// neither the keys (first) nor the figures asked for last stand.
struct BoxLayout {
    /// Text is not cut below this many cells.
    static let leastText = 12
    /// Cells of the column `…` that stands for the ones left out.
    static let gapWidth = 1

    /// The columns to draw, in order; `nil` where columns were left out.
    let columns: [Int?]
    /// The cells of each drawn column.
    let widths: [Int]
    /// The columns left out, in order.
    let hidden: [Int]

    /// - Parameters:
    ///   - natural: the cells that each column would take.
    ///   - canShrink: whether a column holds text.
    ///   - limit: the terminal's width, borders included; `nil` for no limit.
    init(natural: [Int], canShrink: [Bool], limit: Int?) {
        var widths = natural
        var shown = Array(natural.indices)
        guard let limit else {
            columns = shown
            self.widths = widths
            hidden = []
            return
        }
        BoxLayout.shrink(&widths, shown, canShrink, to: limit, hasGap: false)
        var hidden: [Int] = []
        while BoxLayout.total(widths, shown, hasGap: !hidden.isEmpty) > limit, shown.count > 1 {
            // The last of two columns goes before the first.
            hidden.append(shown.remove(at: shown.count / 2))
        }
        // Hiding a wide column may leave room that the shrunk ones can have back.
        for column in shown { widths[column] = natural[column] }
        BoxLayout.shrink(&widths, shown, canShrink, to: limit, hasGap: !hidden.isEmpty)
        self.hidden = hidden.sorted()
        var columns: [Int?] = shown
        if let first = self.hidden.first {
            columns.insert(nil, at: shown.firstIndex { $0 > first } ?? shown.count)
        }
        self.columns = columns
        self.widths = columns.map { $0.map { widths[$0] } ?? BoxLayout.gapWidth }
    }

    /// Takes one cell at a time from the widest text. O(cells to lose × columns), both small.
    private static func shrink(_ widths: inout [Int], _ shown: [Int], _ canShrink: [Bool], to limit: Int, hasGap: Bool) {
        var excess = total(widths, shown, hasGap: hasGap) - limit
        while excess > 0 {
            let widest = shown.filter { canShrink[$0] && widths[$0] > leastText }.max { widths[$0] < widths[$1] }
            guard let widest else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }

    /// Borders take one cell before each column and one at the end; each column has a blank on both sides.
    private static func total(_ widths: [Int], _ shown: [Int], hasGap: Bool) -> Int {
        shown.reduce(1) { $0 + widths[$1] + 3 } + (hasGap ? gapWidth + 3 : 0)
    }
}
