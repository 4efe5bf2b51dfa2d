import Columns
import Semantics

/// How two columns of one kind compare, chosen when the expression is compiled.
///
/// The loops know nothing of missing rows; `ComparisonKernel` lays that rule over their bits.
struct Comparator {
    typealias Loop = (_ comparison: ComparisonOperator, _ lhs: Column, _ rhs: Column, _ context: QueryContext) throws -> Bitmap

    /// Bit i: whether row i of the left side stands so to row i of the right, where both are present.
    let loop: Loop

    /// - Throws: what reading a linked table throws.
    init(_ form: ComparisonForm, _ lhs: Type, _ rhs: Type, _ context: QueryContext) throws {
        switch form {
        case .same: loop = Self.same
        case .decimal: loop = { comparison, a, b, _ in DecimalComparison.bits(comparison, a.decimals, b.decimals) }
        case .text:
            let comparison = TextComparison()
            loop = { symbol, a, b, _ in try comparison.bits(symbol, a.texts, b.texts) }
        case .enumeration:
            let comparison = EnumerationComparison(declared: lhs.kind.declaredValues ?? rhs.kind.declaredValues ?? [])
            loop = { symbol, a, b, _ in try comparison.bits(symbol, a.texts, b.texts) }
        case .link:
            guard case .link(let table) = lhs.kind.isLink ? lhs.kind : rhs.kind else { preconditionFailure("a link is compared with links only") }
            let comparison = LinkComparison(try context.tables.linked(table))
            loop = { symbol, a, b, _ in try comparison.bits(symbol, a, b) }
        case .ratio: loop = { comparison, a, b, _ in RatioComparison.bits(comparison, a.ratios, b.ratios) }
        case .points: loop = { comparison, a, b, _ in Self.bits(comparison, a.floats.values, b.floats.values) }
        case .period: loop = { comparison, a, b, context in
                PeriodComparison.bits(comparison, a.periods(context.zone), b.periods(context.zone))
            }
        case .dayWithPeriod:
            loop = { comparison, a, b, context in
                PeriodComparison.bits(comparison, day: a.days(context.zone), b.periods(context.zone))
            }
        }
    }

    /// int, date, timestamp, float or bool on both sides. A day and a moment compare by day.
    private static func same(_ comparison: ComparisonOperator, _ lhs: Column, _ rhs: Column, _ context: QueryContext) -> Bitmap {
        switch (lhs, rhs) {
        case (.missing, _), (_, .missing): Bitmap(repeating: false, count: lhs.count)
        case (.int(let a), .int(let b)): bits(comparison, a.values, b.values)
        case (.date, .int), (.int, .date), (.date, .date): bits(comparison, lhs.days(context.zone).values, rhs.days(context.zone).values)
        case (.bool(let a), .bool(let b)): bits(comparison, a.values, b.values)
        case (.decimal, _), (_, .decimal): DecimalComparison.bits(comparison, lhs.decimals, rhs.decimals)
        default: bits(comparison, lhs.floats.values, rhs.floats.values)
        }
    }

    /// Two loops serve six operators: the others are these with sides exchanged or bits inverted.
    static func bits<Element: Comparable>(_ comparison: ComparisonOperator, _ lhs: Values<Element>, _ rhs: Values<Element>) -> Bitmap {
        switch comparison {
        case .equal: Bitmap.make(lhs.count) { lhs[$0] == rhs[$0] }
        case .less: Bitmap.make(lhs.count) { lhs[$0] < rhs[$0] }
        case .notEqual: bits(.equal, lhs, rhs).inverted
        case .greater: bits(.less, rhs, lhs)
        case .lessOrEqual: bits(.less, rhs, lhs).inverted
        case .greaterOrEqual: bits(.less, lhs, rhs).inverted
        }
    }

    /// False comes before true.
    private static func bits(_ comparison: ComparisonOperator, _ lhs: Bitmap, _ rhs: Bitmap) -> Bitmap {
        switch comparison {
        case .equal: lhs.combined(rhs) { ~($0 ^ $1) }
        case .notEqual: lhs.combined(rhs) { $0 ^ $1 }
        case .less: lhs.combined(rhs) { ~$0 & $1 }
        case .greater: lhs.combined(rhs) { $0 & ~$1 }
        case .lessOrEqual: lhs.combined(rhs) { ~$0 | $1 }
        case .greaterOrEqual: lhs.combined(rhs) { $0 | ~$1 }
        }
    }

    /// The bits from a three-way comparison, −1, 0 or 1: one loop, in which the operator is the set of answers that it accepts.
    @inline(__always)
    static func bits(_ comparison: ComparisonOperator, _ count: Int, order: (Int) -> Int) -> Bitmap {
        let accepted = comparison.acceptedOrders
        return Bitmap.make(count) { accepted &>> (order($0) &+ 1) & 1 == 1 }
    }
}

extension ComparisonOperator {
    /// Whether it holds of two values of which the first is less (−1), equal (0) or greater (1).
    func accepts(_ order: Int) -> Bool { acceptedOrders >> (order + 1) & 1 == 1 }

    /// Bit 0 for less, bit 1 for equal, bit 2 for greater.
    fileprivate var acceptedOrders: Int {
        switch self {
        case .equal: 0b010
        case .notEqual: 0b101
        case .less: 0b001
        case .lessOrEqual: 0b011
        case .greater: 0b100
        case .greaterOrEqual: 0b110
        }
    }
}

extension Type.Kind {
    var isLink: Bool { if case .link = self { true } else { false } }
    var declaredValues: [String]? { if case .enumeration(let values) = self { values } else { nil } }
}

extension ComparisonForm {
    /// The form for two values of one kind.
    static func fitting(_ kind: Type.Kind) -> ComparisonForm {
        switch kind {
        case .decimal: .decimal
        case .text: .text
        case .enumeration: .enumeration
        case .link: .link
        case .ratio: .ratio
        case .points: .points
        case .period: .period
        case .nothing, .bool, .int, .float, .date, .timestamp, .duration, .list: .same
        }
    }
}
