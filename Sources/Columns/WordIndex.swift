import CPrefetch

/// Numbers distinct words, from 0 in order of first appearance.
///
/// While the words lie in a narrow range, as days, small whole numbers and packed keys do, a number is one load from an array over that
/// range; otherwise it is found by hash.
struct WordIndex: Sendable {
    private var words: [UInt64] = []
    /// The numbers of the words from `base` on, −1 for those that have not occurred; `nil` once the range has become too wide.
    private var direct: [Int32]? = []
    private var base: Int64 = 0
    private var table = ProbeTable()
    /// Words for which there is room from the start.
    private let expected: Int
    /// The words of a wider range as bits, while most of those that are looked for do not occur: a bit then answers in place of a slot
    /// of the table, which is 64 times as large.
    private var filter: WordFilter?
    /// Whether most have occurred.
    private var filterIsUseless = false

    /// Ranges that cost no thought.
    private static let smallRange = 1 << 16
    /// Ranges that are worth an array once there are `severalWords`: it takes a mebibyte.
    private static let mediumRange = 1 << 18
    private static let severalWords = 1 << 13
    /// Ranges that are worth an array when there are as many words as an eighth of it: a hash table would take as much memory.
    private static let largeRange = 1 << mostArrayBits
    /// Words of more bits are always hashed.
    static let mostArrayBits: UInt64 = 28
    /// How many words there will be when their range is looked at again: first words may lie far apart, and all of them close together.
    private var nextLook = severalWords

    /// Arrays that lie in the second-level cache.
    private static let nearPlaces = 1 << 17
    /// Places in a larger one are asked for so many rows ahead, since a new word waits for its own.
    private static let ahead = 32

    init(expecting expected: Int = 0) { self.expected = expected }

    var count: Int { words.count }

    /// Whether a number is one load, without a hash.
    var isArray: Bool { direct != nil }

    /// The numbers by the place of their words, and the word of the first; `nil` where words are hashed.
    var array: (numbers: [Int32], low: Int64)? { direct.map { ($0, base) } }

    subscript(_ number: Int) -> UInt64 { words[number] }

    /// - Parameters:
    ///   - rows: which of the new words to number.
    ///   - validity: rows that are not present are left out.
    ///   - newRows: gets the rows with new words.
    ///   - more: how many rows wait behind these, whose words may be as many: what comes in short runs need not look like few.
    mutating func assign(
        _ new: Values<UInt64>, _ rows: Range<Int>, _ validity: Bitmap?, into numbers: UnsafeMutablePointer<Int32>, _ newRows: inout [Int32], more: Int = 0
    ) {
        if rows.isEmpty { return }
        filter = nil
        if direct == nil, words.count >= nextLook { returnToArray() }
        var rest = rows
        while direct != nil, !rest.isEmpty {
            // As far as words lie in the array, which is mostly all of them.
            rest = assignPlaces(new, rest, validity, into: numbers, &newRows)..<rows.upperBound
            if !rest.isEmpty, !widen(new, rest, validity, more) { startHashing() }
        }
        if rest.isEmpty { return }
        var words = words
        self.words = []
        defer { self.words = words }
        new.withUnsafeBufferPointer { new in
            if let validity {
                Self.assign(new, rest, { !validity[$0] }, &table, &words, into: numbers, &newRows)
            } else if Self.mostlyRepeats(new, rest) {
                Self.assign(new, rest, { $0 > rest.lowerBound && new[$0] == new[$0 &- 1] }, &table, &words, into: numbers, &newRows)
                for row in rest.dropFirst() where new[row] == new[row &- 1] { numbers[row] = numbers[row &- 1] }
            } else {
                Self.assign(new, rest, { _ in false }, &table, &words, into: numbers, &newRows)
            }
        }
    }

    /// Numbers words by their places in the array.
    /// - Returns: the first row whose word lies outside it.
    private mutating func assignPlaces(
        _ new: Values<UInt64>, _ rows: Range<Int>, _ validity: Bitmap?, into numbers: UnsafeMutablePointer<Int32>, _ newRows: inout [Int32]
    ) -> Int {
        guard var direct, !direct.isEmpty else { return rows.first { row in validity.map { $0[row] } ?? true } ?? rows.upperBound }
        // Out of this struct for as long as they are written.
        self.direct = []
        var words = words
        self.words = []
        defer { (self.direct, self.words) = (direct, words) }
        return new.withUnsafeBufferPointer { new in
            direct.withUnsafeMutableBufferPointer { direct in
                let isNear = direct.count <= Self.nearPlaces
                // While most words are new, to look for those that are not is in vain.
                var areKnown = true
                var start = rows.lowerBound
                while start < rows.upperBound {
                    let run = start..<min(start &+ Self.runLength, rows.upperBound)
                    start = run.upperBound
                    if areKnown, readPlaces(new, run, validity, direct, into: numbers) { continue }
                    let before = words.count
                    for row in run where validity.map({ $0[row] }) ?? true {
                        if !isNear, row &+ Self.ahead < rows.upperBound { bringNear(new[row &+ Self.ahead], direct) }
                        let place = new[row] &- UInt64(bitPattern: base)
                        guard place < UInt64(direct.count) else { return row }
                        var number = direct[Int(place)]
                        if number < 0 {
                            number = Int32(truncatingIfNeeded: words.count)
                            direct[Int(place)] = number
                            words.append(new[row])
                            newRows.append(Int32(truncatingIfNeeded: row))
                        }
                        numbers[row] = number
                    }
                    areKnown = words.count &- before < run.count / 2
                }
                return rows.upperBound
            }
        }
    }

    /// Rows of which it is asked together whether their words have numbers: no branch waits for a load, and loads go on while others are waited for.
    static let runLength = 256

    @inline(__always)
    private func bringNear(_ word: UInt64, _ direct: UnsafeMutableBufferPointer<Int32>) {
        let place = word &- UInt64(bitPattern: base)
        if place < UInt64(direct.count), let array = direct.baseAddress { prefetch(array + Int(place)) }
    }

    /// The numbers of a run of words; where a row is missing, anything.
    /// - Returns: whether all present ones have one.
    @inline(__always)
    private func readPlaces(
        _ new: UnsafeBufferPointer<UInt64>, _ run: Range<Int>, _ validity: Bitmap?, _ direct: UnsafeMutableBufferPointer<Int32>, into numbers: UnsafeMutablePointer<Int32>
    ) -> Bool {
        let (low, count) = (UInt64(bitPattern: base), UInt64(direct.count))
        var signs: Int32 = 0
        if let validity {
            for row in run {
                let place = new[row] &- low
                let number = direct[Int(truncatingIfNeeded: place < count ? place : 0)]
                numbers[row] = number
                signs |= validity[row] ? place < count ? number : -1 : 0
            }
        } else {
            for row in run {
                let place = new[row] &- low
                let number = direct[Int(truncatingIfNeeded: place < count ? place : 0)]
                numbers[row] = number
                signs |= place < count ? number : -1
            }
        }
        return signs >= 0
    }

    @inline(__always)
    private static func assign(
        _ new: UnsafeBufferPointer<UInt64>, _ rows: Range<Int>, _ skips: (Int) -> Bool, _ table: inout ProbeTable, _ words: inout [UInt64],
        into numbers: UnsafeMutablePointer<Int32>, _ newRows: inout [Int32]
    ) {
        table.assign(rows, into: numbers, skips: skips, steps: 1) { Hashing.hash(new[$0]) } approach: { entry, _ in words.bringNear(entry) } isEqual: {
            words[$1] == new[$0]
        } insert: {
            words.append(new[$0])
            newRows.append(Int32(truncatingIfNeeded: $0))
        }
    }

    @inline(__always)
    private static func find(_ wanted: UnsafeBufferPointer<UInt64>, _ words: [UInt64], _ table: ProbeTable, into numbers: UnsafeMutablePointer<Int32>) {
        table.find(0..<wanted.count, into: numbers, skips: { _ in false }, steps: 1) { Hashing.hash(wanted[$0]) } approach: { entry, _ in words.bringNear(entry) } isEqual: {
            words[$1] == wanted[$0]
        }
    }

    /// The numbers of packed words, −1 for those that have not occurred; `nil` where words are hashed. Under missing rows anything.
    /// - Returns: whether all present ones have occurred.
    func lookUp(_ part: PackedPart, _ rows: Range<Int>, into numbers: UnsafeMutablePointer<Int32>) -> Bool? {
        direct.map { part.lookUp(rows, in: $0, from: base, into: numbers) }
    }

    /// The same for words that are short.
    func lookUp(_ short: Values<UInt32>, into numbers: UnsafeMutablePointer<Int32>) -> Bool? { direct.map { short.lookUp($0, from: base, into: numbers) } }

    /// Whether half of the words are the one before, as the keys of rows that lie in the order of what they belong to: each is then looked up once.
    private static func mostlyRepeats(_ words: UnsafeBufferPointer<UInt64>, _ rows: Range<Int>) -> Bool {
        var repeats = 0
        for row in rows.dropFirst() { repeats &+= words[row] == words[row &- 1] ? 1 : 0 }
        return repeats > rows.count / 2
    }

    /// The number of each word, −1 for one that has not occurred.
    mutating func find(_ wanted: Values<UInt64>, into numbers: UnsafeMutablePointer<Int32>) {
        if direct == nil, filter == nil, !filterIsUseless {
            filter = WordFilter(words)
            filterIsUseless = filter == nil
        }
        wanted.withUnsafeBufferPointer { wanted in
            if let direct {
                direct.withUnsafeBufferPointer { wanted.lookUp(in: $0, from: base, into: numbers) }
            } else if let filter {
                let found = Self.find(wanted, words, filter, table, into: numbers)
                // A filter that passes most words on is one look too many.
                filterIsUseless = found > wanted.count / 2
            } else {
                Self.find(wanted, words, table, into: numbers)
            }
        }
        if filterIsUseless { filter = nil }
    }

    /// - Returns: how many words have a number.
    private static func find(
        _ wanted: UnsafeBufferPointer<UInt64>, _ words: [UInt64], _ filter: WordFilter, _ table: ProbeTable,
        into numbers: UnsafeMutablePointer<Int32>
    ) -> Int {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: wanted.count) { passed in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * wanted.count) { memory in
                let places = UnsafeMutableBufferPointer(rebasing: memory[..<wanted.count])
                let entries = UnsafeMutableBufferPointer(rebasing: memory[wanted.count...])
                let found = filter.pass(wanted, into: passed, places)
                numbers.update(repeating: -1, count: wanted.count)
                guard found > 0, let base = entries.baseAddress else { return 0 }
                find(UnsafeBufferPointer(start: passed.baseAddress, count: found), words, table, into: base)
                for place in 0..<found { numbers[Int(places[place])] = entries[place] }
                return found
            }
        }
    }

    /// Makes the array cover the new words; false when it would become too wide.
    private mutating func widen(_ new: Values<UInt64>, _ rows: Range<Int>, _ validity: Bitmap?, _ more: Int) -> Bool {
        var (low, high) = (Int64.max, Int64.min)
        new.withUnsafeBufferPointer { new in
            for row in rows where validity.map({ $0[row] }) ?? true {
                let word = Int64(bitPattern: new[row])
                low = min(low, word)
                high = max(high, word)
            }
        }
        guard low <= high, var direct else { return true }
        if direct.isEmpty {
            base = low
        } else {
            low = min(low, base)
            high = max(high, base &+ Int64(direct.count) &- 1)
        }
        let (range, overflow) = high.subtractingReportingOverflow(low)
        if overflow || !Self.isWorthArray(range, words.count &+ rows.count &+ more) { return false }
        self.direct = []
        let before = Int(base &- low)
        if before > 0 { direct.insert(contentsOf: repeatElement(-1, count: before), at: 0) }
        // Doubling, since ranges that grow tend to go on growing.
        let wanted = Int(range) &+ 1
        if wanted > direct.count { direct.append(contentsOf: repeatElement(-1, count: max(wanted &- direct.count, min(direct.count, 4_096)))) }
        base = low
        self.direct = direct
        return true
    }

    /// Whether so many words are worth an array with a place for each number of such a range.
    static func isWorthArray(_ range: Int64, _ words: Int) -> Bool {
        range < smallRange || range < largeRange && (range / 8 <= words || range < mediumRange && words >= severalWords)
    }

    /// Goes back to an array where there are as many words by now as make one worth it. O(words), at each doubling of their number.
    private mutating func returnToArray() {
        nextLook = 2 &* words.count
        var (low, high) = (Int64.max, Int64.min)
        for word in words {
            low = min(low, Int64(bitPattern: word))
            high = max(high, Int64(bitPattern: word))
        }
        let (range, overflow) = high.subtractingReportingOverflow(low)
        if overflow || !Self.isWorthArray(range, words.count) { return }
        var array = [Int32](repeating: -1, count: Int(range) &+ 1)
        for (number, word) in words.enumerated() { array[Int(truncatingIfNeeded: word &- UInt64(bitPattern: low))] = Int32(truncatingIfNeeded: number) }
        (direct, base, table) = (array, low, ProbeTable())
    }

    private mutating func startHashing() {
        direct = nil
        nextLook = max(nextLook, 2 &* words.count)
        table = ProbeTable(expecting: expected)
        let words = words
        let numbers = UnsafeMutablePointer<Int32>.allocate(capacity: words.count)
        defer { numbers.deallocate() }
        table.assign(0..<words.count, into: numbers, skips: { _ in false }, steps: 0) { Hashing.hash(words[$0]) } approach: { _, _ in } isEqual: { words[$0] == words[$1] } insert: { _ in }
    }
}
