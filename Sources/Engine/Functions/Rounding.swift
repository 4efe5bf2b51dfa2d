import Columns
import Semantics
import Tables

/// Rounding of columns. A float is rounded by its shortest decimal, the number that people see: 0.285 to 2 digits is 0.29.
enum Rounding {
    /// Whole numbers by `choose`, which gets each value as a decimal.
    static func whole(_ column: Column, _ count: Int, _ choose: (Decimal) throws -> Decimal) throws -> Column {
        if case .int = column { return column }
        if column.isAllMissing { return .allMissing(type: .int, count: count) }
        let read = reader(column)
        return try FunctionBodies.ints(count, [column]) { row in
            guard let number = read(row) else { throw tooLarge(column, row) }
            do {
                guard let whole = Int64(exactly: try choose(number).mantissa) else { throw tooLarge(column, row) }
                return whole
            } catch var problem as FunctionProblem {
                problem.row = row
                throw problem
            }
        }
    }

    static func toDigits(_ column: Column, _ digits: Values<Int64>, _ arguments: BatchColumns, _ count: Int, _ type: Type) throws -> Column {
        let read = reader(column)
        return try FunctionBodies.values(count, arguments, type: type) { row in
            let wanted = Int(max(-38, min(digits[row], 38)))
            if case .float(let numbers) = column { return .float(rounded(numbers.values[row], digits: wanted)) }
            guard let number = read(row), let rounded = rounded(number, digits: wanted) else { throw tooLarge(column, row) }
            if case .int = column {
                guard let whole = Int64(exactly: rounded.mantissa) else { throw tooLarge(column, row) }
                return .int(whole)
            }
            return .decimal(rounded)
        }
    }

    /// Half away from zero; `nil` when the rounded number has too many digits.
    static func rounded(_ number: Decimal, digits: Int) -> Decimal? {
        if digits >= 0 { return number.rounded(to: digits) }
        guard let unit = Decimal.powerOfTen(-digits), let ratio = ExactRatio(number, Decimal(unit)), let units = ratio.rounded(scale: 0) else { return nil }
        let (value, overflow) = units.multipliedReportingOverflow(by: unit)
        return overflow ? nil : Decimal(value)
    }

    static func rounded(_ number: Double, digits: Int) -> Double {
        guard let exact = Decimal("\(number)") else { return abs(number) < 1 ? roundedNearZero(number, digits: digits) : number }
        return rounded(exact, digits: digits).flatMap { Double($0.description) } ?? number
    }

    /// Of a number whose digits reach farther behind the point than those of a decimal.
    private static func roundedNearZero(_ number: Double, digits: Int) -> Double {
        let parts = "\(number.magnitude)".split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]), let significand = Decimal(String(parts[0])) else { return number }
        // The digit to which is rounded, counted behind the first one.
        let places = digits + exponent
        guard places >= -1, let rounded = rounded(significand, digits: places), let result = Double("\(rounded)e\(exponent)") else { return 0 }
        return number < 0 ? -result : result
    }

    /// Towards −∞.
    static func floor(_ number: Decimal) -> Decimal {
        guard let factor = Decimal.powerOfTen(number.scale) else { return number }
        let quotient = number.mantissa / factor
        return Decimal(number.mantissa % factor < 0 ? quotient - 1 : quotient)
    }

    static func absolute(_ column: Column, _ count: Int) throws -> Column {
        switch column {
        case .int(let numbers):
            return try FunctionBodies.ints(count, [column]) { row in
                if numbers.values[row] == .min { throw FunctionProblem.tooLarge("abs(\(Int64.min))", "int", row: row) }
                return abs(numbers.values[row])
            }
        case .decimal(var numbers):
            switch numbers.mantissas {
            case .small(let values): numbers.mantissas = .small(values.mapped { $0 < 0 ? 0 &- $0 : $0 })
            case .large(let values): numbers.mantissas = .large(values.mapped { $0 < 0 ? 0 &- $0 : $0 })
            }
            return .decimal(numbers)
        case .float(let numbers): return .float(NumberColumn(values: numbers.values.mapped { abs($0) }, validity: numbers.validity))
        default: return column
        }
    }

    /// Each row as a decimal; `nil` for a float beyond 38 digits.
    private static func reader(_ column: Column) -> (Int) -> Decimal? {
        if case .float(let numbers) = column {
            return { row in
                let value = numbers.values[row]
                // Floats near zero have more digits than a decimal; their rounding is 0 all the same.
                return abs(value) < 1e-30 ? Decimal(0) : Decimal("\(value)")
            }
        }
        let numbers = column.decimals
        return { Decimal(numbers[$0], scale: numbers.scale) }
    }

    private static func tooLarge(_ column: Column, _ row: Int) -> FunctionProblem {
        let shown: String
        if case .float(let numbers) = column { shown = FloatText.short(numbers.values[row]) } else { shown = "\(Decimal(column.decimals[row], scale: column.decimals.scale).normalized)" }
        return .tooLarge("\(shown), rounded to a whole number,", "int", row: row)
    }
}
