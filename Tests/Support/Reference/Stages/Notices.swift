import Semantics

/// Comparisons that meet a missing value, counted over all rows that enter a stage, whatever is decided around them.
struct NoticeCounter {
    private let run: ReferenceRun
    /// Operands over single rows, and those over values of whole groups.
    private var overRows: [(NoticeID, [CheckedExpression])] = []
    private var overGroups: [(NoticeID, [CheckedExpression])] = []
    /// A call that is written twice is worked out once, and so is what is compared in it.
    private var calls: Set<String> = []

    /// - Parameter expressions: all that the stage works out over its rows; what looks at other rows has become a column where it can.
    init(_ expressions: [CheckedExpression], _ run: ReferenceRun) {
        self.run = run
        for expression in expressions { collect(expression) }
    }

    private mutating func collect(_ expression: CheckedExpression) {
        switch expression.node {
        case .compare(_, _, let lhs, let rhs, let notice?):
            let operands = [lhs, rhs].filter(\.type.isOptional)
            let isOverGroups = operands.contains { $0.contains { if case .aggregate = $0.node { true } else { false } } }
            if isOverGroups { overGroups.append((notice, operands)) } else { overRows.append((notice, operands)) }
        case .aggregate, .window: if !calls.insert(expression.description).inserted { return }
        default: break
        }
        for child in expression.children { collect(child) }
    }

    func count(_ row: Row) { add(overRows) { try run.value($0, row) } }

    /// - Parameter group: the rows behind a row of the result.
    func count(_ row: Row, group: [Row]) { add(overGroups) { try run.value($0, row, group: group) } }

    private func add(_ entries: [(NoticeID, [CheckedExpression])], _ value: (CheckedExpression) throws -> Value) {
        // Looking at an operand once more must not count the links that it passes.
        let before = run.counts
        var met: [NoticeID] = []
        for (notice, operands) in entries {
            // What fails is not missing; whether it is an error is for the expression itself to say.
            if operands.contains(where: { operand in (try? value(operand).isAbsent) ?? false }) { met.append(notice) }
        }
        run.counts = before
        for notice in met { run.counts.comparisons[notice, default: 0] += 1 }
    }
}
