import Columns

/// `join_text(x, sep)`: the present texts of each group in the order of rows, with a separator between them.
final class JoinTextAccumulator: Accumulator {
    private let separator: String
    private var groupCount = 0
    private var rows = GroupedRows()
    /// The number of each kept row among all rows, so that totals keep the order.
    private var positions: [Int64] = []
    private var rowsSeen: Int64 = 0
    private(set) var skipped = 0

    init(separator: String) { self.separator = separator }

    var keptBytes: Int { rows.byteCount }

    func resize(groups: Int) { groupCount = max(groupCount, groups) }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) {
        let column = arguments[0]
        for row in 0..<groups.count where column.isPresent(row) { positions.append(rowsSeen + Int64(row)) }
        skipped += rows.addPresent(column, groups)
        rowsSeen += Int64(groups.count)
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) {
        let other = same(other)
        skipped += other.skipped
        rows.add(other.rows, mapping: mapping)
        positions += other.positions
        rowsSeen = max(rowsSeen, other.rowsSeen)
    }

    func makeEmpty() -> any Accumulator { JoinTextAccumulator(separator: separator) }

    func finish(_ context: QueryContext) throws -> Column {
        let (column, groups) = try rows.whole()
        let texts = column.texts
        let (byGroup, starts) = RowsByGroup.order(groups, groupCount: groupCount)
        var builder = TextColumnBuilder(capacity: max(1, groupCount))
        for group in 0..<groupCount {
            let members = byGroup[starts[group]..<starts[group + 1]].sorted { positions[Int($0)] < positions[Int($1)] }
            if members.isEmpty {
                builder.appendMissing()
            } else {
                builder.append(members.map { texts.string(Int($0)) ?? "" }.joined(separator: separator))
            }
        }
        return builder.finish()
    }
}
