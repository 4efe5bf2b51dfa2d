import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// The aggregates of one stage over the same groups.
///
/// Aggregates under equal conditions share its evaluation and that of equal arguments, some what they gather of these, and arguments are
/// evaluated only on rows for which it holds: `sum(a / b where b != 0)` must not fail on the others.
final class AggregateSet {
    private struct Member {
        let call: AggregateCall
        let function: AggregateFunction
        /// Their places among the arguments of its condition.
        let arguments: [Int]
        let accumulator: any Accumulator
        /// The member that gathers for it.
        let first: Int?
    }

    /// Members under one condition; `nil` for those without.
    private struct Conditioned {
        let condition: (any Kernel)?
        let conditionReads: Set<Int>
        var members: [Int]
        /// Of all its members, each once.
        var arguments: [any Kernel]
        /// What the arguments read.
        var reads: Set<Int>
        /// The rows of each group, where several members need them.
        var sizes: GroupSizes?
    }

    private let stage: StageExpressions
    private var members: [Member] = []
    private var conditioned: [Conditioned] = []
    private var rowsBefore = 0

    init(_ calls: [AggregateCall], _ stage: StageExpressions) throws {
        self.stage = stage
        var places: [String: Int] = [:]
        var argumentPlaces: [String: Int] = [:]
        for call in calls {
            guard let function = FunctionTables.aggregate(call.function, overload: call.overload) else {
                preconditionFailure("'\(call.function)' is not a row of the aggregates")
            }
            let arguments = try call.arguments.map { try stage.lower($0) }
            let site = CallSite(argumentTypes: call.arguments.map(\.type), constants: arguments.map(\.value), resultType: call.type)
            let accumulator = try FailedRow.reported { try Self.placed(call) { try function.make(site) } }
            let key = call.condition.map { ExpressionText().text($0) } ?? ""
            let place: Int
            if let known = places[key] {
                place = known
            } else {
                place = conditioned.count
                places[key] = place
                let condition = try call.condition.map { try stage.lower($0) }
                conditioned.append(Conditioned(condition: condition?.reporting, conditionReads: condition?.reads ?? [], members: [], arguments: [], reads: [], sizes: nil))
            }
            conditioned[place].members.append(members.count)
            let shared = zip(call.arguments, arguments).map { written, argument in
                let key = "\(place) \(ExpressionText.identity(written))"
                if let known = argumentPlaces[key] { return known }
                conditioned[place].reads.formUnion(argument.reads)
                conditioned[place].arguments.append(argument.kernel)
                argumentPlaces[key] = conditioned[place].arguments.count - 1
                return conditioned[place].arguments.count - 1
            }
            let first = conditioned[place].members.dropLast().first { members[$0].arguments.first == shared.first && accumulator.follow(members[$0].accumulator) }
            members.append(Member(call: call, function: function, arguments: shared, accumulator: accumulator, first: first))
        }
        shareSizes()
    }

    /// Lets the rows of each group be counted once under each condition.
    private func shareSizes() {
        for place in conditioned.indices {
            let counting = conditioned[place].members.map { members[$0].accumulator }.filter(\.needsSizes)
            if counting.count < 2 { continue }
            let sizes = GroupSizes()
            conditioned[place].sizes = sizes
            for accumulator in counting { accumulator.share(sizes) }
        }
    }

    private init(_ stage: StageExpressions, _ members: [Member], _ conditioned: [Conditioned]) {
        self.stage = stage
        self.members = members
        self.conditioned = conditioned
        shareSizes()
    }

    /// Positions of the batch's columns that arguments and conditions read.
    var reads: Set<Int> { conditioned.reduce(into: []) { $0.formUnion($1.reads.union($1.conditionReads)) } }

    /// The same aggregates of no rows. Expressions are shared, so both are for one thread.
    func makeEmpty() -> AggregateSet {
        let empty = members.map { Member(call: $0.call, function: $0.function, arguments: $0.arguments, accumulator: $0.accumulator.makeEmpty(), first: $0.first) }
        for member in empty { if let first = member.first { _ = member.accumulator.follow(empty[first].accumulator) } }
        return AggregateSet(stage, empty, conditioned)
    }

    var isEmpty: Bool { members.isEmpty }

    /// What they keep of single rows, in bytes.
    var keptBytes: Int { members.reduce(0) { $0 + $1.accumulator.keptBytes } }

    func resize(groups: Int) throws {
        for entry in conditioned { entry.sizes?.resize(groups: groups) }
        for member in members { try member.accumulator.resize(groups: groups) }
    }

    /// - Parameters:
    ///   - groups: the group of each row.
    ///   - again: for rows that have been computed before, in `probe` or before they went to disk: the context whose counters may count what they
    ///     meet once more.
    func add(_ batch: Batch, groups: [Int32], again: QueryContext? = nil) throws {
        let context = again ?? stage.context
        try forEachCondition(of: batch, groups, context) { batch, groups, rows, entry in
            var arguments = Arguments(batch, rows, entry)
            for position in entry.members {
                let member = members[position]
                let columns = BatchColumns(try member.arguments.map { try self.argument($0, of: &arguments, context) })
                try Self.placed(member.call) { try member.accumulator.add(columns, groups: groups, context: stage.context) }
            }
            entry.sizes?.add(groups)
        }
        if again == nil { rowsBefore += batch.count }
    }

    /// Computes for rows what `add` would, so that one that cannot be computed is found.
    func probe(_ batch: Batch) throws {
        let groups = [Int32](repeating: 0, count: batch.count)
        try forEachCondition(of: batch, groups, stage.context) { batch, _, rows, entry in
            var arguments = Arguments(batch, rows, entry)
            for argument in entry.arguments.indices { _ = try self.argument(argument, of: &arguments, stage.context) }
        }
        rowsBefore += batch.count
    }

    private func forEachCondition(of batch: Batch, _ groups: [Int32], _ context: QueryContext, _ body: (Batch, [Int32], [Int32]?, Conditioned) throws -> Void) throws {
        for entry in conditioned {
            guard let condition = entry.condition else {
                try body(batch, groups, nil, entry)
                continue
            }
            let mask = try condition.evaluate(batch, context).conditions
            let count = mask.trueCount
            if count == 0 { continue }
            if count == batch.count {
                try body(batch, groups, nil, entry)
                continue
            }
            let rows = mask.trueRows()
            try body(batch.gather(rows, reading: entry.reads), rows.map { groups[Int($0)] }, rows, entry)
        }
    }

    /// The arguments of one condition's members on some rows, as far as they have been evaluated.
    private struct Arguments {
        let batch: Batch
        /// Where the rows stand in the whole batch, if they are not all of it.
        let rows: [Int32]?
        let kernels: [any Kernel]
        var columns: [BatchColumn?]

        init(_ batch: Batch, _ rows: [Int32]?, _ entry: Conditioned) {
            self.batch = batch
            self.rows = rows
            kernels = entry.arguments
            columns = Array(repeating: nil, count: entry.arguments.count)
        }
    }

    private func argument(_ place: Int, of arguments: inout Arguments, _ context: QueryContext) throws -> BatchColumn {
        if let known = arguments.columns[place] { return known }
        do {
            let column = try arguments.kernels[place].operand(arguments.batch, context)
            arguments.columns[place] = column
            return column
        } catch let problem as RowProblem {
            // The row as it stands in the whole batch, not among those for which the condition holds.
            let row = problem.row.map { row in arguments.rows.map { Int($0[row]) } ?? row }
            throw FailedRow(diagnostics: problem.diagnostics(row: row.map { rowsBefore + $0 }), row: row ?? 0)
        }
    }

    /// The same aggregates over fewer groups: group g of this set joins `mapping[g]`.
    func merged(into groupCount: Int, mapping: [Int32]) throws -> AggregateSet {
        let merged = makeEmpty()
        try merged.resize(groups: groupCount)
        try merged.merge(self, mapping: mapping)
        return merged
    }

    /// Adds what the same aggregates have of other rows: group g of them joins `mapping[g]` of this set.
    func merge(_ other: AggregateSet, mapping: [Int32]) throws {
        for (entry, more) in zip(conditioned, other.conditioned) { if let sizes = more.sizes { entry.sizes?.merge(sizes, mapping: mapping) } }
        for (member, more) in zip(members, other.members) { try Self.placed(member.call) { try member.accumulator.merge(more.accumulator, mapping: mapping) } }
    }

    /// Adds what the same aggregates have of the groups of rows that come after those of this set.
    func absorb(_ other: AggregateSet, of theirs: GroupIndex, into index: GroupIndex) throws {
        guard theirs.count > 0 else { return }
        let mapping = index.assign(try theirs.keyColumns(), count: theirs.count)
        try resize(groups: index.count)
        try merge(other, mapping: mapping)
    }

    /// A column an aggregate, one row a group. Results that are missing for want of values are counted.
    func finish() throws -> [Column] {
        try members.map { member in
            let column = try Self.placed(member.call) { try member.accumulator.finish(stage.context) }
            if case .possible = member.function.signature.missing, let validity = column.validity {
                stage.context.counters.addEmptyDivisions(validity.missingCount)
            }
            return column
        }
    }

    /// Tells the run's counters how many missing values were left out.
    func reportSkipped() {
        for member in members where member.call.isTold && member.accumulator.skipped > 0 {
            stage.context.counters.addSkipped(member.call.words, member.accumulator.skipped)
        }
    }

    /// Reports the mistakes of an aggregate where it was written.
    private static func placed<Result>(_ call: AggregateCall, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let problem as FunctionProblem {
            let place = problem.place(among: call.arguments.map(\.place), otherwise: call.arguments.first?.place)
            throw FailedRow(diagnostics: DiagnosticList(problem.message, at: place), row: 0)
        }
    }
}
