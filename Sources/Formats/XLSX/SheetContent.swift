/// Everything that the cells of one sheet need to be read: the sheet itself, the texts and styles of its workbook, and how it counts days.
struct SheetContent: Sendable {
    let workbook: Workbook
    let sheet: Workbook.Sheet
    let strings: SharedStrings
    let styles: CellStyles
    /// `a.xlsx, sheet '2019'`, for messages.
    let name: String

    init(_ workbook: Workbook, _ sheet: Workbook.Sheet) throws(WorkbookProblem) {
        self.workbook = workbook
        self.sheet = sheet
        strings = try workbook.sharedStrings()
        styles = try workbook.cellStyles()
        name = "\(workbook.archive.file.path), sheet '\(sheet.name)'"
    }

    var dates: SerialDates { workbook.dates }
}
