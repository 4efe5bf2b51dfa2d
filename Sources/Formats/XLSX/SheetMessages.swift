import Diagnostics

// Every wording about workbooks, in alphabetical order. A place is a file, with its sheet and cell where they are known.

extension Message {
    static func cellOutside(_ sheet: String, _ cell: String) -> DiagnosticList {
        one(Message(
            SheetCode.cellOutside, "\(sheet): cell \(cell) stands beside the columns that the first rows have",
            "say which cells hold the table, such as  range: \"A5:N300\""))
    }

    static func damagedWorkbook(_ place: String, _ what: String) -> DiagnosticList {
        one(Message(
            WorkbookCode.damagedWorkbook, "\(place): the workbook is damaged: \(what)",
            "copy it anew from where it came, or open it in Excel, which may repair it, and save it"))
    }

    static func emptyHeader(_ sheet: String, _ rows: ClosedRange<Int>) -> DiagnosticList {
        let what = rows.count == 1 ? "row \(rows.lowerBound) is" : "rows \(rows.lowerBound) to \(rows.upperBound) are"
        return one(Message(SheetCode.emptyHeader, "\(sheet): \(what) empty, where the header should be"))
    }

    static func emptySheet(_ sheet: String) -> DiagnosticList {
        one(Message(SheetCode.emptySheet, "\(sheet): the sheet is empty"))
    }

    static func formulaWithoutValue(_ place: String) -> DiagnosticList {
        one(Message(
            SheetCode.formulaWithoutValue, "\(place): the formula in it has never been computed",
            "open the workbook in Excel and save it, which computes and keeps the values of all formulas"))
    }

    static func noRowsInRange(_ sheet: String, _ last: Int) -> DiagnosticList {
        one(Message(SheetCode.emptyRange, "\(sheet): the range ends with row \(last), so no rows are left under the header"))
    }

    static func noSuchSheet(_ path: String, _ wanted: String, near: [String], all: [String]) -> DiagnosticList {
        let hint = near.isEmpty ? "its sheets are \(quoted(all.prefix(20)))" : "did you mean \(quoted(near))?"
        return one(Message(WorkbookCode.noSuchSheet, "'\(path)' has no sheet \(wanted)", hint))
    }

    static func notWorkbook(_ path: String) -> DiagnosticList {
        one(Message(
            WorkbookCode.notWorkbook, "'\(path)' is not an Excel workbook, whatever its name says",
            "open it in Excel and save it as an Excel workbook (.xlsx)"))
    }

    static func protectedWorkbook(_ path: String) -> DiagnosticList {
        one(Message(
            WorkbookCode.protectedWorkbook, "'\(path)' is protected by a password, or an old .xls workbook under a new name",
            "open it in Excel and save it as an Excel workbook (.xlsx) without a password"))
    }

    static func severalHeaders(_ sheet: String, _ rows: ClosedRange<Int>, _ likely: Int) -> DiagnosticList {
        one(Message(
            SheetCode.severalHeaders, "\(sheet): rows \(rows.lowerBound) and \(rows.upperBound) both look like headings",
            "say  header: \(rows.lowerBound)..\(rows.upperBound)  to join them, or  header: \(likely)  for one of them"))
    }

    static func rowsPassedOver(_ rows: ClosedRange<Int>) -> String {
        "rows \(rows.lowerBound) to \(rows.upperBound), behind an empty row, are taken for notes and left out; if they belong to the table, say to_end: true"
    }

    static func tableAboveHeader(_ sheet: String, header: Int, first: Int, range: String) -> DiagnosticList {
        one(Message(
            SheetCode.severalHeaders, "\(sheet): row \(header) has the most headings, but the table may begin in row \(first)",
            "say  range: \"\(range)\"  for the table that begins in row \(first), or  header: \(header)"))
    }

    static func tableGoesOn(_ sheet: String, emptyRow: Int, row: Int) -> DiagnosticList {
        one(Message(
            SheetCode.tableGoesOn, "\(sheet): row \(emptyRow) is empty, but row \(row) goes on like the table",
            "say  to_end: true  to read on behind empty rows, or  to_end: false  to end at the first"))
    }

    static func untilNotFound(_ sheet: String, _ beginning: String) -> DiagnosticList {
        one(Message(SheetCode.untilNotFound, "\(sheet): no row begins with '\(beginning)', where the table should end"))
    }

    static func whichSheet(_ path: String, _ names: [String]) -> DiagnosticList {
        let first = names.first ?? ""
        let many = names.count == 1 ? "1 sheet" : "\(names.count) sheets"
        return one(Message(
            WorkbookCode.whichSheet, "'\(path)' has \(many), and it is not said which: \(quoted(names.prefix(20)))",
            "say which:  from file(\"\(path)\", sheet: \"\(first)\")"))
    }

    static func workbookTooLarge(_ place: String, _ what: String) -> DiagnosticList {
        one(Message(WorkbookCode.workbookTooLarge, "\(place): the workbook cannot be read: \(what)", kind: .outside))
    }
}
