import Columns

/// The first keys of the rows that lead so far, where only the first rows of a sort are wanted: rows behind the last of them are dropped
/// without a look at their other keys.
///
/// A heap with the last of them on top. Batches are gone through from their end, so that rows that come in just the wrong order, as
/// those of a register often do, change the heap a few times a batch and not once a row. O(rows) and O(log limit) for each change.
struct LeadingKeys {
    /// More wanted rows than this are not worth a heap.
    static let mostRows = 4_096

    private let limit: Int
    private let isDescending: Bool
    /// Keys so turned that the greater one leads; each is followed by greater ones at twice its place.
    private var heap: [Int64] = []
    /// Of decimals, of which those of another scale do not compare as they stand.
    private var scale: Int?

    init(limit: Int, isDescending: Bool) {
        self.limit = limit
        self.isDescending = isDescending
        heap.reserveCapacity(limit)
    }

    /// The rows that are not behind all that lead, in their order; `nil` for keys that are no numbers of 64 bits.
    mutating func candidates(_ column: Column, count: Int) -> [Int32]? {
        switch column {
        case .int(let numbers): candidates(count, numbers.validity) { numbers.values[$0] }
        case .date(let numbers): candidates(count, numbers.validity) { Int64(numbers.values[$0]) }
        case .float(let numbers): candidates(count, numbers.validity) { Ordinals.ordinal(numbers.values[$0]) }
        case .decimal(let numbers):
            if case .small(let mantissas) = numbers.mantissas, hasScale(numbers.scale) { candidates(count, numbers.validity) { mantissas[$0] } } else { nil }
        default: nil
        }
    }

    private mutating func hasScale(_ new: Int) -> Bool {
        if scale == nil { scale = new }
        return scale == new
    }

    @inline(__always)
    private mutating func candidates(_ count: Int, _ validity: Bitmap?, _ value: (Int) -> Int64) -> [Int32] {
        let turn: Int64 = isDescending ? 0 : -1
        let validity = validity?.unlessFull
        /// Missing comes last both ways; together with the least number, which is told apart later.
        func key(_ row: Int) -> Int64 { validity.map { $0[row] } ?? true ? value(row) ^ turn : .min }
        var row = count
        while row > 0, heap.count < limit {
            row &-= 1
            push(key(row))
        }
        while row > 0 {
            row &-= 1
            let new = key(row)
            if new > heap[0] { replaceLast(by: new) }
        }
        let last = heap.count < limit ? Int64.min : heap[0]
        var result: [Int32] = []
        for row in 0..<count where key(row) >= last { result.append(Int32(truncatingIfNeeded: row)) }
        return result
    }

    private mutating func push(_ key: Int64) {
        heap.append(key)
        var place = heap.count - 1
        while place > 0, heap[(place - 1) / 2] > key {
            heap[place] = heap[(place - 1) / 2]
            place = (place - 1) / 2
        }
        heap[place] = key
    }

    private mutating func replaceLast(by key: Int64) {
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
