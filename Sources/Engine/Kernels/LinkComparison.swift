import Columns
import Semantics
import Tables

/// Links to one table: equal by key, ordered as the rows of the table stand. A key without a row comes after all rows.
final class LinkComparison {
    private let texts = TextComparison()
    private let left: LinkedKeys.Reader
    private let right: LinkedKeys.Reader

    init(_ table: LinkedTable) {
        left = LinkedKeys.Reader(table.keys)
        right = LinkedKeys.Reader(table.keys)
    }

    func bits(_ comparison: ComparisonOperator, _ lhs: Column, _ rhs: Column) throws -> Bitmap {
        switch comparison {
        case .equal, .notEqual:
            if case .int(let a) = lhs, case .int(let b) = rhs { return Comparator.bits(comparison, a.values, b.values) }
            if let (a, b) = Self.numbers(lhs, rhs) ?? Self.numbers(rhs, lhs) { return Comparator.bits(comparison, a, b) }
            return try texts.bits(comparison, lhs.texts, rhs.texts)
        default:
            let (first, second) = (left.rows(lhs), right.rows(rhs))
            return Comparator.bits(comparison, lhs.count) { row in
                let (a, b) = (UInt32(bitPattern: first[row]), UInt32(bitPattern: second[row]))
                return a < b ? -1 : a > b ? 1 : 0
            }
        }
    }

    /// Numbers on one side and digits on the other, all of them; `nil` for anything else.
    private static func numbers(_ numbers: Column, _ digits: Column) -> (Values<Int64>, Values<Int64>)? {
        guard case .int(let a) = numbers, case .int(let b) = digits.asNumbers, b.validity == nil else { return nil }
        return (a.values, b.values)
    }
}
