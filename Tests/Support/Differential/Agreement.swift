import Reference
import Semantics

/// Whether the engine's answer is that of the reference: the same rows in the same order, the same checks, the same notices, or
/// the same error.
package struct Agreement {
    /// What the reference says: with a `take` reading no further than it must, and with it reading to the end. Every count lies
    /// between the two.
    package struct Expected {
        package var least: Result<ReferenceOutcome, ReferenceMistake>
        package var most: Result<ReferenceOutcome, ReferenceMistake>

        package init(_ pipeline: CheckedPipeline, in world: ReferenceWorld) {
            func run(readsOn: Bool) -> Result<ReferenceOutcome, ReferenceMistake> {
                do {
                    return .success(try ReferenceRun(world, readsOn: readsOn).run(pipeline))
                } catch let mistake as ReferenceMistake {
                    return .failure(mistake)
                } catch {
                    return .failure(ReferenceMistake("\(error)"))
                }
            }
            least = run(readsOn: false)
            let hasTake = pipeline.hasTake
            most = hasTake ? run(readsOn: true) : least
        }
    }

    /// The first difference, in words; `nil` when there is none.
    package static func difference(_ expected: Expected, _ engine: EngineOutcome, notices: [NoticeID: String]) -> String? {
        switch (expected.least, engine.error) {
        case (.failure(let mistake), let error?):
            return mistake.code == error.code ? nil : "the engine fails with '\(error.code)' (\(error.message)), the reference with '\(mistake.code)'"
        case (.failure(let mistake), nil): return "the engine has an answer, the reference fails with '\(mistake.code)'"
        case (.success, let error?): return "the engine fails with '\(error.code)' (\(error.message)), the reference has an answer"
        case (.success(let least), nil):
            var most = least
            if case .success(let outcome) = expected.most { most = outcome }
            return difference(least, most, engine, notices)
        }
    }

    private static func difference(_ least: ReferenceOutcome, _ most: ReferenceOutcome, _ engine: EngineOutcome, _ notices: [NoticeID: String]) -> String? {
        let found = engine.outcome
        guard least.tables.count == found.tables.count else { return "the engine shows \(found.tables.count) tables, the reference \(least.tables.count)" }
        for (number, (expected, table)) in zip(least.tables, found.tables).enumerated() {
            if let difference = difference(expected, table) { return (least.tables.count > 1 ? "table \(number + 1): " : "") + difference }
        }
        guard least.verdicts.count == found.verdicts.count else { return "the engine has \(found.verdicts.count) checks, the reference \(least.verdicts.count)" }
        for (index, verdict) in least.verdicts.enumerated() {
            let (own, upper) = (found.verdicts[index], most.verdicts[index])
            if own.failures < verdict.failures || own.failures > upper.failures || !engine.isAtLeast && own.failures != upper.failures {
                return "check \(index + 1) fails \(own.failures) times in the engine, \(range(verdict.failures, upper.failures)) in the reference"
            }
            if !engine.isAtLeast, own.messages != upper.messages { return "check \(index + 1) says \(own.messages) in the engine, \(upper.messages) in the reference" }
        }
        func words(_ counts: [NoticeID: Int]) -> [String: Int] {
            Dictionary(counts.map { ("\($0.key.number) (\(notices[$0.key] ?? ""))", $0.value) }, uniquingKeysWith: +)
        }
        let (low, high) = (least.counts, most.counts)
        return counts("comparisons", words(low.comparisons), words(high.comparisons), words(found.counts.comparisons), engine.isAtLeast)
            ?? counts("unmatched rows", low.unmatched, high.unmatched, found.counts.unmatched, engine.isAtLeast)
            ?? dangling(low.dangling, high.dangling, found.counts.dangling, engine.isAtLeast)
            ?? counts("skipped values", low.skipped, high.skipped, found.counts.skipped, engine.isAtLeast)
    }

    private static func counts(_ what: String, _ least: [String: Int], _ most: [String: Int], _ found: [String: Int], _ isAtLeast: Bool) -> String? {
        for name in Set(least.keys).union(most.keys).union(found.keys).sorted() {
            let (low, high, own) = (least[name] ?? 0, most[name] ?? 0, found[name] ?? 0)
            if own < low || own > high || !isAtLeast && own != high {
                return "\(what) of \(name): \(isAtLeast ? "at least " : "")\(own) in the engine, \(range(low, high)) in the reference"
            }
        }
        return nil
    }

    /// A link that is followed twice for a row may be counted twice or once: the engine shares equal calls. But it is counted. Rows
    /// around one that fails and that a `take` leaves may be gone through several times, or not at all.
    private static func dangling(_ least: [String: Int], _ most: [String: Int], _ found: [String: Int], _ isAtLeast: Bool) -> String? {
        for name in Set(most.keys).union(found.keys).sorted() {
            let (low, high, own) = (least[name] ?? 0, most[name] ?? 0, found[name] ?? 0)
            if own < min(low, 1) || own > high, !isAtLeast { return "dangling links of \(name): \(own) in the engine, \(range(min(low, 1), high)) in the reference" }
        }
        return nil
    }

    private static func range(_ low: Int, _ high: Int) -> String { low == high ? "\(low)" : "\(low) to \(high)" }

    private static func difference(_ expected: ReferenceOutcome.Table, _ found: ReferenceOutcome.Table) -> String? {
        for row in 0..<max(expected.rows.count, found.rows.count) {
            guard row < expected.rows.count else { return "row \(row + 1) is too many in the engine: \(text(found.rows[row], found.relation))" }
            guard row < found.rows.count else { return "row \(row + 1) is lacking in the engine: \(text(expected.rows[row], expected.relation))" }
            for (index, column) in expected.relation.columns.enumerated() where !areEqual(expected.rows[row][index], found.rows[row][index], column.type.kind) {
                return """
                    row \(row + 1), \(column.name): \(text(found.rows[row][index])) in the engine, \(text(expected.rows[row][index])) in the reference
                    engine:    \(text(found.rows[row], found.relation))
                    reference: \(text(expected.rows[row], expected.relation))
                    """
            }
        }
        if expected.levels != found.levels { return "total levels are \(found.levels ?? []) in the engine, \(expected.levels ?? []) in the reference" }
        return nil
    }

    // MARK: Values

    /// Floats within 1e-9, everything else exactly; a counted ratio by both of its sides.
    static func areEqual(_ lhs: Value, _ rhs: Value, _ kind: Type.Kind) -> Bool {
        if lhs.hasNoValue || rhs.hasNoValue { return lhs.hasNoValue && rhs.hasNoValue }
        switch (lhs, rhs) {
        case (.float(let a), .float(let b)): return areClose(a, b)
        case (.decimal(let a), .decimal(let b)): return a.normalized == b.normalized
        case (.ratio(let a, let b), .ratio(let c, let d)):
            if kind == .ratio(counted: true), areEqualNumbers(a, c), areEqualNumbers(b, d) { return true }
            // Of ratios that are equal (a half, two quarters) it is not said which one a `min` or a key shows.
            if kind == .ratio(counted: true) { return a.number / b.number == c.number / d.number }
            return areClose(a.number / b.number, c.number / d.number)
        default: return lhs == rhs
        }
    }

    private static func areEqualNumbers(_ lhs: Value, _ rhs: Value) -> Bool {
        switch (lhs, rhs) {
        case (.int(let a), .int(let b)): a == b
        case (.int, .decimal), (.decimal, .int), (.decimal, .decimal): lhs.exact?.normalized == rhs.exact?.normalized
        default: areClose(lhs.number, rhs.number)
        }
    }

    /// Next to nothing is nothing: the spread of equal floats.
    private static func areClose(_ a: Double, _ b: Double) -> Bool {
        a == b || a.isNaN && b.isNaN || abs(a - b) <= 1e-9 * max(abs(a), abs(b)) || max(abs(a), abs(b)) < 1e-15
    }

    private static func text(_ row: [Value], _ relation: Relation) -> String {
        zip(relation.columns, row).map { "\($0.name) = \(text($1))" }.joined(separator: ", ")
    }

    private static func text(_ value: Value) -> String {
        if case .ratio(let a, let b) = value { return "\(text(a)) per \(text(b))" }
        return WrittenValue.text(value, .nothing)
    }
}

extension Value {
    /// Missing, or a ratio without a value.
    var hasNoValue: Bool {
        switch self {
        case .missing: true
        case .ratio(let top, let bottom): top.hasNoValue || bottom.hasNoValue || bottom.number == 0
        default: false
        }
    }

    fileprivate var number: Double {
        switch self {
        case .int(let number): Double(number)
        case .decimal(let number): number.double
        case .float(let number): number
        default: .nan
        }
    }

    fileprivate var exact: Decimal? {
        switch self {
        case .int(let number): Decimal(Int128(number))
        case .decimal(let number): number
        default: nil
        }
    }
}

extension CheckedPipeline {
    /// Whether somewhere in it rows may go unread.
    fileprivate var hasTake: Bool {
        subqueries.contains { $0.pipeline.hasTake } || stages.contains { stage in
            switch stage.node {
            case .take: true
            case .join(let join): join.right.hasTake
            case .append(let append): append.right.hasTake
            default: false
            }
        }
    }
}
