import Columns
import Semantics

/// One key of a sort: where its rows stand in its order, and which way.
struct SortColumn {
    let ordinals: Ordinals
    let isDescending: Bool

    init(_ ordinals: Ordinals, isDescending: Bool = false) {
        self.ordinals = ordinals
        self.isDescending = isDescending
    }

    /// −1, 0 or 1; missing comes last both ways.
    @inline(__always)
    func compare(_ lhs: Int, _ rhs: Int) -> Int {
        if let validity = ordinals.validity {
            switch (validity[lhs], validity[rhs]) {
            case (false, false): return 0
            case (false, true): return 1
            case (true, false): return -1
            case (true, true): break
            }
        }
        let (a, b) = (ordinals.values[lhs], ordinals.values[rhs])
        if a == b { return 0 }
        return (a < b) != isDescending ? -1 : 1
    }
}

/// The order of rows by several keys, the first one deciding first; rows that tie keep their order.
struct RowOrder {
    let keys: [SortColumn]

    /// Row numbers in sorted order. O(n log n).
    func sorted(_ rows: [Int32]) -> [Int32] {
        guard let first = keys.first else { return rows }
        // The first key next to the row number decides most comparisons without leaving the line in cache.
        var entries = rows.enumerated().map { position, row in
            Entry(key: Self.packed(first, Int(row)), position: Int32(truncatingIfNeeded: position), row: row)
        }
        let others = keys.dropFirst()
        let firstHasMissing = first.ordinals.validity != nil
        entries.sort { lhs, rhs in
            if lhs.key != rhs.key { return lhs.key < rhs.key }
            if firstHasMissing {
                // A missing value packs like the greatest one.
                let result = first.compare(Int(lhs.row), Int(rhs.row))
                if result != 0 { return result < 0 }
            }
            for key in others {
                let result = key.compare(Int(lhs.row), Int(rhs.row))
                if result != 0 { return result < 0 }
            }
            return lhs.position < rhs.position
        }
        return entries.map(\.row)
    }

    func sorted(count: Int) -> [Int32] { sorted((0..<Int32(count)).map { $0 }) }

    /// Whether both rows stand at the same place in this order.
    func areEqual(_ lhs: Int, _ rhs: Int) -> Bool { keys.allSatisfy { $0.compare(lhs, rhs) == 0 } }

    func compare(_ lhs: Int, _ rhs: Int) -> Int {
        for key in keys {
            let result = key.compare(lhs, rhs)
            if result != 0 { return result }
        }
        return 0
    }

    private struct Entry {
        var key: Int64
        var position: Int32
        var row: Int32
    }

    private static func packed(_ key: SortColumn, _ row: Int) -> Int64 {
        if !key.ordinals.isPresent(row) { return .max }
        let ordinal = key.ordinals.values[row]
        return key.isDescending ? ~ordinal : ordinal
    }
}
