import Columns
import Semantics

/// `link.column`: the column's value in the row that the link names; missing without such a row.
final class LinkedKernel: Kernel {
    private let link: any Kernel
    private let rows: LinkRows
    private let column: Column

    /// - Throws: what reading the column throws.
    init(_ link: any Kernel, _ rows: LinkRows, column name: String) throws {
        self.link = link
        self.rows = rows
        guard let column = try rows.table.columns[name] else {
            preconditionFailure("the table '\(rows.table.info.name)' was read without its column '\(name)'")
        }
        self.column = column
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        column.gather(try rows.countedRows(link.evaluate(batch, context), context))
    }
}

/// A link as people read it: its table's label column; the key itself where no row has it.
final class LabelKernel: Kernel {
    private let link: any Kernel
    private let rows: LinkRows
    private let labels: Column?

    /// - Throws: what reading the label column throws.
    init(_ link: any Kernel, _ table: LinkedTable) throws {
        self.link = link
        rows = LinkRows(table: table, name: nil)
        labels = try table.info.labelColumn.flatMap { try table.columns[$0] }
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let links = try link.evaluate(batch, context)
        guard let labels else { return links.asText }
        let found = labels.gather(rows.rows(links)).asText
        guard let validity = found.validity else { return found }
        return try Column.choose(validity, found, links.asText)
    }
}

extension Column {
    /// Keys that are numbers as text.
    fileprivate var asText: Column { if case .plain(let column) = texts { .text(column) } else { self } }
}
