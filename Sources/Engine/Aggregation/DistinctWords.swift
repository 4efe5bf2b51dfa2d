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
    func counts(groupCount: Int) -> [Int64] {
        var dealt = dealtOut(groupCount: groupCount)
        return [Int64](unsafeUninitializedCapacity: groupCount) { counts, used in
            dealt.forEachGroup { group, values in counts[group] = Int64(Self.distinct(values)) }
            used = groupCount
        }
    }

    private mutating func removeDuplicates(groupCount: Int) {
        let most = count
        var dealt = dealtOut(groupCount: groupCount)
        (words, groups) = ([], [])
        words = [Int64](unsafeUninitializedCapacity: most) { words, count in
            groups = [Int32](unsafeUninitializedCapacity: most) { groups, used in
                dealt.forEachGroup { group, values in
                    for place in 0..<Self.distinct(values) {
                        words[used] = values[place]
                        groups[used] = Int32(truncatingIfNeeded: group)
                        used &+= 1
                    }
                }
                count = used
            }
        }
        distinctCount = count
    }

    /// The words group by group.
    private struct Dealt {
        var words: [Int64]
        /// Where the words of each group end.
        let ends: [Int]

        mutating func forEachGroup(_ body: (Int, UnsafeMutableBufferPointer<Int64>) -> Void) {
            words.withUnsafeMutableBufferPointer { words in
                var start = 0
                for group in 0..<ends.count {
                    body(group, UnsafeMutableBufferPointer(rebasing: words[start..<ends[group]]))
                    start = ends[group]
                }
            }
        }
    }

    /// Nothing has to be moved where the rows of a group follow one another in the input.
    private func dealtOut(groupCount: Int) -> Dealt {
        var ends = RowsByGroup.starts(groups, groupCount: groupCount)
        if isAscending { return Dealt(words: words, ends: Array(ends[1...])) }
        let byGroup = [Int64](unsafeUninitializedCapacity: words.count) { target, used in
            for place in 0..<words.count {
                let group = Int(groups[place])
                target[ends[group]] = words[place]
                ends[group] += 1
            }
            used = words.count
        }
        // Dealing moved each group's start to its end.
        return Dealt(words: byGroup, ends: Array(ends[..<groupCount]))
    }

    private var isAscending: Bool {
        var descents = 0
        for place in 1..<max(groups.count, 1) { descents |= groups[place] < groups[place - 1] ? 1 : 0 }
        return descents == 0
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
