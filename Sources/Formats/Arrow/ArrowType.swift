/// What values a column of an Arrow file holds, as Schema.fbs of the Arrow project numbers them.
///
/// Types that this language has nothing for are cases too: a file may hold such columns as long as no query reads them,
/// and how many buffers they take must be known to find those of the columns behind them.
enum ArrowType: Equatable, Sendable {
    case null
    case int(bits: Int, isSigned: Bool)
    case float(bits: Int)
    case decimal(bits: Int, scale: Int)
    case bool
    /// `isLarge`: offsets of 64 bits.
    case utf8(isLarge: Bool)
    case utf8View
    case dateDays
    case dateMilliseconds
    case time(Unit, bits: Int)
    case timestamp(Unit, zone: String?)
    case duration(Unit)
    case interval(Interval)
    case structure
    case other(String, Layout)

    enum Unit: Int16, Sendable {
        case seconds, milliseconds, microseconds, nanoseconds

        var perSecond: Int64 {
            switch self {
            case .seconds: 1
            case .milliseconds: 1_000
            case .microseconds: 1_000_000
            case .nanoseconds: 1_000_000_000
            }
        }
    }

    enum Interval: Int16, Sendable {
        case months, daysAndMilliseconds, monthsDaysAndNanoseconds
    }

    /// The buffers of a column itself, without those of its children.
    enum Layout: Equatable, Sendable {
        case buffers(Int)
        /// Two, and as many as the batch says.
        case views
        /// Since version 5 of the format a union has no bitmap of its own.
        case union(isDense: Bool)
    }

    var layout: Layout {
        switch self {
        case .null: .buffers(0)
        case .structure: .buffers(1)
        case .int, .float, .decimal, .bool, .dateDays, .dateMilliseconds, .time, .timestamp, .duration, .interval: .buffers(2)
        case .utf8: .buffers(3)
        case .utf8View: .views
        case .other(_, let layout): layout
        }
    }

    /// - Parameters:
    ///   - number: the case of the union `Type`.
    ///   - table: what it says beyond that.
    init(_ number: UInt8, _ table: FlatTable) throws(ArrowProblem) {
        func unit(default value: Int16) throws(ArrowProblem) -> Unit {
            guard let unit = Unit(rawValue: try table.number(0, default: value)) else { throw table.message.damaged("a unit of time is unknown") }
            return unit
        }
        switch number {
        case 1: self = .null
        case 2:
            let bits = Int(try table.number(0, default: 0 as Int32))
            guard [8, 16, 32, 64].contains(bits) else { throw table.message.damaged("whole numbers have \(bits) bits") }
            self = .int(bits: bits, isSigned: try table.bool(1))
        case 3:
            let precision = try table.number(0, default: 0 as Int16)
            guard (0...2).contains(precision) else { throw table.message.damaged("a kind of floating point is unknown") }
            self = .float(bits: 16 << Int(precision))
        case 4: self = .other("bytes", .buffers(3))
        case 5: self = .utf8(isLarge: false)
        case 6: self = .bool
        case 7:
            let bits = Int(try table.number(2, default: 128 as Int32))
            let scale = Int(try table.number(1, default: 0 as Int32))
            guard [32, 64, 128, 256].contains(bits) else { throw table.message.damaged("decimals have \(bits) bits") }
            self = .decimal(bits: bits, scale: scale)
        case 8: self = try table.number(0, default: 1 as Int16) == 0 ? .dateDays : .dateMilliseconds
        case 9:
            let bits = Int(try table.number(1, default: 32 as Int32))
            guard bits == 32 || bits == 64 else { throw table.message.damaged("times have \(bits) bits") }
            self = .time(try unit(default: 1), bits: bits)
        case 10: self = .timestamp(try unit(default: 0), zone: try table.string(1))
        case 11:
            guard let interval = Interval(rawValue: try table.number(0, default: 0)) else { throw table.message.damaged("a kind of interval is unknown") }
            self = .interval(interval)
        case 12: self = .other("lists", .buffers(2))
        case 13: self = .structure
        case 14: self = .other("values of several types", .union(isDense: try table.number(0, default: 0 as Int16) == 1))
        case 15: self = .other("bytes", .buffers(2))
        case 16: self = .other("lists", .buffers(1))
        case 17: self = .other("maps", .buffers(2))
        case 18: self = .duration(try unit(default: 1))
        case 19: self = .other("bytes", .buffers(3))
        case 20: self = .utf8(isLarge: true)
        case 21: self = .other("lists", .buffers(2))
        case 22: self = .other("runs of equal values", .buffers(0))
        case 23: self = .other("bytes", .views)
        case 24: self = .utf8View
        case 25, 26: self = .other("lists", .buffers(3))
        default: throw .unreadable("a column is of a type of Arrow that is not known here (number \(number))", hint: "save it with types of Arrow 1.4 or older")
        }
    }
}
