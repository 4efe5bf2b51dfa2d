import Columns
import Planning
import Semantics
import Tables

/// Each row once for each name, in the order of the rows and then of the names.
final class UnpivotStream: BatchStream {
    private let input: any BatchStream
    private let stage: StageExpressions
    /// Where the columns that are carried along stand.
    private let kept: [Int]
    /// For each column of values a kernel a name.
    private let values: [[any Kernel]]
    private let names: Column
    /// The batch at hand, and the rows of the output that have been made of it.
    private var current: (kept: [Column], values: [Column], count: Int)?
    private var position = 0
    /// A row whose values cannot be computed; those before it go out first.
    private var failure: FailedRow?

    init(_ input: any BatchStream, _ plan: UnpivotPlan, over columns: [ColumnID], context: QueryContext) throws {
        self.input = input
        let reshape = plan.reshape
        stage = try StageExpressions(reshape.values.flatMap(\.parts), over: columns, context: context)
        kept = plan.kept.compactMap { columns.firstIndex(of: $0) }
        values = try reshape.values.map { [stage] in try $0.parts.map { try stage.compile($0) } }
        names = Column.of(reshape.names.map { .text($0) }, type: Type(.enumeration(reshape.names)))
    }

    func next() throws -> Batch? {
        while true {
            if let current, position < current.count * names.count {
                try stage.context.checkCancelled()
                let range = position..<min(position + Batch.capacity, current.count * names.count)
                position = range.upperBound
                return batch(range, of: current.kept, current.values, count: current.count)
            }
            if let failure { throw try input.firstFailure(failure) }
            guard let batch = try input.next() else { return nil }
            failure = try batch.upToFailure { try stack($0) }.1
        }
    }

    /// The values of one name lie together, behind those of the name before.
    private func stack(_ batch: Batch) throws {
        let stacked = try values.map { try Column.concatenated(try $0.map { try $0.evaluate(batch, stage.context) }) }
        try stage.count(batch)
        current = (kept.map { batch.columns[$0] }, stacked, batch.count)
        position = 0
    }

    private func batch(_ range: Range<Int>, of kept: [Column], _ values: [Column], count: Int) -> Batch {
        let places = range.map { $0.quotientAndRemainder(dividingBy: names.count) }
        let rows = places.map { Int32($0.quotient) }
        let cells = places.map { Int32($0.remainder * count + $0.quotient) }
        return Batch(
            columns: kept.map { $0.gather(rows) } + [names.gather(places.map { Int32($0.remainder) })] + values.map { $0.gather(cells) },
            count: range.count)
    }

    private var isBetweenBatches: Bool { current.map { position >= $0.count * names.count } ?? true }
    var isFinished: Bool { isBetweenBatches && input.isFinished && failure == nil }
    var hasOpenCounts: Bool { input.hasOpenCounts || stage.counts && !input.isFinished }
    var countsAsRowsPass: Bool { input.countsAsRowsPass || stage.counts }
}
