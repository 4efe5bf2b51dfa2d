import Semantics

/// Comparisons that meet a missing value, counted over all rows that enter a stage, whatever is decided around them.
struct NoticeCounter {
    private let run: ReferenceRun
    private var comparisons: [(notice: NoticeID, operands: [CheckedExpression])] = []
    private var compared: Set<String> = []
    /// A call that is written twice is worked out once, and so is what is compared in it.
    private var calls: Set<String> = []

    /// - Parameter expressions: all that the stage works out over its rows; what looks at other rows has become a column.
    init(_ expressions: [CheckedExpression], _ run: ReferenceRun) {
        self.run = run
        for expression in expressions { collect(expression) }
    }

    private mutating func collect(_ expression: CheckedExpression) {
        switch expression.node {
        case .compare(_, _, let lhs, let rhs, let notice?):
            // A check looks at its condition and at the two sides of it: the same comparison is counted once. In the cells of a pivot
            // it is another one.
            if compared.insert("\(notice.number) \(expression.description)").inserted { comparisons.append((notice, [lhs, rhs].filter(\.type.isOptional))) }
        case .aggregate, .window: if !calls.insert(expression.description).inserted { return }
        default: break
        }
        for child in expression.children { collect(child) }
    }

    func count(_ row: Row) {
        // Looking at an operand once more must not count the links that it passes.
        let met = run.quietly {
            comparisons.filter { entry in
                // What fails is not missing; whether it is an error is for the expression itself to say.
                entry.operands.contains { operand in (try? run.value(operand, row).isAbsent) ?? false }
            }
        }
        for entry in met { run.counts.comparisons[entry.notice, default: 0] += 1 }
    }
}
