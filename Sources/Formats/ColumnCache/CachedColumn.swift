import Columns
import Diagnostics
import Glibc
import Semantics
import Synchronization
import Tables

/// A whole column in the cache: an Arrow file of one column, mapped, with the rows of each of its batches.
///
/// The bytes of a batch are read, and compared with their sum, when rows of it are first asked for: a reading that leaves most rows out
/// touches few of them.
final class CachedColumn: Sendable {
    private struct Parts: Sendable {
        /// Those that were read, each the memory of the mapping.
        var read: [KeptColumn?]
        let reader: Unshared<ArrowColumnReader>
    }

    /// What the values of each zone lie between; `nil` where nothing is known of them.
    let zones: ZoneList?
    let rowCount: Int
    /// The first row of each part.
    private let starts: [Int]
    private let pieces: [SealedArrowFile.Piece]
    private let mapping: Buffer
    private let parts: Mutex<Parts>
    private let name: String
    private let cache: ColumnCache

    /// - Returns: `nil` when the file is not there, or was damaged, in which case it is removed.
    init?(_ name: String, in cache: ColumnCache, zone: Zone) {
        guard let mapping = cache.map(name) else { return nil }
        guard let (metadata, pieces) = SealedArrowFile.opened(mapping), let file = try? ArrowFile(ArrowBytes(mapping: mapping)), file.fields.count == 1,
              file.batches.count == pieces.count
        else {
            cache.remove(name)
            return nil
        }
        self.mapping = mapping
        self.pieces = pieces
        self.name = name
        self.cache = cache
        zones = metadata[ZoneList.key].flatMap(ZoneList.init)
        var rows = 0
        starts = file.batches.map { batch in
            defer { rows += batch.rowCount }
            return rows
        }
        rowCount = rows
        parts = Mutex(Parts(read: Array(repeating: nil, count: pieces.count), reader: Unshared(ArrowColumnReader(file, zone: zone, isTrusted: true))))
    }

    deinit { cache.pages.forget(mapping) }

    // MARK: Rows

    /// Reads the batches of these rows, if that was not done before.
    /// - Returns: false when a batch is damaged; then the file is removed.
    func prepare(_ rows: [Range<Int>]) -> Bool {
        for index in Set(rows.flatMap(partIndices)) where part(index) == nil {
            cache.remove(name)
            return false
        }
        return true
    }

    /// How many values the dictionary has, if that was read.
    var codedValues: Int? { parts.withLock { $0.read.compactMap(\.self) }.codedValues }

    /// Whether all batches were read.
    var isRead: Bool { parts.withLock { $0.read.allSatisfy { $0 != nil } } }

    /// Whether each link names a row of the table with these keys.
    func isWhole(to keys: LinkedKeys) -> Bool { keys.hasRows(ofAll: starts.indices.lazy.compactMap(part).map(\.column)) }

    /// Brings the pages of these rows in, which may have had to make room for others.
    /// - Returns: the rows of which that is done.
    func bringIn(_ rows: Range<Int>) -> Range<Int> {
        let indices = partIndices(rows)
        guard let last = indices.last else { return rows }
        for index in indices { cache.pages.bringIn(pieces[index].bytes, of: mapping) }
        return starts[indices.lowerBound]..<(last + 1 < starts.count ? starts[last + 1] : rowCount)
    }

    /// Some rows, which have been prepared. Without a copy, except where they lie in two batches.
    func stretch(_ rows: Range<Int>) throws -> Stretch.Part {
        let indices = partIndices(rows)
        let found = try indices.map { index in
            guard let part = part(index) else { throw Damaged() }
            return (part, max(rows.lowerBound - starts[index], 0)..<min(rows.upperBound - starts[index], part.count))
        }
        if found.count == 1 { return found[0] }
        return (.plain(try Column.concatenated(found.map { $0.0.slice($0.1) })), 0..<rows.count)
    }

    /// The same, as a column.
    func slice(_ rows: Range<Int>) throws -> Column {
        let (column, rows) = try stretch(rows)
        return column.slice(rows)
    }

    /// A file of the cache changed while it was read: somebody else writes there.
    struct Damaged: Error {}

    private func partIndices(_ rows: Range<Int>) -> Range<Int> {
        if rows.isEmpty { return 0..<0 }
        return starts.partition { $0 <= rows.lowerBound } - 1..<starts.partition { $0 < rows.upperBound }
    }

    /// `nil` for one that is damaged.
    private func part(_ index: Int) -> KeptColumn? {
        parts.withLock { parts in
            if let known = parts.read[index] { return known }
            cache.pages.bringIn(pieces[index].bytes, of: mapping)
            guard pieces[index].isIntact(in: mapping) else { return nil }
            let reader = parts.reader.value
            let column = try? reader.kept(0, batch: index)
            parts.read[index] = column
            return column
        }
    }

}

/// What only its owner touches, under a lock.
private struct Unshared<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}

extension [Int] {
    /// How many of ascending numbers, from the first on, fulfil what only the first ones do.
    fileprivate func partition(_ isBefore: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
