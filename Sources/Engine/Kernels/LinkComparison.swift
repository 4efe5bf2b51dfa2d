import Columns
import Semantics

/// Links to one table: equal by key, ordered as the rows of the table stand. A key without a row comes after all rows.
final class LinkComparison {
    private let table: LinkedTable
    private let texts = TextComparison()
    private let left: LinkRows
    private let right: LinkRows

    init(_ table: LinkedTable) {
        self.table = table
        left = LinkRows(table: table, name: nil)
        right = LinkRows(table: table, name: nil)
    }

    func bits(_ comparison: ComparisonOperator, _ lhs: Column, _ rhs: Column) throws -> Bitmap {
        switch comparison {
        case .equal, .notEqual:
            if case .int(let a) = lhs, case .int(let b) = rhs { return Comparator.bits(comparison, a.values, b.values) }
            return try texts.bits(comparison, lhs.texts, rhs.texts)
        default:
            let (first, second) = (left.rows(lhs), right.rows(rhs))
            return Comparator.bits(comparison, lhs.count) { row in
                let (a, b) = (UInt32(bitPattern: first[row]), UInt32(bitPattern: second[row]))
                return a < b ? -1 : a > b ? 1 : 0
            }
        }
    }
}
