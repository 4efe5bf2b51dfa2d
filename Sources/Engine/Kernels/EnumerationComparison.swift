import Columns
import Semantics

/// Values of an enum, in the order in which they are declared.
///
/// Each dictionary is translated to declared positions once, because a column that came through
/// an append or a function need not carry the model's own dictionary.
final class EnumerationComparison {
    private let positions: [String: Int32]
    private let left: DictionaryTable<Int32>
    private let right: DictionaryTable<Int32>

    init(declared: [String]) {
        let positions = Dictionary(declared.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        self.positions = positions
        let translate = { (dictionary: TextDictionary) in
            (0..<dictionary.count).map { positions[dictionary.values.string($0)] ?? .max }
        }
        left = DictionaryTable(translate)
        right = DictionaryTable(translate)
    }

    func bits(_ comparison: ComparisonOperator, _ lhs: TextReader, _ rhs: TextReader) throws -> Bitmap {
        if let bits = try bits(comparison, lhs, constant: rhs) { return bits }
        let first = try read(lhs, left)
        let second = try read(rhs, right)
        return Comparator.bits(comparison, first, second)
    }

    /// Against one value, as conditions mostly ask: of each code it is found out once whether its rows are meant.
    private func bits(_ comparison: ComparisonOperator, _ lhs: TextReader, constant rhs: TextReader) throws -> Bitmap? {
        guard case .coded(let column) = lhs, column.validity?.unlessFull == nil, case .coded(let constant) = rhs, let code = constant.onlyCode else { return nil }
        let position = try right.values(for: constant.dictionary)[code]
        let positions = try left.values(for: column.dictionary)
        let isMeant = positions.map { comparison.accepts($0 < position ? -1 : $0 == position ? 0 : 1) }
        return KeptColumn.plain(.coded(column)).marks(0..<column.codes.count, codes: isMeant)
    }

    private func read(_ texts: TextReader, _ table: DictionaryTable<Int32>) throws -> Values<Int32> {
        let result = Values<Int32>(repeating: 0, count: texts.count)
        switch texts {
        case .missing: break
        case .coded(let column):
            let positions = try table.values(for: column.dictionary)
            for row in 0..<column.codes.count where column.validity?[row] ?? true { result.pointer[row] = positions[Int(column.codes[row])] }
        case .plain(let column):
            for row in 0..<column.count where column.validity?[row] ?? true { result.pointer[row] = positions[column.string(row)] ?? .max }
        }
        return result
    }
}

extension CodedColumn {
    /// The code that all rows have; `nil` where they differ, one is missing, or there is none.
    fileprivate var onlyCode: Int? {
        guard codes.count > 0, validity?.unlessFull == nil else { return nil }
        let first = codes[0]
        // Without a way out, so that vectors can look at many rows at once.
        var differences: UInt32 = 0
        for row in 0..<codes.count { differences |= codes[row] ^ first }
        return differences == 0 ? Int(first) : nil
    }
}
