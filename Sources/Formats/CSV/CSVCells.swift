import Columns
import Semantics
import Tables

/// One column of a result on its way into a file of separated values.
///
/// Made once a table: the form of the column and what its values have in common are looked at here and not in each row, which is
/// what a fast writer comes down to (a switch over a column's form for every cell copies its parts and takes three times as long).
class CSVCells {
    /// Appends the value of a row; nothing for a missing one.
    func append(_ row: Int, to output: inout [UInt8]) {}

    /// Texts that a spreadsheet would run as formulas, met so far.
    fileprivate(set) var formulaCount = 0

    static func make(_ column: ResultTable.Column, _ text: MachineText, _ style: CSVStyle, _ dayTexts: DayTexts) -> CSVCells {
        switch column.values {
        case .int(let numbers): column.type.kind == .timestamp ? Moments(numbers, text, style, dayTexts) : WholeNumbers(numbers)
        case .date(let days): Days(days, text, dayTexts)
        case .decimal(let numbers):
            switch numbers.mantissas {
            case .small(let mantissas): SmallDecimals(mantissas, scale: numbers.scale, validity: numbers.validity, style)
            case .large: OtherValues(column, text, style)
            }
        case .text(let texts): Texts(texts, style)
        case .coded(let codes): codes.dictionary.count <= codes.codes.count ? Codes(codes, style) : RareCodes(codes, style)
        case .missing, .bool, .float, .period, .duration, .ratio: OtherValues(column, text, style)
        }
    }

    fileprivate static func append(_ magnitude: UInt64, atLeast width: Int = 1, to output: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { digits in
            var rest = magnitude
            var start = digits.count
            repeat {
                start -= 1
                digits[start] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0 || digits.count - start < width
            output.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }
}

private final class WholeNumbers: CSVCells {
    private let numbers: NumberColumn<Int64>
    init(_ numbers: NumberColumn<Int64>) { self.numbers = numbers }

    override func append(_ row: Int, to output: inout [UInt8]) {
        if let validity = numbers.validity, !validity[row] { return }
        let number = numbers.values[row]
        if number < 0 { output.append(UInt8(ascii: "-")) }
        CSVCells.append(number.magnitude, to: &output)
    }
}

/// Decimals of at most 18 digits, without zeros at their end.
private final class SmallDecimals: CSVCells {
    private let mantissas: Values<Int64>
    private let validity: Bitmap?
    private let scale: Int
    private let factor: UInt64
    private let mark: UInt8

    init(_ mantissas: Values<Int64>, scale: Int, validity: Bitmap?, _ style: CSVStyle) {
        self.mantissas = mantissas
        self.validity = validity
        self.scale = scale
        factor = Decimal.powerOfTen(min(scale, 18)).map { UInt64(truncatingIfNeeded: $0) } ?? 1
        mark = style.decimalMark
    }

    override func append(_ row: Int, to output: inout [UInt8]) {
        if let validity, !validity[row] { return }
        let mantissa = mantissas[row]
        if mantissa < 0 { output.append(UInt8(ascii: "-")) }
        // A scale beyond 18 digits leaves nothing before the mark.
        let (whole, rest) = scale > 18 ? (0, mantissa.magnitude) : mantissa.magnitude.quotientAndRemainder(dividingBy: factor)
        CSVCells.append(whole, to: &output)
        if rest == 0 { return }
        output.append(mark)
        CSVCells.append(rest, atLeast: scale, to: &output)
        while output.last == UInt8(ascii: "0") { output.removeLast() }
    }
}

private final class Days: CSVCells {
    private let days: NumberColumn<Int32>
    private let text: MachineText
    private let texts: DayTexts

    init(_ days: NumberColumn<Int32>, _ text: MachineText, _ texts: DayTexts) {
        self.days = days
        self.text = text
        self.texts = texts
    }

    override func append(_ row: Int, to output: inout [UInt8]) {
        if let validity = days.validity, !validity[row] { return }
        let day = days.values[row]
        let isKept = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: DayTexts.length) { place in
            guard let start = place.baseAddress, texts.copy(Int(day), to: start) else { return false }
            output.append(contentsOf: UnsafeBufferPointer(place))
            return true
        }
        if !isKept { text.append(day: day, to: &output) }
    }
}

/// Moments in whole seconds, which nearly all are; others take the long way.
private final class Moments: CSVCells {
    private let moments: NumberColumn<Int64>
    private let text: MachineText
    private let texts: DayTexts
    private let style: CSVStyle
    /// The zone's offset as it is written.
    private let ending: [UInt8]

    init(_ moments: NumberColumn<Int64>, _ text: MachineText, _ style: CSVStyle, _ texts: DayTexts) {
        self.moments = moments
        self.text = text
        self.style = style
        self.texts = texts
        ending = style.hasLocalTimes ? [] : Array(text.text(timestamp: 0).utf8.dropFirst(DayTexts.length + 9))
    }

    override func append(_ row: Int, to output: inout [UInt8]) {
        if let validity = moments.validity, !validity[row] { return }
        let moment = moments.values[row]
        let (seconds, fraction) = (moment &+ text.zone.offsetMicroseconds).quotientAndRemainder(dividingBy: 1_000_000)
        var (day, second) = Int(seconds).quotientAndRemainder(dividingBy: 86_400)
        if second < 0 { (day, second) = (day - 1, second + 86_400) }
        let isWhole = fraction == 0 && withUnsafeTemporaryAllocation(of: UInt8.self, capacity: DayTexts.length + 9) { place in
            guard let start = place.baseAddress, texts.copy(day, to: start) else { return false }
            place[10] = style.hasLocalTimes ? UInt8(ascii: " ") : UInt8(ascii: "T")
            place[13] = UInt8(ascii: ":")
            place[16] = UInt8(ascii: ":")
            for (index, number) in [(11, second / 3_600), (14, second / 60 % 60), (17, second % 60)] {
                place[index] = 0x30 + UInt8(truncatingIfNeeded: number / 10)
                place[index + 1] = 0x30 + UInt8(truncatingIfNeeded: number % 10)
            }
            output.append(contentsOf: UnsafeBufferPointer(place))
            return true
        }
        if isWhole {
            output.append(contentsOf: ending)
        } else if style.hasLocalTimes {
            text.append(localTime: moment, to: &output)
        } else {
            output.append(contentsOf: text.text(timestamp: moment).utf8)
        }
    }
}

private final class Texts: CSVCells {
    private let texts: TextColumn
    private let style: CSVStyle

    init(_ texts: TextColumn, _ style: CSVStyle) {
        self.texts = texts
        self.style = style
    }

    override func append(_ row: Int, to output: inout [UInt8]) {
        if let validity = texts.validity, !validity[row] { return }
        let value = texts[row]
        if CSVStyle.isFormula(value) { formulaCount += 1 }
        style.append(quoting: value, to: &output)
    }
}

/// Values of a dictionary, each quoted once.
private final class Codes: CSVCells {
    private let codes: CodedColumn
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var areFormulas: [Bool]

    init(_ codes: CodedColumn, _ style: CSVStyle) {
        self.codes = codes
        let values = codes.dictionary.values
        areFormulas = (0..<values.count).map { CSVStyle.isFormula(values[$0]) }
        for index in 0..<values.count {
            style.append(quoting: values[index], to: &bytes)
            ends.append(bytes.count)
        }
    }

    override func append(_ row: Int, to output: inout [UInt8]) {
        if let validity = codes.validity, !validity[row] { return }
        let code = Int(codes.codes[row])
        if areFormulas[code] { formulaCount += 1 }
        let (start, end) = (code == 0 ? 0 : ends[code - 1], ends[code])
        bytes.withUnsafeBufferPointer { output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[start..<end])) }
    }
}

/// A few values of a large dictionary.
private final class RareCodes: CSVCells {
    private let codes: CodedColumn
    private let style: CSVStyle

    init(_ codes: CodedColumn, _ style: CSVStyle) {
        self.codes = codes
        self.style = style
    }

    override func append(_ row: Int, to output: inout [UInt8]) {
        if let validity = codes.validity, !validity[row] { return }
        let value = codes.dictionary.values[Int(codes.codes[row])]
        if CSVStyle.isFormula(value) { formulaCount += 1 }
        style.append(quoting: value, to: &output)
    }
}

/// What is rare or takes long anyway.
private final class OtherValues: CSVCells {
    private let column: ResultTable.Column
    private let text: MachineText
    private let style: CSVStyle
    private let hasPoint: Bool
    private var value: [UInt8] = []

    init(_ column: ResultTable.Column, _ text: MachineText, _ style: CSVStyle) {
        self.column = column
        self.text = text
        self.style = style
        hasPoint =
            switch column.values {
            case .float, .decimal, .ratio: style.decimalMark != UInt8(ascii: ".")
            case .missing, .bool, .int, .date, .text, .coded, .period, .duration: false
            }
    }

    override func append(_ row: Int, to output: inout [UInt8]) {
        value.removeAll(keepingCapacity: true)
        guard text.append(column.values, row, column.type, to: &value) else { return }
        if hasPoint, let point = value.firstIndex(of: UInt8(ascii: ".")) { value[point] = style.decimalMark }
        value.withUnsafeBufferPointer { style.append(quoting: $0, to: &output) }
    }
}
