import Columns
import Diagnostics
import Engine
import Semantics

/// A whole column in the cache: an Arrow file of one column, mapped, with the rows of each of its batches.
struct CachedColumn: Sendable {
    /// One after the other all rows, each the memory of the mapping.
    private let parts: [Column]
    /// The first row of each part.
    private let starts: [Int]
    let rowCount: Int

    /// - Returns: `nil` when the file is not there, or was damaged, in which case it is removed.
    init?(_ name: String, in cache: ColumnCache, zone: Zone) {
        guard let mapping = cache.map(name) else { return nil }
        guard let read = try? Self.read(mapping, zone) else {
            cache.remove(name)
            return nil
        }
        parts = read
        var rows = 0
        starts = read.map { part in
            defer { rows += part.count }
            return rows
        }
        rowCount = rows
    }

    private struct Damaged: Error {}

    private static func read(_ mapping: Buffer, _ zone: Zone) throws -> [Column] {
        guard SealedArrowFile.isWhole(mapping) else { throw Damaged() }
        let file = try ArrowFile(ArrowBytes(mapping: mapping))
        guard file.fields.count == 1 else { throw Damaged() }
        let reader = ArrowColumnReader(file, zone: zone, isTrusted: true)
        return try file.batches.indices.map { try reader.column(0, batch: $0, rows: 0..<file.batches[$0].rowCount) { _, _, _ in } }
    }

    /// Whether each link names a row of the table with these keys.
    func isWhole(to keys: LinkedKeys) -> Bool { keys.hasRows(ofAll: parts) }

    /// Some rows. Without a copy, except where they lie in two batches.
    func slice(_ rows: Range<Int>) throws -> Column {
        var index = starts.partition { $0 <= rows.lowerBound } - 1
        var found: [Column] = []
        var start = rows.lowerBound
        while start < rows.upperBound, index < parts.count {
            let end = min(rows.upperBound, starts[index] + parts[index].count)
            if end > start { found.append(parts[index].slice(start - starts[index]..<end - starts[index])) }
            start = end
            index += 1
        }
        return try Column.concatenated(found)
    }
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
