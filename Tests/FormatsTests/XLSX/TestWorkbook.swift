@testable import Formats

/// A workbook made of readable pieces: the XML of its rows, and what stands around them in every workbook.
///
///     TestWorkbook(rows: "<row><c t='inlineStr'><is><t>a</t></is></c></row>")
struct TestWorkbook: Sendable {
    struct Sheet: Sendable {
        var name: String
        /// What stands within `sheetData`.
        var rows: String
        var state = "visible"
        /// What stands behind it, such as merged cells.
        var rest = ""
    }

    var sheets: [Sheet]
    /// Each an `si` element's inside.
    var strings: [String] = []
    /// Written-out formats, by number from 164.
    var formats: [String] = []
    /// The number of a format for each style; style 0 is plain.
    var styles: [Int] = [0]
    var startsIn1904 = false
    /// Changes the parts before they are put into the file.
    var change: @Sendable (inout StoredZip) -> Void = { _ in }

    init(rows: String, strings: [String] = [], formats: [String] = [], styles: [Int] = [0], rest: String = "") {
        sheets = [Sheet(name: "Sheet1", rows: rows, rest: rest)]
        self.strings = strings
        self.formats = formats
        self.styles = styles
    }

    init(sheets: [Sheet]) { self.sheets = sheets }

    /// Rows of cells as a person would write them down: numbers, `true`, texts in any other form, nothing for an empty cell.
    init(_ rows: [[String?]]) { self.init(rows: rows.enumerated().map { Self.row($0 + 1, $1) }.joined()) }

    static func row(_ number: Int, _ cells: [String?]) -> String {
        let written = cells.enumerated().map { index, cell in
            guard let cell else { return "" }
            let place = CellReference(column: index + 1, row: number).text
            if Double(cell) != nil { return "<c r=\"\(place)\"><v>\(cell)</v></c>" }
            if cell == "true" || cell == "false" { return "<c r=\"\(place)\" t=\"b\"><v>\(cell == "true" ? 1 : 0)</v></c>" }
            if cell.hasPrefix("#") { return "<c r=\"\(place)\" t=\"e\"><v>\(cell)</v></c>" }
            // A letter before a number makes a text of it: '007
            let text = cell.hasPrefix("'") ? String(cell.dropFirst()) : cell
            return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        }
        return "<row r=\"\(number)\">\(written.joined())</row>"
    }

    var zip: StoredZip {
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        func relationships(_ rows: [(id: String, kind: String, target: String)]) -> String {
            "<Relationships xmlns=\"\(package)\">" + rows.map { "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"/>" }.joined() + "</Relationships>"
        }
        var zip = StoredZip()
        zip.add("_rels/.rels", relationships([("rId1", "officeDocument", "xl/workbook.xml")]))
        let entries = sheets.enumerated().map { index, sheet in
            "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" state=\"\(sheet.state)\" r:id=\"rId\(index + 1)\"/>"
        }
        zip.add("xl/workbook.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\">"
            + (startsIn1904 ? "<workbookPr date1904=\"1\"/>" : "") + "<sheets>\(entries.joined())</sheets></workbook>")
        zip.add("xl/_rels/workbook.xml.rels", relationships(
            sheets.indices.map { ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
                + [("rId90", "sharedStrings", "sharedStrings.xml"), ("rId91", "styles", "/xl/styles.xml")]))
        for (index, sheet) in sheets.enumerated() {
            zip.add("xl/worksheets/sheet\(index + 1).xml", "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.rows)</sheetData>\(sheet.rest)</worksheet>")
        }
        if !strings.isEmpty { zip.add("xl/sharedStrings.xml", "<sst>\(strings.map { "<si>\($0)</si>" }.joined())</sst>") }
        let codes = formats.enumerated().map { "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\($1)\"/>" }
        zip.add("xl/styles.xml", "<styleSheet><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs>\(styles.map { "<xf numFmtId=\"\($0)\"/>" }.joined())</cellXfs></styleSheet>")
        change(&zip)
        return zip
    }

    var bytes: [UInt8] { zip.bytes }
}

extension TemporaryFolder {
    func file(_ name: String, _ workbook: TestWorkbook) -> String { file(name, workbook.bytes) }
}
