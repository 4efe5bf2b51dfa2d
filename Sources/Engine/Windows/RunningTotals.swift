import Columns
import Semantics

/// Sums, means and counts over the rows so far, or over the last few of them. Missing values are left out.
enum RunningTotals {
    /// - Parameter width: how many rows up to the current one are added; `nil` for all so far.
    static func sum(_ column: Column, width: Int?, type: Type, _ frame: WindowFrame) throws -> Column {
        switch type.kind {
        case .int, .decimal:
            let decimals = column.decimals
            if case .small(let values) = decimals.mantissas, let sums = smallSums(values, decimals.validity, width: width, frame) {
                if case .int = type.kind { return .int(NumberColumn(values: sums)) }
                return .decimal(DecimalColumn(mantissas: .small(sums), scale: decimals.scale))
            }
            let sums = try exactSums(decimals, width: width, frame)
            if case .int = type.kind {
                return .int(
                    NumberColumn(
                        values: Values(
                            try sums.map { sum in
                                guard let value = Int64(exactly: sum) else { throw FunctionProblem(.wholeSumOverflow) }
                                return value
                            })))
            }
            guard sums.allSatisfy({ $0.magnitude < DecimalColumn.magnitudeLimit }) else { throw ExactTotals.overflow }
            return .decimal(DecimalColumn.packed(Values(sums), scale: decimals.scale, validity: nil))
        default:
            let sums = floatSums(column.floats, width: width, frame)
            return try .floats(frame.count) { sums[$0] }
        }
    }

    static func average(_ column: Column, width: Int?, isFloat: Bool, _ frame: WindowFrame) throws -> Column {
        let counts = presentCounts(column.validity, width: width, frame)
        if isFloat {
            let sums = floatSums(column.floats, width: width, frame)
            return try .floats(frame.count) { counts[$0] == 0 ? nil : sums[$0] / Double(counts[$0]) }
        }
        let decimals = column.decimals
        let sums = try exactSums(decimals, width: width, frame)
        let unit = (Decimal.powerOfTen(decimals.scale) ?? 1).nearestDouble
        return try .floats(frame.count) { counts[$0] == 0 ? nil : sums[$0].nearestDouble / (Double(counts[$0]) * unit) }
    }

    /// How many values are present.
    static func count(_ validity: Bitmap?, _ frame: WindowFrame) -> Column {
        .int(NumberColumn(values: Values(presentCounts(validity, width: nil, frame))))
    }

    /// The least or greatest value so far.
    static func extreme(_ column: Column, isMaximum: Bool, type: Type, _ frame: WindowFrame, _ context: QueryContext) throws -> Column {
        let key = SortColumn(try Ordinals(column, type: type, context: context), isDescending: isMaximum)
        var rows = [Int32](repeating: -1, count: frame.count)
        for partition in frame.partitions {
            var best = -1
            for position in partition {
                if key.ordinals.isPresent(position), best < 0 || key.compare(position, best) < 0 { best = position }
                rows[position] = Int32(best)
            }
        }
        return column.gather(rows)
    }

    /// The same where no sum can have more than 18 digits; `nil` where one may.
    private static func smallSums(_ values: Values<Int64>, _ validity: Bitmap?, width: Int?, _ frame: WindowFrame) -> Values<Int64>? {
        var greatest: UInt64 = 0
        for row in 0..<values.count where validity?[row] ?? true { greatest = max(greatest, values[row].magnitude) }
        let longest = min(frame.partitions.lazy.map(\.count).max() ?? 0, width ?? .max)
        let (most, overflow) = greatest.multipliedReportingOverflow(by: UInt64(longest))
        if overflow || !DecimalColumn.isShort(Int128(most)) { return nil }
        let result = Values<Int64>(uninitialized: frame.count)
        for partition in frame.partitions {
            var sum: Int64 = 0
            for position in partition {
                if validity?[position] ?? true { sum &+= values[position] }
                if let width, position - width >= partition.lowerBound, validity?[position - width] ?? true { sum &-= values[position - width] }
                result.pointer[position] = sum
            }
        }
        return result
    }

    private static func exactSums(_ column: DecimalColumn, width: Int?, _ frame: WindowFrame) throws -> [Int128] {
        var result = [Int128](repeating: 0, count: frame.count)
        for partition in frame.partitions {
            var sum: Int128 = 0
            for position in partition {
                if column.validity?[position] ?? true { try add(column[position], to: &sum) }
                if let width, position - width >= partition.lowerBound, column.validity?[position - width] ?? true { try add(-column[position - width], to: &sum) }
                result[position] = sum
            }
        }
        return result
    }

    private static func add(_ value: Int128, to sum: inout Int128) throws {
        let (result, overflow) = sum.addingReportingOverflow(value)
        if overflow { throw ExactTotals.overflow }
        sum = result
    }

    /// Exact whatever has left the window: what leaves is added with the other sign.
    private static func floatSums(_ column: NumberColumn<Double>, width: Int?, _ frame: WindowFrame) -> [Double] {
        var result = [Double](repeating: 0, count: frame.count)
        for partition in frame.partitions {
            var sum = ExactFloatSum()
            for position in partition {
                if column.validity?[position] ?? true { sum.add(column.values[position]) }
                if let width, position - width >= partition.lowerBound, column.validity?[position - width] ?? true { sum.add(-column.values[position - width]) }
                result[position] = sum.value
            }
        }
        return result
    }

    private static func presentCounts(_ validity: Bitmap?, width: Int?, _ frame: WindowFrame) -> [Int64] {
        var result = [Int64](repeating: 0, count: frame.count)
        for partition in frame.partitions {
            var count: Int64 = 0
            for position in partition {
                if validity?[position] ?? true { count += 1 }
                if let width, position - width >= partition.lowerBound, validity?[position - width] ?? true { count -= 1 }
                result[position] = count
            }
        }
        return result
    }
}
