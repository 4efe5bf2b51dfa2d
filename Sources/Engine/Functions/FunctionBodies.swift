import Columns
import Semantics
import Synchronization

/// The loops that function rows share: what differs is what they do with one row.
///
/// A result is missing where an argument is; closures see only rows where all are present, and may themselves
/// answer `nil`. Text functions run once a value of a dictionary when their other arguments are constant.
enum FunctionBodies {
    // MARK: By result

    static func texts(_ count: Int, _ arguments: BatchColumns, _ value: (Int) throws -> String?) rethrows -> Column {
        let present = presence(arguments)
        var builder = TextColumnBuilder(capacity: count)
        for row in 0..<count {
            if present?[row] ?? true, let text = try value(row) { builder.append(text) } else { builder.appendMissing() }
        }
        return builder.finish()
    }

    /// Texts that are parts of texts which lie in memory already.
    static func pieces(_ count: Int, _ arguments: BatchColumns, _ value: (Int) throws -> UnsafeBufferPointer<UInt8>?) rethrows -> Column {
        let present = presence(arguments)
        var builder = TextColumnBuilder(capacity: count)
        for row in 0..<count {
            if present?[row] ?? true, let text = try value(row) { builder.append(text) } else { builder.appendMissing() }
        }
        return builder.finish()
    }

    static func ints(_ count: Int, _ arguments: BatchColumns, _ value: (Int) throws -> Int64?) rethrows -> Column {
        .int(try numbers(count, arguments, zero: 0, value))
    }

    static func floats(_ count: Int, _ arguments: BatchColumns, _ value: (Int) throws -> Double?) rethrows -> Column {
        .float(try numbers(count, arguments, zero: 0, value))
    }

    static func days(_ count: Int, _ arguments: BatchColumns, _ value: (Int) throws -> Int32?) rethrows -> Column {
        .date(try numbers(count, arguments, zero: 0, value))
    }

    static func bools(_ count: Int, _ arguments: BatchColumns, _ value: (Int) throws -> Bool?) rethrows -> Column {
        let numbers = try numbers(count, arguments, zero: UInt8(0)) { row in try value(row).map { $0 ? 1 : 0 } }
        return .bool(BoolColumn(values: Bitmap.make(count) { numbers.values[$0] == 1 }, validity: numbers.validity))
    }

    static func periods(_ count: Int, _ arguments: BatchColumns, _ value: (Int) throws -> Period?) rethrows -> Column {
        let first = Values<Int32>(repeating: 0, count: count)
        let last = Values<Int32>(repeating: 0, count: count)
        let validity = try fill(count, arguments) { row in
            guard let period = try value(row) else { return false }
            first.pointer[row] = period.first
            last.pointer[row] = period.last
            return true
        }
        return .period(PeriodColumn(first: first, last: last, validity: validity))
    }

    static func values(_ count: Int, _ arguments: BatchColumns, type: Type, _ value: (Int) throws -> Value?) throws -> Column {
        let present = presence(arguments)
        var values: [Value] = []
        values.reserveCapacity(count)
        for row in 0..<count { values.append(present?[row] ?? true ? try value(row) ?? .missing : .missing) }
        return try Column.fitting(values, type: type)
    }

    private static func numbers<Element>(_ count: Int, _ arguments: BatchColumns, zero: Element, _ value: (Int) throws -> Element?) rethrows -> NumberColumn<Element> {
        let result = Values<Element>(repeating: zero, count: count)
        let validity = try fill(count, arguments) { row in
            guard let number = try value(row) else { return false }
            result.pointer[row] = number
            return true
        }
        return NumberColumn(values: result, validity: validity)
    }

    private static func fill(_ count: Int, _ arguments: BatchColumns, _ write: (Int) throws -> Bool) rethrows -> Bitmap? {
        let present = presence(arguments)
        let validity = Bitmap(repeating: true, count: count)
        var isFull = true
        for row in 0..<count {
            if present?[row] ?? true, try write(row) { continue }
            validity.set(row, false)
            isFull = false
        }
        return isFull ? nil : validity
    }

    static func presence(_ arguments: BatchColumns) -> Bitmap? {
        arguments.entries.reduce(nil) { Bitmap.both($0, $1.validity) }
    }

    // MARK: Once a value

    /// A body whose first argument is text and whose others are constant for every row: runs once for each value of a dictionary.
    /// The body must not fail, since a dictionary may hold values that no row has.
    static func perValue(_ site: CallSite, _ body: @escaping FunctionBody) -> FunctionBody {
        guard site.constants.dropFirst().allSatisfy({ $0 != nil }) else { return body }
        // Several threads may ask at a time.
        let known = Mutex<(dictionary: TextDictionary, results: Column)?>(nil)
        return { arguments, count, context in
            guard case .coded(let column)? = arguments.first else { return try body(arguments, count, context) }
            let results = try known.withLock { known in
                if let known, known.dictionary === column.dictionary { return known.results }
                let size = column.dictionary.count
                let others = site.constants.indices.dropFirst().map {
                    Column.constant(site.constants[$0] ?? .missing, type: site.argumentTypes[$0], count: size)
                }
                let results = coded(try body(BatchColumns([.text(column.dictionary.values)] + others), size, context))
                known = (column.dictionary, results)
                return results
            }
            return results.gather((0..<count).map { column.validity?[$0] ?? true ? Int32(bitPattern: column.codes[$0]) : -1 })
        }
    }

    /// Text as codes into a dictionary, so that what comes out groups and compares as fast as what went in.
    private static func coded(_ column: Column) -> Column {
        guard case .text(let texts) = column else { return column }
        var builder = DictionaryBuilder()
        let codes = Values<UInt32>(repeating: 0, count: texts.count)
        for row in 0..<texts.count where texts.validity?[row] ?? true { codes.pointer[row] = builder.code(texts[row]) }
        return .coded(CodedColumn(codes: codes, dictionary: builder.finish(), validity: texts.validity))
    }
}

extension CallSite {
    /// The constant text at a position, if it is one.
    func constantText(_ index: Int) -> String? {
        if constants.indices.contains(index), case .text(let text)? = constants[index] { text } else { nil }
    }

    /// Missing by constant: every row's result is missing.
    func isMissing(_ index: Int) -> Bool { constants.indices.contains(index) && constants[index] == .missing }
}
