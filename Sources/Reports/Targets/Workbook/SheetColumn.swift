import Characters
import Columns
import Semantics
import Tables

/// What stands in a cell.
enum SheetCell {
    case blank
    case number(Double)
    case truth(Bool)
    /// Bytes of a column, which outlives the cell.
    case text(UnsafeBufferPointer<UInt8>)
    case words(String)
}

/// How one column of a result becomes cells of a sheet.
///
/// Numbers, dates and truth values are such to Excel too, with the look that documents give them. What Excel would change is text: numbers of
/// more than 15 digits, of which a cell keeps 15, and then all of their column, since a sum over cells of two kinds would leave some out in
/// silence; and days before 1900-03-01, which its calendar counts wrong.
struct SheetColumn {
    private enum Form {
        case number, date, timestamp, truth, ratio, points
        case text
        /// What people read where Excel has no such thing: periods, spans of time.
        case words
        /// Numbers that a cell would not keep.
        case digits
    }

    /// The column of the table that it is.
    let source: Int
    private var column: ResultTable.Column
    private let display: DisplayText
    private var form: Form
    /// `nil` for cells that Excel shows as it likes.
    private var numberFormat: String?
    /// The width that its widest numbers need, wherever they stand: Excel shows no part of a number.
    private(set) var leastWidth: Int

    /// Numbers that had to become text.
    var isTooPrecise: Bool { form == .digits }

    /// The first day that Excel counts right: serial 61.
    private static let firstDay: Int32 = -25_508
    /// 1899-12-30, Excel's day 0, from 1970-01-01.
    private static let dayZero = 25_569.0

    init(_ column: ResultTable.Column, _ source: Int, _ display: DisplayText) {
        self.source = source
        self.column = column
        self.display = display
        let whole = display.style == .vi ? "#,##0" : "0"
        switch column.values {
        case .missing, .text, .coded: (form, numberFormat, leastWidth) = (.text, nil, 0)
        case .period, .duration: (form, numberFormat, leastWidth) = (.words, nil, 0)
        case .bool: (form, numberFormat, leastWidth) = (.truth, nil, 5)
        case .int(let numbers) where column.type.kind == .timestamp:
            let seconds = SheetColumn.secondsFormat(numbers)
            (form, numberFormat, leastWidth) = (.timestamp, SheetColumn.dateFormat(display.style) + " hh:mm" + seconds, 16 + seconds.utf8.count)
        case .int(let numbers):
            let extremes = SheetColumn.extremes(numbers)
            guard case .int = column.type.kind else {
                // The keys of a link that are numbers, where its labels do not stand for them.
                (form, numberFormat, leastWidth) = (.words, nil, 0)
                return
            }
            leastWidth = [extremes.low, extremes.high].map { display.number(String($0)).utf8.count }.max() ?? 0
            (form, numberFormat) = extremes.high < SheetColumn.limit && extremes.low > -SheetColumn.limit ? (.number, whole) : (.digits, nil)
        case .decimal(let numbers):
            let extent = SheetColumn.extent(numbers)
            leastWidth = extent.texts.map { display.number($0).utf8.count }.max() ?? 0
            let fraction = extent.scale > 0 ? "." + String(repeating: "0", count: extent.scale) : ""
            (form, numberFormat) = extent.isExact ? (.number, whole + fraction) : (.digits, nil)
        case .float where column.type.kind == .points:
            let unit = display.style == .vi ? "\" điểm %\"" : "\" points\""
            (form, numberFormat, leastWidth) = (.points, "+0.0\(unit);-0.0\(unit);0.0\(unit)", 0)
        case .float: (form, numberFormat, leastWidth) = (.number, nil, 0)
        case .date: (form, numberFormat, leastWidth) = (.date, SheetColumn.dateFormat(display.style), 10)
        case .ratio: (form, numberFormat, leastWidth) = (.ratio, "0.0%", 0)
        }
    }

    /// The same column in the next piece of its table.
    ///
    /// What has been written stays as it is, so a number that is too long for a cell makes text of those from its piece on, and places behind the
    /// point are shown from the piece on that has them.
    mutating func proceed(to next: ResultTable.Column) {
        let piece = SheetColumn(next, source, display)
        column = next
        if form != .digits { form = piece.form }
        leastWidth = max(leastWidth, piece.leastWidth)
        // Of two formats for one kind of value the longer shows more.
        if form == .digits { numberFormat = nil } else if let format = piece.numberFormat, format.utf8.count > (numberFormat?.utf8.count ?? 0) { numberFormat = format }
    }

    var isText: Bool { form == .text || form == .words || form == .digits }

    /// The look of its cells, to which a table adds its own.
    var look: CellLook {
        var look = CellLook()
        look.number = numberFormat
        look.isRight = form == .digits
        return look
    }

    // MARK: Cells

    func cell(_ row: Int) -> SheetCell {
        if let labels = column.labels, labels.validity.map({ $0[row] }) ?? true { return SheetColumn.text(labels, row) ?? words(row) }
        if let validity = column.values.validity, !validity[row] { return .blank }
        switch (form, column.values) {
        case (.text, let values): return SheetColumn.text(values, row) ?? .blank
        case (.truth, .bool(let flags)): return .truth(flags.values[row])
        case (.number, .int(let numbers)): return .number(Double(numbers.values[row]))
        case (.number, .float(let numbers)): return SheetColumn.finite(numbers.values[row])
        case (.number, .decimal(let numbers)): return .number(Decimal(numbers[row], scale: numbers.scale).normalized.double)
        case (.points, .float(let numbers)): return SheetColumn.finite(numbers.values[row] * 100)
        case (.digits, .int(let numbers)): return .words(String(numbers.values[row]))
        case (.digits, .decimal(let numbers)): return .words(Decimal(numbers[row], scale: numbers.scale).normalized.description)
        case (.date, .date(let days)):
            let day = days.values[row]
            return day < SheetColumn.firstDay ? words(row) : .number(Double(day) + SheetColumn.dayZero)
        case (.timestamp, .int(let moments)):
            let time = LocalTime(moments.values[row], display.zone)
            if time.day < SheetColumn.firstDay { return words(row) }
            let seconds = time.hour * 3_600 + time.minute * 60 + time.second
            return .number(Double(time.day) + SheetColumn.dayZero + (Double(seconds) + Double(time.microsecond) / 1_000_000) / 86_400)
        case (.ratio, .ratio):
            guard case .ratio(let top, let bottom) = column.values.value(row, type: column.type), let value = ExactRatio(top, bottom)?.double else { return .blank }
            return SheetColumn.finite(value)
        default: return words(row)
        }
    }

    private func words(_ row: Int) -> SheetCell { .words(DisplayWidth.visible(display.cell(column.values, row: row, type: column.type))) }

    private static func text(_ column: Column, _ row: Int) -> SheetCell? {
        switch column {
        case .text(let texts): .text(texts[row])
        case .coded(let codes): .text(codes.dictionary.values[Int(codes.codes[row])])
        default: nil
        }
    }

    private static func finite(_ number: Double) -> SheetCell { number.isFinite ? .number(number) : .blank }

    // MARK: What holds for the whole column

    /// 10^15, the first whole number that a cell does not keep.
    private static let limit: Int64 = 1_000_000_000_000_000

    private static func dateFormat(_ style: NumberStyle) -> String {
        switch style {
        case .vi: "dd/mm/yyyy"
        case .c: "yyyy-mm-dd"
        }
    }

    private static func extremes(_ column: NumberColumn<Int64>) -> (low: Int64, high: Int64) {
        var (low, high): (Int64, Int64) = (0, 0)
        for row in 0..<column.values.count where column.validity.map({ $0[row] }) ?? true {
            low = min(low, column.values[row])
            high = max(high, column.values[row])
        }
        return (low, high)
    }

    /// The digits behind the point that its values need, its widest values with them, and whether a cell keeps them all.
    private static func extent(_ column: DecimalColumn) -> (scale: Int, texts: [String], isExact: Bool) {
        var (low, high): (Int128, Int128) = (0, 0)
        var spare = column.scale
        for row in 0..<column.count where column.validity.map({ $0[row] }) ?? true {
            let mantissa = column[row]
            low = min(low, mantissa)
            high = max(high, mantissa)
            while spare > 0, mantissa % (Decimal.powerOfTen(spare) ?? 1) != 0 { spare -= 1 }
        }
        let factor = Decimal.powerOfTen(spare) ?? 1
        let texts = [low, high].map { Decimal($0 / factor, scale: column.scale - spare).description }
        return (column.scale - spare, texts, max(high, -low) / factor < Int128(limit))
    }

    /// Seconds, and parts of them, where a moment has any.
    private static func secondsFormat(_ column: NumberColumn<Int64>) -> String {
        var format = ""
        for row in 0..<column.values.count where column.validity.map({ $0[row] }) ?? true {
            if column.values[row] % 1_000_000 != 0 { return ":ss.000" }
            if column.values[row] % 60_000_000 != 0 { format = ":ss" }
        }
        return format
    }
}
