import Columns
import Semantics
import Tables

/// How a whole column is written: its field, the memory that its batches are cut from, and its dictionary.
struct ArrowColumnForm {
    enum Purpose {
        /// Plain types of Arrow, for any program.
        case exchange
        /// The numbers that columns have in memory, for us alone.
        case cache
    }

    let field: ArrowField
    private let column: Column
    private let purpose: Purpose
    /// The values that a column of codes refers to.
    let dictionary: TextColumn?

    /// - Parameter id: of the dictionary, if there is to be one.
    init(_ name: String, _ column: Column, _ type: Type, zone: Zone, id: Int64, for purpose: Purpose) {
        self.purpose = purpose
        var column = column
        if purpose == .exchange { column = Self.forExchange(column, type) }
        self.column = column
        if case .coded(let coded) = column {
            dictionary = coded.dictionary.values
            let encoding = ArrowField.Dictionary(id: id, indexBits: 32, isIndexSigned: true, isOrdered: coded.dictionary.isOrdered)
            field = ArrowField(name: name, type: .utf8(isLarge: false), dictionary: encoding, meaning: coded.dictionary.isOrdered ? .enumeration : nil)
        } else {
            dictionary = nil
            field = Self.field(name, column, type.kind, zone, isWide: purpose == .exchange)
        }
    }

    /// The rows of one batch.
    func body(_ rows: Range<Int>) -> ArrowColumnBody { ArrowColumnBody(column.slice(rows), isWide: purpose == .exchange) }

    private static func field(_ name: String, _ column: Column, _ kind: Type.Kind, _ zone: Zone, isWide: Bool) -> ArrowField {
        let money = kind.currency.map { ArrowMeaning.money($0.code) }
        switch column {
        case .missing: return ArrowField(name: name, type: .null)
        case .bool: return ArrowField(name: name, type: .bool)
        case .int: return ArrowField(name: name, type: kind == .timestamp ? .timestamp(.microseconds, zone: zone.name) : .int(bits: 64, isSigned: true))
        case .date: return ArrowField(name: name, type: .dateDays)
        case .float: return ArrowField(name: name, type: .float(bits: 64), meaning: kind == .points ? .points : money)
        case .decimal(let column):
            var bits = 128
            if !isWide, case .small = column.mantissas { bits = 64 }
            return ArrowField(name: name, type: .decimal(bits: bits, scale: column.scale), meaning: money)
        case .text, .coded: return ArrowField(name: name, type: .utf8(isLarge: false))
        case .period:
            return ArrowField(name: name, type: .structure, children: ["first", "last"].map { ArrowField(name: $0, type: .dateDays) }, meaning: .period)
        case .duration:
            let parts = ["months", "days", "working_days"].map { ArrowField(name: $0, type: .int(bits: 32, isSigned: true)) }
            return ArrowField(name: name, type: .structure, children: parts, meaning: .duration)
        case .ratio(let column):
            let sides = [("numerator", column.numerator), ("denominator", column.denominator)].map { field($0, $1, .nothing, zone, isWide: isWide) }
            return ArrowField(name: name, type: .structure, children: sides, meaning: .ratio(isCounted: kind == .ratio(counted: true)))
        }
    }

    /// Money is a decimal whatever holds it, and of a dictionary only what occurs goes out: the others are of rows that nobody asked for.
    private static func forExchange(_ column: Column, _ type: Type) -> Column {
        switch column {
        case .int(let numbers) where type.kind.currency != nil: return .decimal(DecimalColumn(numbers))
        case .coded(let coded) where !coded.dictionary.isOrdered: return onlyUsed(coded)
        case .ratio(let ratio):
            // A side of which no row has a value has a type nonetheless.
            func side(_ column: Column) -> Column {
                guard case .missing(let count) = column else { return column }
                return .int(NumberColumn(values: Values(repeating: 0, count: count), validity: Bitmap(repeating: false, count: count)))
            }
            return .ratio(RatioColumn(numerator: side(ratio.numerator), denominator: side(ratio.denominator), validity: ratio.validity))
        default: return column
        }
    }

    private static func onlyUsed(_ coded: CodedColumn) -> Column {
        var codes = [Int32](repeating: -1, count: coded.dictionary.count)
        var used: [Int32] = []
        let values = Values<UInt32>(repeating: 0, count: coded.codes.count)
        for row in 0..<coded.codes.count where coded.validity?[row] ?? true {
            let code = Int(coded.codes[row])
            if codes[code] < 0 {
                codes[code] = Int32(truncatingIfNeeded: used.count)
                used.append(Int32(truncatingIfNeeded: code))
            }
            values.pointer[row] = UInt32(truncatingIfNeeded: codes[code])
        }
        guard case .text(let texts) = Column.text(coded.dictionary.values).gather(used) else { return .coded(coded) }
        let dictionary = TextDictionary(values: texts, isOrdered: false)
        let smaller = CodedColumn(codes: values, dictionary: dictionary, validity: coded.validity)
        // Numbers for values that hardly repeat take more room than the values.
        guard used.count * 2 > coded.codes.count else { return .coded(smaller) }
        var builder = TextColumnBuilder(capacity: coded.codes.count)
        for row in 0..<coded.codes.count {
            if coded.validity?[row] ?? true { builder.append(texts[Int(values[row])]) } else { builder.appendMissing() }
        }
        return builder.finish()
    }
}
