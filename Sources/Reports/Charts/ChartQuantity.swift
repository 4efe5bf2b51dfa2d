import Semantics
import Tables

/// What the numbers of an axis are, and how one of them is written there.
enum ChartQuantity: Sendable {
    case number
    /// A fraction, written as a percentage.
    case percent
    /// A difference of fractions, written with its sign.
    case points
    /// Days since 1970-01-01; a moment is a day and a part of it.
    case days

    init(_ kind: Type.Kind) {
        switch kind {
        case .ratio: self = .percent
        case .points: self = .points
        case .date, .timestamp: self = .days
        case .nothing, .bool, .int, .decimal, .float, .text, .period, .duration, .enumeration, .link, .list: self = .number
        }
    }

    /// Whether parts of it make a whole when they are laid one on another: shares of different wholes do not.
    var isAdditive: Bool {
        switch self {
        case .number: true
        case .percent, .points, .days: false
        }
    }

    func text(_ value: Double, _ display: DisplayText) -> String {
        switch self {
        case .number: display.number(FloatText.short(value))
        case .percent: display.number(FloatText.short(value * 100)) + "%"
        case .points: (value > 0 ? "+" : "") + display.number(FloatText.short(value * 100)) + (display.style == .vi ? " điểm %" : " points")
        case .days: display.date(Int32(value.rounded(.down)))
        }
    }

    /// The place of a value on an axis; `nil` for a missing one.
    static func number(_ value: Value, _ zone: Zone) -> Double? {
        switch value {
        case .int(let number): Double(number)
        case .decimal(let number): number.double
        case .float(let number): number.isFinite ? number : nil
        case .ratio(let top, let bottom): ExactRatio(top, bottom)?.double
        case .date(let day): Double(day)
        case .timestamp(let moment): Double(moment + zone.offsetMicroseconds) / Double(LocalTime.microsecondsInDay)
        case .missing, .bool, .text, .period, .duration, .list: nil
        }
    }
}
