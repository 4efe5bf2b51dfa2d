/// Numbers distinct tuples of numbers, from 0 in order of first appearance.
///
/// The numbers of a tuple are packed into one word, each into as many bits as the numbers seen so far need; when one needs more, the
/// known tuples are packed anew. So a key of several columns costs one look-up of a word, whatever the types of its columns are, and
/// where the columns have few values that is a load from an array. Tuples that do not fit 64 bits are pairs of the numbers of their halves.
struct TupleIndex {
    private let width: Int
    private var bits: [UInt64]
    private var words: WordIndex
    /// The two halves, once tuples are pairs; else none.
    private var halves: [TupleIndex] = []
    private var middle: Int { width / 2 }
    /// Tuples for which there is room from the start.
    private let expected: Int

    /// - Parameter expected: tuples for which there is room from the start.
    init(width: Int, expecting expected: Int = 0) {
        self.width = width
        self.expected = expected
        words = WordIndex(expecting: expected)
        bits = [UInt64](repeating: 0, count: width)
    }

    var count: Int { words.count }

    /// - Parameters:
    ///   - members: for each place of the tuple its number in each row.
    ///   - limits: for each place how many numbers there are so far.
    mutating func assign(_ members: [[Int32]], limits: [Int], rowCount: Int) -> [Int32] {
        makeRoom(limits)
        if let places = places(members, rowCount) { return assign(places) }
        let packed = halves.isEmpty ? pack(members, rowCount) : assignHalves(members, limits, rowCount)
        var result = [Int32](repeating: 0, count: rowCount)
        var newRows: [Int32] = []
        result.withUnsafeMutableBufferPointer { result in
            if let numbers = result.baseAddress { words.assign(packed, 0..<rowCount, nil, into: numbers, &newRows) }
        }
        return result
    }

    /// Tuples as places in an array, where their numbers are found by those.
    private func places(_ members: [[Int32]], _ rowCount: Int) -> Values<UInt32>? {
        guard halves.isEmpty, words.isArray, bits.reduce(0, +) <= WordIndex.mostArrayBits else { return nil }
        let places = Values<UInt32>(repeating: 0, count: rowCount)
        // Each member stands above those before it.
        for (place, numbers) in members.enumerated().reversed() { places.addPlaces(numbers, size: 1 << bits[place]) }
        return places
    }

    /// New tuples come together, as those of a day do, and occur again soon: in runs all of most are known.
    private mutating func assign(_ places: Values<UInt32>) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: places.count) { result, used in
            used = places.count
            guard let numbers = result.baseAddress else { return }
            var newRows: [Int32] = []
            for start in stride(from: 0, to: places.count, by: WordIndex.runLength) {
                let run = places.slice(start..<min(start + WordIndex.runLength, places.count))
                if words.lookUp(run, into: numbers + start) == true { continue }
                words.assign(run.widened, 0..<run.count, nil, into: numbers + start, &newRows, more: places.count - start - run.count)
            }
        }
    }

    /// −1 for a tuple that has not occurred, or with a member of −1.
    mutating func find(_ members: [[Int32]], rowCount: Int) -> [Int32] {
        var result = [Int32](repeating: -1, count: rowCount)
        let parts = halves.isEmpty ? members : [
            halves[0].find(Array(members[..<middle]), rowCount: rowCount), halves[1].find(Array(members[middle...]), rowCount: rowCount),
        ]
        let packed = halves.isEmpty ? pack(parts, rowCount) : Self.pairs(parts[0], parts[1])
        result.withUnsafeMutableBufferPointer { result in
            if let numbers = result.baseAddress { words.find(packed, into: numbers) }
        }
        for (place, part) in parts.enumerated() {
            let limit: Int64 = halves.isEmpty ? 1 &<< Int64(bits[place]) : Int64(Int32.max)
            for row in 0..<rowCount where part[row] < 0 || Int64(part[row]) >= limit { result[row] = -1 }
        }
        return result
    }

    /// For each place of the tuple its number in each tuple. O(tuples).
    func members() -> [[Int32]] {
        guard halves.isEmpty else {
            let pairs = (0..<count).map { (Int(words[$0] >> 32), Int(words[$0] & 0xFFFF_FFFF)) }
            return halves[0].members().map { member in pairs.map { member[$0.0] } } + halves[1].members().map { member in pairs.map { member[$0.1] } }
        }
        var shift: UInt64 = 0
        return bits.map { bits in
            defer { shift += bits }
            let mask: UInt64 = bits == 0 ? 0 : UInt64.max >> (64 - bits)
            return (0..<count).map { Int32(truncatingIfNeeded: words[$0] >> shift & mask) }
        }
    }

    private func pack(_ members: [[Int32]], _ rowCount: Int) -> Values<UInt64> {
        let result = Values<UInt64>(uninitialized: rowCount)
        var shift: UInt64 = 0
        for (place, numbers) in members.enumerated() where bits[place] > 0 {
            numbers.withUnsafeBufferPointer { numbers in
                if shift == 0 {
                    for row in 0..<rowCount { result.pointer[row] = UInt64(UInt32(bitPattern: numbers[row])) }
                } else {
                    for row in 0..<rowCount { result.pointer[row] |= UInt64(UInt32(bitPattern: numbers[row])) &<< shift }
                }
            }
            shift += bits[place]
        }
        if shift == 0 { result.pointer.initialize(repeating: 0, count: rowCount) }
        return result
    }

    private mutating func assignHalves(_ members: [[Int32]], _ limits: [Int], _ rowCount: Int) -> Values<UInt64> {
        Self.pairs(
            halves[0].assign(Array(members[..<middle]), limits: Array(limits[..<middle]), rowCount: rowCount),
            halves[1].assign(Array(members[middle...]), limits: Array(limits[middle...]), rowCount: rowCount))
    }

    private static func pairs(_ first: [Int32], _ second: [Int32]) -> Values<UInt64> {
        let result = Values<UInt64>(uninitialized: first.count)
        for row in 0..<first.count { result.pointer[row] = UInt64(UInt32(bitPattern: first[row])) << 32 | UInt64(UInt32(bitPattern: second[row])) }
        return result
    }

    /// Gives each place the bits that its numbers need, and the known tuples their new words.
    private mutating func makeRoom(_ limits: [Int]) {
        guard halves.isEmpty else { return }
        let needed = limits.map { $0 < 2 ? 0 : UInt64(64 - UInt64($0 - 1).leadingZeroBitCount) }
        guard zip(needed, bits).contains(where: { $0 > $1 }) else { return }
        let known = members()
        bits = Self.roomy(needed, bits)
        let knownCount = count
        words = WordIndex(expecting: expected)
        if bits.reduce(0, +) > 64 {
            halves = [TupleIndex(width: middle), TupleIndex(width: width - middle)]
            renumber(assignHalves(known, limits, knownCount))
        } else {
            renumber(pack(known, knownCount))
        }
    }

    /// More bits than are needed, while they fit, so that not each further doubling makes words anew. One for each place while words may be looked up in
    /// an array, which gets longer by it; of words that are hashed anyway those with many numbers, which are those that grow, share all there are.
    private static func roomy(_ needed: [UInt64], _ bits: [UInt64]) -> [UInt64] {
        var roomy = zip(needed, bits).map { $0 > $1 ? $0 + 1 : $1 }
        let used = roomy.reduce(0, +)
        if used > 64 { return needed }
        let growing = needed.indices.filter { needed[$0] > 8 }
        if needed.reduce(0, +) > WordIndex.mostArrayBits, !growing.isEmpty {
            let share = (64 - used) / UInt64(growing.count)
            for place in growing { roomy[place] = max(roomy[place], min(roomy[place] + share, 31)) }
        }
        return roomy
    }

    /// The known tuples by their new words; each keeps its number.
    private mutating func renumber(_ packed: Values<UInt64>) {
        var newRows: [Int32] = []
        var numbers = [Int32](repeating: 0, count: packed.count)
        numbers.withUnsafeMutableBufferPointer { numbers in
            if let base = numbers.baseAddress { words.assign(packed, 0..<packed.count, nil, into: base, &newRows) }
        }
    }
}
