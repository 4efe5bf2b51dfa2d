import Diagnostics

/// What the styles of a workbook make of numbers: the format behind each number `s` of a cell.
struct CellStyles: Sendable {
    private var formats: [NumberFormat] = []

    /// A workbook without styles.
    init() {}

    /// Reads `xl/styles.xml`.
    init(_ xml: consuming XMLReader) throws(WorkbookProblem) {
        let (numberFormat, cellFormats, cellFormat) = (XMLName("numFmt"), XMLName("cellXfs"), XMLName("xf"))
        let (id, code) = (XMLName("numFmtId"), XMLName("formatCode"))
        var written: [Int: NumberFormat] = [:]
        var isInCellFormats = false
        while true {
            switch try xml.next() {
            case .start where xml.name == numberFormat:
                if let id = try xml.number(id), let code = try xml.attribute(code) { written[id] = NumberFormat(code: code) }
            case .start where xml.name == cellFormats: isInCellFormats = true
            case .start where xml.name == cellFormat && isInCellFormats:
                let id = try xml.number(id) ?? 0
                formats.append(written[id] ?? NumberFormat(builtIn: id))
            case .end where xml.name == cellFormats: isInCellFormats = false
            case .start, .end, .text: continue
            case .finished: return
            }
        }
    }

    /// The format behind a style number; plain for numbers that the file does not define.
    @inline(__always)
    subscript(_ style: Int) -> NumberFormat { style < formats.count ? formats[style] : .plain }
}
