import CZlib
import Diagnostics

/// A small workbook for the manual: cells as one would type them, in a ZIP file whose parts are stored as they are.
struct ExampleWorkbook {
    typealias Sheet = (name: String, rows: [[String?]])

    private let sheets: [Sheet]
    private var file: [UInt8] = []
    private var directory: [UInt8] = []
    private var partCount = 0

    init(_ sheets: [Sheet]) {
        self.sheets = sheets
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        func relationships(_ rows: [(kind: String, target: String)]) -> String {
            let entries = rows.enumerated().map { "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(office)/\($1.kind)\" Target=\"\($1.target)\"/>" }
            return "<Relationships xmlns=\"\(package)\">\(entries.joined())</Relationships>"
        }
        let entries = sheets.enumerated().map { "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>" }
        add("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")]))
        add("xl/workbook.xml", "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>\(entries.joined())</sheets></workbook>")
        add("xl/_rels/workbook.xml.rels", relationships(sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }))
        for (index, sheet) in sheets.enumerated() {
            let rows = sheet.rows.enumerated().map { Self.row($0 + 1, $1) }
            add("xl/worksheets/sheet\(index + 1).xml", "<worksheet xmlns=\"\(main)\"><sheetData>\(rows.joined())</sheetData></worksheet>")
        }
    }

    var bytes: [UInt8] {
        file + directory + Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(partCount, 2) + Self.number(partCount, 2)
            + Self.number(directory.count, 4) + Self.number(file.count, 4) + Self.number(0, 2)
    }

    /// The cells, sheet by sheet, for whoever reads the example.
    var text: String {
        sheets.map { sheet in
            let rows = sheet.rows.map { row in row.map { $0 ?? "" }.joined(separator: " | ") }
            return (["sheet '\(sheet.name)'" + (rows.isEmpty ? ", empty" : "")] + rows).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// A number, a formula without its value or a text, by its form.
    private static func row(_ number: Int, _ cells: [String?]) -> String {
        let written = cells.enumerated().map { index, cell in
            guard let cell else { return "" }
            let place = CellReference(column: index + 1, row: number).text
            if Double(cell) != nil { return "<c r=\"\(place)\"><v>\(cell)</v></c>" }
            if cell.hasPrefix("=") { return "<c r=\"\(place)\"><f>\(cell.dropFirst())</f></c>" }
            return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(cell)</t></is></c>"
        }
        return "<row r=\"\(number)\">\(written.joined())</row>"
    }

    private mutating func add(_ name: String, _ text: String) {
        let (name, bytes) = (Array(name.utf8), Array(text.utf8))
        let checksum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
        // Flag 11: the name is UTF-8. Method 0: stored.
        let facts = Self.number(0x0800, 2) + Self.number(0, 2) + Self.number(0, 4) + Self.number(Int(checksum), 4)
            + Self.number(bytes.count, 4) + Self.number(bytes.count, 4) + Self.number(name.count, 2) + Self.number(0, 2)
        directory += Self.number(0x0201_4B50, 4) + Self.number(20, 2) + Self.number(20, 2) + facts + Self.number(0, 2) + Self.number(0, 8)
            + Self.number(file.count, 4) + name
        file += Self.number(0x0403_4B50, 4) + Self.number(20, 2) + facts + name + bytes
        partCount += 1
    }

    /// Lowest byte first.
    private static func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
}

extension Example.File {
    init(workbook name: String, _ sheets: [ExampleWorkbook.Sheet]) {
        let workbook = ExampleWorkbook(sheets)
        self.init(name, bytes: workbook.bytes, shown: workbook.text)
    }
}
