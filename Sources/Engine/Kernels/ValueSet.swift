import Columns
import Semantics

/// The right side of `in`: values in a form that a column can be asked against.
///
/// Text goes by bytes through a hash table, once a value of a dictionary; whole numbers and days through a
/// set; ratios, which have many spellings of one value, one by one.
final class ValueSet {
    private enum Members {
        case texts(DictionaryBuilder, DictionaryTable<Bool>)
        case ints(Set<Int64>)
        case decimals(Set<Decimal>)
        case floats(Set<Double>)
        case bools(Set<Bool>)
        case periods(Set<Period>)
        case durations(Set<Duration>)
        case ratios([ExactRatio])
        case nothing
    }

    private let members: Members
    /// The list names `missing`.
    private let hasMissing: Bool
    private let type: Type

    convenience init(_ values: [Value], type: Type) {
        self.init(members: Self.members(values, type), hasMissing: values.contains(.missing), type: type)
    }

    /// The values of a subquery's column, brought to the type of what they are asked for.
    convenience init(_ column: Column, type: Type) {
        if case .texts = Self.members([], type) {
            var builder = DictionaryBuilder()
            let texts = column.texts
            for row in 0..<column.count {
                if let bytes = texts.bytes(row) { _ = builder.code(bytes) }
            }
            self.init(members: Self.textMembers(builder), hasMissing: (column.validity?.trueCount ?? column.count) < column.count, type: type)
        } else {
            self.init((0..<column.count).map { column.value($0, type: type) }, type: type)
        }
    }

    private init(members: Members, hasMissing: Bool, type: Type) {
        self.members = members
        self.hasMissing = hasMissing
        self.type = type
    }

    private static func textMembers(_ builder: DictionaryBuilder) -> Members {
        .texts(builder, DictionaryTable { dictionary in
            (0..<dictionary.count).map { builder.find(dictionary.values[$0]) != nil }
        })
    }

    private static func members(_ values: [Value], _ type: Type) -> Members {
        let column = { Column.of(values.filter { $0 != .missing }, type: $0) }
        switch type.kind {
        case .text, .enumeration, .link:
            var builder = DictionaryBuilder()
            for case .text(let text) in values { _ = builder.code(text) }
            return textMembers(builder)
        case .int, .timestamp, .date:
            return .ints(Set(values.compactMap {
                switch $0 {
                case .int(let number), .timestamp(let number): number
                case .date(let day): Int64(day)
                case .decimal(let number): number.rescaled(to: 0).flatMap { Int64(exactly: $0.mantissa) }
                default: nil
                }
            }))
        case .decimal:
            return .decimals(Set(values.compactMap {
                switch $0 {
                case .decimal(let number): number.normalized
                case .int(let number): Decimal(Int128(number))
                default: nil
                }
            }))
        case .float, .points:
            let numbers = column(.float).floats.values
            return .floats(Set((0..<numbers.count).map { numbers[$0] }))
        case .bool: return .bools(Set(values.compactMap { if case .bool(let flag) = $0 { flag } else { nil } }))
        case .period:
            return .periods(Set(values.compactMap {
                switch $0 {
                case .period(let period): period
                case .date(let day): Period(first: day, last: day)
                default: nil
                }
            }))
        case .duration: return .durations(Set(values.compactMap { if case .duration(let span) = $0 { span } else { nil } }))
        case .ratio:
            return .ratios(values.compactMap { if case .ratio(let top, let bottom) = $0 { ExactRatio(top, bottom) } else { nil } })
        case .nothing, .list: return .nothing
        }
    }

    /// For each row whether its value is one of these; a missing one is if the list names `missing`.
    func contains(_ column: Column, zone: Zone) throws -> Bitmap {
        let count = column.count
        let hits: Bitmap
        if column.isAllMissing {
            return Bitmap(repeating: hasMissing, count: count)
        }
        switch members {
        case .texts(let builder, let table):
            let texts = column.texts
            if case .coded(let coded) = texts {
                let known = try table.values(for: coded.dictionary)
                hits = Bitmap.make(count) { coded.validity?[$0] ?? true && known[Int(coded.codes[$0])] }
            } else {
                hits = Bitmap.make(count) { texts.bytes($0).map { builder.find($0) != nil } ?? false }
            }
        case .ints(let set):
            // A day is asked for among days, a moment among moments.
            let numbers = type.kind == .date ? Self.days(column, zone) : column.ints.values
            if set.count <= 4 {
                let list = Array(set)
                hits = Bitmap.make(count) { row in
                    for value in list where value == numbers[row] { return true }
                    return false
                }
            } else {
                hits = Bitmap.make(count) { set.contains(numbers[$0]) }
            }
        case .decimals(let set):
            let numbers = column.decimals
            hits = Bitmap.make(count) { set.contains(Decimal(numbers[$0], scale: numbers.scale).normalized) }
        case .floats(let set):
            let numbers = column.floats.values
            hits = Bitmap.make(count) { set.contains(numbers[$0]) }
        case .bools(let set):
            let flags = column.conditions
            hits = Bitmap.make(count) { set.contains(flags[$0]) }
        case .periods(let set):
            let periods = column.periods(zone)
            hits = Bitmap.make(count) { set.contains(Period(first: periods.first[$0], last: periods.last[$0])) }
        case .durations(let set):
            let spans = column.durations
            hits = Bitmap.make(count) { set.contains(Duration(months: spans.months[$0], days: spans.days[$0], workingDays: spans.workingDays[$0])) }
        case .ratios(let list):
            let reader = RatioReader(column.ratios)
            hits = Bitmap.make(count) { row in
                guard let ratio = reader.ratio(row) else { return false }
                return list.contains { $0.compared(to: ratio) == 0 }
            }
        case .nothing:
            hits = Bitmap(repeating: false, count: count)
        }
        guard let validity = column.validity else { return hits }
        return hasMissing ? hits.combined(validity) { $0 & $1 | ~$1 } : hits.combined(validity) { $0 & $1 }
    }

    private static func days(_ column: Column, _ zone: Zone) -> Values<Int64> { column.days(zone).values.mapped { Int64($0) } }
}
