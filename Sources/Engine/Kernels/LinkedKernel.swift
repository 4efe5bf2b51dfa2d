import Columns
import Semantics
import Tables

/// `link.column`: the column's value in the row that the link names; missing without such a row.
final class LinkedKernel: Kernel {
    private let rows: LinkRows
    private let column: Column

    /// - Throws: what reading the column throws.
    init(_ rows: LinkRows, column name: String) throws {
        self.rows = rows
        guard let column = try rows.table.columns[name] else {
            preconditionFailure("the table '\(rows.table.info.name)' was read without its column '\(name)'")
        }
        self.column = column
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        column.gather(try rows.rows(batch, context))
    }
}

/// A link as people read it: its table's label column; the key itself where no row has it.
final class LabelKernel: Kernel {
    private let link: any Kernel
    private let labels: LinkLabels

    /// - Throws: what reading the label column throws.
    init(_ link: any Kernel, _ table: LinkedTable) throws {
        self.link = link
        labels = try LinkLabels(table)
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column { try labels.texts(link.evaluate(batch, context)) }
}

/// The texts by which people know the rows of a table.
struct LinkLabels {
    private let keys: LinkedKeys.Reader
    private let labels: Column?

    /// - Throws: what reading the label column throws.
    init(_ table: LinkedTable) throws {
        keys = LinkedKeys.Reader(table.keys)
        labels = try table.info.labelColumn.flatMap { try table.columns[$0] }
    }

    /// The label of each link; the key where no row has it.
    func texts(_ links: Column) throws -> Column {
        guard let labels else { return links.asDigits }
        let found = labels.gather(keys.rows(links)).asDigits
        guard let validity = found.validity else { return found }
        return try Column.choose(validity, found, links.asDigits)
    }
}
