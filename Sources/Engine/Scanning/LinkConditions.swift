import Columns
import Planning
import Semantics
import Tables

/// Decides conditions on what the links of a table name: once for each row of the table that they lead to.
///
/// A million rows name a thousand others, of each of which one need be asked once. The answers stay with the linked table, for the next question; where
/// functions are called, which may look at the day or a calendar, for this run.
package struct LinkConditions {
    enum Answer {
        case verdicts(LinkVerdicts)
        /// It is not known before the rows are read.
        case undecided
        /// To follow the links could fail, or something is counted of it.
        case counts
    }

    private let context: QueryContext
    private let columns: Set<ColumnID>
    private let rowCount: Int

    /// - Parameter rowCount: of the table whose links are followed, as far as it is read.
    init(_ scan: TableScan, rowCount: Int, context: QueryContext) {
        columns = Set(scan.columns.map(\.id))
        self.rowCount = rowCount
        self.context = context
    }

    /// - Parameter condition: one that reads no other column than `link`.
    /// - Throws: what reading linked tables throws.
    func answer(_ condition: CheckedExpression, of link: ColumnID, to table: String) throws -> Answer {
        let linked = try context.tables.linked(table)
        guard let key = linked.info.key, let keyColumn = try linked.columns[key], try leadsSomewhere(link, linked) else {
            return condition.isQuiet ? .undecided : .counts
        }
        let target = Target(condition, of: link, key: key)
        let ofRun = "\(table) \(target.words)"
        let tables = try target.tables.map { try context.tables.linked($0) }
        if let known = linked.verdicts(of: target.words, by: tables) ?? context.verdictsOfRun.known(ofRun) { return .verdicts(known) }
        // Where the other table is the larger one, most of its rows are never named, and to ask those that are takes less.
        guard linked.rowCount <= rowCount else { return try isTotal(target, table) ? .undecided : .counts }
        guard let isTrue = try isTrue(target, of: linked, named: table) else { return .counts }
        let verdicts = LinkVerdicts(isTrue, keys: linked.keys, keyColumn: keyColumn)
        if condition.callsNothing { linked.remember(verdicts, of: target.words, by: tables) } else { context.verdictsOfRun.remember(verdicts, of: ofRun) }
        return .verdicts(verdicts)
    }

    /// Whether it is true, for each row of the table and last for no row; `nil` where it fails for one of them or something is counted.
    private func isTrue(_ target: Target, of linked: LinkedTable, named table: String) throws -> Bitmap? {
        let own = target.context(context, table)
        let columns = try target.names.map { try linked.columns[$0] ?? .missing(count: linked.rowCount) }
        do {
            let kernel = try KernelCompiler(layout: target.layout, context: own).lower(target.condition).kernel
            let isTrue = try kernel.evaluated(atRowsOf: columns, count: linked.rowCount, own).conditions
            return own.counters.hasCountedValues ? nil : isTrue
        } catch is RowProblem {
            return nil
        } catch is FunctionProblem {
            return nil
        }
    }

    private func isTotal(_ target: Target, _ table: String) throws -> Bool {
        do {
            return try KernelCompiler(layout: target.layout, context: target.context(context, table)).lower(target.condition).isTotal
        } catch is RowProblem {
            return false
        }
    }

    /// Whether something that follows links can neither fail nor count anything.
    /// - Throws: what reading linked tables throws.
    func isQuiet(_ expression: CheckedExpression) throws -> Bool {
        guard let (column, table) = expression.onlyLink(among: columns), case .column(let id) = column.node else { return expression.isQuiet }
        let linked = try context.tables.linked(table)
        guard let key = linked.info.key, try leadsSomewhere(id, linked) else { return false }
        return try isTotal(Target(expression, of: id, key: key), table)
    }

    /// Whether each link in a column of the table is known to name a row.
    private func leadsSomewhere(_ link: ColumnID, _ linked: LinkedTable) throws -> Bool {
        guard let origin = context.origins[link] else { return false }
        return try context.tables.source(origin.table).isWhole(origin.column, to: linked.keys)
    }

    /// An expression over the rows of the table that links lead to.
    private struct Target {
        let condition: CheckedExpression
        /// Columns of the linked table, in the places where the expression reads them.
        let names: [String]

        init(_ condition: CheckedExpression, of link: ColumnID, key: String) {
            var names: [String] = []
            self.condition = condition.atTarget(of: link) { name in
                let name = name ?? key
                if !names.contains(name) { names.append(name) }
                return Self.id(names.firstIndex(of: name) ?? 0)
            }
            self.names = names
        }

        /// Below the number that a condition on one linked text has for it; columns of pipelines count from 1.
        private static func id(_ place: Int) -> ColumnID { ColumnID(-2 - place) }

        var layout: [ColumnID: Int] { Dictionary(uniqueKeysWithValues: names.indices.map { (Self.id($0), $0) }) }

        func context(_ whole: QueryContext, _ table: String) -> QueryContext {
            let own = QueryContext(partOf: whole, parallelism: .single)
            for (place, name) in names.enumerated() { own.origins[Self.id(place)] = ColumnOrigin(table: table, column: name) }
            return own
        }

        /// What it says, by which it is known again. Names may have spaces in them.
        var words: String { names.map { "\($0.utf8.count):\($0) " }.joined() + ExpressionText.identity(condition) }

        /// Tables that it looks into from there.
        var tables: [String] {
            var found: [String] = []
            condition.walk { if case .linked(_, table: let table, column: _) = $0.node { found.append(table) } }
            return found
        }
    }
}
