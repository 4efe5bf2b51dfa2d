import Characters
import Columns
import Semantics

/// Texts: equal by bytes (all text is in NFC), ordered by Vietnamese collation.
///
/// Against one value for all rows a dictionary is compared once; two columns of one dictionary compare codes and ranks.
final class TextComparison {
    /// The last constant, what was asked of it, and which values of a dictionary stand to it so.
    private var constant: [UInt8] = []
    private var asked: ComparisonOperator?
    private var table: DictionaryTable<Bool>?

    func bits(_ comparison: ComparisonOperator, _ lhs: TextReader, _ rhs: TextReader) throws -> Bitmap {
        let isOrdering = comparison != .equal && comparison != .notEqual
        switch (lhs, rhs) {
        case (.missing(let count), _), (_, .missing(let count)):
            return Bitmap(repeating: false, count: count)
        case (.coded(let a), .coded(let b)) where a.dictionary === b.dictionary && !isOrdering:
            return Comparator.bits(comparison, a.codes, b.codes)
        case (.coded(let a), .coded(let b)) where a.dictionary === b.dictionary && !a.dictionary.isOrdered:
            let ranks = a.dictionary.sortRanks
            return Comparator.bits(comparison, a.codes.count) { row in
                let (x, y) = (Self.entry(ranks, a, row), Self.entry(ranks, b, row))
                return x < y ? -1 : x > y ? 1 : 0
            }
        case (.coded(let a), .coded(let b)) where b.dictionary.count == 1:
            return try againstConstant(comparison, a, b.dictionary.values[0], isOrdering)
        default:
            return isOrdering ? ordered(comparison, lhs, rhs) : equal(comparison, lhs, rhs)
        }
    }

    private static func entry(_ table: [UInt32], _ column: CodedColumn, _ row: Int) -> UInt32 {
        column.validity?[row] ?? true ? table[Int(column.codes[row])] : 0
    }

    private func againstConstant(_ comparison: ComparisonOperator, _ column: CodedColumn, _ value: UnsafeBufferPointer<UInt8>, _ isOrdering: Bool) throws -> Bitmap {
        let bytes = Array(value)
        if comparison != asked || bytes != constant {
            (constant, asked) = (bytes, comparison)
            let key = isOrdering ? Collation.sortKey(String(decoding: bytes, as: UTF8.self)) : []
            table = DictionaryTable { dictionary in
                (0..<dictionary.count).map { code in
                    if dictionary.values[code].elementsEqual(bytes) { return comparison.accepts(0) }
                    guard isOrdering else { return !comparison.accepts(0) }
                    return comparison.accepts(Collation.sortKey(dictionary.values.string(code)).lexicographicallyPrecedes(key) ? -1 : 1)
                }
            }
        }
        guard let isMeant = try table?.values(for: column.dictionary), let marks = KeptColumn.plain(.coded(column)).marks(0..<column.codes.count, codes: isMeant)
        else { preconditionFailure("the table was made above, and codes are told by it") }
        return marks
    }

    private func equal(_ comparison: ComparisonOperator, _ lhs: TextReader, _ rhs: TextReader) -> Bitmap {
        let bits = Bitmap.make(lhs.count) { row in
            guard let a = lhs.bytes(row), let b = rhs.bytes(row) else { return false }
            return sameBytes(a, b)
        }
        return comparison == .equal ? bits : bits.inverted
    }

    /// Sort keys are made anew for each row; columns of full text are rarely ordered against one another.
    private func ordered(_ comparison: ComparisonOperator, _ lhs: TextReader, _ rhs: TextReader) -> Bitmap {
        Comparator.bits(comparison, lhs.count) { row in
            guard let a = lhs.bytes(row), let b = rhs.bytes(row) else { return 0 }
            if sameBytes(a, b) { return 0 }
            let first = Collation.sortKey(String(decoding: a, as: UTF8.self))
            let second = Collation.sortKey(String(decoding: b, as: UTF8.self))
            return first.lexicographicallyPrecedes(second) ? -1 : 1
        }
    }
}
