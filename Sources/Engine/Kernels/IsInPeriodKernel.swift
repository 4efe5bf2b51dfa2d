import Columns
import Semantics
import Tables

/// `day in period`, both ends included; false when a side is missing. A moment counts by its day in the zone.
///
/// Against a constant period moments are compared with the moments at which it begins and ends: no division a row.
final class IsInPeriodKernel: Kernel {
    private let day: any Kernel
    private let isTimestamp: Bool
    private let period: any Kernel
    private let constant: Period?

    init(_ day: any Kernel, _ type: Type, _ period: CompiledExpression) {
        self.day = day
        isTimestamp = type.kind == .timestamp
        self.period = period.kernel
        constant = if case .period(let value)? = period.value { value } else { nil }
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let column = try day.evaluate(batch, context)
        let bits: Bitmap
        var validity = column.validity
        if let constant, isTimestamp, case .int(let moments) = column {
            let days = constant.first > constant.last ? nil : Int64(constant.first)...Int64(constant.last)
            let range = days.map(context.zone.moments)
            let (first, last) = (range?.lowerBound ?? .max, range?.upperBound ?? .min)
            bits = Bitmap.make(batch.count) { moments.values[$0] >= first && moments.values[$0] <= last }
        } else if let constant {
            let days = column.days(context.zone).values
            bits = Bitmap.make(batch.count) { days[$0] >= constant.first && days[$0] <= constant.last }
        } else {
            let days = column.days(context.zone).values
            let periods = try period.evaluate(batch, context).periods(context.zone)
            validity = Bitmap.both(validity, periods.validity)
            bits = Bitmap.make(batch.count) { days[$0] >= periods.first[$0] && days[$0] <= periods.last[$0] }
        }
        return .bool(BoolColumn(values: validity.map { bits.combined($0) { $0 & $1 } } ?? bits))
    }
}
