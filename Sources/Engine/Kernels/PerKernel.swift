import Columns
import Semantics
import Tables

/// `a per b`: a ratio that keeps both sides. Missing when a side is, or when b is 0; the latter is counted.
final class PerKernel: Kernel {
    private let numerator: any Kernel
    private let denominator: any Kernel

    init(_ numerator: any Kernel, _ denominator: any Kernel) {
        self.numerator = numerator
        self.denominator = denominator
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let top = try numerator.evaluate(batch, context)
        let bottom = try denominator.evaluate(batch, context)
        let present = Bitmap.both(top.validity, bottom.validity)
        let isZero: Bitmap =
            switch bottom {
            case .int(let numbers): Bitmap.make(batch.count) { numbers.values[$0] == 0 }
            case .float(let numbers): Bitmap.make(batch.count) { numbers.values[$0] == 0 }
            case .decimal(let numbers): Bitmap.make(batch.count) { numbers[$0] == 0 }
            default: Bitmap(repeating: false, count: batch.count)
            }
        let empty = (present.map { isZero.combined($0) { $0 & $1 } } ?? isZero)
        let emptyCount = empty.trueCount
        if emptyCount > 0 { context.counters.addEmptyDivisions(emptyCount) }
        let validity = emptyCount == 0 ? present : Bitmap.both(present, empty.inverted)
        return .ratio(RatioColumn(numerator: top, denominator: bottom, validity: validity))
    }
}
