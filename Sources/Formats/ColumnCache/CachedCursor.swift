import Columns
import Engine

/// Hands out rows of columns that are in the cache.
final class CachedCursor: BatchCursor {
    private let columns: [CachedColumn]
    private let context: QueryContext
    private let atEnd: () -> Void
    /// Those that are still to come, of which the chosen ones are handed out.
    private var rows: Range<Int>
    private var chosen: ArraySlice<Range<Int>>
    private(set) var leftOut = 0

    /// - Parameter chosen: ascending, all in `rows`, a batch each.
    init(_ columns: [CachedColumn], _ rows: Range<Int>, chosen: [Range<Int>], context: QueryContext, atEnd: @escaping () -> Void) {
        self.columns = columns
        self.rows = rows
        self.chosen = chosen[...]
        self.context = context
        self.atEnd = atEnd
    }

    func next() throws -> Batch? {
        guard let stretch = chosen.popFirst() else {
            leftOut += rows.count
            rows = rows.upperBound..<rows.upperBound
            atEnd()
            return nil
        }
        try context.checkCancelled()
        leftOut += stretch.lowerBound - rows.lowerBound
        rows = stretch.upperBound..<rows.upperBound
        return Batch(columns: try columns.map { try $0.slice(stretch) }, count: stretch.count)
    }
}
