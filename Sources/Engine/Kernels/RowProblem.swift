import Columns
import Diagnostics
import Semantics
import Tables

/// A mistake in a value on its way out of a tree of kernels: what, where in the script, and at which row of the batch.
///
/// Kernels that hand a part of their batch to another (`and`, `if`, `??`) translate the row on the way.
struct RowProblem: Error {
    var problem: FunctionProblem
    var place: Diagnostic.Place?
    var row: Int?
    /// It fails whatever the row is, so that naming one would mislead.
    var isOfEveryRow = false

    init(_ problem: FunctionProblem, place: Diagnostic.Place?) {
        self.problem = problem
        self.place = place
        self.row = problem.row
    }

    /// - Parameter row: the row to name, counted from 0.
    func diagnostics(row: Int?) -> DiagnosticList {
        var diagnostic = Diagnostic(problem.message, at: place)
        if let repair = problem.repair, let place { diagnostic.fixes = [Diagnostic.Fix(repair, at: place.span)] }
        if !isOfEveryRow, let row { diagnostic.message += ", row \(row + 1)" }
        return DiagnosticList([diagnostic])
    }
}

/// A row of the batch at hand that a stage cannot compute, on its way to where it is decided which mistake is reported.
package struct FailedRow: Error {
    let diagnostics: DiagnosticList
    /// Within the batch that the stage was given.
    let row: Int

    /// Runs `body`, whose mistake is the one to report.
    package static func reported<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let failed as FailedRow {
            throw failed.diagnostics
        } catch let decimals as DecimalsFarApart {
            throw DiagnosticList(FunctionProblem(decimals).message)
        }
    }
}

extension FunctionProblem {
    init(_ decimals: DecimalsFarApart) { self.init(.decimalsFarApart("\(decimals.large)", "\(decimals.fine)")) }
}

/// Adds the place of the expression to the mistakes of one kernel.
final class PlacedKernel: Kernel {
    private let inner: any Kernel
    private let place: Diagnostic.Place?
    private let arguments: [Diagnostic.Place?]

    init(_ inner: any Kernel, _ place: Diagnostic.Place?, arguments: [Diagnostic.Place?]) {
        self.inner = inner
        self.place = place
        self.arguments = arguments
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        do {
            return try inner.evaluate(batch, context)
        } catch let problem as FunctionProblem {
            throw RowProblem(problem, place: problem.place(among: arguments, otherwise: place))
        } catch let decimals as DecimalsFarApart {
            throw RowProblem(FunctionProblem(decimals), place: place)
        }
    }
}

/// The root of a compiled expression that can fail: counts rows, and turns the mistake of the first row into a diagnostic. What it
/// throws is a `FailedRow`.
final class ReportingKernel: Kernel {
    private let inner: any Kernel
    private var rowsBefore = 0
    /// Which rows of those that were read the batch that comes has.
    private var selection: RowSelection?

    init(_ inner: any Kernel) { self.inner = inner }

    /// Counts rows that need not be evaluated, before the last one of the batch that comes.
    func skip(_ count: Int, selection: RowSelection?) {
        rowsBefore += count
        self.selection = selection
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        do {
            let result = try inner.evaluate(batch, context)
            rowsBefore += batch.count
            return result
        } catch let problem as RowProblem {
            let first = Self.first(problem, inner, batch, context)
            throw FailedRow(diagnostics: first.diagnostics(row: first.row.map { number($0) }), row: first.row ?? 0)
        }
    }

    /// Of a row of the batch at hand, among all that were read.
    private func number(_ row: Int) -> Int {
        guard let selection, row < selection.positions.count else { return rowsBefore + row }
        return rowsBefore - (selection.readCount - selection.positions.count) + Int(selection.positions[row])
    }

    /// Kernels run one after the other over the whole batch, so the mistake found first need not be that of the
    /// smallest row: the rows before it are tried again until none fails.
    private static func first(_ problem: RowProblem, _ kernel: any Kernel, _ batch: Batch, _ context: QueryContext) -> RowProblem {
        var first = problem
        while let row = first.row, row > 0 {
            let before = Batch(columns: batch.columns.map { $0.slice(0..<row) }, count: row)
            do {
                _ = try kernel.evaluate(before, context)
                return first
            } catch let earlier as RowProblem {
                guard let earlierRow = earlier.row, earlierRow < row else { return first }
                first = earlier
            } catch {
                return first
            }
        }
        return first
    }
}

/// A constant whose computation fails, in a place where no row may ever need it.
final class FailingKernel: Kernel {
    private let problem: RowProblem

    init(_ problem: RowProblem) {
        var problem = problem
        problem.row = 0
        problem.isOfEveryRow = true
        self.problem = problem
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        if batch.count > 0 { throw problem }
        return .missing(count: 0)
    }
}
