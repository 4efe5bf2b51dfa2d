import Semantics
import Tables

/// A stretch of days with marks at whole days, Mondays, months, quarters or years, whichever leave about `count` of them.
struct DayScale: Sendable {
    enum Unit: Sendable, Equatable {
        case days(Int)
        case months(Int)
    }

    let low: Double
    let high: Double
    let unit: Unit
    let ticks: [Double]

    init(_ values: some Sequence<Double>, count: Int = 6) {
        var low = Double.infinity
        var high = -Double.infinity
        for value in values where value.isFinite {
            low = min(low, value)
            high = max(high, value)
        }
        if low > high { (low, high) = (0, 1) }
        let span = max(1, high - low)
        let units: [(Unit, Double)] = [
            (.days(1), 1), (.days(7), 7), (.months(1), 30), (.months(3), 91), (.months(6), 183), (.months(12), 365), (.months(24), 731), (.months(60), 1_826),
        ]
        let unit = units.first { span / $0.1 <= Double(count) + 0.5 }?.0 ?? .months(120)
        self.unit = unit
        let first = DayScale.start(of: unit, Int32(low.rounded(.down)))
        var ticks = [Double(first)]
        while let last = ticks.last, last < high, ticks.count < 100 { ticks.append(Double(DayScale.next(Int32(last), unit))) }
        if ticks.count == 1 { ticks.append(Double(DayScale.next(first, unit))) }
        self.ticks = ticks
        self.low = ticks[0]
        self.high = ticks[ticks.count - 1]
    }

    func place(_ value: Double) -> Double { high > low ? (value - low) / (high - low) : 0 }

    /// A day as a mark is headed: the year alone, the month and its year, or the day.
    func text(_ tick: Double, _ display: DisplayText) -> String {
        let date = CivilDate(days: Int32(tick))
        switch unit {
        case .days: return display.date(Int32(tick))
        case .months(let count) where count % 12 == 0: return "\(date.year)"
        case .months: return display.style == .vi ? "\(date.month)/\(date.year)" : "\(date.year)-\(date.month < 10 ? "0" : "")\(date.month)"
        }
    }

    static func start(of unit: Unit, _ day: Int32) -> Int32 {
        switch unit {
        case .days(7): return day - Int32(CivilDate.weekday(day))
        case .days: return day
        case .months(let count):
            let date = CivilDate(days: day)
            let months = date.year * 12 + date.month - 1
            let first = months - ((months % count) + count) % count
            return CivilDate(year: first / 12, month: first % 12 + 1, day: 1)?.days ?? day
        }
    }

    static func next(_ day: Int32, _ unit: Unit) -> Int32 {
        switch unit {
        case .days(let count): day + Int32(count)
        case .months(let count): CivilDate(days: day).adding(months: count).days
        }
    }
}
