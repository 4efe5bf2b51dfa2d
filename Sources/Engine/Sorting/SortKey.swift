import Characters
import Columns

/// One key of a sort: where its rows stand in its order, and which way.
enum SortKey {
    /// As numbers, which are packed into words with those of other keys.
    case places(SortColumn)
    /// Texts that are compared only where rows tie in all keys before: to rank them costs more than the rest of a sort.
    case texts(TextColumn, isDescending: Bool)

    /// −1, 0 or 1; missing comes last both ways.
    func compare(_ lhs: Int, _ rhs: Int) -> Int {
        switch self {
        case .places(let column): column.compare(lhs, rhs)
        case .texts(let texts, let isDescending):
            if let result = Self.missingLast(texts.validity, lhs, rhs) {
                result
            } else {
                isDescending ? Collation.compare(utf8: texts[rhs], texts[lhs]) : Collation.compare(utf8: texts[lhs], texts[rhs])
            }
        }
    }

    /// Whether both rows stand at the same place.
    func areEqual(_ lhs: Int, _ rhs: Int) -> Bool {
        switch self {
        case .places(let column): column.compare(lhs, rhs) == 0
        case .texts(let texts, _):
            if let result = Self.missingLast(texts.validity, lhs, rhs) { result == 0 } else { Utf8.areEqual(texts[lhs], texts[rhs]) }
        }
    }

    /// The order of two rows of which one is missing.
    @inline(__always)
    static func missingLast(_ validity: Bitmap?, _ lhs: Int, _ rhs: Int) -> Int? {
        guard let validity else { return nil }
        return switch (validity[lhs], validity[rhs]) {
        case (true, true): nil
        case (false, false): 0
        case (false, true): 1
        case (true, false): -1
        }
    }
}
