import Columns
import Semantics

/// `true` and `false`; also `TRUE` and `FALSE`, as Excel writes them.
final class BoolConverter: CellConverter {
    private var builder = BoolColumnBuilder()

    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) {
        for row in 0..<cells.count {
            if cells.spans[row].isMissing {
                builder.appendMissing()
            } else if let value = Self.parse(cells.buffer(row)) {
                builder.append(value)
            } else {
                builder.appendMissing()
                report(row, .isNot("true or false"))
            }
        }
    }

    func finish() -> Column { builder.finish() }

    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
        if bytes.elementsEqual("true".utf8) || bytes.elementsEqual("TRUE".utf8) { return true }
        if bytes.elementsEqual("false".utf8) || bytes.elementsEqual("FALSE".utf8) { return false }
        return nil
    }
}

/// A column in which no row of the file has a value.
final class MissingConverter: CellConverter {
    private var count = 0

    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) { count += cells.count }

    func finish() -> Column {
        defer { count = 0 }
        return .missing(count: count)
    }
}

/// Fixed-point numbers and money.
final class DecimalConverter: CellConverter {
    private let notation: NumberNotation
    private var builder: DecimalColumnBuilder

    init(notation: NumberNotation, scale: Int) {
        self.notation = notation
        builder = DecimalColumnBuilder(scale: scale)
    }

    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) {
        for row in 0..<cells.count {
            let span = cells.spans[row]
            if span.isMissing {
                builder.appendMissing()
                continue
            }
            let notation = span.isTyped ? .plain : self.notation
            let number = NumberText.decimal(cells.bytes(row), span.length, notation)
                ?? trimmed(cells.buffer(row)).flatMap { NumberText.decimal($0, $1, notation) }
            if let number {
                if builder.append(number) { continue }
                report(row, .tooManyDigits)
            } else {
                report(row, .isNot("a number"))
            }
            builder.appendMissing()
        }
    }

    func finish() -> Column { builder.finish() }
}

/// Percentages (`94.9%`) and fractions (`0.949`). The sides are the number as written and 100 or 1: a file has no counts.
final class RatioConverter: CellConverter {
    private let notation: NumberNotation
    private var numerators = DecimalColumnBuilder()
    private var denominators = NumberColumnBuilder<Int64>()

    init(notation: NumberNotation) { self.notation = notation }

    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) {
        for row in 0..<cells.count {
            let span = cells.spans[row]
            if span.isMissing {
                appendMissing()
                continue
            }
            let notation = span.isTyped ? .plain : self.notation
            let read = Self.parse(cells.bytes(row), span.length, notation) ?? trimmed(cells.buffer(row)).flatMap { Self.parse($0, $1, notation) }
            if let (number, isPercent) = read, numerators.append(number) {
                denominators.append(isPercent ? 100 : 1)
            } else {
                appendMissing()
                report(row, .isNot("a percentage"))
            }
        }
    }

    private func appendMissing() {
        numerators.appendMissing()
        denominators.appendMissing()
    }

    func finish() -> Column {
        let under = denominators.finish()
        return .ratio(RatioColumn(numerator: numerators.finish(), denominator: under, validity: under.validity))
    }

    /// The number and whether a percent sign stands behind it, with at most one blank between.
    static func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ notation: NumberNotation) -> (Decimal, isPercent: Bool)? {
        var length = count
        let isPercent = count > 0 && bytes[count - 1] == UInt8(ascii: "%")
        if isPercent {
            length -= 1
            if length > 0, bytes[length - 1] == UInt8(ascii: " ") { length -= 1 }
        }
        return NumberText.decimal(bytes, length, notation).map { ($0, isPercent) }
    }
}

/// Periods under their names: `2019`, `2019-Q2`, `2019-06`.
final class PeriodConverter: CellConverter {
    private var builder = PeriodColumnBuilder()

    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) {
        for row in 0..<cells.count {
            if cells.spans[row].isMissing {
                builder.appendMissing()
            } else if let period = Period(name: cells.text(row)) {
                builder.append(period)
            } else {
                builder.appendMissing()
                report(row, .isNot("a period such as 2019, 2019-H1, 2019-Q2 or 2019-06"))
            }
        }
    }

    func finish() -> Column { builder.finish() }
}

/// `3 months`, `15 working days`, `1 year 2 days`.
final class DurationConverter: CellConverter {
    private var builder = DurationColumnBuilder()

    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) {
        for row in 0..<cells.count {
            if cells.spans[row].isMissing {
                builder.appendMissing()
            } else if let duration = Self.parse(cells.text(row)) {
                builder.append(duration)
            } else {
                builder.appendMissing()
                report(row, .isNot("a length of time such as 3 months or 15 working days"))
            }
        }
    }

    func finish() -> Column { builder.finish() }

    private static func parse(_ text: String) -> Semantics.Duration? {
        var result = Semantics.Duration()
        var words = text.split(separator: " ")[...]
        guard !words.isEmpty else { return nil }
        while let first = words.popFirst() {
            guard let count = Int32(first), var unit = words.popFirst() else { return nil }
            let isWorking = unit == "working"
            if isWorking {
                guard let day = words.popFirst(), day == "day" || day == "days" else { return nil }
                unit = "working"
            }
            let step: (WritableKeyPath<Semantics.Duration, Int32>, Int32)
            switch unit {
            case "day", "days": step = (\.days, 1)
            case "week", "weeks": step = (\.days, 7)
            case "month", "months": step = (\.months, 1)
            case "quarter", "quarters": step = (\.months, 3)
            case "year", "years": step = (\.months, 12)
            case "working": step = (\.workingDays, 1)
            default: return nil
            }
            let (product, overflow) = count.multipliedReportingOverflow(by: step.1)
            let (sum, carry) = result[keyPath: step.0].addingReportingOverflow(product)
            if overflow || carry { return nil }
            result[keyPath: step.0] = sum
        }
        return result
    }
}
