import Columns
import Semantics

/// `min` and `max` of decimals: one comparison a row while all have one scale and fit in 64 bits, as the amounts of a table do. Others, which
/// come of divisions and of long sums, are compared as exactly and not as fast.
final class DecimalExtremeAccumulator: Accumulator {
    private let isMaximum: Bool
    private let type: Type
    private let mantissas: NumberExtremeAccumulator<Int64>
    /// Of all mantissas; `nil` before the first.
    private var scale: Int?
    private let others: OrderedExtremeAccumulator
    private var hasOthers = false
    private var context: QueryContext?
    private(set) var skipped = 0

    init(isMaximum: Bool, type: Type) {
        self.isMaximum = isMaximum
        self.type = type
        mantissas = NumberExtremeAccumulator(isMaximum: isMaximum, zero: 0, read: \.ints, write: { .int($0) })
        others = OrderedExtremeAccumulator(isMaximum: isMaximum, type: type)
    }

    var keptBytes: Int { others.keptBytes }

    func resize(groups: Int) {
        mantissas.resize(groups: groups)
        others.resize(groups: groups)
    }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) throws {
        skipped += arguments[0].missingCount
        if case .missing = arguments[0] { return }
        self.context = context
        let decimals = arguments[0].decimals
        if case .small(let values) = decimals.mantissas, scale == nil || scale == decimals.scale {
            scale = decimals.scale
            mantissas.add([.int(NumberColumn(values: values, validity: decimals.validity))], groups: groups, context: context)
        } else {
            try addToOthers(.decimal(decimals), groups, context)
        }
    }

    private func addToOthers(_ column: Column, _ groups: [Int32], _ context: QueryContext) throws {
        hasOthers = true
        try others.add([column], groups: groups, context: context)
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) throws {
        let other = same(other)
        skipped += other.skipped
        if other.hasOthers {
            hasOthers = true
            try others.merge(other.others, mapping: mapping)
        }
        guard let otherScale = other.scale else { return }
        if scale == nil || scale == otherScale {
            scale = otherScale
            mantissas.merge(other.mantissas, mapping: mapping)
        } else if let context = context ?? other.context {
            try addToOthers(other.column, mapping, context)
        }
    }

    func makeEmpty() -> any Accumulator { DecimalExtremeAccumulator(isMaximum: isMaximum, type: type) }

    /// The extremes of the one scale, a value a group.
    private var column: Column {
        let extremes = mantissas.extremes
        return .decimal(DecimalColumn(mantissas: .small(extremes.values), scale: scale ?? 0, validity: extremes.validity))
    }

    func finish(_ context: QueryContext) throws -> Column {
        let column = column
        if !hasOthers { return column }
        try addToOthers(column, (0..<Int32(column.count)).map { $0 }, context)
        return try others.finish(context)
    }
}
