import Columns
import Semantics

/// Rows that can be asked for, a batch at a time.
protocol BatchStream: AnyObject {
    /// The next rows; `nil` after the last. Never an empty batch.
    func next() throws -> Batch?
    /// Whether it is known that nothing follows. May be false although nothing does.
    var isFinished: Bool { get }
    /// Whether rows that have not been asked for could still change a counter of the run.
    var hasOpenCounts: Bool { get }
    /// Whether counters change as rows are handed out, and not all before the first one.
    var countsAsRowsPass: Bool { get }
}

/// A step that looks at one batch at a time and keeps the order of rows.
///
/// Such steps are strung together into pipelines; one that keeps state between batches (a counter) only
/// adds to it, so that a pipeline may run on several threads one day, each with steps of its own.
protocol RowOperator: AnyObject {
    /// The rows after this step, perhaps none.
    func apply(_ batch: Batch) throws -> Batch
    /// Whether rows that pass may change a counter of the run.
    var counts: Bool { get }
}

/// A step that needs all rows before it can hand out one.
protocol Breaker: AnyObject {
    func consume(_ batch: Batch) throws
    /// Called once, after the last row.
    func finish() throws -> any BatchStream
}

/// A source and the steps that its rows pass on their way.
final class Pipeline: BatchStream {
    private let source: any BatchStream
    private let operators: [any RowOperator]
    private let counts: Bool

    init(_ source: any BatchStream, _ operators: [any RowOperator]) {
        self.source = source
        self.operators = operators
        counts = operators.contains(where: \.counts)
    }

    func next() throws -> Batch? {
        read: while var batch = try source.next() {
            for step in operators {
                batch = try step.apply(batch)
                if batch.count == 0 { continue read }
            }
            return batch
        }
        return nil
    }

    var isFinished: Bool { source.isFinished }
    var hasOpenCounts: Bool { source.hasOpenCounts || counts && !source.isFinished }
    var countsAsRowsPass: Bool { source.countsAsRowsPass || counts }
}

/// Runs its input to the end at the first question, then hands out what the breaker made of it.
final class BrokenStream: BatchStream {
    private let input: any BatchStream
    private let breaker: any Breaker
    private var output: (any BatchStream)?

    init(_ input: any BatchStream, _ breaker: any Breaker) {
        self.input = input
        self.breaker = breaker
    }

    func next() throws -> Batch? {
        if let output { return try output.next() }
        while let batch = try input.next() { try breaker.consume(batch) }
        let output = try breaker.finish()
        self.output = output
        return try output.next()
    }

    var isFinished: Bool { output?.isFinished ?? false }
    var hasOpenCounts: Bool { output?.hasOpenCounts ?? true }
    var countsAsRowsPass: Bool { output?.countsAsRowsPass ?? true }
}
