/// Numbers the distinct keys of rows, from 0 in order of first appearance, across any number of batches:
/// the table under grouping, `distinct` and hash joins.
///
///     let index = GroupIndex(keyCount: 2)
///     let groups = index.assign([units, months], count: batch.count)   // one number a row
///     index.keyColumns()                                               // one row a group
///
/// Missing equals missing here; joins, where it equals nothing, ask `find`. Each column has an index of its own values, whose numbers are
/// the groups when it is alone; the numbers of several are the members of a tuple, and the tuples are numbered.
package final class GroupIndex {
    private let keyCount: Int
    private var keys: [KeyIndex]
    private var tuples: TupleIndex
    private var codeTuples = CodeTuples()

    /// Groups so far.
    package private(set) var count = 0

    /// - Parameters:
    ///   - keyCount: 0 puts all rows into group 0.
    ///   - expected: groups for which there is room from the start; tables that grow are filled once more each time.
    package init(keyCount: Int, expecting expected: Int = 0) {
        self.keyCount = keyCount
        keys = [KeyIndex](repeating: KeyIndex(expecting: keyCount == 1 ? expected : 0), count: keyCount)
        tuples = TupleIndex(width: keyCount, expecting: expected)
    }

    /// Another index with the same groups, for a thread of its own: looking up remembers dictionaries. O(keys).
    package func copy() -> GroupIndex {
        let copy = GroupIndex(keyCount: keyCount)
        copy.keys = keys
        copy.tuples = tuples
        copy.count = count
        return copy
    }

    /// Whether groups are found by the place of their key in an array, so that it costs little to find those of another index here.
    package var isArray: Bool { keyCount == 1 && keys[0].isArray }

    /// The group of each row; rows with new keys found new groups. O(rows), amortised.
    package func assign(_ columns: [BatchColumn], count rowCount: Int) -> [Int32] {
        precondition(columns.count == keyCount && columns.allSatisfy { $0.count == rowCount }, "every key has a value for each row")
        if rowCount == 0 { return [] }
        if keyCount > 1, let known = codeTuples.find(columns, count: rowCount) { return known }
        var newRows: [Int32] = []
        let members = columns.indices.map { place in
            newRows.removeAll(keepingCapacity: true)
            if case .packed(let part) = columns[place], let numbers = keys[place].assign(part, &newRows) { return numbers }
            return keys[place].assign(columns[place].wide, &newRows)
        }
        switch keyCount {
        case 0:
            count = 1
            return [Int32](repeating: 0, count: rowCount)
        case 1:
            count = keys[0].count
            return members[0]
        default:
            let groups = tuples.assign(members, limits: keys.map(\.count), rowCount: rowCount)
            count = tuples.count
            codeTuples.remember(groups, of: columns)
            return groups
        }
    }

    package func assign(_ columns: [Column], count rowCount: Int) -> [Int32] { assign(columns.map(BatchColumn.wide), count: rowCount) }

    /// The group of each row, −1 for keys that no group has.
    ///
    /// - Parameter missingMatches: whether a key with a missing value can be found; joins say no.
    package func find(_ columns: [BatchColumn], count rowCount: Int, missingMatches: Bool = false) -> [Int32] {
        precondition(columns.count == keyCount, "as many keys as at the start")
        let members = columns.indices.map { place in
            if case .packed(let part) = columns[place], let found = keys[place].find(part, missingMatches: missingMatches) { return found }
            return keys[place].find(columns[place].wide, missingMatches: missingMatches)
        }
        switch keyCount {
        case 0: return [Int32](repeating: count > 0 ? 0 : -1, count: rowCount)
        case 1: return members[0]
        default: return tuples.find(members, rowCount: rowCount)
        }
    }

    package func find(_ columns: [Column], count rowCount: Int, missingMatches: Bool = false) -> [Int32] {
        find(columns.map(BatchColumn.wide), count: rowCount, missingMatches: missingMatches)
    }

    /// The keys, one row a group. O(groups).
    /// - Throws: for decimals that have no common scale.
    package func keyColumns() throws(DecimalsFarApart) -> [Column] {
        if keyCount == 1 { return [try keys[0].values()] }
        return try zip(keys, tuples.members()).map { (key, members) throws(DecimalsFarApart) in try key.values().gather(members) }
    }
}
