import Columns
import Semantics
import Tables

/// The order of rows by several keys, the first one deciding first; rows that tie keep their order.
///
/// Keys are packed into as few words as their ranges allow, often one for all of them, and the words sorted by radix; further words
/// decide only among rows whose words so far are equal. Texts behind another key are not ranked at all but compared where rows tie:
/// few, where the first key is a moment or an amount.
struct RowOrder {
    let keys: [SortKey]
    private let parallelism: Parallelism

    init(keys: [SortKey], parallelism: Parallelism = .single) {
        self.keys = keys
        self.parallelism = parallelism
    }

    init(keys: [SortColumn], parallelism: Parallelism = .single) { self.init(keys: keys.map { .places($0) }, parallelism: parallelism) }

    /// By columns, the first one deciding first.
    /// - Parameter isBehindOthers: whether keys of the caller's will decide before these.
    /// - Throws: what reading the linked table of a column of links throws.
    init(_ columns: [(column: Column, type: Type, isDescending: Bool)], isBehindOthers: Bool = false, context: QueryContext) throws {
        var keys: [SortKey] = []
        for (column, type, isDescending) in columns {
            if isBehindOthers || !keys.isEmpty, column.count > min(Self.worthWaiting, context.parallelism.rowsPerThread), case .text(let texts) = column, !type.kind.isLink {
                keys.append(.texts(texts, isDescending: isDescending))
            } else {
                try context.checkCancelled()
                keys.append(.places(SortColumn(try Ordinals(column, type: type, context: context), isDescending: isDescending)))
            }
        }
        self.init(keys: keys, parallelism: context.parallelism)
    }

    /// Rows so few that all keys are ranked at once; as few as threads get, for tests that want no rows ranked.
    private static let worthWaiting = 4_096

    /// All rows in sorted order.
    func sorted(count: Int) -> [Int32] { sorted(nil, count: count) }

    /// Row numbers in sorted order. O(n × bytes of the keys that differ).
    func sorted(_ rows: [Int32]) -> [Int32] { sorted(rows, count: rows.count) }

    /// - Parameter rows: `nil` for all.
    private func sorted(_ rows: [Int32]?, count: Int) -> [Int32] {
        if keys.isEmpty || count < 2 { return rows ?? Array(0..<Int32(count)) }
        let packed = keys.prefix { if case .places = $0 { true } else { false } }.compactMap { if case .places(let column) = $0 { column } else { nil } }
        if packed.isEmpty { return rankingFirst(in: rows).sorted(rows, count: count) }
        let rest = RowOrder(keys: Array(keys[packed.count...]), parallelism: parallelism)
        let words = RowWords(words: PackedKeys.words(packed, of: SortedRows(rows, count: count), parallelism))
        let sort = WordSort(rows, count: count, by: words, parallelism: parallelism, marksTies: !rest.keys.isEmpty)
        sort.sort()
        if !rest.keys.isEmpty { TieSort(sort, by: rest, parallelism).sort() }
        return sort.rows
    }

    /// The same order for these rows, with the places of their texts in the first key found out.
    func rankingFirst(in rows: [Int32]?) -> RowOrder {
        guard case .texts(let texts, let isDescending) = keys.first else { return self }
        let ranks = SortColumn(Ordinals(texts, rankedIn: rows, parallelism), isDescending: isDescending)
        return RowOrder(keys: [.places(ranks)] + keys.dropFirst(), parallelism: parallelism)
    }

    /// The keys of rows, packed.
    private struct RowWords: SortWords {
        let words: [PackedKeys]
        func write(_ number: Int, to entries: UnsafeMutablePointer<SortEntry>, _ count: Int) { words[number].write(to: entries, count) }
        func goOn(after words: Int, _ entries: UnsafePointer<SortEntry>, _ count: Int) -> Bool { words < self.words.count }
    }

    /// Asks for what rows are compared by first.
    func bringNear(_ rows: [Int32]) { if case .texts(let texts, _) = keys.first { rows.withUnsafeBufferPointer(texts.bringNear) } }

    /// Whether both rows stand at the same place in this order.
    func areEqual(_ lhs: Int, _ rhs: Int) -> Bool {
        for key in keys where !key.areEqual(lhs, rhs) { return false }
        return true
    }

    func compare(_ lhs: Int, _ rhs: Int) -> Int {
        for key in keys {
            let result = key.compare(lhs, rhs)
            if result != 0 { return result }
        }
        return 0
    }
}
