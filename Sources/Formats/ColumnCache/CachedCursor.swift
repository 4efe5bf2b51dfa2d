import Columns
import Engine

/// Hands out rows of columns that are in the cache.
final class CachedCursor: BatchCursor {
    private let columns: [CachedColumn]
    private let context: QueryContext
    private let atEnd: () -> Void
    /// Those that are still to come, of which the stretches are looked at.
    private var rows: Range<Int>
    private var stretches: ArraySlice<Range<Int>>
    private let chosenRows: ChosenRows
    /// The rows of each column whose pages are there.
    private var atHand: [Range<Int>]

    /// - Parameter stretches: ascending, all in `rows`, a batch each.
    init(
        _ columns: [CachedColumn], _ rows: Range<Int>, stretches: [Range<Int>], _ chosenRows: ChosenRows, context: QueryContext, atEnd: @escaping () -> Void
    ) {
        self.columns = columns
        atHand = columns.map { _ in 0..<0 }
        self.rows = rows
        self.stretches = stretches[...]
        self.chosenRows = chosenRows
        self.context = context
        self.atEnd = atEnd
    }

    var chosen: ChosenRows? { chosenRows }

    func next() throws -> Batch? { try chosenRows.next(stretch) }

    private func stretch() throws -> Stretch? {
        guard let stretch = stretches.popFirst() else {
            chosenRows.passOver(rows.count)
            rows = rows.upperBound..<rows.upperBound
            atEnd()
            return nil
        }
        try context.checkCancelled()
        chosenRows.passOver(stretch.lowerBound - rows.lowerBound)
        rows = stretch.upperBound..<rows.upperBound
        for (index, column) in columns.enumerated() where atHand[index].lowerBound > stretch.lowerBound || atHand[index].upperBound < stretch.upperBound {
            atHand[index] = column.bringIn(stretch)
        }
        return Stretch(try columns.map { try $0.stretch(stretch) }, count: stretch.count)
    }
}
