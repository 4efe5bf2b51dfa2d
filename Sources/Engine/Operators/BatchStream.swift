import Columns
import Semantics
import Tables

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
    /// The step that failed; the rows before it have gone out.
    private var failure: (step: Int, row: FailedRow)?

    init(_ source: any BatchStream, _ operators: [any RowOperator]) {
        self.source = source
        self.operators = operators
        counts = operators.contains(where: \.counts)
    }

    func next() throws -> Batch? {
        if failure != nil { throw try firstFailure() }
        while let batch = try source.next() {
            let passed = try passed(batch, through: operators.count)
            if passed.count > 0 { return passed }
            if failure != nil { throw try firstFailure() }
        }
        return nil
    }

    /// The rows after so many steps. A row that fails ends them, and of several steps the earliest is remembered.
    private func passed(_ batch: Batch, through count: Int) throws -> Batch {
        var batch = batch
        for step in 0..<count where batch.count > 0 {
            let (passed, failed) = try batch.upToFailure { try operators[step].apply($0) }
            if let failed, step < failure?.step ?? count { failure = (step, failed) }
            batch = passed ?? Batch(columns: [], count: 0)
        }
        return batch
    }

    /// What is to be reported, once nothing more can fail in a stage before the one that did.
    private func firstFailure() throws -> any Error {
        while let step = failure?.step, let batch = try source.next() { _ = try passed(batch, through: step) }
        return failure?.row ?? Interrupted()
    }

    var isFinished: Bool { source.isFinished && failure == nil }
    var hasOpenCounts: Bool { source.hasOpenCounts || counts && !isFinished }
    var countsAsRowsPass: Bool { source.countsAsRowsPass || counts }
}

extension Batch {
    /// What a stage makes of these rows, or of those before the first one that it cannot compute, and that one.
    ///
    /// A stage works out one expression after the other for the whole batch, so what fails first need not be the first row: the
    /// rows before it are tried until none fails.
    func upToFailure<Result>(_ body: (Batch) throws -> Result) throws -> (Result?, FailedRow?) {
        do {
            return (try body(self), nil)
        } catch let failed as FailedRow {
            var first = failed
            while first.row > 0 {
                do {
                    return (try body(Batch(columns: columns.map { $0.slice(0..<first.row) }, count: first.row)), first)
                } catch let earlier as FailedRow where earlier.row < first.row {
                    first = earlier
                }
            }
            return (nil, first)
        }
    }
}

extension BatchStream {
    /// What to report about a row of this stream that its reader cannot compute.
    ///
    /// Of several mistakes that of the first stage is reported, and in it that of the first row (DECISIONS 9), so the rest of the
    /// stream is read.
    /// - Throws: when a stage before fails there.
    func firstFailure(_ failed: FailedRow) throws -> FailedRow {
        while try next() != nil {}
        return failed
    }
}

/// Rows that are computed all at once at the first question, and then handed out.
protocol DeferredStream: BatchStream {
    /// What came of it; `nil` before the first question.
    var output: (any BatchStream)? { get set }
    /// Called once.
    func run() throws -> any BatchStream
}

extension DeferredStream {
    func next() throws -> Batch? {
        if let output { return try output.next() }
        let output = try run()
        self.output = output
        return try output.next()
    }

    var isFinished: Bool { output?.isFinished ?? false }
    var hasOpenCounts: Bool { output?.hasOpenCounts ?? true }
    var countsAsRowsPass: Bool { output?.countsAsRowsPass ?? true }
}

/// Runs its input to the end at the first question, then hands out what the breaker made of it.
final class BrokenStream: DeferredStream {
    private let input: any BatchStream
    private let breaker: any Breaker
    var output: (any BatchStream)?

    init(_ input: any BatchStream, _ breaker: any Breaker) {
        self.input = input
        self.breaker = breaker
    }

    func run() throws -> any BatchStream {
        while let batch = try input.next() {
            let (_, failed) = try batch.upToFailure { try breaker.consume($0) }
            if let failed { throw try input.firstFailure(failed) }
        }
        return try breaker.finish()
    }
}
