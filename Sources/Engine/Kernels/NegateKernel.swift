import Columns
import Semantics

/// `-a`
final class NegateKernel: Kernel {
    private let operand: any Kernel
    init(_ operand: any Kernel) { self.operand = operand }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let column = try operand.evaluate(batch, context)
        switch column {
        case .missing:
            return column
        case .int(let numbers):
            let values = numbers.values.mapped { 0 &- $0 }
            for row in 0..<values.count where numbers.values[row] == .min && column.isPresent(row) {
                throw FunctionProblem.tooLarge("-(\(Int64.min))", "int", row: row)
            }
            return .int(NumberColumn(values: values, validity: numbers.validity))
        case .float(let numbers):
            return .float(NumberColumn(values: numbers.values.mapped { -$0 }, validity: numbers.validity))
        case .decimal(var numbers):
            switch numbers.mantissas {
            case .small(let values): numbers.mantissas = .small(values.mapped { 0 &- $0 })
            case .large(let values): numbers.mantissas = .large(values.mapped { 0 &- $0 })
            }
            return .decimal(numbers)
        case .duration(let spans):
            return .duration(
                DurationColumn(
                    months: spans.months.mapped { 0 &- $0 }, days: spans.days.mapped { 0 &- $0 },
                    workingDays: spans.workingDays.mapped { 0 &- $0 }, validity: spans.validity))
        case .bool, .date, .text, .coded, .period, .ratio:
            preconditionFailure("only numbers and lengths of time are negated")
        }
    }
}
