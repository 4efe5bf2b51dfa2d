import Columns
import Semantics

/// `unit.district`: the row itself or what stands above it at that level, as a link. Above the level it is missing.
///
/// As of a constant day the answer is worked out once for every row of the table.
final class AncestorKernel: Kernel {
    private let rows: LinkRows
    /// The ancestor of each row: as recorded, or as of a constant day.
    private let ancestors: [Int32]
    /// A day for each row.
    private let day: (any Kernel)?
    private let keys: Column

    /// - Throws: what reading the table's key throws, and `FunctionProblem` where a day is wanted and none is given.
    init(_ rows: LinkRows, level: String, asOf: CompiledExpression?) throws {
        let table = rows.table
        self.rows = rows
        guard let recorded = table.ancestors[level], let key = table.info.key, let keys = try table.columns[key] else {
            preconditionFailure("the table '\(table.info.name)' has no tree with the level '\(level)'")
        }
        self.keys = keys
        try table.demandDay(asOf != nil)
        guard let succession = table.succession, let asOf else {
            ancestors = recorded
            day = nil
            return
        }
        if case .date(let day)? = asOf.value {
            ancestors = (0..<Int32(table.rowCount)).map { table.ancestor(of: $0, at: recorded, on: day, succession) }
            self.day = nil
        } else {
            ancestors = recorded
            day = asOf.kernel
        }
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let found = try rows.rows(batch, context)
        guard let day, let succession = rows.table.succession else {
            return keys.gather(found.map { $0 == LinkRows.none ? LinkRows.none : ancestors[Int($0)] })
        }
        let days = try day.evaluate(batch, context).dates
        return keys.gather(found.indices.map { row in
            guard found[row] != LinkRows.none, days.validity?[row] ?? true else { return LinkRows.none }
            return rows.table.ancestor(of: found[row], at: ancestors, on: days.values[row], succession)
        })
    }
}

/// `unit.at(day)`: what the row has become by that day, as a link. Missing for a key without a row, as any path from it is.
final class SuccessorKernel: Kernel {
    private let day: any Kernel
    private let rows: LinkRows
    private let keys: Column

    /// - Throws: what reading the table's key throws.
    init(_ rows: LinkRows, day: any Kernel) throws {
        self.rows = rows
        self.day = day
        guard let key = rows.table.info.key, let keys = try rows.table.columns[key] else {
            preconditionFailure("the table '\(rows.table.info.name)' has no key")
        }
        self.keys = keys
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let days = try day.evaluate(batch, context).dates
        let succession = rows.table.succession
        let found = try rows.rows(batch, context)
        return keys.gather(found.indices.map { row in
            guard found[row] != LinkRows.none, days.validity?[row] ?? true else { return LinkRows.none }
            return succession?.row(found[row], on: days.values[row]) ?? found[row]
        })
    }
}
