import Columns

/// The distinct values of each of many groups, where values are numbers of 64 bits or less and most groups have few.
///
/// Pairs of group and value are only put down. When they have become many they are dealt out by group, a counting sort, and the few of
/// each group are told apart by comparing them. That costs a third of looking up each pair in a hash table, which with millions of
/// groups is a miss of the cache each time. O(pairs), and O(n log n) in the values of a group.
struct DistinctWords {
    /// Which columns the words stand for.
    enum Form {
        case int
        case date

        init?(_ column: Column) {
            switch column {
            case .int: self = .int
            case .date: self = .date
            default: return nil
            }
        }
    }

    let form: Form
    private(set) var groups: [Int32] = []
    private var words: [Int64] = []
    /// How many pairs in front are known to be distinct.
    private var distinctCount = 0

    /// Pairs that are put down before those known are looked through: this many, and three times as many as are distinct.
    private static let leastWaiting = 1 << 15
    /// Values of one group that are told apart by insertion.
    private static let few = 16

    init(_ form: Form) { self.form = form }

    var count: Int { groups.count }

    /// - Parameter column: of the form that this has, none missing.
    mutating func add(_ column: Column, _ newGroups: [Int32], groupCount: Int) {
        switch column {
        case .int(let column): words.append(contentsOf: UnsafeBufferPointer(start: column.values.pointer, count: newGroups.count))
        case .date(let column): for row in 0..<newGroups.count { words.append(Int64(column.values[row])) }
        default: preconditionFailure("words stand for whole numbers and days")
        }
        groups.append(contentsOf: newGroups)
        if count - distinctCount > max(Self.leastWaiting, 3 * distinctCount) { removeDuplicates(groupCount: groupCount) }
    }

    /// The values of the pairs.
    var values: Column {
        switch form {
        case .int: .int(NumberColumn(values: Values(words)))
        case .date: .date(NumberColumn(values: Values(words.map { Int32(truncatingIfNeeded: $0) })))
        }
    }

    /// How many distinct values each group has.
    mutating func counts(groupCount: Int) -> [Int64] {
        removeDuplicates(groupCount: groupCount)
        var result = [Int64](repeating: 0, count: groupCount)
        for group in groups { result[Int(group)] += 1 }
        return result
    }

    private mutating func removeDuplicates(groupCount: Int) {
        var ends = GroupedRows.starts(groups, groupCount: groupCount)
        var byGroup = [Int64](unsafeUninitializedCapacity: count) { target, used in
            for place in 0..<count {
                let group = Int(groups[place])
                target[ends[group]] = words[place]
                ends[group] += 1
            }
            used = count
        }
        // Dealing moved each group's start to its end, which is the start of the next.
        words.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        byGroup.withUnsafeMutableBufferPointer { byGroup in
            var start = 0
            for group in 0..<groupCount {
                let end = ends[group]
                let distinct = Self.distinct(UnsafeMutableBufferPointer(rebasing: byGroup[start..<end]))
                words.append(contentsOf: UnsafeBufferPointer(rebasing: byGroup[start..<start + distinct]))
                groups.append(contentsOf: repeatElement(Int32(truncatingIfNeeded: group), count: distinct))
                start = end
            }
        }
        distinctCount = count
    }

    /// Moves the distinct ones to the front.
    /// - Returns: how many they are.
    private static func distinct(_ values: UnsafeMutableBufferPointer<Int64>) -> Int {
        var values = values
        if values.count <= few {
            var distinct = 0
            for place in 0..<values.count {
                let value = values[place]
                var known = 0
                while known < distinct, values[known] != value { known &+= 1 }
                if known == distinct {
                    values[distinct] = value
                    distinct &+= 1
                }
            }
            return distinct
        }
        values.sort()
        var distinct = 1
        for place in 1..<values.count where values[place] != values[distinct &- 1] {
            values[distinct] = values[place]
            distinct &+= 1
        }
        return distinct
    }
}
