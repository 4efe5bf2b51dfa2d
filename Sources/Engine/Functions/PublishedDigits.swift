import Columns
import Semantics
import Tables

/// Computed figures against published, rounded ones: a published figure says by its digits how far it was rounded.
enum PublishedDigits {
    /// How many digits after the point each number needs; of a float those of the shortest decimal that is it.
    static func digits(of numbers: Column, _ count: Int) -> Column {
        let read = reader(numbers)
        return FunctionBodies.ints(count, [numbers]) { row in read(row).map { Int64($0.normalized.scale) } }
    }

    /// Of percentages; missing for a ratio of counts, which was not rounded.
    static func digits(of ratios: RatioColumn, _ count: Int) -> Column {
        guard case .int(let wholes) = ratios.denominator, !ratios.numerator.isAllMissing else { return .allMissing(type: .int, count: count) }
        let read = reader(ratios.numerator)
        return FunctionBodies.ints(count, [.ratio(ratios)]) { row in wholes.values[row] == 100 ? read(row).map { Int64($0.normalized.scale) } : nil }
    }

    /// Whether each computed number is the published one once it is rounded to so many digits.
    static func agree(_ computed: Column, _ published: Column, _ digits: Column, _ count: Int) -> Column {
        let (ours, theirs, digits) = (reader(computed), reader(published), digits.ints)
        return FunctionBodies.bools(count, [computed, published, .int(digits)]) { row in
            guard let own = ours(row), let other = theirs(row) else { return nil }
            return own.rounded(to: Int(clamping: digits.values[row])).normalized == other.normalized
        }
    }

    static func agree(_ computed: RatioColumn, _ published: RatioColumn, _ digits: Column, _ count: Int) -> Column {
        let (computedRatios, publishedRatios, digits) = (RatioReader(computed), RatioReader(published), digits.ints)
        return FunctionBodies.bools(count, [.ratio(computed), .ratio(published), .int(digits)]) { row in
            guard let own = computedRatios.ratio(row), let other = publishedRatios.ratio(row) else { return nil }
            let scale = Int(max(0, min(digits.values[row], 30))) + 2
            guard let ours = rounded(own, scale), let wanted = rounded(other, scale) else { return own.compared(to: other) == 0 }
            return ours == wanted
        }
    }

    /// A ratio with a float in it as the shortest decimal that is its value, like a float by itself.
    private static func rounded(_ ratio: ExactRatio, _ scale: Int) -> Int128? {
        ratio.rounded(scale: scale) ?? ratio.double.flatMap { Decimal("\($0)") }?.rounded(to: scale).rescaled(to: scale)?.mantissa
    }

    /// The number of a row that holds one, as a decimal; `nil` when it has none.
    private static func reader(_ column: Column) -> (Int) -> Decimal? {
        if case .float(let numbers) = column { return { Decimal("\(numbers.values[$0])") } }
        if column.isAllMissing { return { _ in nil } }
        let numbers = column.decimals
        return { Decimal(numbers[$0], scale: numbers.scale) }
    }
}
