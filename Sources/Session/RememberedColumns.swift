import Columns
import Engine
import Synchronization
import Tables

/// A source whose converted columns stay in memory for the session, as far as there is room that nobody else needs.
///
/// A report asks the same file dozens of questions; only the first that needs a column parses it. Columns are
/// remembered as the chunks that passed by, so the first reading still streams: nothing is held back, and a
/// file that is too large for it is simply read again. Readings of other columns are remembered beside the first when
/// they were cut at the same rows.
final class RememberedColumns: BatchSource, SparingHolder {
    private struct Memory: Sendable {
        /// Changes with the file.
        var stamp: [FileStamp] = []
        /// Rows of each chunk, once a reading has come to the end.
        var counts: [Int]?
        var chunks: [String: [KeptColumn]] = [:]
        /// Columns whose chunks share what they can.
        var joined: Set<String> = []
        /// Columns that were looked at.
        var watched: Set<String> = []
        /// What the values of each chunk lie between, of columns that a condition has asked for; a chunk is a zone.
        var bounds: [String: [ZoneBounds]] = [:]
        /// Columns of links that were looked through, with the keys that they were asked for, and whether each has a row.
        var links: [String: (keys: LinkedKeys, isWhole: Bool)] = [:]
        /// What the chunks hold of the memory that may be used; who plays them holds it too.
        var held: [MemoryReservation] = []

        /// Lets chunks share what they can. Not at the first reading, which may be the only one.
        mutating func join(_ columns: [String]) {
            for name in columns where joined.insert(name).inserted {
                if let together = chunks[name].flatMap(KeptColumn.joined) { chunks[name] = together }
            }
        }

        /// Finds the bounds of columns, as far as they have any.
        mutating func bound(_ columns: [String]) {
            for name in columns where bounds[name] == nil {
                let found = chunks[name]?.compactMap(\.zoneBounds)
                if let found, found.count == chunks[name]?.count { bounds[name] = found }
            }
        }
    }

    private let base: any BatchSource
    private let paths: [String]
    private let account: MemoryAccount
    /// Looks at what is read for the first time, and says when it has seen enough.
    typealias Watch = @Sendable (any BatchCursor, _ columns: [String], _ whenDone: @escaping () -> Void) -> any BatchCursor
    private let watch: Watch
    private let memory = Mutex(Memory())

    init(_ base: any BatchSource, paths: [String], account: MemoryAccount, watch: @escaping Watch) {
        self.base = base
        self.paths = paths
        self.account = account
        self.watch = watch
        account.register(self)
    }

    var schema: [SourceColumn] { base.schema }
    var fileRows: [FileRows]? { base.fileRows }
    var rowCount: Int? { memory.withLock { $0.counts?.reduce(0, +) } ?? base.rowCount }
    var likelyRows: Int? { rowCount ?? base.likelyRows }

    func choice(of filter: ScanFilter) -> ZoneChoice? {
        let stamp = paths.map(FileStamp.init)
        let known = memory.withLock { memory -> Memory in
            if memory.stamp == stamp { memory.bound(filter.columns) }
            return memory
        }
        guard known.stamp == stamp, let counts = known.counts, filter.columns.contains(where: { known.bounds[$0] != nil }) else { return base.choice(of: filter) }
        return filter.choice(among: counts.count) { known.bounds[$0] }
    }

    func distinctValues(of column: String) -> Int? {
        guard let chunks = memory.withLock({ $0.chunks[column] }) else { return base.distinctValues(of: column) }
        return chunks.codedValues
    }

    func open(columns: [String], context: any ReadingContext) throws -> any BatchCursor {
        let stamp = paths.map(FileStamp.init)
        let known = memory.withLock { memory -> Memory in
            if memory.stamp != stamp { memory = Memory(stamp: stamp) }
            if memory.counts != nil, columns.allSatisfy({ memory.chunks[$0] != nil }) { memory.join(columns) }
            return memory
        }
        if let counts = known.counts, columns.allSatisfy({ known.chunks[$0] != nil }) {
            base.recount(columns: columns, in: context)
            context.note("from memory")
            let chunks = columns.map { known.chunks[$0] ?? [] }
            return ReplayCursor(counts: counts, columns: chunks, ZoneWalk(.all(counts.count), .whole), ChosenRows(nil, reading: columns), holding: known.held, context: context)
        }
        // What lies in the cache of the disk is memory already.
        if let cursor = try base.open(columns: columns, part: .whole, filter: nil, context: context) { return watched(cursor, columns, stamp) }
        let cursor = watched(try base.open(columns: columns, context: context), columns, stamp)
        // A reading that makes bad cells missing also counts them, each time anew.
        return context.keepsGoing || !context.keepsColumns ? cursor : RecordingCursor(cursor, columns: columns, stamp: stamp, owner: self)
    }

    func open(columns: [String], part: ReadingPart, filter: ScanFilter?, context: any ReadingContext) throws -> (any BatchCursor)? {
        let stamp = paths.map(FileStamp.init)
        let known = memory.withLock { memory -> Memory in
            if memory.stamp != stamp { memory = Memory(stamp: stamp) }
            if memory.counts != nil, columns.allSatisfy({ memory.chunks[$0] != nil }) {
                memory.join(columns)
                memory.bound(filter?.columns ?? [])
            }
            return memory
        }
        guard let counts = known.counts, columns.allSatisfy({ known.chunks[$0] != nil }) else {
            let cursor = try base.open(columns: columns, part: part, filter: filter, context: context)
            return cursor.map { part.number == 0 ? watched($0, columns, stamp) : $0 }
        }
        if part.number == 0 { base.recount(columns: columns, in: context) }
        let choice = filter?.choice(among: counts.count) { known.bounds[$0] } ?? .all(counts.count)
        context.note("from memory")
        return ReplayCursor(
            counts: counts, columns: columns.map { known.chunks[$0] ?? [] }, ZoneWalk(choice, part), ChosenRows(filter, reading: columns),
            holding: known.held, context: context)
    }

    private func watched(_ cursor: any BatchCursor, _ columns: [String], _ stamp: [FileStamp]) -> any BatchCursor {
        if memory.withLock({ $0.stamp == stamp && $0.watched.isSuperset(of: columns) }) { return cursor }
        return watch(cursor, columns) { [self] in
            memory.withLock { memory in if memory.stamp == stamp { memory.watched.formUnion(columns) } }
        }
    }

    func countRows() -> Int? {
        let stamp = paths.map(FileStamp.init)
        return memory.withLock { $0.stamp == stamp ? $0.counts?.reduce(0, +) : nil } ?? base.countRows()
    }

    /// Of remembered columns only: to read a file for it would cost more than it saves.
    func isWhole(_ column: String, to keys: LinkedKeys) -> Bool {
        let known = memory.withLock { $0 }
        guard known.counts != nil, let chunks = known.chunks[column] else { return base.isWhole(column, to: keys) }
        guard paths.map(FileStamp.init) == known.stamp else { return false }
        if let found = known.links[column], found.keys === keys { return found.isWhole }
        let isWhole = keys.hasRows(ofAll: chunks.lazy.map(\.column))
        memory.withLock { memory in if memory.stamp == known.stamp { memory.links[column] = (keys, isWhole) } }
        return isWhole
    }

    func head(columns: [String], rows: Int, context: any ReadingContext) throws -> Batch? { try base.head(columns: columns, rows: rows, context: context) }

    /// The chunks of a column of which a reading has come to the end, while its files are as they were.
    func remembered(_ column: String) -> [Column]? {
        let stamp = paths.map(FileStamp.init)
        return memory.withLock { $0.stamp == stamp && $0.counts != nil ? $0.chunks[column] : nil }?.map(\.column)
    }

    /// What is remembered can be read again.
    func giveWay() { memory.withLock { $0 = Memory() } }

    /// Takes over what a complete reading has seen.
    fileprivate func remember(_ chunks: [String: [KeptColumn]], counts: [Int], holding reservation: MemoryReservation, stamp: [FileStamp]) {
        memory.withLock { memory in
            guard memory.stamp == stamp, memory.counts == nil || memory.counts == counts else { return }
            memory.counts = counts
            memory.held.append(reservation)
            memory.chunks.merge(chunks) { old, _ in old }
        }
    }

    /// Plays remembered chunks.
    private final class ReplayCursor: BatchCursor {
        private let counts: [Int]
        private let columns: [[KeptColumn]]
        private let held: [MemoryReservation]
        private let context: any ReadingContext
        private var chunks: ZoneWalk
        private let rows: ChosenRows

        init(
            counts: [Int], columns: [[KeptColumn]], _ chunks: ZoneWalk, _ rows: ChosenRows, holding held: [MemoryReservation], context: any ReadingContext
        ) {
            self.held = held
            self.counts = counts
            self.columns = columns
            self.chunks = chunks
            self.rows = rows
            self.context = context
        }

        var chosen: ChosenRows? { rows }

        func next() throws -> Batch? { try rows.next(stretch) }

        private func stretch() throws -> Stretch? {
            try context.checkCancelled()
            let (chunk, leftOut) = chunks.next()
            rows.passOver(counts[leftOut].reduce(0, +))
            return chunk.map { chunk in Stretch(columns.map { ($0[chunk], 0..<counts[chunk]) }, count: counts[chunk]) }
        }
    }

    /// Passes batches on and remembers their columns at the end.
    private final class RecordingCursor: BatchCursor {
        private let base: any BatchCursor
        private let columns: [String]
        private let stamp: [FileStamp]
        private let owner: RememberedColumns
        private var counts: [Int] = []
        private var recorded: [[KeptColumn]]
        private let reservation: MemoryReservation
        private var isRecording = true

        init(_ base: any BatchCursor, columns: [String], stamp: [FileStamp], owner: RememberedColumns) {
            self.base = base
            self.columns = columns
            self.stamp = stamp
            self.owner = owner
            self.recorded = Array(repeating: [], count: columns.count)
            reservation = MemoryReservation(owner.account, for: .remembered)
        }

        func next() throws -> Batch? {
            guard let batch = try base.next() else {
                if isRecording {
                    isRecording = false
                    let chunks = Dictionary(zip(columns, recorded)) { first, _ in first }
                    owner.remember(chunks, counts: counts, holding: reservation, stamp: stamp)
                }
                return nil
            }
            if isRecording { record(batch) }
            return batch
        }

        private func record(_ batch: Batch) {
            let kept = batch.columns.map(KeptColumn.init)
            let size = kept.reduce(0) { $0 + $1.byteCount }
            guard reservation.requestSparing(size) else {
                isRecording = false
                recorded = []
                reservation.clear()
                return
            }
            counts.append(batch.count)
            for (index, column) in kept.enumerated() { recorded[index].append(column) }
        }
    }
}
