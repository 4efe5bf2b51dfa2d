import Columns
import Semantics

/// The expressions of one stage, compiled for the columns that enter it.
struct StageExpressions {
    let context: QueryContext
    private let compiler: KernelCompiler
    private let counter: MissingComparisonCounter

    /// - Parameter expressions: all of the stage, for the comparisons that are counted over every row that enters it.
    init(_ expressions: [CheckedExpression], over columns: [ColumnID], context: QueryContext) throws {
        let layout = StageExpressions.layout(columns)
        self.context = context
        compiler = KernelCompiler(layout: layout, context: context)
        counter = try MissingComparisonCounter(expressions, layout: layout, context: context)
    }

    static func layout(_ columns: [ColumnID]) -> [ColumnID: Int] {
        Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Counts anything.
    var counts: Bool { !counter.isEmpty }

    func compile(_ expression: CheckedExpression) throws -> any Kernel { try compiler.compile(expression) }

    /// The expression with what is known about it, for a stage that evaluates it on some rows of a batch. Its mistakes
    /// are `RowProblem`s, for the stage to report.
    func lower(_ expression: CheckedExpression) throws -> CompiledExpression {
        do {
            return try compiler.lower(expression)
        } catch let problem as RowProblem {
            throw problem.diagnostics(row: nil)
        }
    }

    /// To be called once for each batch that enters the stage.
    func count(_ batch: Batch) throws {
        if !counter.isEmpty { try counter.count(batch, context) }
    }
}
