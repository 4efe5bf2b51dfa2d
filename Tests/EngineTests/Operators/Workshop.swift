import Columns
import Diagnostics
import Engine
import Planning
import Semantics
import Syntax
import Tables
import Testing

/// A table in memory, handed out in batches of any size, that remembers how much of it was read.
final class MemorySource: BatchSource, @unchecked Sendable {
    let schema: [SourceColumn]
    let rows: [[Value]]
    let batchSize: Int
    /// Whether it says beforehand how many rows it has.
    let knowsCount: Bool
    private(set) var batchesRead = 0

    init(_ schema: [(String, Type)], _ rows: [[Value]], batchSize: Int = Batch.capacity, knowsCount: Bool = true) {
        self.schema = schema.map { SourceColumn(name: $0.0, type: $0.1) }
        self.rows = rows
        self.batchSize = batchSize
        self.knowsCount = knowsCount
    }

    var rowCount: Int? { knowsCount ? rows.count : nil }

    func open(columns: [String], context: any ReadingContext) throws -> any BatchCursor {
        Cursor(self, columns.map { name in schema.firstIndex { $0.name == name } ?? 0 })
    }

    private final class Cursor: BatchCursor {
        let source: MemorySource
        let picked: [Int]
        var position = 0

        init(_ source: MemorySource, _ picked: [Int]) {
            self.source = source
            self.picked = picked
        }

        func next() -> Batch? {
            guard position < source.rows.count else { return nil }
            let range = position..<min(position + source.batchSize, source.rows.count)
            position = range.upperBound
            source.batchesRead += 1
            let columns = picked.map { index in Column.of(source.rows[range].map { $0[index] }, type: source.schema[index].type) }
            return Batch(columns: columns, count: range.count)
        }
    }
}

final class Tables: TableProvider, @unchecked Sendable {
    var sources: [String: MemorySource] = [:]
    var infos: [String: TableInfo] = [:]

    func source(_ table: String) throws -> any BatchSource {
        guard let source = sources[table] else { throw DiagnosticList(Message(NameCode.unknownTable, table)) }
        return source
    }

    func linked(_ table: String) throws -> LinkedTable {
        let info = infos[table] ?? TableInfo(name: table, columns: [])
        return try LinkedTableLoader(context: context(self)).load(info, from: source(table))
    }
}

func context(_ tables: Tables, threads: Int = 1) -> QueryContext {
    let parallelism = Parallelism(threads: threads, rowsPerThread: threads == 1 ? 50_000 : 1)
    return QueryContext(tables: tables, calendars: Calendars(), zone: .hoChiMinh, asOf: 18_000, parallelism: parallelism)
}

/// Plans over one table `t`, whose columns are numbered from 1, and what comes out of them.
final class Workshop {
    let tables = Tables()
    let context: QueryContext
    let executor: Executor
    private let schema: [(String, Type)]
    /// From here on numbers are free.
    let scan: Plan

    init(_ schema: [(String, Type)], _ rows: [[Value]], batchSize: Int = Batch.capacity, knowsCount: Bool = true, threads: Int = 1) {
        self.schema = schema
        tables.sources["t"] = MemorySource(schema, rows, batchSize: batchSize, knowsCount: knowsCount)
        context = EngineTests.context(tables, threads: threads)
        executor = Executor(context: context)
        scan = Self.scan("t", schema, from: 1)
    }

    var source: MemorySource? { tables.sources["t"] }

    static func scan(_ table: String, _ schema: [(String, Type)], from first: Int) -> Plan {
        .scan(TableScan(table: table, columns: schema.enumerated().map { TableScan.Column(id: ColumnID(first + $0), name: $1.0, type: $1.1) }))
    }

    /// Column n of the table.
    subscript(_ number: Int) -> CheckedExpression { CheckedExpression(.column(ColumnID(number)), schema[number - 1].1) }

    /// The rows of a plan as values; `types` in the order of its columns.
    func rows(_ plan: Plan, _ types: [Type]) throws -> [[Value]] {
        let cursor = try executor.run(plan)
        var result: [[Value]] = []
        while let batch = try cursor.next() {
            #expect(batch.count > 0)
            #expect(batch.count <= Batch.capacity)
            #expect(batch.columns.count == plan.columns.count)
            for row in 0..<batch.count { result.append(zip(batch.columns, types).map { $0.value(row, type: $1) }) }
        }
        return result
    }

    /// Groups by keys (numbered from 50) and gives keys, then aggregates (numbered from 60).
    func summarize(
        _ calls: [AggregateCall], by keys: [CheckedExpression] = [], totals: Bool = false, over input: Plan? = nil
    ) throws -> [[Value]] {
        let plan = AggregatePlan(
            input: input ?? scan,
            keys: keys.enumerated().map { Computation(id: ColumnID(50 + $0), value: $1) },
            aggregates: calls.enumerated().map { AggregateComputation(id: ColumnID(60 + $0), call: $1) },
            totals: totals ? ColumnID(49) : nil)
        return try rows(.aggregate(plan), keys.map(\.type) + calls.map(\.type) + (totals ? [.int] : []))
    }

    /// The one value of one aggregate over all rows.
    func value(_ call: AggregateCall) throws -> Value { try summarize([call])[0][0] }

    /// Adds one window column and gives it.
    func window(_ call: WindowPlan.Call, _ type: Type, by: [CheckedExpression] = [], along: [CheckedSortKey] = []) throws -> [Value] {
        let plan = Plan.window(WindowPlan(input: scan, partition: by, order: along, calls: [(ColumnID(60), call)], totals: nil))
        return try rows(plan, schema.map(\.1) + [type]).map { $0[schema.count] }
    }
}

func aggregate(_ name: String, _ arguments: [CheckedExpression] = [], where condition: CheckedExpression? = nil, type: Type? = nil) -> AggregateCall {
    let signatures = FunctionTables.signatures(named: name)
    let overload = signatures.firstIndex { $0.role == .aggregate && $0.parameters.count == arguments.count } ?? 0
    return AggregateCall(function: name, overload: overload, arguments: arguments, condition: condition, type: type ?? arguments.first?.type ?? .int)
}

func window(_ name: String, _ arguments: [CheckedExpression] = [], descending: Bool = false, type: Type = .int) -> WindowPlan.Call {
    let signatures = FunctionTables.signatures(named: name)
    let overload = signatures.firstIndex { $0.role == .window && $0.parameters.count == arguments.count } ?? 0
    return .window(WindowCall(function: name, overload: overload, arguments: arguments, order: descending ? .descending : nil, type: type))
}

func along(_ expression: CheckedExpression, descending: Bool = false) -> CheckedSortKey { CheckedSortKey(expression, isDescending: descending) }

func int(_ value: Int64) -> CheckedExpression { CheckedExpression(.constant(.int(value)), .int) }

func compare(_ lhs: CheckedExpression, _ comparison: ComparisonOperator, _ rhs: CheckedExpression, notice: Int? = nil) -> CheckedExpression {
    CheckedExpression(.compare(comparison, .same, lhs, rhs, notice: notice.map { NoticeID($0) }), .bool)
}

extension Type {
    static let optionalInt = Type(.int(nil), optional: true)
    static let optionalText = Type(.text, optional: true)
    static let channel = Type(.enumeration(["counter", "post", "online"]))
}

/// Whole numbers in one column.
func ints(_ values: Int64?...) -> [[Value]] { values.map { [$0.map { .int($0) } ?? .missing] } }

/// The message of the first mistake that running `body` reports.
func message<Result>(_ body: () throws -> Result) -> String {
    do {
        _ = try body()
        return "no mistake"
    } catch let list as DiagnosticList {
        return list.all.first?.message ?? "empty list"
    } catch {
        return "\(error)"
    }
}
