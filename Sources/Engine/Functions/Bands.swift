import Columns
import Semantics

/// `bands(x, [5, 10, 20])`: `< 5`, `5 – < 10`, `10 – < 20`, `20 +`, in that order.
struct Bands: Sendable {
    private let limits: [Decimal]
    private let dictionary: TextDictionary

    /// - Throws: `FunctionProblem` when the limits are not numbers in rising order.
    init(_ values: [Value]) throws {
        guard let limits = BandNames.limits(values) else {
            throw FunctionProblem(.badLimits, argument: 1)
        }
        self.limits = limits
        var builder = DictionaryBuilder()
        for name in BandNames.names(limits) { _ = builder.code(name) }
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
