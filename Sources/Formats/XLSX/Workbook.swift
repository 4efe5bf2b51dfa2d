import Diagnostics

/// The parts of a workbook that say what is in it: its sheets, where their data lies, how it counts days.
///
/// Parts are found by their relationships (ECMA-376 part 2, 9), not by the names that Excel happens to give them.
struct Workbook: Sendable {
    struct Sheet: Sendable {
        var name: String
        var isVisible: Bool
        /// The part of the archive that holds its cells.
        var part: String
    }

    let archive: ZipArchive
    private(set) var sheets: [Sheet] = []
    private(set) var dates = SerialDates()
    private var stringsPart: String?
    private var stylesPart: String?

    init(_ file: InputFile) throws(WorkbookProblem) {
        archive = try ZipArchive(file)
        let main = try Self.relationships(archive, of: "").first { $0.kind == "officeDocument" }?.target ?? "xl/workbook.xml"
        guard var xml = try Self.reader(archive, main) else { throw .told(Message.notWorkbook(file.path)) }
        let relationships = try Self.relationships(archive, of: main)
        stringsPart = relationships.first { $0.kind == "sharedStrings" }?.target
        stylesPart = relationships.first { $0.kind == "styles" }?.target

        let (sheet, properties, date1904) = (XMLName("sheet"), XMLName("workbookPr"), XMLName("date1904"))
        let (name, state, id) = (XMLName("name"), XMLName("state"), XMLName("id"))
        var isWorkbook = false
        read: while true {
            switch try xml.next() {
            case .start where xml.depth == 1: isWorkbook = xml.name == XMLName("workbook")
            case .start where xml.name == properties:
                let value = try xml.attribute(date1904)
                dates.startsIn1904 = value == "1" || value == "true"
            case .start where xml.name == sheet:
                // Sheets that are charts have another kind of relationship, and no cells.
                let relationship = try xml.attribute(id)
                guard let found = relationships.first(where: { $0.id == relationship }), found.kind == "worksheet" else { continue }
                let state = try xml.attribute(state) ?? "visible"
                sheets.append(Sheet(name: try xml.attribute(name) ?? "", isVisible: state == "visible", part: found.target))
            case .start, .end, .text: continue
            case .finished: break read
            }
        }
        guard isWorkbook else { throw .told(Message.notWorkbook(file.path)) }
    }

    func sharedStrings() throws(WorkbookProblem) -> SharedStrings {
        guard let stringsPart, let xml = try Self.reader(archive, stringsPart) else { return SharedStrings() }
        return try SharedStrings(xml)
    }

    func cellStyles() throws(WorkbookProblem) -> CellStyles {
        guard let stylesPart, let xml = try Self.reader(archive, stylesPart) else { return CellStyles() }
        return try CellStyles(xml)
    }

    /// The XML of a sheet from its start.
    func reader(_ sheet: Sheet, blockSize: Int = XMLReader.blockSize) throws(WorkbookProblem) -> XMLReader {
        guard let xml = try Self.reader(archive, sheet.part, blockSize: blockSize) else { throw .damaged("the part with its cells is missing") }
        return xml
    }

    private static func reader(_ archive: ZipArchive, _ part: String, blockSize: Int = XMLReader.blockSize) throws(WorkbookProblem) -> XMLReader? {
        guard let entry = archive.entry(part) else { return nil }
        return XMLReader(try ZipEntryReader(archive, entry), blockSize: blockSize)
    }

    // MARK: Relationships

    private struct Relationship {
        var id: String
        /// The last word of its type, which strict and transitional workbooks share.
        var kind: String
        /// The part that it leads to, from the root of the archive.
        var target: String
    }

    /// What a part leads to, as `_rels/….rels` beside it says; none where that is missing.
    private static func relationships(_ archive: ZipArchive, of part: String) throws(WorkbookProblem) -> [Relationship] {
        let steps = part.split(separator: "/").map(String.init)
        let folder = Array(steps.dropLast())
        let path = (folder + ["_rels", (steps.last ?? "") + ".rels"]).joined(separator: "/")
        guard var xml = try reader(archive, path) else { return [] }
        let (relationship, id, type, target, mode) = (XMLName("Relationship"), XMLName("Id"), XMLName("Type"), XMLName("Target"), XMLName("TargetMode"))
        var result: [Relationship] = []
        while true {
            switch try xml.next() {
            case .start where xml.name == relationship:
                guard try xml.attribute(mode) != "External", let id = try xml.attribute(id), let type = try xml.attribute(type),
                    let target = try xml.attribute(target)
                else { continue }
                let kind = type.split(separator: "/").last.map(String.init) ?? type
                result.append(Relationship(id: id, kind: kind, target: resolved(target, from: folder)))
            case .start, .end, .text: continue
            case .finished: return result
            }
        }
    }

    /// `worksheets/sheet1.xml` as seen from `xl`; `/xl/…` from the root.
    private static func resolved(_ target: String, from folder: [String]) -> String {
        var steps = target.hasPrefix("/") ? [] : folder
        for step in target.split(separator: "/") {
            if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(String(step)) }
        }
        return steps.joined(separator: "/")
    }
}
