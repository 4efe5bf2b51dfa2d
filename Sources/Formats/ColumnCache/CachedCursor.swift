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
    /// The rows of each column whose pages are there.
    private var atHand: [Range<Int>]

    /// - Parameter chosen: ascending, all in `rows`, a batch each.
    init(_ columns: [CachedColumn], _ rows: Range<Int>, chosen: [Range<Int>], context: QueryContext, atEnd: @escaping () -> Void) {
        self.columns = columns
        atHand = columns.map { _ in 0..<0 }
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
        for (index, column) in columns.enumerated() where atHand[index].lowerBound > stretch.lowerBound || atHand[index].upperBound < stretch.upperBound {
            atHand[index] = column.bringIn(stretch)
        }
        return Batch(columns: try columns.map { try $0.slice(stretch) }, count: stretch.count)
    }
}
