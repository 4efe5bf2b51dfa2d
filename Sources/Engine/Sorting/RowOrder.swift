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
///
/// Keys are packed into as few words as their ranges allow, often one for all of them, and the words sorted by radix; further words
/// decide only among rows whose words so far are equal.
struct RowOrder {
    let keys: [SortColumn]
    /// All rows in the order of the first few keys, where that had to be found out to make the others.
    private let begun: (order: [Int32], keyCount: Int)?

    private let parallelism: Parallelism

    init(keys: [SortColumn], parallelism: Parallelism = .single) { self.init(keys: keys, begun: nil, parallelism) }

    /// By columns, the first one deciding first.
    ///
    /// To rank texts costs more than the rest of a sort, so those behind another key are ranked only in rows that tie in the keys before:
    /// few, where the first key is a moment or an amount.
    /// - Throws: what reading the linked table of a column of links throws.
    init(_ columns: [(column: Column, type: Type, isDescending: Bool)], context: QueryContext) throws {
        var keys: [SortColumn] = []
        var begun: (order: [Int32], keyCount: Int)?
        for (column, type, isDescending) in columns {
            let ordinals: Ordinals
            if !keys.isEmpty, column.count > Self.worthALook, case .text(let texts) = column, !type.kind.isLink {
                try context.checkCancelled()
                let order = RowOrder(keys: keys, begun: begun, context.parallelism)
                let sorted = order.sorted(count: column.count)
                begun = (sorted, keys.count)
                ordinals = Ordinals(texts, rankedIn: order.tiedRows(sorted), context.parallelism)
            } else {
                ordinals = try Ordinals(column, type: type, context: context)
            }
            keys.append(SortColumn(ordinals, isDescending: isDescending))
        }
        self.init(keys: keys, begun: begun, context.parallelism)
    }

    private init(keys: [SortColumn], begun: (order: [Int32], keyCount: Int)?, _ parallelism: Parallelism) {
        self.keys = keys
        self.begun = begun
        self.parallelism = parallelism
    }

    /// Rows so few that to look for those that tie would not pay.
    private static let worthALook = 4_096

    /// The rows that have an equal among all rows.
    private func tiedRows(_ sorted: [Int32]) -> [Int32] {
        var result: [Int32] = []
        forEachRun(of: sorted) { run in result += sorted[run] }
        result.sort()
        return result
    }

    /// Runs of more than one row whose keys are the same.
    private func forEachRun(of sorted: [Int32], _ body: (Range<Int>) -> Void) {
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, areEqual(Int(sorted[start]), Int(sorted[end])) { end += 1 }
            if end - start > 1 { body(start..<end) }
            start = end
        }
    }

    /// Row numbers in sorted order. O(n × bytes of the keys that differ).
    func sorted(_ rows: [Int32]) -> [Int32] {
        if keys.isEmpty || rows.count < 2 { return rows }
        let words = RowWords(words: rows.withUnsafeBufferPointer { PackedKeys.words(keys, of: $0) })
        let sort = rows.withUnsafeBufferPointer { rows in WordSort(count: rows.count, by: words, parallelism: parallelism) { rows[$0] } }
        sort.sort()
        return [Int32](unsafeUninitializedCapacity: rows.count) { result, used in
            for index in 0..<rows.count { result[index] = sort.entries[index].row }
            used = rows.count
        }
    }

    /// The keys of rows, packed.
    private struct RowWords: SortWords {
        let words: [PackedKeys]
        func write(_ number: Int, to entries: UnsafeMutablePointer<SortEntry>, _ count: Int) { words[number].write(to: entries, count) }
        func goOn(after words: Int, _ entries: UnsafePointer<SortEntry>, _ count: Int) -> Bool { words < self.words.count }
    }

    /// All rows in sorted order.
    func sorted(count: Int) -> [Int32] {
        guard let begun else { return sorted((0..<Int32(count)).map { $0 }) }
        // What the first keys have decided stands; the others decide within the runs that they left.
        var result = begun.order
        let rest = RowOrder(keys: Array(keys[begun.keyCount...]), parallelism: parallelism)
        RowOrder(keys: Array(keys[..<begun.keyCount])).forEachRun(of: begun.order) { run in
            if run.count > Self.shortRun {
                result.replaceSubrange(run, with: rest.sorted(Array(begun.order[run])))
            } else {
                for place in run.dropFirst() {
                    var free = place
                    let row = result[place]
                    while free > run.lowerBound, rest.compare(Int(row), Int(result[free - 1])) < 0 {
                        result[free] = result[free - 1]
                        free -= 1
                    }
                    result[free] = row
                }
            }
        }
        return result
    }

    /// Runs that are sorted by insertion.
    private static let shortRun = 24

    /// Whether both rows stand at the same place in this order.
    func areEqual(_ lhs: Int, _ rhs: Int) -> Bool { keys.allSatisfy { $0.compare(lhs, rhs) == 0 } }

    func compare(_ lhs: Int, _ rhs: Int) -> Int {
        for key in keys {
            let result = key.compare(lhs, rhs)
            if result != 0 { return result }
        }
        return 0
    }
}
