import Columns
import Semantics
import Tables

/// From a column of links to rows of the table that they name.
///
/// A path of several links (`order.customer.name`) is followed by row numbers: the keys of the batch are looked up, and from there on each
/// linked table knows which row of the next one its own rows name (`LinkMap`). Paths of one stage that begin alike share their beginning,
/// which remembers the rows of the last batch.
final class LinkRows {
    private enum Origin {
        case keys(any Kernel, LinkedKeys.Reader)
        /// All rows of one table to rows of another.
        case rows(LinkRows, LinkMap)
    }

    let table: LinkedTable
    /// What notices call the link; `nil` where nothing is told of it.
    private let name: String?
    private let origin: Origin
    /// Keeps the keys, so that their memory cannot come to hold others.
    private var last: (keys: BatchColumn, rows: [Int32], dangling: Int)?

    init(_ link: any Kernel, table: LinkedTable, name: String?) {
        self.table = table
        self.name = name
        origin = .keys(link, LinkedKeys.Reader(table.keys))
    }

    /// - Parameter map: leads from the table of `origin` to this one, and loses no row on the way.
    init(_ origin: LinkRows, _ map: LinkMap, table: LinkedTable) {
        self.table = table
        name = nil
        self.origin = .rows(origin, map)
    }

    /// No such row, or no link at all.
    static let none: Int32 = -1

    /// The row of each link, `none` for a missing one and for a key without a row. Keys that name no row are counted in the run's notices.
    func rows(_ batch: Batch, _ context: QueryContext) throws -> [Int32] {
        switch origin {
        case .rows(let origin, let map):
            return map.rows(try origin.rows(batch, context))
        case .keys(let link, let reader):
            let keys = try link.operand(batch, context)
            if let last, last.keys.isSameMemory(as: keys) {
                if let name, last.dangling > 0 { context.counters.addDangling(name, last.dangling) }
                return last.rows
            }
            let rows = reader.rows(keys)
            var dangling = 0
            if let name {
                dangling = rows.negativeCount - (keys.validity?.missingCount ?? 0)
                if dangling > 0 { context.counters.addDangling(name, dangling) }
            }
            last = (keys, rows, dangling)
            return rows
        }
    }
}

/// Which row of another table each row of a linked table names, −1 for a missing link.
package struct LinkMap: Sendable {
    private let targets: [Int32]

    /// - Returns: `nil` when a link names no row: that is told of each row that comes upon it.
    init?(_ links: Column, to keys: LinkedKeys) {
        targets = LinkedKeys.Reader(keys).rows(links)
        for row in 0..<targets.count where targets[row] == LinkRows.none && links.isPresent(row) { return nil }
    }

    func rows(_ rows: [Int32]) -> [Int32] {
        targets.withUnsafeBufferPointer { targets in
            [Int32](unsafeUninitializedCapacity: rows.count) { result, used in
                for index in 0..<rows.count {
                    let row = rows[index]
                    result[index] = row < 0 ? LinkRows.none : targets[Int(row)]
                }
                used = rows.count
            }
        }
    }
}

/// The paths of one stage, by what they say.
final class LinkPaths {
    private var known: [String: LinkRows] = [:]

    func rows(_ path: String, _ make: () throws -> LinkRows) rethrows -> LinkRows {
        if let rows = known[path] { return rows }
        let rows = try make()
        known[path] = rows
        return rows
    }
}
