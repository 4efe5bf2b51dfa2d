import Characters
import Columns
import Semantics
import Tables

/// What a sort remembers while it reads, of which only the first rows of each group are wanted: the rows that may still be among them.
///
/// Candidates are collected until there are many; then the first ones of each group are kept, and the last of those becomes the bar of
/// its group: a later row that comes behind it is dropped unseen. O(rows), and the sort only sees candidates.
final class TopRows {
    private let limit: Int
    private let keepsTies: Bool
    private let keys: [CheckedSortKey]
    /// Where the columns of the groups stand in a batch.
    private let partition: [Int]
    private let groupIndex: GroupIndex
    private var groupCount: Int { partition.isEmpty ? 1 : groupIndex.count }
    private let columnCount: Int
    private var rows: RowStore
    private var keyRows: RowStore
    private var groups: [Int32] = []
    /// Which groups have a bar: not those with fewer candidates than wanted.
    private var hasBar: [Bool] = []
    /// The keys of the bars, one row a group.
    private var bars: [BarKeys] = []
    /// How many candidates are collected before they are thinned out.
    private var capacity: Int
    private var leadingKeys: LeadingKeys?
    private var rowsBefore = 0
    private let context: QueryContext
    private let reservation: MemoryReservation
    /// For the leading keys, which are not let go of with rows.
    private let reservationOfKeys: MemoryReservation

    init(limit: Int, keepsTies: Bool, keys: [CheckedSortKey], partition: [Int], columnCount: Int, context: QueryContext) {
        self.limit = limit
        self.keepsTies = keepsTies
        self.keys = keys
        self.partition = partition
        self.columnCount = columnCount
        self.context = context
        reservation = MemoryReservation(context.memory, for: .top)
        reservationOfKeys = MemoryReservation(context.memory, for: .top)
        groupIndex = GroupIndex(keyCount: partition.count)
        rows = RowStore(columnCount: columnCount)
        keyRows = RowStore(columnCount: keys.count)
        capacity = max(Self.candidates, 4 * limit)
        let mostLeading = partition.isEmpty ? LeadingKeys.mostRows : LeadingKeys.mostRowsOfGroup
        if let first = keys.first, 1...mostLeading ~= limit, !first.value.type.kind.isLink {
            leadingKeys = LeadingKeys(limit: limit, isDescending: first.isDescending)
        }
    }

    private static let candidates = 8_192

    func add(_ batch: Batch, keys columns: [Column]) throws {
        let groups = partition.isEmpty ? [] : groupIndex.assign(partition.map { batch.columns[$0] }, count: batch.count)
        if leadingKeys != nil, groupCount > hasBar.count { try reservationOfKeys.demand(LeadingKeys.bytes(of: groupCount - hasBar.count, limit)) }
        hasBar.grow(to: groupCount, filling: false)
        rowsBefore += batch.count
        let kept = rowsBeforeBars(columns, groups, count: batch.count)
        if kept.isEmpty { return }
        let isWhole = kept.count == batch.count
        try reservation.demand((batch.byteCount * 2 + columns.reduce(0) { $0 + $1.sortBytes }) * kept.count / batch.count + 48 * kept.count)
        rows.append(isWhole ? batch : batch.gather(kept))
        keyRows.append(Batch(columns: isWhole ? columns : columns.map { $0.gather(kept) }, count: kept.count))
        if !partition.isEmpty { self.groups += isWhole ? groups : kept.map { groups[Int($0)] } }
        if rows.count >= capacity { try thinOut() }
    }

    /// How many there may be in the end, but for ties.
    var mostRows: Int { Self.rows(of: groupCount, limit) }

    /// The same, of the groups that there are likely to be when all rows have been seen.
    var expectedRows: Int { Self.rows(of: partition.isEmpty ? 1 : DistinctGrowth(distinct: groupCount, rows: rowsBefore).expected, limit) }

    private static func rows(of groups: Int, _ limit: Int) -> Int {
        let (rows, overflow) = limit.multipliedReportingOverflow(by: groups)
        return overflow ? .max : rows
    }

    /// The candidates, in the order in which they came.
    func candidates() throws -> (rows: RowStore, keys: RowStore) {
        // Batch by batch they belong together, so both are put together or neither is.
        let (_, keyColumns) = try RowStore.columns(rows, keyRows, context.parallelism)
        if let first = keyColumns.first, let leading = leadingKeys?.stillLeading(first, groups) { try keep(leading) }
        return (rows, keyRows)
    }

    /// Keeps the first candidates of each group: by the first key alone, where few rows tie in it, else by all keys.
    private func thinOut() throws {
        try context.checkCancelled()
        let (_, keyColumns) = try RowStore.columns(rows, keyRows, context.parallelism)
        if let leading = leadingKeys?.stillLeading(keyColumns[0], groups), leading.count <= max(rows.count / 2, 2 * mostRows) { return try keep(leading) }
        let order = try RowOrder(zip(keys, keyColumns).map { (column: $1, type: $0.value.type, isDescending: $0.isDescending) }, context: context)
        var taken = [Int](repeating: 0, count: groupCount)
        var lasts = [Int32](repeating: -1, count: groupCount)
        var kept: [Int32] = []
        for row in order.sorted(count: rows.count) {
            let group = partition.isEmpty ? 0 : Int(groups[Int(row)])
            if taken[group] < limit {
                taken[group] += 1
                if taken[group] == limit { lasts[group] = row }
                kept.append(row)
            } else if keepsTies, limit > 0, order.areEqual(Int(row), Int(lasts[group])) {
                kept.append(row)
            }
        }
        // In the order in which they came, so that those that tie stay in it.
        kept = Self.ascending(kept, below: rows.count)
        hasBar = lasts.map { $0 >= 0 }
        bars = zip(keyColumns, keys).map { BarKeys($0.gather(lasts), type: $1.value.type) }
        try keep(kept)
    }

    /// Lets go of the candidates that are not among these.
    private func keep(_ kept: [Int32]) throws {
        capacity = max(capacity, 2 * kept.count)
        if kept.count == rows.count { return }
        let (columns, keyColumns) = (try rows.columns(), try keyRows.columns())
        reservation.giveBack(reservation.bytes - reservation.bytes * kept.count / max(1, rows.count))
        rows = RowStore(columnCount: columnCount)
        keyRows = RowStore(columnCount: keys.count)
        rows.append(Batch(columns: columns.map { $0.gather(kept) }, count: kept.count))
        keyRows.append(Batch(columns: keyColumns.map { $0.gather(kept) }, count: kept.count))
        if !partition.isEmpty { groups = kept.map { groups[Int($0)] } }
    }

    /// The rows that do not come behind the bar of their group.
    private func rowsBeforeBars(_ columns: [Column], _ groups: [Int32], count: Int) -> [Int32] {
        let rows = leadingKeys?.candidates(columns[0], groups, groupCount: groupCount, count: count) ?? (0..<Int32(count)).map { $0 }
        if bars.isEmpty { return rows }
        var open: [Int32] = []
        var kept: [Int32] = []
        for row in rows {
            if hasBar[groups.isEmpty ? 0 : Int(groups[Int(row)])] { open.append(row) } else { kept.append(row) }
        }
        for (place, key) in keys.enumerated() where !open.isEmpty {
            guard let comparison = BarComparison(columns[place], bars[place]) else {
                // What cannot be told from here is a candidate.
                kept += open
                open = []
                break
            }
            open = comparison.split(open, groups, isDescending: key.isDescending, before: &kept)
        }
        // Level with the bar, and later than it.
        if keepsTies { kept += open }
        return Self.ascending(kept, below: count)
    }

    /// Different row numbers in ascending order: where they are many of those that there are, by marking them. O(count).
    private static func ascending(_ rows: [Int32], below count: Int) -> [Int32] {
        if rows.count < count / 16 { return rows.sorted() }
        return withUnsafeTemporaryAllocation(of: Bool.self, capacity: count) { isAmong in
            isAmong.initialize(repeating: false)
            for row in rows { isAmong[Int(row)] = true }
            return [Int32](unsafeUninitializedCapacity: rows.count) { result, used in
                for row in 0..<count where isAmong[row] {
                    result[used] = Int32(truncatingIfNeeded: row)
                    used += 1
                }
            }
        }
    }
}

/// One key of the bars: its values, one a group.
private struct BarKeys {
    let column: Column
    /// Links are ordered by the rows of their table, which is not looked at here.
    let isLink: Bool

    init(_ column: Column, type: Type) {
        self.column = column
        isLink = type.kind.isLink
    }
}

/// Compares values of a batch with bars, which are from batches before, without ranking either.
private struct BarComparison {
    private enum Form {
        case int(Values<Int64>, Values<Int64>)
        case date(Values<Int32>, Values<Int32>)
        case float(Values<Double>, Values<Double>)
        case text(TextColumn, TextColumn)
        /// Each value of the dictionary stands in its declared place.
        case ordered(Values<UInt32>, Values<UInt32>)
    }
    private let form: Form
    private let validity: Bitmap?
    private let barValidity: Bitmap?

    /// `nil` for forms of which the order is only known once all values are.
    init?(_ column: Column, _ bars: BarKeys) {
        if bars.isLink { return nil }
        validity = column.validity
        barValidity = bars.column.validity
        switch (column, bars.column) {
        case (.int(let a), .int(let b)): form = .int(a.values, b.values)
        case (.date(let a), .date(let b)): form = .date(a.values, b.values)
        case (.float(let a), .float(let b)): form = .float(a.values, b.values)
        case (.decimal(let a), .decimal(let b)):
            guard case .small(let ours) = a.mantissas, case .small(let theirs) = b.mantissas, a.scale == b.scale else { return nil }
            form = .int(ours, theirs)
        case (.text(let a), .text(let b)): form = .text(a, b)
        case (.coded(let a), .coded(let b)):
            guard a.dictionary === b.dictionary, a.dictionary.isOrdered else { return nil }
            form = .ordered(a.codes, b.codes)
        default: return nil
        }
    }

    /// The rows level with the bar of their group; those before it are added to `kept`. Missing comes last both ways.
    func split(_ rows: [Int32], _ groups: [Int32], isDescending: Bool, before kept: inout [Int32]) -> [Int32] {
        switch form {
        case .int(let a, let b): split(rows, groups, isDescending, &kept) { a[$0] < b[$1] ? -1 : a[$0] == b[$1] ? 0 : 1 }
        case .date(let a, let b): split(rows, groups, isDescending, &kept) { a[$0] < b[$1] ? -1 : a[$0] == b[$1] ? 0 : 1 }
        case .float(let a, let b):
            split(rows, groups, isDescending, &kept) {
                let (ours, theirs) = (Ordinals.ordinal(a[$0]), Ordinals.ordinal(b[$1]))
                return ours < theirs ? -1 : ours == theirs ? 0 : 1
            }
        case .text(let a, let b): split(rows, groups, isDescending, &kept) { Collation.compare(utf8: a[$0], b[$1]) }
        case .ordered(let a, let b): split(rows, groups, isDescending, &kept) { a[$0] < b[$1] ? -1 : a[$0] == b[$1] ? 0 : 1 }
        }
    }

    @inline(__always)
    private func split(_ rows: [Int32], _ groups: [Int32], _ isDescending: Bool, _ kept: inout [Int32], _ compare: (Int, Int) -> Int) -> [Int32] {
        var tied: [Int32] = []
        for row in rows {
            let bar = groups.isEmpty ? 0 : Int(groups[Int(row)])
            let result: Int
            switch (validity?[Int(row)] ?? true, barValidity?[bar] ?? true) {
            case (false, false): result = 0
            case (false, true): result = 1
            case (true, false): result = -1
            case (true, true): result = isDescending ? -compare(Int(row), bar) : compare(Int(row), bar)
            }
            if result < 0 { kept.append(row) } else if result == 0 { tied.append(row) }
        }
        return tied
    }
}
