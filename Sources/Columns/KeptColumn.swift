/// A column that is kept: as it is, or with its numbers packed where that saves room.
///
/// Not a case of `Column`, because kernels would have to know another width of everything: who reads it so gets wide columns of as many rows as
/// a batch has, which stay in the cache of the processor; the few that most time goes to read the words as they are (`PackedPart`).
package enum KeptColumn: Sendable {
    case plain(Column)
    case packed(PackedColumn)

    /// Packed if that is shorter. O(rows).
    package init(_ column: Column) {
        if let packed = PackedColumn(column) { self = .packed(packed) } else { self = .plain(column) }
    }

    package var count: Int {
        switch self {
        case .plain(let column): column.count
        case .packed(let column): column.numbers.count
        }
    }

    /// All rows. O(rows) where they are packed, else O(1).
    package var column: Column {
        switch self {
        case .plain(let column): column
        case .packed(let column): column.slice(0..<column.numbers.count)
        }
    }

    /// O(rows of the slice) where they are packed, else O(1).
    package func slice(_ rows: Range<Int>) -> Column {
        switch self {
        case .plain(let column): column.slice(rows)
        case .packed(let column): column.slice(rows)
        }
    }

    /// Rows as narrow as they are kept. O(1) but for validity.
    package func part(_ rows: Range<Int>) -> BatchColumn {
        switch self {
        case .plain(let column): .wide(column.slice(rows))
        case .packed(let column): .packed(PackedPart(column, rows))
        }
    }

    /// The column where it is not packed.
    package var plain: Column? { if case .plain(let column) = self { column } else { nil } }

    /// About how many bytes the values take, without a dictionary that other columns share.
    package var byteCount: Int {
        switch self {
        case .plain(let column): column.byteCount
        case .packed(let column): column.numbers.count * column.numbers.width + (column.validity == nil ? 0 : column.numbers.count / 8)
        }
    }

    /// `nil` for a column that holds no whole numbers, moments or days. O(rows) where they are not packed.
    package var zoneBounds: ZoneBounds? {
        switch self {
        case .plain(let column): column.zoneBounds
        case .packed(let column): column.zoneBounds
        }
    }

    /// The dictionary of a column of codes.
    package var dictionary: TextDictionary? {
        switch self {
        case .plain(.coded(let column)): column.dictionary
        case .packed(let column): column.form.dictionary
        default: nil
        }
    }
}

extension [KeptColumn] {
    /// How many values the largest dictionary has of columns that all have one; `nil` where one has none.
    package var codedValues: Int? {
        var most = 0
        for column in self {
            guard let dictionary = column.dictionary else { return nil }
            most = Swift.max(most, dictionary.count)
        }
        return isEmpty ? nil : most
    }
}
