import Columns
import Semantics
import Tables

/// The first row of each combination of the keys, as it comes by; only the keys are left of it.
final class DistinctStream: BatchStream {
    private let input: any BatchStream
    private let stage: StageExpressions
    private let kernels: [any Kernel]
    private var index: GroupIndex
    private let keyTypes: [Type]
    private let room: GroupRoom
    /// Keys that have not been met before and for which there is no room, each with its number.
    private var spilled: SpilledParts?
    private var rowsBefore = 0
    /// What was found among them, after all rows.
    private var rest: (any BatchStream)?
    /// A row whose keys cannot be computed; the rows before it have gone out.
    private var failure: FailedRow?

    init(_ input: any BatchStream, keys: [Computation], over columns: [ColumnID], context: QueryContext) throws {
        self.input = input
        stage = try StageExpressions(keys.map(\.value), over: columns, context: context)
        kernels = try keys.map { [stage] in try stage.compile($0.value) }
        index = GroupIndex(keyCount: keys.count)
        keyTypes = keys.map(\.value.type)
        room = GroupRoom(context.memory, states: 0, isSorted: false, for: .distinct)
    }

    func next() throws -> Batch? {
        if let failure { throw try input.firstFailure(failure) }
        if let rest { return try rest.next() }
        while let batch = try input.next() {
            let (found, failed) = try batch.upToFailure { try newRows($0) }
            failure = failed
            if let found, found.count > 0 { return found }
            if let failed { throw try input.firstFailure(failed) }
        }
        guard let spilled else { return nil }
        let rest = try FailedRow.reported { try distinct(of: spilled) }
        self.rest = rest
        return try rest.next()
    }

    /// The keys of rows that are the first of theirs.
    private func newRows(_ batch: Batch) throws -> Batch {
        let keys = try kernels.map { try $0.operand(batch, stage.context) }
        try stage.count(batch)
        if spilled == nil, !room.request(batch.count, keys: keys) {
            if index.count > 0, let scratch = stage.context.scratch {
                spilled = SpilledParts(try SpillFile(scratch, stage.context), keyTypes: keyTypes, level: 0)
            } else {
                try room.demand(batch.count, keys: keys)
            }
        }
        if let spilled {
            try putAside(keys, count: batch.count, in: spilled)
            return Batch(columns: [], count: 0)
        }
        let known = index.count
        let groups = index.assign(keys, count: batch.count)
        room.settle(newGroups: index.count - known, of: batch.count)
        rowsBefore += batch.count
        return Batch(columns: BatchColumns(keys), count: batch.count).gather(GroupedRows.firstRows(of: groups, numbered: known..<index.count))
    }

    // MARK: More keys than there is room for

    private func putAside(_ keys: [BatchColumn], count: Int, in parts: SpilledParts) throws {
        let rows = Self.unknownRows(keys, count: count, in: index)
        let columns = BatchColumns(keys + [.wide(.rowNumbers(from: rowsBefore, count))])
        try parts.add(Batch(columns: columns, count: count).gather(rows), keys: keys.map { $0.gather(rows).wide })
        rowsBefore += count
    }

    private static func unknownRows(_ keys: [BatchColumn], count: Int, in index: GroupIndex) -> [Int32] {
        let groups = index.find(keys, count: count, missingMatches: true)
        return (0..<Int32(count)).filter { groups[Int($0)] < 0 }
    }

    /// The first row of each key that waits on disk, in the order of rows.
    private func distinct(of parts: SpilledParts) throws -> any BatchStream {
        index = GroupIndex(keyCount: keyTypes.count)
        room.clear()
        FreedMemory.giveBack()
        let sorter = RowSorter([RowSorter.Key(type: .int)], columnCount: keyTypes.count, context: stage.context)
        try hand(parts, to: sorter)
        return try sorter.finish()
    }

    private func hand(_ parts: SpilledParts, to sorter: RowSorter) throws {
        for part in try parts.finish() where part.rowCount > 0 {
            let index = GroupIndex(keyCount: keyTypes.count)
            let room = GroupRoom(stage.context.memory, states: 0, isSorted: false, for: .distinct)
            var further: SpilledParts?
            let reader = part.reader()
            while let batch = try reader.next() {
                let keys = Array(batch.columns.entries.dropLast())
                if further == nil, !room.request(batch.count, keys: keys) {
                    if index.count > 0, parts.level < SpilledParts.deepest, let scratch = stage.context.scratch {
                        further = SpilledParts(try SpillFile(scratch, stage.context), keyTypes: keyTypes, level: parts.level + 1)
                    } else {
                        try room.demand(batch.count, keys: keys)
                    }
                }
                if let further {
                    let rows = Self.unknownRows(keys, count: batch.count, in: index)
                    try further.add(batch.gather(rows), keys: keys.map { $0.gather(rows).wide })
                    continue
                }
                let known = index.count
                let groups = index.assign(keys, count: batch.count)
                room.settle(newGroups: index.count - known, of: batch.count)
                let found = batch.gather(GroupedRows.firstRows(of: groups, numbered: known..<index.count))
                try sorter.add(Batch(columns: Array(found.columns.dropLast()), count: found.count), keys: found.columns.suffix(1))
            }
            if let further { try hand(further, to: sorter) }
        }
    }

    var isFinished: Bool { input.isFinished && failure == nil }
    var hasOpenCounts: Bool { input.hasOpenCounts || stage.counts && !isFinished }
    var countsAsRowsPass: Bool { input.countsAsRowsPass || stage.counts }
}
