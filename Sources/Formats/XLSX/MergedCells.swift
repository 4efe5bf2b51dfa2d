import Diagnostics

/// The merged cells of a sheet that begin in given rows: what is written in the first stands for all.
struct MergedCells {
    private var ranges: [CellRange] = []

    /// Looks through the whole sheet: they stand behind its cells. O(bytes of the sheet).
    init(_ content: SheetContent, beginningIn rows: ClosedRange<Int>) throws(WorkbookProblem) {
        let (mergeCell, reference) = (XMLName("mergeCell"), XMLName("ref"))
        var xml = try content.workbook.reader(content.sheet)
        while true {
            switch try xml.next() {
            case .start where xml.name == mergeCell:
                if let range = try xml.attribute(reference).flatMap({ CellRange($0) }), rows.contains(range.rows.lowerBound) { ranges.append(range) }
            case .start, .end, .text: continue
            case .finished: return
            }
        }
    }

    /// The cell whose content a cell shows.
    func origin(of cell: CellReference) -> CellReference {
        guard let range = ranges.first(where: { $0.columns.contains(cell.column) && $0.rows.contains(cell.row) }) else { return cell }
        return CellReference(column: range.columns.lowerBound, row: range.rows.lowerBound)
    }

    /// The last column that is merged with one of these.
    func lastColumn(_ columns: ClosedRange<Int>) -> Int {
        ranges.reduce(columns.upperBound) { $1.columns.overlaps(columns) ? max($0, $1.columns.upperBound) : $0 }
    }
}
