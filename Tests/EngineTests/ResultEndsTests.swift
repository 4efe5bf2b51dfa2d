import Columns
@testable import Engine
import Tables
import Testing

struct ResultEndsTests {
    private static func batch(_ numbers: Range<Int>) -> Batch {
        Batch(columns: [.int(NumberColumn(values: Values(numbers.map { Int64($0) })))], count: numbers.count)
    }

    /// The numbers that are left of 0, 1, 2 …, which come in batches of these sizes, the first `kept` of them before memory runs short.
    private static func ends(_ wanted: Int, _ sizes: [Int], kept: Int) throws -> (rows: [Int64], place: Int, leftOut: Int) {
        let store = RowStore(columnCount: 1)
        var start = 0
        var batches: [Batch] = []
        for size in sizes {
            batches.append(batch(start..<start + size))
            start += size
        }
        for batch in batches.prefix(kept) { store.append(batch) }
        var ends = ResultEnds(wanted, of: store, columnCount: 1)
        for batch in batches.dropFirst(kept) { ends.append(batch) }
        let (rows, leftOut) = ends.rows()
        let column = try rows.columns()[0].ints
        return ((0..<column.values.count).map { column.values[$0] }, leftOut.place, leftOut.count)
    }

    @Test("The first and the last rows stay, however they come", arguments: [0, 1, 3])
    func both(_ kept: Int) throws {
        for sizes in [[100], [1, 1, 98], [50, 50], [3, 94, 1, 1, 1], [97, 3]] {
            let (rows, place, leftOut) = try Self.ends(3, sizes, kept: min(kept, sizes.count))
            #expect(rows.prefix(3) == [0, 1, 2])
            #expect(rows.suffix(3) == [97, 98, 99])
            #expect(place == 3)
            #expect(leftOut + rows.count == 100)
        }
    }

    @Test("Nothing is left out of a few rows")
    func few() throws {
        let (rows, _, leftOut) = try Self.ends(4, [3, 2, 2], kept: 1)
        #expect(rows == [0, 1, 2, 3, 4, 5, 6])
        #expect(leftOut == 0)
    }
}
