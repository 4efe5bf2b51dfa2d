import Diagnostics

/// The tab of a workbook that is meant.
enum SheetChoice: Sendable, Equatable {
    case named(String)
    /// Among the visible ones, from 1.
    case numbered(Int)
}

extension Workbook {
    /// The sheet that is meant; without a choice the only visible one that is not empty.
    func sheet(_ choice: SheetChoice?) throws(WorkbookProblem) -> Sheet {
        let path = archive.file.path
        let visible = sheets.filter(\.isVisible)
        switch choice {
        case .named(let name):
            // Excel takes names for equal that differ in case, so no two sheets of a workbook do.
            let wanted = ColumnNames.oneLine(name)
            guard let sheet = sheets.first(where: { ColumnNames.oneLine($0.name) == wanted })
                ?? sheets.first(where: { ColumnNames.oneLine($0.name).lowercased() == wanted.lowercased() })
            else { throw .told(Message.noSuchSheet(path, "'\(name)'", near: Spelling.nearest(name, in: sheets.map(\.name)), all: sheets.map(\.name))) }
            return sheet
        case .numbered(let number):
            guard number <= visible.count else { throw .told(Message.noSuchSheet(path, "number \(number)", near: [], all: visible.map(\.name))) }
            return visible[number - 1]
        case nil:
            let filled = visible.count > 1 ? try filledSheets() : visible
            // An empty workbook has one sheet as well, about which the message is.
            guard let only = filled.first ?? visible.first, filled.count <= 1 else {
                throw .told(Message.whichSheet(path, (filled.isEmpty ? sheets : filled).map(\.name)))
            }
            return only
        }
    }

    /// The visible sheets with anything in them: Excel used to begin every workbook with three.
    func filledSheets() throws(WorkbookProblem) -> [Sheet] {
        var result: [Sheet] = []
        for sheet in sheets where sheet.isVisible { if try hasValues(sheet) { result.append(sheet) } }
        return result
    }

    /// Whether a sheet has a value, a text or a formula; looks no further than the first.
    private func hasValues(_ sheet: Sheet) throws(WorkbookProblem) -> Bool {
        let values: Set<XMLName> = [XMLName("v"), XMLName("is"), XMLName("f")]
        var xml = try reader(sheet)
        while true {
            switch try xml.next() {
            case .start where values.contains(xml.name): return true
            case .start, .end, .text: continue
            case .finished: return false
            }
        }
    }
}
