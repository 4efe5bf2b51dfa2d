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
    func find(_ columns: [Column], count: Int) -> [Int32]? {
        guard let groups, let codes = codes(columns) else { return nil }
        var areKnown = true
        let result = [Int32](unsafeUninitializedCapacity: count) { result, used in
            groups.withUnsafeBufferPointer { groups in
                var signs: Int32 = 0
                forEachPlace(codes, count) { row, place in
                    result[row] = groups[place]
                    signs |= groups[place]
                }
                areKnown = signs >= 0
            }
            used = count
        }
        return areKnown ? result : nil
    }

    /// Remembers the groups that rows have been found to have.
    mutating func remember(_ found: [Int32], of columns: [Column]) {
        guard let codes = codes(columns) else {
            groups = nil
            dictionaries = columns.compactMap { if case .coded(let column) = $0 { column.dictionary } else { nil } }
            return
        }
        let tuples = dictionaries.reduce(1) { $0 * $1.count }
        var known = groups ?? [Int32](repeating: -1, count: tuples)
        groups = nil
        known.withUnsafeMutableBufferPointer { known in forEachPlace(codes, found.count) { known[$1] = found[$0] } }
        groups = known
    }

    /// The codes of columns that all have a value in each row and the dictionaries that came before; `nil` for others.
    private func codes(_ columns: [Column]) -> [Values<UInt32>]? {
        guard columns.count == dictionaries.count else { return nil }
        var codes: [Values<UInt32>] = []
        var tuples = 1
        for (column, dictionary) in zip(columns, dictionaries) {
            guard case .coded(let coded) = column, coded.dictionary === dictionary, coded.validity?.unlessFull == nil else { return nil }
            tuples *= dictionary.count
            if tuples > Self.mostTuples { return nil }
            codes.append(coded.codes)
        }
        return codes
    }

    @inline(__always)
    private func forEachPlace(_ codes: [Values<UInt32>], _ count: Int, _ body: (Int, Int) -> Void) {
        let sizes = dictionaries.map(\.count)
        if codes.count == 2 {
            let (first, second, size) = (codes[0], codes[1], sizes[1])
            for row in 0..<count { body(row, Int(first[row]) &* size &+ Int(second[row])) }
            return
        }
        withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { places in
            places.initialize(repeating: 0)
            for (column, size) in zip(codes, sizes) {
                for row in 0..<count { places[row] = places[row] &* size &+ Int(column[row]) }
            }
            for row in 0..<count { body(row, places[row]) }
        }
    }
}
