import Synchronization

/// A table as a pipeline begins with it: its columns with their numbers.
struct CheckedScan: Sendable {
    let table: TableScan
    let relation: Relation
    /// Columns that may be missing.
    private(set) var optional: Set<ColumnID> = []
    private(set) var `private`: Set<ColumnID> = []

    init(_ info: TableInfo, from first: ColumnID) {
        var columns: [TableScan.Column] = []
        var shown: [Relation.Column] = []
        var byName: [String: Relation.Column] = [:]
        columns.reserveCapacity(info.columns.count)
        shown.reserveCapacity(info.columns.count)
        byName.reserveCapacity(info.columns.count)
        for (offset, column) in info.columns.enumerated() {
            let id = ColumnID(first.number + offset)
            columns.append(TableScan.Column(id: id, name: column.name, type: column.type))
            let visible = Relation.Column(name: column.name, id: id, type: column.type, label: column.label, isPrivate: column.isPrivate)
            shown.append(visible)
            byName[column.name] = visible
            if column.type.isOptional { optional.insert(id) }
            if column.isPrivate { `private`.insert(id) }
        }
        table = TableScan(table: info.name, columns: columns)
        relation = Relation(columns: shown, base: Relation.Base(table: info.name, columns: byName))
    }
}

/// The scan that was made last of a table.
///
/// While a statement is typed it is checked after every key, each time with the same numbers; of ten thousand columns the scan is most of that work.
final class RememberedScan: Sendable {
    private let last = Mutex<(first: ColumnID, scan: CheckedScan)?>(nil)

    func scan(from first: ColumnID, _ make: () -> CheckedScan) -> CheckedScan {
        if let last = last.withLock({ $0 }), last.first == first { return last.scan }
        let made = make()
        last.withLock { $0 = (first, made) }
        return made
    }

    func forget() { last.withLock { $0 = nil } }
}
