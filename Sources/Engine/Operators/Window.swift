import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// Adds columns that look at other rows of the same partition; rows keep their order.
final class WindowBreaker: Breaker {
    private struct WindowEntry {
        let call: WindowCall
        let function: WindowFunction
        let body: WindowBody
        /// Where its arguments stand among the evaluated columns.
        let arguments: Range<Int>
    }
    private enum Entry {
        /// The n-th of the aggregates.
        case aggregate(Int)
        case window(WindowEntry)
    }

    private let plan: WindowPlan
    private let stage: StageExpressions
    private let partition: [any Kernel]
    private let order: [any Kernel]
    private var arguments: [any Kernel] = []
    private var entries: [Entry] = []
    private var aggregates: AggregateSet
    private let index: GroupIndex
    private let columnCount: Int
    private var rows: RowStore
    /// Sort keys, then arguments.
    private var computed: RowStore
    private let reservation: MemoryReservation
    /// All rows, divided by partitions, once there is no room for them; each with its number.
    private var spilled: SpilledParts?
    /// The rows in their order, where there are no partitions to divide them by: in memory are only the values that windows look at.
    private var aside: SpilledBatches?
    /// How often these rows have been divided.
    private var level = 0
    private var rowsBefore = 0
    /// For what has been computed, and counted, before.
    private lazy var unheard = stage.context.unheard()
    private var partitions: [Int32] = []

    init(_ plan: WindowPlan, over columns: [ColumnID], context: QueryContext) throws {
        self.plan = plan
        let calls = plan.calls.flatMap { entry -> [CheckedExpression] in
            switch entry.call {
            case .aggregate(let call): call.expressions
            case .window(let call): call.arguments
            }
        }
        let stage = try StageExpressions(plan.partition + plan.order.map(\.value) + calls, over: columns, context: context)
        self.stage = stage
        partition = try plan.partition.map { try stage.compile($0) }
        order = try plan.order.map { try stage.compile($0.value) }
        var aggregateCalls: [AggregateCall] = []
        for entry in plan.calls {
            switch entry.call {
            case .aggregate(let call):
                entries.append(.aggregate(aggregateCalls.count))
                aggregateCalls.append(call)
            case .window(let call):
                let start = order.count + arguments.count
                arguments += try call.arguments.map { try stage.compile($0) }
                entries.append(.window(try Self.entry(call, start..<start + call.arguments.count, stage)))
            }
        }
        aggregates = try AggregateSet(aggregateCalls, stage)
        index = GroupIndex(keyCount: plan.partition.count)
        columnCount = columns.count
        rows = RowStore(columnCount: columns.count)
        computed = RowStore(columnCount: order.count + arguments.count)
        reservation = MemoryReservation(context.memory, for: .window)
    }

    private static func entry(_ call: WindowCall, _ arguments: Range<Int>, _ stage: StageExpressions) throws -> WindowEntry {
        guard let function = FunctionTables.window(call.function, overload: call.overload) else {
            preconditionFailure("'\(call.function)' is not a row of the window functions")
        }
        let constants = try call.arguments.map { try stage.lower($0).value }
        let site = CallSite(argumentTypes: call.arguments.map(\.type), constants: constants, resultType: call.type)
        let body = try FailedRow.reported { try placed(call) { try function.make(site) } }
        return WindowEntry(call: call, function: function, body: body, arguments: arguments)
    }

    func consume(_ batch: Batch) throws {
        try stage.count(batch)
        try add(batch)
    }

    private func add(_ batch: Batch) throws {
        let context = level == 0 ? stage.context : unheard
        let values = try (order + arguments).map { try $0.evaluate(batch, context) }
        let keys = try partition.map { try $0.evaluate(batch, context) }
        if spilled == nil { try makeRoom(for: batch, values) }
        if let spilled {
            // So that what fails is found in the order of rows; on their way back these have been through it.
            if level == 0, plan.order.isEmpty { try aggregates.probe(batch) }
            return try divide(batch, keys, into: spilled)
        }
        if let aside { try aside.append(batch) } else { rows.append(batch) }
        computed.append(Batch(columns: values, count: batch.count))
        let groups = partition.isEmpty ? [Int32](repeating: 0, count: batch.count) : index.assign(keys, count: batch.count)
        partitions += groups
        rowsBefore += batch.count
        try aggregates.resize(groups: partitionCount)
        if plan.order.isEmpty { try aggregates.add(batch, groups: groups, again: level == 0 ? nil : unheard) }
    }

    // MARK: More rows than there is room for

    /// Reserves for these rows; where that is refused, all rows go to disk, divided by their partitions.
    private func makeRoom(for batch: Batch, _ values: [Column]) throws {
        // The rows and what was computed in one piece, gathered in the order of windows and back.
        let ofValues = values.reduce(0) { $0 + $1.byteCount + $1.sortBytes } + batch.count * (64 + 32 * plan.calls.count)
        let need = ofValues + (aside == nil ? 3 * batch.byteCount : 0)
        if reservation.requestOrSpill(need, texts: (batch.columns + values).mostTextBytes) { return }
        guard rows.count > 0, let scratch = stage.context.scratch else { return try reservation.demand(need) }
        guard !partition.isEmpty, level <= SpilledParts.deepest else {
            // Aggregates along an order are computed from the rows themselves, in that order.
            guard plan.order.isEmpty || aggregates.isEmpty else { return try reservation.demand(need) }
            let file = SpilledBatches(try SpillFile(scratch, stage.context))
            for batch in rows.batches {
                try file.append(batch)
                reservation.giveBack(3 * batch.byteCount, texts: batch.columns.mostTextBytes)
            }
            rows = RowStore(columnCount: columnCount)
            FreedMemory.giveBack()
            aside = file
            return try reservation.demand(ofValues)
        }
        let parts = SpilledParts(try SpillFile(scratch, stage.context), keyTypes: plan.partition.map(\.type), level: level)
        let held = rows.batches
        (rows, computed, partitions) = (RowStore(columnCount: columnCount), RowStore(columnCount: 0), [])
        rowsBefore = 0
        for batch in held { try divide(batch, try partition.map { try $0.evaluate(batch, unheard) }, into: parts) }
        aggregates = aggregates.makeEmpty()
        reservation.clear()
        FreedMemory.giveBack()
        spilled = parts
    }

    private func divide(_ batch: Batch, _ keys: [Column], into parts: SpilledParts) throws {
        var rows = batch
        if level == 0 { rows.columns.append(.rowNumbers(from: rowsBefore, batch.count)) }
        try parts.add(rows, keys: keys)
        rowsBefore += batch.count
    }

    /// The same windows over rows that went to disk, which have their numbers behind them.
    private init(again other: WindowBreaker) {
        (plan, stage, partition, order) = (other.plan, other.stage, other.partition, other.order)
        (arguments, entries) = (other.arguments, other.entries)
        aggregates = other.aggregates.makeEmpty()
        index = GroupIndex(keyCount: plan.partition.count)
        level = other.level + 1
        columnCount = other.level == 0 ? other.columnCount + 1 : other.columnCount
        rows = RowStore(columnCount: columnCount)
        computed = RowStore(columnCount: order.count + arguments.count)
        reservation = MemoryReservation(stage.context.memory, for: .window)
    }

    /// Part by part, in the order of the input.
    private func finishOnDisk() throws -> any BatchStream {
        let sorter = RowSorter([RowSorter.Key(type: .int)], columnCount: columnCount + plan.calls.count, context: stage.context)
        try hand(to: sorter, numberIndex: columnCount)
        return try sorter.finish()
    }

    private func hand(to sorter: RowSorter, numberIndex: Int) throws {
        for part in try spilled?.finish() ?? [] where part.rowCount > 0 {
            let again = WindowBreaker(again: self)
            let reader = part.reader()
            while let batch = try reader.next() { try again.add(batch) }
            if again.spilled != nil {
                try again.hand(to: sorter, numberIndex: numberIndex)
                continue
            }
            let stream = try again.finish()
            while var batch = try stream.next() {
                let number = batch.columns.remove(at: numberIndex)
                try sorter.add(batch, keys: [number])
            }
            FreedMemory.giveBack()
        }
    }

    private var partitionCount: Int { partition.isEmpty ? 1 : index.count }

    func finish() throws -> any BatchStream {
        let context = stage.context
        if spilled != nil { return try finishOnDisk() }
        if computed.count == 0 { return StoredRows([], count: 0, context: context) }
        let (columns, computed) = try RowStore.columns(rows, self.computed, context.parallelism)
        let along = try RowOrder(
            plan.order.enumerated().map { (column: computed[$0], type: $1.value.type, isDescending: $1.isDescending) }, isBehindOthers: partitionCount > 1, context: context)
        let frame = WindowFrame(partitions, count: partitionCount, order: along, context.parallelism)
        try context.checkCancelled()
        if !plan.order.isEmpty, !aggregates.isEmpty { try addInOrder(frame, columns) }
        aggregates.reportSkipped()
        let aggregated = try aggregates.finish()
        let hasWindows = entries.contains { if case .window = $0 { true } else { false } }
        let inputOrder = hasWindows ? frame.inputOrder(context.parallelism) : []
        let results = try entries.map { entry in
            try context.checkCancelled()
            return switch entry {
            case .aggregate(let position): StoredColumn(aggregated[position].withCodedTexts, order: partitions)
            case .window(let entry): try evaluate(entry, frame, inputOrder, computed)
            }
        }
        if let aside { return RowsBeside(aside.reader(), results, holding: reservation) }
        return StoredRows(columns.map { StoredColumn($0) } + results, count: rows.count, context: context, holding: reservation)
    }

    /// `first`, `last` and `join_text` follow the order of `along`.
    private func addInOrder(_ frame: WindowFrame, _ columns: [Column]) throws {
        let all = Batch(columns: columns, count: frame.count)
        let reads = aggregates.reads
        var start = 0
        while start < frame.count {
            let rows = Array(frame.rows[start..<min(start + Batch.capacity, frame.count)])
            try aggregates.add(all.gather(rows, reading: reads), groups: rows.map { partitions[Int($0)] })
            start += rows.count
        }
    }

    /// - Parameter inputOrder: back from the order of `along`.
    /// - Returns: in the order of the input.
    private func evaluate(_ entry: WindowEntry, _ along: WindowFrame, _ inputOrder: [Int32], _ computed: [Column]) throws -> StoredColumn {
        var (frame, order) = (along, inputOrder)
        let arguments = Array(computed[entry.arguments])
        if entry.function.ordersByArgument, let first = arguments.first, let type = entry.call.arguments.first?.type {
            let key = SortColumn(try Ordinals(first, type: type, context: stage.context), isDescending: entry.call.isDescending)
            frame = WindowFrame(partitions, count: partitionCount, order: RowOrder(keys: [key]), stage.context.parallelism)
            order = frame.inputOrder(stage.context.parallelism)
        }
        let stretches = frame.stretches(stage.context.parallelism.parts(of: frame.count))
        let work = WindowWork(body: entry.body, arguments: arguments, stretches: stretches, context: stage.context)
        stage.context.onThreads(stretches.count) { work.run($0) }
        // The first stretch that failed has the mistake that would have been met first.
        return StoredColumn(try Self.placed(entry.call) { try work.result() }, order: order)
    }

    private static func placed<Result>(_ call: WindowCall, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let problem as FunctionProblem {
            let place = problem.place(among: call.arguments.map(\.place), otherwise: call.arguments.first?.place)
            throw FailedRow(diagnostics: DiagnosticList(problem.message, at: place), row: 0)
        }
    }
}

/// One window function over stretches of its rows, by threads: partitions know nothing of one another.
private final class WindowWork: @unchecked Sendable {
    private let body: WindowBody
    private let arguments: [Column]
    private let stretches: [WindowFrame]
    private let context: QueryContext
    private let results: SharedResults<Result<Column, any Error>>

    init(body: @escaping WindowBody, arguments: [Column], stretches: [WindowFrame], context: QueryContext) {
        self.body = body
        self.arguments = arguments
        self.stretches = stretches
        self.context = context
        results = SharedResults(repeating: .success(.missing(count: 0)), count: stretches.count)
    }

    func run(_ number: Int) {
        let frame = stretches[number]
        results[number] = Result {
            try context.checkCancelled()
            // A single stretch has the threads for itself.
            let parallelism = stretches.count == 1 ? context.parallelism : .single
            let context = stretches.count == 1 ? context : QueryContext(partOf: context, parallelism: .single)
            return try body(arguments.map { $0.gather(frame.rows, parallelism) }, frame, context)
        }
    }

    /// In window order.
    func result() throws -> Column {
        let columns = try results.values.map { try $0.get() }
        return try FailedRow.reported { try Column.concatenated(columns) }
    }
}

/// Rows on their way back from disk, next to columns in memory.
private final class RowsBeside: BatchStream {
    private let rows: SpilledReader
    private let columns: [StoredColumn]
    private let reservation: MemoryReservation
    private var position = 0

    init(_ rows: SpilledReader, _ columns: [StoredColumn], holding reservation: MemoryReservation) {
        self.rows = rows
        self.columns = columns
        self.reservation = reservation
    }

    func next() throws -> Batch? {
        guard var batch = try rows.next() else { return nil }
        let range = position..<position + batch.count
        position = range.upperBound
        batch.columns += columns.map { $0.rows(range) }
        return batch
    }

    var isFinished: Bool { rows.isFinished }
    var hasOpenCounts: Bool { false }
    var countsAsRowsPass: Bool { false }
}
