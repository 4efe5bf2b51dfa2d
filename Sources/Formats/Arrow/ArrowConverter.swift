import Columns
import Semantics
import Tables

/// Brings a column of an Arrow file to the type that a model declares.
///
/// Where the types are one, or one is the other with more room, nothing is written anew. All else goes the way of text files: values
/// are written as texts and read by the converters of cells, so that a date among texts, a code among numbers and their mistakes are the
/// same here as in a workbook.
final class ArrowConverter {
    private let from: Type.Kind
    private let type: CellType
    private let converter: any CellConverter
    private let text: MachineText
    /// Values of the dictionary that was converted last, and what is wrong with some of them.
    private var converted: (dictionary: TextDictionary, values: Column, problems: [Int: CellProblem])?

    init(from: Type.Kind, to type: CellType, zone: Zone) {
        self.from = from
        self.type = type
        converter = type.makeConverter(zone: zone)
        text = MachineText(zone: zone)
    }

    /// - Parameter report: told of rows of the column, from 0.
    func convert(_ column: Column, report: ArrowColumnReader.Report) -> Column {
        switch (column, type.type.kind) {
        case (.missing, .nothing), (.bool, .bool), (.date, .date), (.decimal, .decimal), (.period, .period), (.duration, .duration), (.ratio, .ratio),
            (.float, .float), (.float, .points), (.text, .text), (.text, .link):
            return column
        case (.coded(let coded), .text), (.coded(let coded), .link):
            // Texts are not sorted as declared values are.
            guard coded.dictionary.isOrdered else { return column }
            return .coded(CodedColumn(codes: coded.codes, dictionary: TextDictionary(values: coded.dictionary.values, isOrdered: false), validity: coded.validity))
        case (.int, .int) where from != .timestamp, (.int, .timestamp) where from == .timestamp:
            return column
        case (.int(let numbers), .decimal) where from != .timestamp:
            return .decimal(DecimalColumn(numbers))
        case (.int(let numbers), .float) where from != .timestamp, (.int(let numbers), .points) where from != .timestamp:
            return .float(DecimalColumn(numbers).floats)
        case (.decimal(let numbers), .float), (.decimal(let numbers), .points):
            return .float(numbers.floats)
        case (.coded(let coded), _):
            return throughDictionary(coded, report)
        default:
            return throughCells(column, report)
        }
    }

    /// Each value of the dictionary once.
    private func throughDictionary(_ coded: CodedColumn, _ report: ArrowColumnReader.Report) -> Column {
        let values: Column
        let problems: [Int: CellProblem]
        if let known = converted, known.dictionary === coded.dictionary {
            (values, problems) = (known.values, known.problems)
        } else {
            var found: [Int: CellProblem] = [:]
            values = throughCells(.text(coded.dictionary.values)) { code, problem, _ in found[code] = problem }
            problems = found
            converted = (coded.dictionary, values, found)
        }
        var rows: [Int32] = []
        rows.reserveCapacity(coded.codes.count)
        for row in 0..<coded.codes.count {
            let isPresent = coded.validity?[row] ?? true
            rows.append(isPresent ? Int32(truncatingIfNeeded: coded.codes[row]) : -1)
            if isPresent, let problem = problems[Int(coded.codes[row])] { report(row, problem, coded.dictionary.values.string(Int(coded.codes[row]))) }
        }
        return values.gather(rows)
    }

    private func throughCells(_ column: Column, _ report: ArrowColumnReader.Report) -> Column {
        var start = 0
        while start < column.count {
            let range = start..<min(column.count, start + SpanTable.capacity)
            append(column.slice(range)) { row, problem, value in report(range.lowerBound + row, problem, value) }
            start = range.upperBound
        }
        return converter.finish()
    }

    private func append(_ column: Column, _ report: ArrowColumnReader.Report) {
        var bytes: [UInt8] = []
        var spans: [CellSpan] = []
        for row in 0..<column.count {
            let start = bytes.count
            guard write(column, row, to: &bytes) else {
                spans.append(.missing)
                continue
            }
            spans.append(CellSpan(start: start, length: bytes.count - start, isQuoted: true, isTyped: from != .text))
        }
        // Parsers read eight bytes at a time.
        bytes += [UInt8](repeating: 0, count: 8)
        bytes.withUnsafeBufferPointer { memory in
            spans.withUnsafeBufferPointer { spans in
                guard let base = memory.baseAddress, let first = spans.baseAddress else { return }
                let cells = Cells(base: base, spans: first, count: spans.count, areComposed: false)
                converter.append(cells) { row, problem in report(row, problem, cells.text(row)) }
            }
        }
    }

    private func write(_ column: Column, _ row: Int, to bytes: inout [UInt8]) -> Bool {
        // Days are moments in pandas: their midnight.
        if from == .timestamp, case .int(let moments) = column, moments.validity?[row] ?? true {
            let time = LocalTime(moments.values[row], text.zone)
            if (time.hour, time.minute, time.second, time.microsecond) == (0, 0, 0, 0) {
                return text.append(.date(NumberColumn(values: Values([time.day]))), 0, .date, to: &bytes)
            }
        }
        guard case .float(let numbers) = column else { return text.append(column, row, Type(from), to: &bytes) }
        guard numbers.validity?[row] ?? true else { return false }
        // Whole numbers become floats in pandas as soon as one is missing.
        let number = numbers.values[row]
        bytes += Array((Int64(exactly: number).map(String.init) ?? "\(number)").utf8)
        return true
    }
}
