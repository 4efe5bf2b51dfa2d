import Columns

/// The first keys of the rows that lead so far, where only the first rows of a sort are wanted: rows behind the last of them are dropped
/// without a look at their other keys.
///
/// For each group a heap with the last of them on top. Batches are gone through from their end, so that rows that come
/// in just the wrong order, as those of a register often do, change the heap a few times a batch and not once a row. O(rows), and
/// O(log limit) for each change.
struct LeadingKeys {
    /// More wanted rows than this are not worth a heap; of each group fewer.
    static let mostRows = 4_096
    static let mostRowsOfGroup = 16

    private let limit: Int
    private let isDescending: Bool
    /// Keys so turned that the greater one leads, `limit` a group; each is followed by greater ones at twice its place in the group. Where fewer
    /// rows have come, the least number stands for them.
    private var heaps: [Int64] = []
    /// Of decimals, of which those of another scale do not compare as they stand.
    private var scale: Int?

    init(limit: Int, isDescending: Bool) {
        self.limit = limit
        self.isDescending = isDescending
    }

    static func bytes(of groups: Int, _ limit: Int) -> Int { 2 * MemoryLayout<Int64>.stride * groups * limit }

    /// The rows that are not behind all that lead in their group, in their order; `nil` for keys that are no numbers of 64 bits.
    ///
    /// - Parameter groups: the group of each row; empty where there is only one.
    mutating func candidates(_ column: Column, _ groups: [Int32], groupCount: Int, count: Int) -> [Int32]? {
        heaps.grow(to: groupCount * limit, filling: .min)
        return withUnsafeTemporaryAllocation(of: Int64.self, capacity: count) { keys in
            guard turn(column, into: keys) else { return nil }
            let limit = limit
            heaps.withUnsafeMutableBufferPointer { heaps in
                if groups.isEmpty {
                    let keys = UnsafeBufferPointer(keys)
                    var end = keys.count
                    while true {
                        end = keys.endOfLast(above: heaps[0], before: end)
                        if end == 0 { return }
                        end &-= 1
                        Self.replaceLast(of: heaps, by: keys[end])
                    }
                }
                groups.withUnsafeBufferPointer { groups in
                    for row in stride(from: count - 1, through: 0, by: -1) {
                        let first = Int(groups[row]) &* limit
                        if keys[row] > heaps[first] { Self.replaceLast(of: UnsafeMutableBufferPointer(rebasing: heaps[first..<first &+ limit]), by: keys[row]) }
                    }
                }
            }
            return leading(UnsafeBufferPointer(keys), groups)
        }
    }

    /// The candidates that are still not behind all that lead now; `nil` for keys that do not compare with those that lead as they stand.
    mutating func stillLeading(_ column: Column, _ groups: [Int32]) -> [Int32]? {
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: column.count) { keys in
            turn(column, into: keys) ? leading(UnsafeBufferPointer(keys), groups) : nil
        }
    }

    /// Without a branch a row, since which ones lead is as good as random.
    private func leading(_ keys: UnsafeBufferPointer<Int64>, _ groups: [Int32]) -> [Int32] {
        if groups.isEmpty { return keys.places(reaching: heaps.first ?? .min) }
        return [Int32](unsafeUninitializedCapacity: keys.count) { rows, found in
            let limit = limit
            heaps.withUnsafeBufferPointer { heaps in
                groups.withUnsafeBufferPointer { groups in
                    for row in 0..<keys.count {
                        rows[found] = Int32(truncatingIfNeeded: row)
                        found &+= keys[row] >= heaps[Int(groups[row]) &* limit] ? 1 : 0
                    }
                }
            }
        }
    }

    /// Keys so that the greater one leads. False where they are no numbers of 64 bits, or of another scale.
    private mutating func turn(_ column: Column, into keys: UnsafeMutableBufferPointer<Int64>) -> Bool {
        switch column {
        case .int(let numbers): turn(numbers.validity, into: keys) { numbers.values[$0] }
        case .date(let numbers): turn(numbers.validity, into: keys) { Int64(numbers.values[$0]) }
        case .float(let numbers): turn(numbers.validity, into: keys) { Ordinals.ordinal(numbers.values[$0]) }
        case .decimal(let numbers):
            if case .small(let mantissas) = numbers.mantissas, hasScale(numbers.scale) { turn(numbers.validity, into: keys) { mantissas[$0] } } else { false }
        default: false
        }
    }

    private mutating func hasScale(_ new: Int) -> Bool {
        if scale == nil { scale = new }
        return scale == new
    }

    @inline(__always)
    private func turn(_ validity: Bitmap?, into keys: UnsafeMutableBufferPointer<Int64>, _ value: (Int) -> Int64) -> Bool {
        let turn: Int64 = isDescending ? 0 : -1
        for row in 0..<keys.count { keys[row] = value(row) ^ turn }
        guard let validity else { return true }
        // Missing comes last both ways; together with the least number, which is told apart later.
        for index in 0..<validity.wordCount {
            var missing = ~validity.word(index)
            if index == validity.wordCount &- 1, keys.count & 63 != 0 { missing &= (1 &<< UInt64(keys.count & 63)) &- 1 }
            while missing != 0 {
                keys[index &* 64 &+ missing.trailingZeroBitCount] = .min
                missing &= missing &- 1
            }
        }
        return true
    }

    private static func replaceLast(of heap: UnsafeMutableBufferPointer<Int64>, by key: Int64) {
        var place = 0
        while true {
            var next = 2 * place + 1
            if next >= heap.count { break }
            if next + 1 < heap.count, heap[next + 1] < heap[next] { next += 1 }
            if heap[next] >= key { break }
            heap[place] = heap[next]
            place = next
        }
        heap[place] = key
    }
}
