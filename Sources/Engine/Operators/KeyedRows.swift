import Columns
import Tables

/// The rows of each key on the right side of a join.
///
/// Rows of one key are chained in their order, so that a key of a single row, the usual case, costs no list. Copies share what was made
/// once; each remembers for its own thread what it has found of the codes of dictionaries.
struct KeyedRows {
    private enum Index {
        /// One key of texts.
        case texts(TextRowIndex)
        /// One key of numbers that lie close together.
        case numbers(NumberRowIndex)
        /// Keys by the numbers of their groups, and the first row of each group; none where every row has its own, for then it has the same number.
        case groups(GroupIndex, firstRows: [Int32])
    }
    private let index: Index
    /// The next row with the same key, −1 after the last; none where no key stands twice.
    private let nextRows: Values<Int32>
    /// Whether no key stands twice.
    let isUnique: Bool
    /// The first rows of codes, by dictionary; `unasked` for those that no row has had.
    private var codes: [ObjectIdentifier: (dictionary: TextDictionary, rows: [Int32])] = [:]

    private static let unasked: Int32 = -2
    /// Dictionaries remembered at a time; a file of many row groups has many.
    private static let dictionaryLimit = 8

    /// Rows that are numbered in one go, without a look whether the user has stopped the run.
    private static let run = 1 << 19

    /// - Throws: when the run is stopped.
    init(_ keys: [Column], rowCount: Int, _ context: QueryContext) throws {
        let isStopped = { @Sendable in context.isStopped }
        if keys.count == 1, case .text(let texts) = keys[0] {
            let rows = TextRowIndex(texts, context.parallelism, isStopped: isStopped)
            try context.checkCancelled()
            index = .texts(rows)
            isUnique = rows.isUnique
            nextRows = rows.nextRows
            return
        }
        if keys.count == 1, let rows = NumberRowIndex(keys[0], context.parallelism, isStopped: isStopped) {
            try context.checkCancelled()
            index = .numbers(rows)
            isUnique = rows.isUnique
            nextRows = rows.nextRows
            return
        }
        let numbers = GroupIndex(keyCount: keys.count)
        var groups: [Int32] = []
        groups.reserveCapacity(rowCount)
        for start in stride(from: 0, to: rowCount, by: Self.run) {
            try context.checkCancelled()
            let rows = start..<min(start + Self.run, rowCount)
            groups += numbers.assign(keys.map { $0.slice(rows) }, count: rows.count)
        }
        isUnique = numbers.count == rowCount
        if isUnique {
            index = .groups(numbers, firstRows: [])
            nextRows = Values(uninitialized: 0)
            return
        }
        nextRows = Values(repeating: -1, count: rowCount)
        var firstRows = [Int32](repeating: -1, count: numbers.count)
        var lastRows = firstRows
        for row in 0..<rowCount {
            let group = Int(groups[row])
            if firstRows[group] < 0 { firstRows[group] = Int32(row) } else { nextRows.pointer[Int(lastRows[group])] = Int32(row) }
            lastRows[group] = Int32(row)
        }
        index = .groups(numbers, firstRows: firstRows)
    }

    /// The same rows for a thread of its own: looking up remembers dictionaries.
    init(sharing other: KeyedRows) {
        isUnique = other.isUnique
        nextRows = other.nextRows
        index =
            switch other.index {
            case .texts, .numbers: other.index
            case .groups(let numbers, let firstRows): .groups(numbers.copy(), firstRows: firstRows)
            }
    }

    /// What a column holds by key, where that can be looked up without the row.
    func words(of column: BatchColumn) -> WordsByNumber? { if case .numbers(let rows) = index { WordsByNumber(column, by: rows) } else { nil } }

    /// The first row that has each key, −1 where none has. A key with a missing value is found nowhere.
    mutating func firstRows(of keys: [BatchColumn], count: Int) -> [Int32] {
        switch index {
        case .texts(let texts):
            if case .packed(let part) = keys[0], case .coded(let dictionary) = part.column.form {
                return find(dictionary, count: count, part.validity, texts) { part.lookUp(0..<count, in: $0, from: 0, into: $1) } coded: { part.wide }
            }
            return find(keys[0].wide, texts)
        case .numbers(let numbers): return numbers.firstRows(of: keys[0])
        case .groups(let numbers, let firstRows):
            var rows = numbers.find(keys, count: count)
            if isUnique { return rows }
            for row in 0..<count where rows[row] >= 0 { rows[row] = firstRows[Int(rows[row])] }
            return rows
        }
    }

    /// Whether each key stands here; one with a missing value is found where such a one does.
    mutating func contains(_ keys: [Column], count: Int) -> Bitmap {
        switch index {
        case .texts(let texts): return Self.found(find(keys[0], texts), orMissing: texts.firstMissing >= 0, keys[0])
        case .numbers(let numbers): return Self.found(numbers.firstRows(of: .wide(keys[0])), orMissing: numbers.firstMissing >= 0, keys[0])
        case .groups(let numbers, _):
            let groups = numbers.find(keys, count: count, missingMatches: true)
            return Bitmap.make(count) { groups[$0] >= 0 }
        }
    }

    private static func found(_ rows: [Int32], orMissing hasMissing: Bool, _ key: Column) -> Bitmap {
        Bitmap.make(rows.count) { rows[$0] >= 0 || hasMissing && !key.isPresent($0) }
    }

    /// The next row with the same key, −1 after the last.
    func row(after row: Int32) -> Int32 { isUnique ? -1 : nextRows[Int(row)] }

    private mutating func find(_ key: Column, _ texts: TextRowIndex) -> [Int32] {
        switch key {
        case .text(let wanted):
            return [Int32](unsafeUninitializedCapacity: wanted.count) { rows, found in
                if let base = rows.baseAddress { texts.firstRows(of: wanted, into: base) }
                found = wanted.count
            }
        case .coded(let coded):
            return find(coded.dictionary, count: key.count, coded.validity, texts) { coded.codes.lookUp($0, from: 0, into: $1) } coded: { key }
        // Links to whole-number keys.
        case .int: return find(key.asDigits, texts)
        default: return [Int32](repeating: -1, count: key.count)
        }
    }

    /// The first rows of codes, each of which is looked for once.
    ///
    /// - Parameters:
    ///   - lookUp: puts to each row what an array has at its code, and says whether none of it is negative.
    ///   - coded: the column itself, which is asked for where there are codes that no row has had.
    private mutating func find(
        _ dictionary: TextDictionary, count: Int, _ validity: Bitmap?, _ texts: TextRowIndex, lookUp: ([Int32], UnsafeMutablePointer<Int32>) -> Bool,
        coded: () -> Column
    ) -> [Int32] {
        var known = codes.removeValue(forKey: ObjectIdentifier(dictionary))?.rows ?? [Int32](repeating: Self.unasked, count: dictionary.count)
        let rows = [Int32](unsafeUninitializedCapacity: count) { rows, used in
            guard let base = rows.baseAddress else { return }
            if !lookUp(known, base), rows[..<count].contains(Self.unasked), case .coded(let column) = coded() {
                for row in 0..<count where rows[row] == Self.unasked && validity?[row] ?? true {
                    let code = Int(column.codes[row])
                    if known[code] == Self.unasked { known[code] = texts.firstRow(of: dictionary.values[code]) }
                    rows[row] = known[code]
                }
            }
            if let validity { for row in 0..<count where !validity[row] { rows[row] = -1 } }
            used = count
        }
        if codes.count >= Self.dictionaryLimit { codes.removeAll() }
        codes[ObjectIdentifier(dictionary)] = (dictionary, known)
        return rows
    }
}
