import Columns
import Tables

/// The memory of groups: their keys, a state for each aggregate, and what aggregates keep of single rows.
///
/// Before rows are added there must be room for each of them to be a group of its own; what was not needed is given back.
final class GroupRoom {
    let reservation: MemoryReservation
    private let bytesOfGroup: Int
    private var keyBytes = 0
    private var valueBytes = 0

    /// - Parameters:
    ///   - states: of each group.
    ///   - isSorted: whether the groups are sorted in the end.
    init(_ account: MemoryAccount, states: Int, isSorted: Bool, for purpose: MemoryPurpose = .groups) {
        reservation = MemoryReservation(account, for: purpose)
        // A hash table that is at most as full as half, numbers, and arrays that double.
        bytesOfGroup = 64 + 64 * states + (isSorted ? 48 : 0)
    }

    /// Room for so many rows, of which each may be a new group.
    func request(_ rows: Int, keys: [BatchColumn]) -> Bool { reservation.requestOrSpill(need(rows, keys)) }

    func demand(_ rows: Int, keys: [BatchColumn]) throws { try reservation.demand(need(rows, keys)) }

    private func need(_ rows: Int, _ keys: [BatchColumn]) -> Int {
        keyBytes = keys.reduce(0) { $0 + $1.keyBytes }
        return rows * bytesOfGroup + keyBytes
    }

    /// So many of the rows asked for last were new groups.
    func settle(newGroups: Int, of rows: Int) {
        let unused = rows - newGroups
        if unused > 0 { reservation.giveBack(unused * bytesOfGroup + keyBytes * unused / rows) }
    }

    /// What aggregates keep of single rows, all together.
    func request(values bytes: Int) -> Bool {
        guard bytes > valueBytes else { return true }
        guard reservation.requestOrSpill(bytes - valueBytes) else { return false }
        valueBytes = bytes
        return true
    }

    func demand(values bytes: Int) throws {
        guard bytes > valueBytes else { return }
        try reservation.demand(bytes - valueBytes)
        valueBytes = bytes
    }

    func clear() {
        reservation.clear()
        valueBytes = 0
    }
}

extension BatchColumn {
    /// About what its values take as keys.
    fileprivate var keyBytes: Int {
        switch self {
        case .wide(let column): column.keyBytes
        case .packed(let part): part.column.form.dictionary?.keyBytes(of: part.count) ?? 4 * part.count * part.column.form.width
        }
    }
}

extension TextDictionary {
    /// The text of the usual value: that of a code is not among the bytes of a column.
    fileprivate func keyBytes(of count: Int) -> Int {
        let textBytes = values.count == 0 ? 0 : Int(values.offsets[values.count] - values.offsets[0]) / values.count
        return 4 * count * (4 + textBytes)
    }
}

extension Column {
    /// About what its values take as keys: in the index, once more while it grows, and in the result.
    var keyBytes: Int {
        if case .coded(let column) = self { column.dictionary.keyBytes(of: count) } else { 4 * byteCount }
    }
}
