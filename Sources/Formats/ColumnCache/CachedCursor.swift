import Columns
import Engine

/// Hands out rows of columns that are in the cache.
final class CachedCursor: BatchCursor {
    private let columns: [CachedColumn]
    private let context: QueryContext
    private let atEnd: () -> Void
    private var rows: Range<Int>

    init(_ columns: [CachedColumn], _ rows: Range<Int>, context: QueryContext, atEnd: @escaping () -> Void) {
        self.columns = columns
        self.rows = rows
        self.context = context
        self.atEnd = atEnd
    }

    func next() throws -> Batch? {
        guard !rows.isEmpty else {
            atEnd()
            return nil
        }
        try context.checkCancelled()
        let batch = rows.lowerBound..<min(rows.upperBound, rows.lowerBound + Batch.capacity)
        rows = batch.upperBound..<rows.upperBound
        return Batch(columns: try columns.map { try $0.slice(batch) }, count: batch.count)
    }
}
