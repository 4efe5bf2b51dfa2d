import Diagnostics

/// Reads a sheet row by row (ECMA-376 part 1, 18.3.1): which cells are filled, and what is in those that are wanted.
///
/// Values are brought into the form of text files, so that everything behind it is shared with them: numbers plain, days as ISO
/// dates, percentages with their sign, truth values as Excel shows them; each marked as typed, which texts are not. A cell
/// counts as filled when somebody who looks at the sheet sees something in it: formats alone and blank texts do not.
struct SheetRows: ~Copyable {
    /// What the cells of a column are needed for.
    enum Demand: Sendable {
        /// Only whether they are filled.
        case presence
        case value
        /// A bare number is the serial number of a day: the model declares dates.
        case day
        /// The name of a column, if it should be one: a formula that was never computed is no mistake yet.
        case heading
    }

    struct Cell {
        var column: Int
        /// In the arena that `next` was given.
        var span: CellSpan
        /// An error such as `#DIV/0!`.
        var isFailure = false
    }

    /// The number of the row read last, from 1.
    private(set) var row = 0
    /// Its filled and wanted cells from left to right.
    private(set) var cells: [Cell] = []
    /// Its filled cells, wanted or not, within the columns of the table.
    private(set) var filledCount = 0
    /// The first filled cell outside of them.
    private(set) var outsideColumn: Int?

    private var xml: XMLReader
    private let content: SheetContent
    private let columns: ClosedRange<Int>
    /// By column, the first of `columns` first; empty when all cells may be headings.
    private let demands: [Demand]
    private enum Phase { case before, within, behind }
    private var phase = Phase.before
    /// The cell read last in this row; 0 before the first.
    private var column = 0
    private var rowStart = 0
    private var texts = CellTexts()
    private let names = Names()

    private struct Names {
        let sheetData = XMLName("sheetData")
        let row = XMLName("row")
        let cell = XMLName("c")
        let value = XMLName("v")
        let inline = XMLName("is")
        let formula = XMLName("f")
        let reference = XMLName("r")
        let style = XMLName("s")
        let type = XMLName("t")
    }

    /// A longer row is refused: each of its cells may name a long text.
    private static let longestRow = 64 << 20

    init(
        _ content: SheetContent, columns: ClosedRange<Int> = 1...CellReference.lastColumn, demands: [Demand] = [], blockSize: Int = XMLReader.blockSize
    ) throws(WorkbookProblem) {
        self.content = content
        self.columns = columns
        self.demands = demands
        xml = try content.workbook.reader(content.sheet, blockSize: blockSize)
    }

    /// `a.xlsx, sheet '2019'`
    var sheetName: String { content.name }

    /// Where reading is, for messages: `a.xlsx, sheet '2019', cell B12`.
    var place: String {
        switch phase {
        case .before: content.name
        case .within where row == 0: content.name
        case .within where column == 0: "\(content.name), row \(row)"
        case .within: "\(content.name), cell \(CellReference(column: column, row: row).text)"
        case .behind: "\(content.name), behind row \(row)"
        }
    }

    /// Reads the next row that the file has; rows without any cell may be left out of it. Values are appended to the arena.
    ///
    /// - Returns: false behind the last row, when the rest of the sheet has been looked through as well.
    mutating func next(into arena: inout ByteArena) throws(WorkbookProblem) -> Bool {
        cells.removeAll(keepingCapacity: true)
        filledCount = 0
        outsideColumn = nil
        if phase == .before { try findCells() }
        while phase == .within {
            switch try xml.next() {
            case .start where xml.name == names.row:
                try readRow(into: &arena)
                return true
            case .start: try xml.skip()
            case .text: continue
            case .end, .finished:
                phase = .behind
                while try xml.next() != .finished {}
            }
        }
        return false
    }

    private mutating func findCells() throws(WorkbookProblem) {
        while true {
            switch try xml.next() {
            case .start where xml.depth == 1: continue
            case .start where xml.name == names.sheetData:
                phase = .within
                return
            case .start: try xml.skip()
            case .end, .text: continue
            case .finished:
                phase = .behind
                return
            }
        }
    }

    private mutating func readRow(into arena: inout ByteArena) throws(WorkbookProblem) {
        rowStart = arena.count
        column = 0
        var number = row + 1
        var cursor = xml.attributes
        while let attribute = try xml.next(&cursor) {
            guard attribute.name == names.reference else { continue }
            let bytes = xml.bytes(attribute)
            guard let base = bytes.baseAddress, let read = CellReference.read(base, bytes.count), read.length == bytes.count, read.column == 0, read.row > 0
            else {
                throw .damaged("the row behind row \(row) has no number that a row can have")
            }
            number = read.row
        }
        guard number > row else { throw .damaged("row \(number) stands behind row \(row)") }
        guard number <= CellReference.lastRow else { throw .damaged("a sheet has at most 1,048,576 rows") }
        row = number
        while true {
            switch try xml.next() {
            case .start where xml.name == names.cell:
                try readCell(into: &arena)
                if arena.count - rowStart > Self.longestRow { throw .tooLarge("this row holds more than \(Self.longestRow >> 20) MiB") }
            case .start: try xml.skip()
            case .text: continue
            case .end, .finished: return
            }
        }
    }

    // MARK: Cells

    private enum CellType { case number, shared, inline, string, bool, error, date }

    private mutating func readCell(into arena: inout ByteArena) throws(WorkbookProblem) {
        var type = CellType.number
        var style = 0
        var place = column + 1
        var cursor = xml.attributes
        while let attribute = try xml.next(&cursor) {
            let bytes = xml.bytes(attribute)
            guard let base = bytes.baseAddress else { continue }
            if attribute.name == names.reference {
                guard let read = CellReference.read(base, bytes.count), read.length == bytes.count, read.column > 0, read.row == row else {
                    throw .damaged("the next cell calls itself '\(String(decoding: bytes, as: UTF8.self))', which is no cell of this row")
                }
                place = read.column
            } else if attribute.name == names.style {
                style = 0
                for byte in bytes where byte &- 0x30 <= 9 && style < 1 << 20 { style = style &* 10 &+ Int(byte &- 0x30) }
            } else if attribute.name == names.type {
                type = try Self.type(bytes)
            }
        }
        guard place > column else {
            let (found, before) = (CellReference(column: place, row: row), CellReference(column: column, row: row))
            throw .damaged("cell \(found.text) stands behind cell \(before.text)")
        }
        guard place <= CellReference.lastColumn else { throw .damaged("a sheet has at most 16,384 columns") }
        column = place

        let start = arena.count
        var hasFormula = false
        var hasValue = false
        children: while true {
            switch try xml.next() {
            case .start where xml.name == names.value:
                arena.count = start
                hasValue = true
                try xml.text(into: &arena)
            case .start where xml.name == names.inline:
                arena.count = start
                hasValue = true
                try texts.read(&xml, into: &arena)
            case .start:
                if xml.name == names.formula { hasFormula = true }
                try xml.skip()
            case .text: continue
            case .end, .finished: break children
            }
        }
        guard columns.contains(column) else {
            if arena.count > start, outsideColumn == nil { outsideColumn = column }
            arena.count = start
            return
        }
        let demand = demands.isEmpty ? .heading : demands[column - columns.lowerBound]
        if arena.count == start {
            // A formula that makes an empty text has a value, an empty one.
            guard hasFormula, !(hasValue && type == .string) else { return }
            filledCount += 1
            switch demand {
            case .presence: return
            case .heading: cells.append(Cell(column: column, span: .missing))
            case .value, .day: throw .told(Message.formulaWithoutValue(self.place))
            }
            return
        }
        try finish(type, style, demand, from: start, in: &arena)
    }

    private static func type(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookProblem) -> CellType {
        switch bytes.count {
        case 1:
            switch bytes[0] {
            case UInt8(ascii: "s"): return .shared
            case UInt8(ascii: "n"): return .number
            case UInt8(ascii: "b"): return .bool
            case UInt8(ascii: "e"): return .error
            case UInt8(ascii: "d"): return .date
            default: break
            }
        case 3 where bytes[0] == UInt8(ascii: "s"): return .string
        case 9 where bytes[0] == UInt8(ascii: "i"): return .inline
        default: break
        }
        throw .damaged("a cell is of a type that sheets do not have: '\(String(decoding: bytes, as: UTF8.self))'")
    }

    /// Turns what the file says, the arena's end from `start` on, into what is handed on.
    @inline(__always)
    private mutating func finish(_ type: CellType, _ style: Int, _ demand: Demand, from start: Int, in arena: inout ByteArena) throws(WorkbookProblem) {
        var isTyped = true
        switch type {
        case .shared:
            guard let index = Self.index(arena.base + start, arena.count - start), index < content.strings.count else {
                throw .damaged("it names a text that the workbook does not have")
            }
            arena.count = start
            let text = content.strings[index]
            if let base = text.baseAddress { arena.append(base, text.count) }
            isTyped = false
        case .inline: isTyped = false
        case .string:
            XMLText.resolveEscapes(&arena, from: start)
            isTyped = false
        case .number:
            if demand != .presence { try number(content.styles[style], demand, from: start, in: &arena) }
        case .bool:
            let isTrue = try Self.truth(arena.text(from: start))
            arena.count = start
            arena.append((isTrue ? "TRUE" : "FALSE").utf8)
        case .date: Self.dropMidnight(&arena, from: start)
        case .error: break
        }
        if !isTyped, Self.isBlank(arena.base + start, arena.count - start) {
            arena.count = start
            return
        }
        filledCount += 1
        if demand == .presence {
            arena.count = start
            return
        }
        cells.append(Cell(column: column, span: CellSpan(start: start, length: arena.count - start, isTyped: isTyped), isFailure: type == .error))
    }

    @inline(__always)
    private static func index(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        guard count > 0, count <= 10 else { return nil }
        var index = 0
        for place in 0..<count {
            guard bytes[place] &- 0x30 <= 9 else { return nil }
            index = index &* 10 &+ Int(bytes[place] &- 0x30)
        }
        return index
    }

    private static func truth(_ text: String) throws(WorkbookProblem) -> Bool {
        switch text {
        case "1", "true": true
        case "0", "false": false
        default: throw .damaged("'\(text)' is neither true nor false")
        }
    }

    /// Nothing but blanks, also no-break ones: who looks at the sheet sees an empty cell.
    @inline(__always)
    private static func isBlank(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var index = 0
        while index < count {
            if bytes[index] <= 0x20 {
                index &+= 1
            } else if bytes[index] == 0xC2, index &+ 1 < count, bytes[index &+ 1] == 0xA0 {
                index &+= 2
            } else {
                return false
            }
        }
        return true
    }

    /// `2019-06-30T00:00:00` is the day.
    private static func dropMidnight(_ arena: inout ByteArena, from start: Int) {
        guard arena.count - start > 11, arena.base[start + 10] == UInt8(ascii: "T") else { return }
        let time = UnsafeBufferPointer(start: arena.base + start + 11, count: arena.count - start - 11)
        if time.allSatisfy({ "0:.".utf8.contains($0) }) { arena.count = start + 10 }
    }

    @inline(__always)
    private func number(_ format: NumberFormat, _ demand: Demand, from start: Int, in arena: inout ByteArena) throws(WorkbookProblem) {
        let count = arena.count - start
        if case .plain = format, demand != .day, PlainNumber.isPlain(arena.base + start, count) { return }
        try formatted(format, demand, from: start, in: &arena)
    }

    private func formatted(_ format: NumberFormat, _ demand: Demand, from start: Int, in arena: inout ByteArena) throws(WorkbookProblem) {
        guard let number = PlainNumber(arena.base + start, arena.count - start) else { throw .damaged("'\(arena.text(from: start))' is no number") }
        let isPlain = PlainNumber.isPlain(arena.base + start, arena.count - start)
        let end = arena.count
        arena.count = start
        switch format {
        case .percent: return number.appendPercent(to: &arena)
        case .date, .time:
            let serial = number.double
            // A number below 1 is a time of day, whatever the format says; 0 as a date is a formula's word for an empty cell.
            if (0..<1).contains(serial), serial > 0 || format == .time { return SerialDates.appendTime(serial, to: &arena) }
            if let moment = content.dates.moment(serial) { return SerialDates.append(moment, to: &arena) }
        case .elapsed:
            let days = number.double
            if days >= 0, days < 1_000_000 { return SerialDates.appendTime(days, to: &arena) }
        case .plain:
            let serial = number.double
            if demand == .day, SerialDates.plausible.contains(serial), let moment = content.dates.moment(serial) {
                return SerialDates.append(moment, to: &arena)
            }
        }
        if isPlain { arena.count = end } else { number.append(to: &arena) }
    }
}
