import Columns
import Semantics
import Tables

/// The distinct values of each group, each with how often and where it came first: `count_distinct`, `most_common` and `most_frequent`.
final class DistinctAccumulator: Accumulator {
    enum Answer {
        /// how many there are
        case count
        /// the one that came most often, of several the one that came first
        case mostCommon
        /// so many of them, each with how often, as one text
        case listed(Int, Type)
    }

    private let answer: Answer
    private var groupCount = 0
    /// Pairs of group and value; only of values while there is one group.
    private var index: GroupIndex
    private var isSingle = true
    private var groupOfPair: [Int32] = []
    /// Instead of the index, where only the number of distinct values is asked and there are many groups with few rows each.
    private var manyGroups: DistinctWords?
    /// Instead of the index, where only the number of distinct texts of all rows is asked and most are different.
    private var manyTexts: DistinctTexts?
    /// Whether values came that neither of them takes, so that the index is the place for all.
    private var needsIndex = false
    private var counts: [Int64] = []
    private var positions: [Int64] = []
    private var rowsSeen: Int64 = 0
    /// About what the values in the index take.
    private var valueBytes = 0
    private(set) var skipped = 0

    /// Pairs put down stand there twice while duplicates are removed.
    var keptBytes: Int { manyTexts?.keptBytes ?? manyGroups.map { 32 * $0.count } ?? (valueBytes + 80 * groupOfPair.count) }

    init(_ answer: Answer) {
        self.answer = answer
        index = GroupIndex(keyCount: 1)
    }

    func resize(groups: Int) throws {
        groupCount = max(groupCount, groups)
        guard isSingle, groupCount > 1 else { return }
        if let texts = manyTexts { try returnToIndex(texts) }
        isSingle = false
        let values = try index.keyColumns()
        let known = index.count
        index = GroupIndex(keyCount: 2)
        // The pairs keep their numbers, since each is new when it is assigned.
        if known > 0 { _ = index.assign([.groups([Int32](repeating: 0, count: known)), values[0]], count: known) }
    }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) throws {
        var column = arguments[0]
        var groups = groups
        var rows: [Int32]?
        if let validity = column.validity?.unlessFull {
            let present = validity.trueRows()
            skipped += groups.count - present.count
            column = column.gather(present)
            rows = present
            groups = present.map { groups[Int($0)] }
        }
        let seen = rowsSeen
        try add(column, groups, counts: nil) { index in seen + Int64(rows?[index] ?? Int32(index)) }
        rowsSeen += Int64(arguments[0].count)
        try leaveIndex(from: min(Self.manyPairs, context.parallelism.groupsToMerge))
    }

    /// Pairs from which on it matters how they are kept; fewer where tests want groups to be many.
    private static let manyPairs = 4_096

    /// Goes on without the index where most rows are a pair of their own.
    private func leaveIndex(from manyPairs: Int) throws {
        guard case .count = answer, manyGroups == nil, manyTexts == nil, !needsIndex, index.count >= manyPairs else { return }
        if isSingle { return try leaveIndexForTexts(from: Self.manyTimes * manyPairs) }
        guard rowsSeen < 4 * Int64(index.count) else { return }
        let values = try index.keyColumns()[1]
        guard let form = DistinctWords.Form(values) else {
            needsIndex = true
            return
        }
        var words = DistinctWords(form)
        words.add(values, groupOfPair, groupCount: groupCount)
        manyGroups = words
        index = GroupIndex(keyCount: 2)
        groupOfPair = []
    }

    /// Texts that are expected, in times of those that are many pairs, before it is worth not to look each up when it comes.
    private static let manyTimes = 64

    private func leaveIndexForTexts(from manyTexts: Int) throws {
        guard DistinctGrowth(distinct: index.count, rows: Int(rowsSeen) - skipped).expected > manyTexts else { return }
        let values = try index.keyColumns()[0]
        guard case .text = values else {
            needsIndex = true
            return
        }
        var texts = DistinctTexts()
        try texts.add(values)
        self.manyTexts = texts
        index = GroupIndex(keyCount: 1)
        groupOfPair = []
    }

    /// Goes back to the index, for values of another form.
    private func returnToIndex(_ words: DistinctWords) throws {
        manyGroups = nil
        needsIndex = true
        try add(words.values, words.groups, counts: nil) { Int64($0) }
    }

    /// Goes back to the index, for more groups or more texts than one column holds.
    private func returnToIndex(_ texts: DistinctTexts) throws {
        manyTexts = nil
        needsIndex = true
        for column in texts.columns { try add(column, [Int32](repeating: 0, count: column.count), counts: nil) { Int64($0) } }
    }

    private func add(_ column: Column, _ groups: [Int32], counts newCounts: [Int64]?, position: (Int) -> Int64) throws {
        if groups.isEmpty { return }
        if var texts = manyTexts {
            manyTexts = nil
            if case .text = column, !texts.isFull {
                try texts.add(column)
                manyTexts = texts
                return
            }
            try returnToIndex(texts)
        }
        if var words = manyGroups {
            manyGroups = nil
            if DistinctWords.Form(column) == words.form {
                words.add(column, groups, groupCount: groupCount)
                manyGroups = words
                return
            }
            try returnToIndex(words)
        }
        let known = index.count
        defer { valueBytes += (index.count - known) * column.keyBytes / groups.count }
        let pairs = index.assign(isSingle ? [column] : [.groups(groups), column], count: groups.count)
        if case .count = answer {
            // How many there are is all that is asked.
            if isSingle { groupOfPair.grow(to: index.count, filling: 0) }
            for (row, pair) in pairs.enumerated() where Int(pair) == groupOfPair.count { groupOfPair.append(groups[row]) }
            return
        }
        for (row, pair) in pairs.enumerated() {
            let pair = Int(pair)
            if pair == groupOfPair.count {
                groupOfPair.append(groups[row])
                counts.append(0)
                positions.append(position(row))
            }
            counts[pair] += newCounts?[row] ?? 1
            positions[pair] = min(positions[pair], position(row))
        }
    }

    private var values: Column { get throws { try manyGroups?.values ?? index.keyColumns().last ?? .missing(count: 0) } }

    func merge(_ other: any Accumulator, mapping: [Int32]) throws {
        let other = same(other)
        skipped += other.skipped
        if let texts = other.manyTexts {
            if let own = manyTexts, !own.isFull, !texts.isFull {
                manyTexts?.merge(texts)
                return
            }
            for column in texts.columns { try add(column, [Int32](repeating: mapping[0], count: column.count), counts: nil) { Int64($0) } }
            rowsSeen = max(rowsSeen, other.rowsSeen)
            return
        }
        let otherGroups = other.manyGroups?.groups ?? other.groupOfPair
        guard !otherGroups.isEmpty else { return }
        try add(try other.values, otherGroups.map { mapping[Int($0)] }, counts: other.counts) { other.positions[$0] }
        rowsSeen = max(rowsSeen, other.rowsSeen)
    }

    func makeEmpty() -> any Accumulator { DistinctAccumulator(answer) }

    func finish(_ context: QueryContext) throws -> Column {
        switch answer {
        case .count:
            if let manyTexts { return .int(NumberColumn(values: Values([Int64(try manyTexts.distinctCount(context.parallelism))]))) }
            if let counts = manyGroups?.counts(groupCount: groupCount) { return .int(NumberColumn(values: Values(counts))) }
            var result = [Int64](repeating: 0, count: groupCount)
            for group in groupOfPair { result[Int(group)] += 1 }
            return .int(NumberColumn(values: Values(result)))
        case .mostCommon:
            var best = [Int32](repeating: -1, count: groupCount)
            for (pair, group) in groupOfPair.enumerated() {
                let known = Int(best[Int(group)])
                let isBetter = known < 0 || counts[pair] > counts[known] || counts[pair] == counts[known] && positions[pair] < positions[known]
                if isBetter { best[Int(group)] = Int32(pair) }
            }
            return groupOfPair.isEmpty ? .missing(count: groupCount) : try values.gather(best)
        case .listed(let most, let type): return try listed(most, type, context)
        }
    }

    private func listed(_ most: Int, _ type: Type, _ context: QueryContext) throws -> Column {
        guard !groupOfPair.isEmpty else { return .missing(count: groupCount) }
        let (pairs, starts) = RowsByGroup.order(groupOfPair, groupCount: groupCount)
        let values = try shown(values, type, context)
        let display = context.display
        var builder = TextColumnBuilder(capacity: groupCount)
        for group in 0..<groupCount {
            let found = pairs[starts[group]..<starts[group + 1]].sorted { lhs, rhs in
                (-counts[Int(lhs)], positions[Int(lhs)]) < (-counts[Int(rhs)], positions[Int(rhs)])
            }
            if found.isEmpty { builder.appendMissing() } else {
                builder.append(found.prefix(most).map { "\(display.cell(values, row: Int($0), type: type)) (\(display.number(String(counts[Int($0)]))))" }.joined(separator: ", "))
            }
        }
        return builder.finish()
    }

    /// Links as people read them.
    private func shown(_ values: Column, _ type: Type, _ context: QueryContext) throws -> Column {
        guard case .link(let table) = type.kind else { return values }
        return try LinkLabels(context.tables.linked(table)).texts(values)
    }
}

extension Column {
    /// Numbers of groups as a column, to be part of a key.
    static func groups(_ groups: [Int32]) -> Column { .date(NumberColumn(values: Values(groups))) }
}
