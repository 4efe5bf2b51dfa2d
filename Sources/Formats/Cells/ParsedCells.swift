import Columns

/// The loop over cells of fixed width: numbers, dates, times.
///
/// Generic, but not a class: methods of a generic class behind a protocol are never specialised (measured: 100 ns a cell),
/// so a small class for each parser holds this and the loop is compiled for it.
struct ParsedCells<Parser: CellParser>: ~Copyable {
    private let parser: Parser
    private var builder = NumberColumnBuilder<Parser.Element>()

    init(_ parser: Parser) { self.parser = parser }

    @inline(__always)
    mutating func append(_ cells: Cells, report: (Int, CellProblem) -> Void) { append(cells, 0..<cells.count, report: report) }

    @inline(__always)
    mutating func append(_ cells: Cells, _ rows: Range<Int>, report: (Int, CellProblem) -> Void) {
        for row in rows {
            let span = cells.spans[row]
            if span.isMissing {
                builder.appendMissing()
            } else if let value = span.isTyped ? parser.parseTyped(cells.bytes(row), span.length) : parser.parse(cells.bytes(row), span.length) {
                builder.append(value)
            } else if !span.isTyped, let value = trimmed(cells.buffer(row)).flatMap({ parser.parse($0, $1) }) {
                builder.append(value)
            } else {
                builder.appendMissing()
                report(row, .isNot(parser.wanted))
            }
        }
    }

    @inline(__always)
    mutating func finish() -> NumberColumn<Parser.Element> { builder.finishNumbers() }
}

extension ParsedCells where Parser == IntParser {
    /// Most numbers are a few digits, which are read many at a time.
    mutating func appendNumbers(_ cells: Cells, report: (Int, CellProblem) -> Void) {
        var row = 0
        while row < cells.count {
            row += builder.append(upTo: cells.count - row) { cells.readShortNumbers(from: row, into: $0) }
            let next = min(cells.count, row + Cells.lookedAt)
            append(cells, row..<next, report: report)
            row = next
        }
    }
}

final class IntConverter: CellConverter {
    private var parsed: ParsedCells<IntParser>
    init(_ parser: IntParser) { parsed = ParsedCells(parser) }
    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) { parsed.appendNumbers(cells, report: report) }
    func finish() -> Column { .int(parsed.finish()) }
}

final class FloatConverter: CellConverter {
    private var parsed: ParsedCells<FloatParser>
    init(_ parser: FloatParser) { parsed = ParsedCells(parser) }
    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) { parsed.append(cells, report: report) }
    func finish() -> Column { .float(parsed.finish()) }
}

final class DateConverter: CellConverter {
    private var parsed: ParsedCells<DateParser>
    init(_ parser: DateParser) { parsed = ParsedCells(parser) }
    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) { parsed.append(cells, report: report) }
    func finish() -> Column { .date(parsed.finish()) }
}

final class PatternDateConverter: CellConverter {
    private var parsed: ParsedCells<PatternDateParser>
    init(_ parser: PatternDateParser) { parsed = ParsedCells(parser) }
    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) { parsed.append(cells, report: report) }
    func finish() -> Column { .date(parsed.finish()) }
}

final class TimestampConverter: CellConverter {
    private var parsed: ParsedCells<TimestampParser>
    init(_ parser: TimestampParser) { parsed = ParsedCells(parser) }
    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) { parsed.append(cells, report: report) }
    func finish() -> Column { .int(parsed.finish()) }
}

final class PatternTimestampConverter: CellConverter {
    private var parsed: ParsedCells<PatternTimestampParser>
    init(_ parser: PatternTimestampParser) { parsed = ParsedCells(parser) }
    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) { parsed.append(cells, report: report) }
    func finish() -> Column { .int(parsed.finish()) }
}
