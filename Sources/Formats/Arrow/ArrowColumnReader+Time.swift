import Columns
import Tables

/// Dates, moments, times of day and lengths of time, which Arrow has in more forms than the language.
extension ArrowColumnReader {
    /// 0001-01-01 and 9999-12-31.
    private static let days: ClosedRange<Int64> = -719_162...2_932_896

    func dates(_ values: Values<Int64>, _ validity: Bitmap?, _ rows: Range<Int>, _ report: Report) -> NumberColumn<Int32> {
        var rejected = RejectedRows(validity, count: values.count)
        let days = Values<Int32>(uninitialized: values.count)
        for row in 0..<values.count {
            if Self.days.contains(values[row]) {
                days.pointer[row] = Int32(truncatingIfNeeded: values[row])
            } else {
                days.pointer[row] = 0
                guard rejected.isPresent(row) else { continue }
                rejected.reject(row)
                report(rows.lowerBound + row, .isOutsideCalendar, "day \(values[row])")
            }
        }
        return NumberColumn(values: days, validity: rejected.validity)
    }

    /// Moments in microseconds UTC. Without a zone they are times of the model's; what is finer than a microsecond is left off.
    func moments(_ cells: ArrowCells, _ unit: ArrowType.Unit, hasZone: Bool, _ validity: Bitmap?, _ report: Report) throws(ArrowProblem) -> NumberColumn<Int64> {
        let values = try cells.values(Int64.self)
        if isTrusted { return NumberColumn(values: values, validity: validity) }
        let offset = hasZone ? 0 : zone.offsetMicroseconds
        let limits = Self.days.lowerBound * 86_400_000_000...(Self.days.upperBound + 1) * 86_400_000_000 - 1
        var rejected = RejectedRows(validity, count: values.count)
        let result = Values<Int64>(uninitialized: values.count)
        for row in 0..<values.count {
            let (micro, overflow) =
                unit == .nanoseconds ? (Self.quotient(values[row], 1_000), false) : values[row].multipliedReportingOverflow(by: 1_000_000 / unit.perSecond)
            if !overflow, limits.contains(micro) {
                result.pointer[row] = micro &- offset
            } else {
                result.pointer[row] = 0
                guard rejected.isPresent(row) else { continue }
                rejected.reject(row)
                report(cells.rows.lowerBound + row, .isOutsideCalendar, "moment \(values[row])")
            }
        }
        return NumberColumn(values: result, validity: rejected.validity)
    }

    /// Times of day, for which there is no type: as text, `14:05:00`.
    func clockTimes(_ values: Values<Int64>, _ unit: ArrowType.Unit, _ validity: Bitmap?, _ rows: Range<Int>, _ report: Report) -> TextColumn {
        var builder = TextColumnBuilder(capacity: values.count)
        for row in 0..<values.count {
            guard validity?[row] ?? true else {
                builder.appendMissing()
                continue
            }
            let seconds = Self.quotient(values[row], unit.perSecond)
            guard (0..<86_400).contains(seconds) else {
                builder.appendMissing()
                report(rows.lowerBound + row, .isNot("a time of day"), "\(values[row])")
                continue
            }
            func twoDigits(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
            var text = "\(twoDigits(seconds / 3_600)):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
            let fraction = values[row] - seconds * unit.perSecond
            if fraction != 0 { text += "." + String(String(unit.perSecond + fraction).dropFirst()) }
            builder.append(text)
        }
        return builder.finishText()
    }

    /// Lengths of time that are whole days; hours and minutes have no type.
    func durations(_ values: Values<Int64>, _ unit: ArrowType.Unit, _ validity: Bitmap?, _ rows: Range<Int>, _ report: Report) -> DurationColumn {
        let day = 86_400 * unit.perSecond
        var builder = DurationRows(count: values.count, validity)
        for row in 0..<values.count where builder.isPresent(row) {
            if values[row] % day == 0, let days = Int32(exactly: values[row] / day) {
                builder.set(row, months: 0, days: days)
            } else {
                builder.reject(row)
                let whole = values[row] / unit.perSecond
                report(rows.lowerBound + row, .isNot("a number of whole days"), "\(whole) seconds")
            }
        }
        return builder.finish()
    }

    func intervals(_ cells: ArrowCells, _ interval: ArrowType.Interval, _ validity: Bitmap?, _ report: Report) throws(ArrowProblem) -> DurationColumn {
        var builder = DurationRows(count: cells.rows.count, validity)
        func set(_ row: Int, _ months: Int32, _ days: Int32, rest: Int64) {
            guard builder.isPresent(row) else { return }
            if rest == 0 {
                builder.set(row, months: months, days: days)
            } else {
                builder.reject(row)
                report(cells.rows.lowerBound + row, .isNot("a number of whole days"), "\(days) days and a part of one")
            }
        }
        switch interval {
        case .months:
            let months = try cells.values(Int32.self)
            for row in 0..<months.count { set(row, months[row], 0, rest: 0) }
        case .daysAndMilliseconds:
            let pairs = try cells.pairs(Int32.self)
            for row in 0..<cells.rows.count { set(row, 0, pairs[row * 2], rest: Int64(pairs[row * 2 + 1])) }
        case .monthsDaysAndNanoseconds:
            // Months and days in one word, nanoseconds in the next.
            let words = try cells.pairs(Int64.self)
            for row in 0..<cells.rows.count {
                let first = words[row * 2]
                set(row, Int32(truncatingIfNeeded: first), Int32(truncatingIfNeeded: first >> 32), rest: words[row * 2 + 1])
            }
        }
        return builder.finish()
    }

    /// Rounded towards the past, as days before 1970 need it.
    static func quotient(_ value: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}

/// Durations that are written row by row into columns made beforehand.
private struct DurationRows {
    private let months: Values<Int32>
    private let days: Values<Int32>
    private let workingDays: Values<Int32>
    private var rejected: RejectedRows

    init(count: Int, _ validity: Bitmap?) {
        months = Values(repeating: 0, count: count)
        days = Values(repeating: 0, count: count)
        workingDays = Values(repeating: 0, count: count)
        rejected = RejectedRows(validity, count: count)
    }

    func isPresent(_ row: Int) -> Bool { rejected.isPresent(row) }
    mutating func reject(_ row: Int) { rejected.reject(row) }

    func set(_ row: Int, months: Int32, days: Int32) {
        self.months.pointer[row] = months
        self.days.pointer[row] = days
    }

    func finish() -> DurationColumn { DurationColumn(months: months, days: days, workingDays: workingDays, validity: rejected.validity) }
}
