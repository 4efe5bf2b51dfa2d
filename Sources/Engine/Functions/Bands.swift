import Columns
import Semantics

/// `bands(x, [5, 10, 20])`: `< 5`, `5 – < 10`, `10 – < 20`, `20 +`, in that order.
struct Bands: Sendable {
    private let limits: [Decimal]
    private let dictionary: TextDictionary

    /// - Throws: `FunctionProblem` when the limits are not numbers in rising order.
    init(_ values: [Value]) throws {
        let limits = values.compactMap { value -> Decimal? in
            switch value {
            case .int(let number): Decimal(Int128(number))
            case .decimal(let number): number
            case .float(let number): Decimal("\(number)")
            default: nil
            }
        }
        let isRising = zip(limits, limits.dropFirst()).allSatisfy { DecimalComparison.order($0.mantissa, $0.scale, $1.mantissa, $1.scale) < 0 }
        guard !limits.isEmpty, limits.count == values.count, isRising else {
            throw FunctionProblem(.badLimits, argument: 1)
        }
        self.limits = limits
        let shown = limits.map { $0.normalized.description }
        var builder = DictionaryBuilder()
        _ = builder.code("< \(shown[0])")
        for (low, high) in zip(shown, shown.dropFirst()) { _ = builder.code("\(low) – < \(high)") }
        _ = builder.code("\(shown[shown.count - 1]) +")
        // Ordered, so that groups come out in the order of the bands.
        dictionary = builder.finish(isOrdered: true)
    }

    func column(_ numbers: Column, _ count: Int) -> Column {
        let codes = Values<UInt32>(repeating: 0, count: count)
        if case .float(let column) = numbers {
            let edges = limits.map(\.double)
            for row in 0..<count { codes.pointer[row] = UInt32(edges.firstIndex { column.values[row] < $0 } ?? edges.count) }
        } else {
            let column = numbers.decimals
            for row in 0..<count {
                let band = limits.firstIndex { DecimalComparison.order(column[row], column.scale, $0.mantissa, $0.scale) < 0 }
                codes.pointer[row] = UInt32(band ?? limits.count)
            }
        }
        return .coded(CodedColumn(codes: codes, dictionary: dictionary, validity: numbers.validity))
    }
}
