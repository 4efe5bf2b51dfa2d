import Columns
import Semantics
import Tables

/// Turns cells of one column into memory of its type, some thousand at a time: a call costs nothing a row.
protocol CellConverter: AnyObject {
    /// Appends a value or a missing row for each cell, and reports those that are not of the type.
    func append(_ cells: Cells, report: (Int, CellProblem) -> Void)
    /// The rows appended since the last call.
    func finish() -> Column
    /// Bytes of text held, for closing a row group before it grows too large.
    var heldBytes: Int { get }
}

extension CellConverter {
    var heldBytes: Int { 0 }
}

/// How a column's cells are to be read: its type and what inference or options know beyond it.
struct CellType: Sendable {
    var type: Type
    var notation = NumberNotation.plain
    /// `nil` reads ISO dates.
    var dates: DatePattern?
    /// Decimals: at least so many digits after the point, so that all batches have one scale.
    var scale = 0
    /// Of text without a declared type: which cell is no number (`TableInfo.Column.whyText`).
    var whyText: String?

    /// A converter for columns of this type.
    func makeConverter(zone: Zone) -> any CellConverter {
        switch type.kind {
        case .nothing: return MissingConverter()
        case .text, .link, .list: return TextConverter()
        case .bool: return BoolConverter()
        case .int: return IntConverter(IntParser(notation: notation))
        case .decimal: return DecimalConverter(notation: notation, scale: scale)
        case .float, .points: return FloatConverter(FloatParser(notation: notation))
        case .ratio: return RatioConverter(notation: notation)
        case .date:
            if let dates { return PatternDateConverter(PatternDateParser(pattern: dates)) }
            return DateConverter(DateParser())
        case .timestamp:
            if let dates { return PatternTimestampConverter(PatternTimestampParser(pattern: dates, zone: zone)) }
            return TimestampConverter(TimestampParser(zone: zone))
        case .period: return PeriodConverter()
        case .duration: return DurationConverter()
        case .enumeration(let values): return EnumerationConverter(values)
        }
    }
}

/// Reads one cell of fixed width.
protocol CellParser {
    associatedtype Element: BitwiseCopyable & Sendable
    /// `a number`, for messages.
    var wanted: String { get }
    /// `nil` when the bytes are not wholly a value.
    func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Element?
    /// The same for a cell in the plain form, whatever the file's texts look like (`CellSpan.isTyped`).
    func parseTyped(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Element?
}

/// The cell without blanks at its ends, also no-break ones, which Excel leaves around numbers; `nil` when it has none.
///
/// Called for cells that could not be read as they stand, so well-formed files never pay for it.
func trimmed(_ cell: UnsafeBufferPointer<UInt8>) -> (UnsafePointer<UInt8>, Int)? {
    guard let base = cell.baseAddress else { return nil }
    var start = 0
    var end = cell.count
    while start < end {
        if base[start] == 0x20 || base[start] == 0x09 { start += 1 } else if end - start >= 2, base[start] == 0xC2, base[start + 1] == 0xA0 { start += 2 } else { break }
    }
    while end > start {
        if base[end - 1] == 0x20 || base[end - 1] == 0x09 { end -= 1 } else if end - start >= 2, base[end - 2] == 0xC2, base[end - 1] == 0xA0 { end -= 2 } else { break }
    }
    return end - start == cell.count || end == start ? nil : (base + start, end - start)
}

extension TableInfo.Column {
    /// A column of a file without a model.
    init(_ name: String, _ found: CellType) { self.init(name: name, type: found.type, whyText: found.whyText) }
}
