import Columns
import Tables

/// Zones of as many rows each.
struct CachedZones {
    let rowsEach: Int
    let rowCount: Int

    func rows(of zone: Int) -> Range<Int> { zone * rowsEach..<min(rowCount, (zone + 1) * rowsEach) }

    /// How many rows there are in zones that follow one another.
    func count(in zones: Range<Int>) -> Int { zones.isEmpty ? 0 : rows(of: zones.upperBound - 1).upperBound - zones.lowerBound * rowsEach }
}

/// Hands out rows of columns that are in the cache.
final class CachedCursor: BatchCursor {
    private let columns: [CachedColumn]
    private let context: any ReadingContext
    private let atEnd: () -> Void
    private let zones: CachedZones
    private var walk: ZoneWalk
    private let chosenRows: ChosenRows
    /// The rows of each column whose pages are there.
    private var atHand: [Range<Int>]

    init(
        _ columns: [CachedColumn], _ zones: CachedZones, _ walk: ZoneWalk, _ chosenRows: ChosenRows, context: any ReadingContext, atEnd: @escaping () -> Void
    ) {
        self.columns = columns
        atHand = columns.map { _ in 0..<0 }
        self.zones = zones
        self.walk = walk
        self.chosenRows = chosenRows
        self.context = context
        self.atEnd = atEnd
    }

    var chosen: ChosenRows? { chosenRows }

    func next() throws -> Batch? { try chosenRows.next(stretch) }

    private func stretch() throws -> Stretch? {
        try context.checkCancelled()
        let (zone, leftOut) = walk.next()
        chosenRows.passOver(zones.count(in: leftOut))
        guard let zone else {
            atEnd()
            return nil
        }
        let rows = zones.rows(of: zone)
        for (index, column) in columns.enumerated() where atHand[index].lowerBound > rows.lowerBound || atHand[index].upperBound < rows.upperBound {
            atHand[index] = column.bringIn(rows)
        }
        return Stretch(try columns.map { try $0.stretch(rows) }, count: rows.count)
    }
}
