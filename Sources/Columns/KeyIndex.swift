/// Numbers the distinct values of one key column, from 0 in order of first appearance; that a value is missing is a value of its own.
///
/// Texts are numbered by their bytes, everything else by its words (see `KeyEncoder`). Coded text costs one load a row once every code of
/// its dictionary has been met; while there is but one dictionary, of which each value stands once, nobody looks at the texts at all.
struct KeyIndex {
    private enum Distinct {
        case none
        /// Codes of one dictionary, in the order of their numbers.
        case codes(TextDictionary, [UInt32])
        case texts(DictionaryBuilder)
        case words(KeyEncoder, WordIndex)
    }
    private var distinct = Distinct.none
    /// The number of the missing value, −1 before it has occurred. Values behind it are numbered one higher than their codes or words.
    private var missing: Int32 = -1
    /// Numbers of the codes of dictionaries met before, without regard to `missing`; else `unasked` or `absent`.
    private var codeNumbers: [ObjectIdentifier: CodeNumbers] = [:]
    /// The values in the order of their numbers; not kept while all are texts in full, which the dictionary has anyway.
    private var chunks: [Column] = []
    private var isPlainText = true
    /// Numbers so far.
    private(set) var count = 0
    /// Values for which there is room from the start.
    private let expected: Int

    init(expecting expected: Int = 0) { self.expected = expected }

    /// Whether values are found by their place in an array.
    var isArray: Bool {
        switch distinct {
        case .codes: true
        case .words(_, let index): index.isArray
        case .none, .texts: false
        }
    }

    /// Whether any code may stand as `absent`.
    private var hasAbsent = false

    private struct CodeNumbers {
        /// Keeps the identity from being reused.
        var dictionary: TextDictionary
        var numbers: [Int32]
    }
    /// A code that has not been looked up.
    private static let unasked: Int32 = -1
    /// A code that has, in vain: a link without a row must not be looked up again in each of its rows. Forgotten with the next new value.
    private static let absent: Int32 = -2
    /// Dictionaries remembered at a time; a file of many row groups has many.
    private static let dictionaryLimit = 8

    /// The number of each row's value; rows with new values get new numbers. O(rows), amortised.
    ///
    /// - Parameter newRows: gets the rows with new values, in the order of their numbers.
    mutating func assign(_ key: Column, _ newRows: inout [Int32]) -> [Int32] {
        let rowCount = key.count
        let known = newRows.count
        var key = key
        leaveCodes(for: key)
        switch (distinct, key) {
        case (.texts, .int): key = key.asDigits
        case (.words, .text), (.words, .coded): spellOut()
        default: break
        }
        if case .text = key {} else if case .missing = key {} else if isPlainText {
            // Texts and what is missing: nothing in it that could be far apart.
            if count > 0, let known = try? values() { chunks = [known] }
            isPlainText = false
        }
        let validity = key.validity?.unlessFull
        var result = [Int32](repeating: 0, count: rowCount)
        result.withUnsafeMutableBufferPointer { result in
            guard let numbers = result.baseAddress else { return }
            // The missing value gets its number between those before its first row and those after.
            let firstMissing = missing < 0 ? validity?.firstClear : nil
            number(key, 0..<(firstMissing ?? rowCount), validity, into: numbers, &newRows)
            if let firstMissing {
                missing = Int32(truncatingIfNeeded: count + newRows.count - known)
                newRows.append(Int32(truncatingIfNeeded: firstMissing))
                number(key, firstMissing..<rowCount, validity, into: numbers, &newRows)
            }
            shift(numbers, rowCount, validity, missingAs: missing)
        }
        keep(newRows[known...]) { key.gather($0) }
        return result
    }

    /// Takes in what rows with new values have.
    private mutating func keep(_ new: ArraySlice<Int32>, _ gather: ([Int32]) -> Column) {
        if new.isEmpty { return }
        count += new.count
        if hasAbsent {
            codeNumbers.removeAll()
            hasAbsent = false
        }
        if isPlainText { return }
        chunks.append(gather(Array(new)))
        // Decimals that are far apart are told of where the keys are wanted.
        if chunks.count > 256, let whole = try? Column.concatenated(chunks) { chunks = [whole] }
    }

    /// The number of each row's value, −1 for one that has not occurred.
    ///
    /// - Parameter missingMatches: whether a missing value can be found; joins say no.
    mutating func find(_ key: Column, missingMatches: Bool) -> [Int32] {
        leaveCodes(for: key)
        switch (distinct, key) {
        case (.texts, .int): return find(key.asDigits, missingMatches: missingMatches)
        case (.words, .text), (.words, .coded): return findNumbers(key, missingMatches: missingMatches)
        default: break
        }
        let rowCount = key.count
        var result = [Int32](repeating: -1, count: rowCount)
        let validity = key.validity?.unlessFull
        result.withUnsafeMutableBufferPointer { result in
            guard let numbers = result.baseAddress else { return }
            switch (distinct, key) {
            case (.none, _), (_, .missing): break
            case (.codes, .coded(let coded)):
                let map = takeNumbers(of: coded.dictionary)
                Self.forEachPresent(0..<rowCount, validity) { row in numbers[row] = map.numbers[Int(coded.codes[row])] }
                codeNumbers[ObjectIdentifier(coded.dictionary)] = map
            case (.texts(let dictionary), .text(let texts)): dictionary.find(texts, into: numbers)
            case (.texts(let dictionary), .coded(let coded)):
                hasAbsent = true
                var map = takeNumbers(of: coded.dictionary)
                Self.forEachPresent(0..<rowCount, validity) { row in
                    let code = Int(coded.codes[row])
                    if map.numbers[code] == Self.unasked { map.numbers[code] = dictionary.find(coded.dictionary.values[code]).map { Int32(bitPattern: $0) } ?? Self.absent }
                    numbers[row] = max(map.numbers[code], -1)
                }
                codeNumbers[ObjectIdentifier(coded.dictionary)] = map
            case (.words(var encoder, var index), _):
                distinct = .none
                index.find(encoder.words(key, interning: false), into: numbers)
                distinct = .words(encoder, index)
            case (.codes, _), (.texts, _): preconditionFailure("a key keeps its type")
            }
            shift(numbers, rowCount, validity, missingAs: missingMatches ? missing : -1)
        }
        return result
    }

    // MARK: Packed keys

    /// The number of each packed value, as of values that are wide; `nil` where they are found by more than their place in an array, and where a code
    /// is new.
    mutating func assign(_ part: PackedPart, _ newRows: inout [Int32]) -> [Int32]? {
        if part.validity != nil, missing < 0 { return nil }
        if isArrayOfWords, part.column.form == .int || part.column.form == .date { return assignWords(part, &newRows) }
        guard let (numbers, areAll) = lookUp(part, missingAs: missing), areAll else { return nil }
        return numbers
    }

    private var isArrayOfWords: Bool { if case .words(_, let index) = distinct { index.isArray } else { false } }

    /// New values come together, as the days of a month do, and again soon: in runs all of most are known.
    private mutating func assignWords(_ part: PackedPart, _ newRows: inout [Int32]) -> [Int32] {
        let known = newRows.count
        let result = [Int32](unsafeUninitializedCapacity: part.count) { result, used in
            used = part.count
            guard let numbers = result.baseAddress else { return }
            var (encoder, index) = takeWords()
            for start in stride(from: 0, to: part.count, by: Self.runLength) {
                let run = start..<min(start + Self.runLength, part.count)
                if index.lookUp(part, run, into: numbers + start) == true { continue }
                var newInRun: [Int32] = []
                index.assign(
                    encoder.words(part.wide(run), interning: true), 0..<run.count, part.validity?.slice(run), into: numbers + start, &newInRun, more: part.count - run.upperBound)
                newRows += newInRun.map { $0 + Int32(truncatingIfNeeded: start) }
            }
            distinct = .words(encoder, index)
            shift(numbers, part.count, part.validity, missingAs: missing)
        }
        keep(newRows[known...]) { rows in BatchColumn.packed(part).gather(rows).wide }
        return result
    }

    /// The number of each packed value, −1 for one that has not occurred; `nil` where they are found by more than their place in an array.
    func find(_ part: PackedPart, missingMatches: Bool) -> [Int32]? {
        guard let (numbers, areAll) = lookUp(part, missingAs: missingMatches ? missing : -1) else { return nil }
        // A code may not have been asked for.
        if case .coded = part.column.form, !areAll { return nil }
        return numbers
    }

    private func lookUp(_ part: PackedPart, missingAs number: Int32) -> (numbers: [Int32], areAll: Bool)? {
        guard let (array, low) = array(of: part.column.form) else { return nil }
        var areAll = true
        let numbers = [Int32](unsafeUninitializedCapacity: part.count) { numbers, used in
            used = part.count
            guard let first = numbers.baseAddress else { return }
            areAll = part.lookUp(0..<part.count, in: array, from: low, into: first)
            shift(first, part.count, part.validity, missingAs: number)
        }
        return (numbers, areAll)
    }

    /// The numbers of values by their place, and the value of the first; `nil` where they are found by more than that.
    private func array(of form: PackedColumn.Form) -> (numbers: [Int32], low: Int64)? {
        switch (distinct, form) {
        case (.codes(let dictionary, _), .coded(let other)) where dictionary !== other: nil
        case (.codes, .coded(let dictionary)), (.texts, .coded(let dictionary)): codeNumbers[ObjectIdentifier(dictionary)].map { ($0.numbers, 0) }
        case (.words(_, let index), .int), (.words(_, let index), .date): index.array
        default: nil
        }
    }

    /// Links as digits among numbers: what is no number is none of them.
    private mutating func findNumbers(_ key: Column, missingMatches: Bool) -> [Int32] {
        let numbers = key.asNumbers
        var result = find(numbers, missingMatches: missingMatches)
        guard missingMatches, let isNumber = numbers.validity else { return result }
        let isPresent = key.validity
        for row in 0..<result.count where isPresent?[row] ?? true && !isNumber[row] { result[row] = -1 }
        return result
    }

    /// The numbers met so far as their digits, since a link has come that is none.
    private mutating func spellOut() {
        guard let numbers = try? values() else { return }
        let digits = numbers.asDigits
        var builder = DictionaryBuilder()
        if case .text(let texts) = digits {
            for row in 0..<texts.count where texts.validity?[row] ?? true { _ = builder.code(texts[row]) }
        }
        chunks = [digits]
        distinct = .texts(builder)
    }

    /// Numbers go by texts from now on where the key is no code of the one dictionary.
    private mutating func leaveCodes(for key: Column) {
        guard case .codes(let dictionary, let codes) = distinct else { return }
        switch key {
        case .missing: return
        case .coded(let coded) where coded.dictionary === dictionary: return
        default: break
        }
        var texts = DictionaryBuilder(expecting: expected)
        for code in codes { _ = texts.code(dictionary.values[Int(code)]) }
        distinct = .texts(texts)
    }

    /// The values, one row a number. O(numbers).
    /// - Throws: for decimals that have no common scale.
    func values() throws(DecimalsFarApart) -> Column {
        guard isPlainText else { return try Column.concatenated(chunks) }
        guard case .texts(let dictionary) = distinct else { return .missing(count: count) }
        let texts = Column.text(dictionary.texts)
        if missing < 0 { return texts }
        return try Column.concatenated([texts.slice(0..<Int(missing)), .missing(count: 1), texts.slice(Int(missing)..<texts.count)])
    }

    /// Numbers the present rows without regard to the missing value.
    private mutating func number(_ key: Column, _ rows: Range<Int>, _ validity: Bitmap?, into numbers: UnsafeMutablePointer<Int32>, _ newRows: inout [Int32]) {
        if rows.isEmpty { return }
        switch key {
        case .missing: return
        case .text(let texts):
            var dictionary = takeDictionary()
            dictionary.codes(TextColumn(offsets: texts.offsets, bytes: texts.bytes, validity: validity), rows, into: numbers, &newRows)
            distinct = .texts(dictionary)
        case .coded(let coded):
            var map = takeNumbers(of: coded.dictionary)
            if var codes = takeCodes() {
                Self.number(coded, rows, validity, by: &map.numbers, into: numbers, &newRows) { code in
                    codes.append(UInt32(truncatingIfNeeded: code))
                    return (Int32(truncatingIfNeeded: codes.count &- 1), true)
                }
                distinct = .codes(coded.dictionary, codes)
            } else {
                var dictionary = takeDictionary()
                Self.number(coded, rows, validity, by: &map.numbers, into: numbers, &newRows) { code in
                    let before = dictionary.count
                    return (Int32(bitPattern: dictionary.code(coded.dictionary.values[code])), dictionary.count > before)
                }
                distinct = .texts(dictionary)
            }
            codeNumbers[ObjectIdentifier(coded.dictionary)] = map
        default:
            var (encoder, index) = takeWords()
            index.assign(encoder.words(key, interning: true), rows, validity, into: numbers, &newRows)
            distinct = .words(encoder, index)
        }
    }

    /// - Parameter add: the number of a code that has been met in no row, and whether it is a new one.
    @inline(__always)
    private static func number(
        _ coded: CodedColumn, _ rows: Range<Int>, _ validity: Bitmap?, by map: inout [Int32], into numbers: UnsafeMutablePointer<Int32>, _ newRows: inout [Int32],
        add: (Int) -> (number: Int32, isNew: Bool)
    ) {
        map.withUnsafeMutableBufferPointer { map in
            var start = rows.lowerBound
            while start < rows.upperBound {
                let run = start..<min(start &+ runLength, rows.upperBound)
                start = run.upperBound
                if validity == nil, readNumbers(coded.codes, run, map, into: numbers) { continue }
                forEachPresent(run, validity) { row in
                    let code = Int(coded.codes[row])
                    if map[code] < 0 {
                        let (number, isNew) = add(code)
                        if isNew { newRows.append(Int32(truncatingIfNeeded: row)) }
                        map[code] = number
                    }
                    numbers[row] = map[code]
                }
            }
        }
    }

    /// Rows of which it is asked together whether their codes have numbers, without a branch for each.
    private static let runLength = 256

    /// The numbers of a run of codes, all present.
    /// - Returns: whether all have one.
    @inline(__always)
    private static func readNumbers(_ codes: Values<UInt32>, _ run: Range<Int>, _ map: UnsafeMutableBufferPointer<Int32>, into numbers: UnsafeMutablePointer<Int32>) -> Bool {
        var signs: Int32 = 0
        for row in run {
            let number = map[Int(codes[row])]
            numbers[row] = number
            signs |= number
        }
        return signs >= 0
    }

    /// Puts the missing value where it belongs among the numbers.
    private func shift(_ numbers: UnsafeMutablePointer<Int32>, _ rowCount: Int, _ validity: Bitmap?, missingAs number: Int32) {
        if missing < 0, validity == nil { return }
        for row in 0..<rowCount {
            if let validity, !validity[row] {
                numbers[row] = number
            } else if missing >= 0, numbers[row] >= missing {
                numbers[row] &+= 1
            }
        }
    }

    @inline(__always)
    private static func forEachPresent(_ rows: Range<Int>, _ validity: Bitmap?, _ body: (Int) -> Void) {
        if let validity {
            for row in rows where validity[row] { body(row) }
        } else {
            for row in rows { body(row) }
        }
    }

    // What is written must have one owner, so it is taken out of its enum meanwhile.

    /// `nil` where numbers go by something else.
    private mutating func takeCodes() -> [UInt32]? {
        switch distinct {
        case .none: return []
        case .codes(_, let codes):
            distinct = .none
            return codes
        case .texts, .words: return nil
        }
    }

    private mutating func takeDictionary() -> DictionaryBuilder {
        guard case .texts(let dictionary) = distinct else { return DictionaryBuilder(expecting: expected) }
        distinct = .none
        return dictionary
    }

    private mutating func takeWords() -> (KeyEncoder, WordIndex) {
        guard case .words(let encoder, let index) = distinct else { return (KeyEncoder(), WordIndex(expecting: expected)) }
        distinct = .none
        return (encoder, index)
    }

    private mutating func takeNumbers(of dictionary: TextDictionary) -> CodeNumbers {
        let identity = ObjectIdentifier(dictionary)
        if let known = codeNumbers.removeValue(forKey: identity) { return known }
        if codeNumbers.count >= Self.dictionaryLimit { codeNumbers.removeAll() }
        return CodeNumbers(dictionary: dictionary, numbers: [Int32](repeating: Self.unasked, count: dictionary.count))
    }
}
