import CVectors

/// The groups of tuples of codes: what `GroupIndex` has found out about columns that are coded against a few small dictionaries.
///
/// As long as the same dictionaries come, the codes of a row make one place in an array, in which its group stands: one load in place
/// of one for each column and one for the tuple. Made when dictionaries come for the second time, since those of a file that is just being
/// read grow from batch to batch. O(rows).
struct CodeTuples: Sendable {
    private var dictionaries: [TextDictionary] = []
    /// For each tuple its group, −1 where it has not occurred; `nil` before the dictionaries have come twice.
    private var groups: [Int32]?

    /// Tuples that an array is kept for: it lies in the second-level cache.
    private static let mostTuples = 1 << 16

    /// The group of each row; `nil` where one is not known.
    func find(_ columns: [BatchColumn], count: Int) -> [Int32]? {
        guard let groups, let sizes = sizes(columns) else { return nil }
        var areKnown = true
        let result = [Int32](unsafeUninitializedCapacity: count) { result, used in
            groups.withUnsafeBufferPointer { groups in
                result.withMemoryRebound(to: UInt32.self) { Self.places(of: columns, sizes, into: $0) }
                var signs: Int32 = 0
                for row in 0..<count {
                    let group = groups[Int(result[row])]
                    result[row] = group
                    signs |= group
                }
                areKnown = signs >= 0
            }
            used = count
        }
        return areKnown ? result : nil
    }

    /// Remembers the groups that rows have been found to have.
    mutating func remember(_ found: [Int32], of columns: [BatchColumn]) {
        guard let sizes = sizes(columns) else {
            groups = nil
            dictionaries = columns.compactMap(\.dictionary)
            return
        }
        var known = groups ?? [Int32](repeating: -1, count: sizes.reduce(1, *))
        groups = nil
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: found.count) { places in
            Self.places(of: columns, sizes, into: places)
            known.withUnsafeMutableBufferPointer { known in for row in 0..<found.count { known[Int(places[row])] = found[row] } }
        }
        groups = known
    }

    /// How many values each column has, of columns that all have one in each row and the dictionaries that came before; `nil` for others.
    private func sizes(_ columns: [BatchColumn]) -> [Int]? {
        guard columns.count == dictionaries.count else { return nil }
        var sizes: [Int] = []
        var tuples = 1
        for (column, dictionary) in zip(columns, dictionaries) {
            guard column.dictionary === dictionary, column.validity?.unlessFull == nil else { return nil }
            tuples *= dictionary.count
            if tuples > Self.mostTuples { return nil }
            sizes.append(dictionary.count)
        }
        return sizes
    }

    /// The place of each row's tuple.
    private static func places(of columns: [BatchColumn], _ sizes: [Int], into places: UnsafeMutableBufferPointer<UInt32>) {
        guard let first = places.baseAddress else { return }
        places.initialize(repeating: 0)
        for (column, size) in zip(columns, sizes) {
            switch column {
            case .packed(let part): part.addPlaces(first, size: UInt32(size))
            case .wide(.coded(let coded)): add_places_32(coded.codes.pointer, first, places.count, UInt32(size), 0, 1)
            case .wide: preconditionFailure("codes were asked for")
            }
        }
    }
}

extension BatchColumn {
    /// Of a column of codes.
    var dictionary: TextDictionary? {
        switch self {
        case .wide(.coded(let column)): column.dictionary
        case .packed(let part): part.column.form.dictionary
        default: nil
        }
    }
}
