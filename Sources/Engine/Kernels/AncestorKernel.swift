import Columns
import Semantics

/// `unit.district`: the row itself or what stands above it at that level, as a link. Above the level it is missing.
final class AncestorKernel: Kernel {
    private let link: any Kernel
    private let rows: LinkRows
    private let ancestors: [Int32]
    private let keys: Column

    /// - Throws: what reading the table's key throws.
    init(_ link: any Kernel, _ rows: LinkRows, level: String) throws {
        self.link = link
        self.rows = rows
        guard let ancestors = rows.table.ancestors[level], let key = rows.table.info.key, let keys = try rows.table.columns[key] else {
            preconditionFailure("the table '\(rows.table.info.name)' has no tree with the level '\(level)'")
        }
        self.ancestors = ancestors
        self.keys = keys
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let found = try rows.countedRows(link.evaluate(batch, context), context)
        return keys.gather(found.map { $0 == LinkRows.none ? LinkRows.none : ancestors[Int($0)] })
    }
}
