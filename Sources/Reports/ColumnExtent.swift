import Characters

/// How wide a column of text must be: room for its header, and for its cells with their decimal marks under one another.
struct ColumnExtent {
    private var header: Int
    private var whole = 0
    private var fraction = 0

    init(header: String) { self.header = DisplayWidth.of(header) }

    var width: Int { max(header, whole + fraction) }

    /// Makes room for a heading over several columns.
    mutating func widen(by cells: Int) { header = width + cells }

    mutating func include(_ cell: (whole: Int, fraction: Int)) {
        whole = max(whole, cell.whole)
        fraction = max(fraction, cell.fraction)
    }

    /// Blanks behind a number, so that its mark stands where the others do.
    func blanks(behind cell: (whole: Int, fraction: Int)) -> Int { fraction - cell.fraction }
}
