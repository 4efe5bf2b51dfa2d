import Diagnostics
import Syntax

/// The rows before a stage that is still being written, to be asked what may stand in it.
///
/// Made by the checker that will judge the stage when it is done, so that what is offered is what will be right. Mistakes are not
/// told: whoever asks has not finished, and what a mistake leaves unknown is simply not there. Not for several threads at once.
package final class Prospect: @unchecked Sendable {
    private let checker: Checker
    private let flow: Flow
    /// The stored column behind a number, for those that come as they are from a table.
    private let stored: [ColumnID: StoredColumn]
    /// Types that were asked for: those of the model's definitions are after each key.
    private var types: [String: Type?] = [:]

    /// A column of a table or file.
    package struct StoredColumn: Hashable, Sendable {
        package var table: String
        package var column: String
        package init(table: String, column: String) {
            self.table = table
            self.column = column
        }
    }

    fileprivate init(_ checker: Checker, _ flow: Flow) {
        self.checker = checker
        self.flow = flow
        var stored: [ColumnID: StoredColumn] = [:]
        if case .table(let scan) = flow.source {
            for column in scan.columns { stored[column.id] = StoredColumn(table: scan.table, column: column.name) }
        }
        self.stored = stored
    }

    /// Columns that are seen, and whose rows they are.
    package var relation: Relation { flow.relation }

    /// The table whose rows these still are.
    package var table: TableInfo? { flow.relation.base.flatMap { checker.baseTables[$0.table] ?? checker.catalogue.table($0.table) } }

    package func table(_ name: String) -> TableInfo? { checker.catalogue.table(name) }

    /// What an expression would be here; `nil` when that cannot be known.
    package func type(of written: String) -> Type? {
        if let known = types[written] { return known }
        let type = value(of: written)?.type
        if types.count > 4_096 { types = [:] }
        types[written] = .some(type)
        return type
    }

    /// The column of a table whose values an expression has; `nil` for what is computed, and for what is private.
    package func storedColumn(of written: String) -> StoredColumn? {
        guard let value = value(of: written), !checker.isPrivate(value) else { return nil }
        switch value.node {
        case .column(let id): return stored[id]
        case .linked(_, let table, let column): return StoredColumn(table: table, column: column)
        default: return nil
        }
    }

    /// The column of a table that one of the rows' columns is.
    package func storedColumn(_ id: ColumnID) -> StoredColumn? { stored[id] }

    /// The rows that a reverse link counts.
    package func linking(_ name: String) -> Prospect? {
        guard let (_, linked) = checker.reverseLink(name, flow.scope(.row, in: Prospect.nowhere)) else { return nil }
        return Prospect(checker, checker.scan(linked, source: Prospect.nowhere))
    }

    private func value(of written: String) -> CheckedExpression? {
        let source = SourceText(name: SourceText.typed, text: written)
        let (expression, found) = Parser.parseExpression(source)
        guard !found.contains(where: { $0.severity == .error }) else { return nil }
        // Where most may stand: columns, measures, aggregates and windows.
        return checker.silently { checker.expression(expression, flow.scope(.window, in: source)) }
    }

    private static let nowhere = SourceText(name: SourceText.typed, text: "")
}

extension Checker {
    /// The rows that a pipeline gives, as far as it is right; without one, the one row without columns on which bare expressions stand.
    package func prospect(of pipeline: Pipeline?, in source: SourceText) -> Prospect? {
        guard let pipeline else { return Prospect(self, Flow.oneRow()) }
        return silently { flow(of: pipeline, in: source, following: []) }.map { Prospect(self, $0) }
    }
}
