/// A column of a batch: wide, as kernels read it, or as narrow as it is kept.
package enum BatchColumn: Sendable {
    case wide(Column)
    case packed(PackedPart)

    /// Packed where that is narrower. O(rows).
    package init(narrow column: Column) {
        self = PackedColumn(column).map { .packed(PackedPart($0, 0..<column.count)) } ?? .wide(column)
    }

    /// As kernels read it. O(rows) the first time where it is packed.
    package var wide: Column {
        switch self {
        case .wide(let column): column
        case .packed(let part): part.wide
        }
    }

    package var count: Int {
        switch self {
        case .wide(let column): column.count
        case .packed(let part): part.count
        }
    }

    package var validity: Bitmap? {
        switch self {
        case .wide(let column): column.validity
        case .packed(let part): part.validity
        }
    }

    /// The rows with these numbers; a negative number gives a missing row.
    package func gather(_ rows: [Int32]) -> BatchColumn {
        switch self {
        case .wide(let column): .wide(column.gather(rows))
        case .packed(let part): .packed(rows.withUnsafeBufferPointer { part.gather(RowNumbers($0)) })
        }
    }
}

/// The columns of a batch. Who reads one as an element gets it wide; who can do with words as narrow as they are kept asks for `entries`.
package struct BatchColumns: Sendable, RandomAccessCollection, MutableCollection, RangeReplaceableCollection, ExpressibleByArrayLiteral {
    package var entries: [BatchColumn]

    package init() { entries = [] }
    package init(_ entries: [BatchColumn]) { self.entries = entries }
    package init(arrayLiteral columns: Column...) { entries = columns.map(BatchColumn.wide) }
    package init(_ columns: some Sequence<Column>) { entries = columns.map(BatchColumn.wide) }

    package var startIndex: Int { 0 }
    package var endIndex: Int { entries.count }

    package subscript(_ place: Int) -> Column {
        get { entries[place].wide }
        set { entries[place] = .wide(newValue) }
    }

    package mutating func replaceSubrange(_ places: Range<Int>, with columns: some Collection<Column>) {
        entries.replaceSubrange(places, with: columns.map(BatchColumn.wide))
    }
}
