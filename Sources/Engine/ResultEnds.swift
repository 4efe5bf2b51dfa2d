import Columns
import Tables

/// The first and the last rows of a result of which a screen shows no more: what is looked at when there is no memory for all of it.
struct ResultEnds {
    private let wanted: Int
    private let first: RowStore
    private var last: [Batch] = []
    private var lastCount = 0
    private var count = 0

    /// - Parameters:
    ///   - wanted: how many rows of each end are shown.
    ///   - rows: the result as far as it has been kept.
    init(_ wanted: Int, of rows: RowStore, columnCount: Int) {
        self.wanted = wanted
        first = RowStore(columnCount: columnCount)
        for batch in rows.batches { append(batch) }
    }

    mutating func append(_ batch: Batch) {
        count += batch.count
        let taken = min(max(0, wanted - first.count), batch.count)
        if taken > 0 { first.append(batch.part(0..<taken)) }
        guard taken < batch.count else { return }
        let rest = max(taken, batch.count - wanted)..<batch.count
        last.append(batch.part(rest))
        lastCount += rest.count
        while let oldest = last.first, lastCount - oldest.count >= wanted {
            last.removeFirst()
            lastCount -= oldest.count
        }
    }

    /// The rows of both ends one after the other, and what is lacking between them.
    func rows() -> (store: RowStore, leftOut: LeftOutRows) {
        let place = first.count
        for batch in last { first.append(batch) }
        return (first, LeftOutRows(place: place, count: count - first.count))
    }
}

extension Batch {
    /// Some of the rows, by themselves: the others can be forgotten.
    fileprivate func part(_ rows: Range<Int>) -> Batch { rows.count == count ? self : gather(rows.map { Int32($0) }) }
}
