import Columns
import Semantics
import Tables

/// The right side of `in`: values in a form that a column can be asked against.
///
/// Texts, links, whole numbers and days are looked up as the keys of a join are; ratios, which have many spellings of one value, are
/// compared one by one.
final class ValueSet {
    private enum Members {
        case keys(GroupIndex)
        case fewNumbers([Int64])
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
        switch (type.kind, column) {
        case (.text, _), (.enumeration, _), (.link, _), (.int, .int), (.timestamp, .int), (.date, .date):
            self.init(members: Self.keys(column), hasMissing: (column.validity?.trueCount ?? column.count) < column.count, type: type)
        default:
            self.init((0..<column.count).map { column.value($0, type: type) }, type: type)
        }
    }

    private init(members: Members, hasMissing: Bool, type: Type) {
        self.members = members
        self.hasMissing = hasMissing
        self.type = type
    }

    private static func keys(_ column: Column) -> Members {
        let index = GroupIndex(keyCount: 1)
        _ = index.assign([column], count: column.count)
        return .keys(index)
    }

    /// Lists so short are compared with faster than looked up.
    private static let few = 4

    private static func members(_ values: [Value], _ type: Type) -> Members {
        let column = { Column.of(values.filter { $0 != .missing }, type: $0) }
        switch type.kind {
        case .text, .enumeration, .link: return keys(column(.text))
        case .int, .timestamp, .date:
            let numbers = values.compactMap { value -> Int64? in
                switch value {
                case .int(let number), .timestamp(let number): number
                case .date(let day): Int64(day)
                case .decimal(let number): number.rescaled(to: 0).flatMap { Int64(exactly: $0.mantissa) }
                default: nil
                }
            }
            return numbers.count <= few ? .fewNumbers(numbers) : keys(.int(NumberColumn(values: Values(numbers))))
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
        case .keys(let index):
            let asked: Column =
                switch type.kind {
                case .date: .date(column.days(zone))
                case .int, .timestamp: .int(column.ints)
                default: column
                }
            let found = index.find([asked], count: count)
            return hasMissing ? Bitmap.make(count) { found[$0] >= 0 || !column.isPresent($0) } : Bitmap.make(count) { found[$0] >= 0 }
        case .fewNumbers(let list):
            // A day is asked for among days, a moment among moments.
            let numbers = type.kind == .date ? column.days(zone).values.mapped { Int64($0) } : column.ints.values
            hits = Bitmap.make(count) { row in
                for value in list where value == numbers[row] { return true }
                return false
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
}
