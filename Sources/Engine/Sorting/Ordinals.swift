import Columns
import Semantics
import Tables

/// The values of one column as numbers in the same order: equal values have equal numbers, greater ones greater.
///
/// Sorting, ranking, `min` and `median` then run on 64-bit numbers whatever the type is. Numbers, days and
/// periods are their own; text goes through the collation ranks of its dictionary, links through the row of their table;
/// what does not fit 64 bits (long decimals, ratios) is ranked by comparing it exactly. O(rows), and O(n log n) in
/// distinct texts, long decimals or ratios.
struct Ordinals {
    let values: [Int64]
    /// Which rows hold a value; `nil` when all do.
    let validity: Bitmap?

    /// - Throws: what reading the linked table of a column of links throws.
    init(_ column: Column, type: Type, context: QueryContext) throws {
        validity = column.validity
        switch column {
        case .missing(let count): values = [Int64](repeating: 0, count: count)
        case .bool(let column): values = (0..<column.values.count).map { column.values[$0] ? 1 : 0 }
        case .int(let column):
            if case .link(let table) = type.kind {
                values = try Self.rows(of: .int(column), in: table, context)
            } else {
                values = Self.numbers(column.values) { $0 }
            }
        case .date(let column): values = Self.numbers(column.values) { Int64($0) }
        case .float(let column): values = Self.numbers(column.values, Self.ordinal)
        case .decimal(let column):
            switch column.mantissas {
            case .small(let mantissas): values = Self.numbers(mantissas) { $0 }
            case .large(let mantissas):
                values = Self.ranks(count: column.count, validity) { mantissas[$0] < mantissas[$1] ? -1 : mantissas[$0] == mantissas[$1] ? 0 : 1 }
            }
        case .text, .coded:
            if case .link(let table) = type.kind {
                values = try Self.rows(of: column, in: table, context)
            } else {
                values = Self.collated(column, context.parallelism)
            }
        case .period(let column):
            values = (0..<column.first.count).map { Int64(column.first[$0]) << 32 | (Int64(column.last[$0]) + 0x8000_0000) }
        case .duration(let column):
            // Lengths of time have no order of their own; this one is only for a reproducible output.
            values = Self.ranks(count: column.months.count, validity) { lhs, rhs in
                let (a, b) = ((column.months[lhs], column.days[lhs], column.workingDays[lhs]), (column.months[rhs], column.days[rhs], column.workingDays[rhs]))
                return a < b ? -1 : a == b ? 0 : 1
            }
        case .ratio(let column):
            let reader = RatioReader(column)
            let ratios = (0..<column.numerator.count).map { reader.ratio($0) }
            values = Self.ranks(count: ratios.count, validity) { lhs, rhs in
                guard let a = ratios[lhs], let b = ratios[rhs] else { return 0 }
                return a.compared(to: b)
            }
        }
    }

    /// Texts, of which only these rows are ever compared, and with one another.
    init(_ texts: TextColumn, rankedIn rows: [Int32]?, _ parallelism: Parallelism) {
        validity = texts.validity
        guard let rows, rows.count < texts.count, case .text(let picked) = Column.text(texts).gather(rows) else {
            values = CollationRanks.ranks(of: texts, parallelism).map { Int64($0) }
            return
        }
        var values = [Int64](repeating: 0, count: texts.count)
        for (row, rank) in zip(rows, CollationRanks.ranks(of: picked, parallelism)) { values[Int(row)] = Int64(rank) }
        self.values = values
    }

    /// Numbers that are in the wanted order already, none of them missing.
    init(_ values: [Int64]) {
        self.values = values
        validity = nil
    }

    init(_ groups: [Int32]) {
        self.init([Int64](unsafeUninitializedCapacity: groups.count) { target, used in
            for row in groups.indices { target.initializeElement(at: row, to: Int64(groups[row])) }
            used = groups.count
        })
    }

    var count: Int { values.count }

    func isPresent(_ row: Int) -> Bool { validity?[row] ?? true }

    private static func numbers<Element>(_ values: Values<Element>, _ ordinal: (Element) -> Int64) -> [Int64] {
        [Int64](unsafeUninitializedCapacity: values.count) { target, used in
            for row in 0..<values.count { target[row] = ordinal(values[row]) }
            used = values.count
        }
    }

    /// Floats in their order, with -0 = 0 and NaN last.
    static func ordinal(_ value: Double) -> Int64 {
        if value == 0 { return 0 }
        if value.isNaN { return .max }
        let bits = Int64(bitPattern: value.bitPattern)
        // Negative floats count down: their magnitude is flipped below zero.
        return bits < 0 ? Int64.min &- bits : bits
    }

    /// Rows ranked by a three-way comparison; missing rows are left at 0.
    private static func ranks(count: Int, _ validity: Bitmap?, _ compare: (Int, Int) -> Int) -> [Int64] {
        let present = (0..<count).filter { validity?[$0] ?? true }.sorted { compare($0, $1) < 0 }
        var result = [Int64](repeating: 0, count: count)
        var rank: Int64 = 0
        for (index, row) in present.enumerated() {
            if index > 0, compare(present[index - 1], row) != 0 { rank += 1 }
            result[row] = rank
        }
        return result
    }

    /// Collation ranks; declared order for enums.
    private static func collated(_ column: Column, _ parallelism: Parallelism) -> [Int64] {
        // Texts in full go by the order of rows: to find the distinct ones first would cost more than it saves.
        if case .text(let texts) = column { return CollationRanks.ranks(of: texts, parallelism).map { Int64($0) } }
        let coded = column.codedTexts
        let ranks = coded.dictionary.sortRanks
        return (0..<coded.codes.count).map { row in
            coded.validity?[row] ?? true ? Int64(ranks[Int(coded.codes[row])]) : 0
        }
    }

    /// The rows of the table that the links name; keys without a row after all of them, by collation.
    private static func rows(of links: Column, in table: String, _ context: QueryContext) throws -> [Int64] {
        let linked = try context.tables.linked(table)
        // Numbers, as long as each names a row.
        if case .int(let column) = links {
            let rows = LinkedKeys.Reader(linked.keys).rows(links)
            if (0..<rows.count).allSatisfy({ rows[$0] >= 0 || !(column.validity?[$0] ?? true) }) { return rows.map { Int64($0) } }
        }
        let coded = links.codedTexts
        let dictionary = coded.dictionary
        let known = LinkedKeys.Reader(linked.keys).rows(.text(dictionary.values))
        let unknown = known.contains { $0 < 0 } ? dictionary.sortRanks : []
        let ordinals = known.enumerated().map { code, row in
            row >= 0 ? Int64(row) : Int64(linked.rowCount) + Int64(unknown[code])
        }
        return (0..<coded.codes.count).map { row in
            coded.validity?[row] ?? true ? ordinals[Int(coded.codes[row])] : 0
        }
    }
}

extension Column {
    /// Texts as codes of a dictionary, whatever form they have.
    var codedTexts: CodedColumn {
        if case .coded(let column) = self { return column }
        let texts = self.texts
        var builder = DictionaryBuilder()
        let codes = Values<UInt32>(uninitialized: texts.count)
        for row in 0..<texts.count { codes.pointer[row] = texts.bytes(row).map { builder.code($0) } ?? 0 }
        return CodedColumn(codes: codes, dictionary: builder.finish(), validity: texts.validity)
    }
}
