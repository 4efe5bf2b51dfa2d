import Columns
import Semantics

/// Computed figures against published, rounded ones: a published column says by its digits how far it was rounded.
enum PublishedDigits {
    /// Numbers. What was published as a float is taken for the shortest decimal that is it.
    static func agree(_ computed: Column, _ published: Column, _ count: Int) -> Column {
        let published = published.isAllMissing ? Column.int(.missing(count, 0)) : published
        if case .float(let numbers) = published {
            return FunctionBodies.bools(count, [computed, published]) { row in
                Decimal("\(numbers.values[row])").map { agree(computed, row, with: $0.normalized) }
            }
        }
        let numbers = published.decimals
        return FunctionBodies.bools(count, [computed, published]) { agree(computed, $0, with: Decimal(numbers[$0], scale: numbers.scale)) }
    }

    private static func agree(_ computed: Column, _ row: Int, with published: Decimal) -> Bool {
        if case .float(let numbers) = computed {
            return Decimal("\(numbers.values[row])")?.rounded(to: published.scale).normalized == published.normalized
        }
        let numbers = computed.decimals
        return Decimal(numbers[row], scale: numbers.scale).rounded(to: published.scale).normalized == published.normalized
    }

    /// Percentages. One with counts behind it was not rounded, and has to be met exactly.
    static func agree(_ computed: RatioColumn, _ published: RatioColumn, _ count: Int) -> Column {
        let (reader, other) = (RatioReader(computed), RatioReader(published))
        let digits = percentDigits(published)
        return FunctionBodies.bools(count, [.ratio(computed), .ratio(published)]) { row in
            guard let ours = reader.ratio(row), let theirs = other.ratio(row) else { return nil }
            guard let digits, let rounded = ours.rounded(scale: digits + 2), let wanted = theirs.rounded(scale: digits + 2) else { return ours.compared(to: theirs) == 0 }
            return rounded == wanted
        }
    }

    /// Digits after the point of a column of percentages; `nil` for ratios of counts.
    private static func percentDigits(_ column: RatioColumn) -> Int? {
        guard case .int(let hundreds) = column.denominator, hundreds.values.allSatisfy({ $0 == 100 || $0 == 0 }) else { return nil }
        switch column.numerator {
        case .int: return 0
        case .decimal(let numbers): return min(numbers.scale, 30)
        default: return nil
        }
    }
}
