import Columns
import Semantics

/// `a..b` of two days or periods: from the first day of a to the last of b.
final class SpanKernel: Kernel {
    private let first: any Kernel
    private let last: any Kernel

    init(_ first: any Kernel, _ last: any Kernel) {
        self.first = first
        self.last = last
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let from = try first.evaluate(batch, context).periods(context.zone)
        let to = try last.evaluate(batch, context).periods(context.zone)
        let validity = Bitmap.both(from.validity, to.validity)
        for row in 0..<batch.count where from.first[row] > to.last[row] && validity?[row] ?? true {
            throw FunctionProblem(.spanBackwards(CivilDate(days: from.first[row]).text, CivilDate(days: to.last[row]).text), row: row)
        }
        return .period(PeriodColumn(first: from.first, last: to.last, validity: validity))
    }
}
