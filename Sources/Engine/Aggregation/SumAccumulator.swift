import Columns
import Semantics

/// `sum`: exact for whole numbers, decimals and money; 0 where there is nothing.
final class SumAccumulator: Accumulator {
    private var totals = NumberTotals()
    private let type: Type
    private(set) var skipped = 0

    init(_ type: Type) { self.type = type }

    func resize(groups: Int) { totals.resize(groups) }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) throws {
        skipped += arguments.entries[0].missingCount
        try totals.add(arguments.entries[0], groups: groups)
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) throws {
        let other = same(other)
        skipped += other.skipped
        try totals.merge(other.totals, mapping: mapping)
    }

    func makeEmpty() -> any Accumulator { SumAccumulator(type) }

    func finish(_ context: QueryContext) throws -> Column {
        switch type.kind {
        case .int: if let exact = totals.exact { return .int(NumberColumn(values: try exact.ints())) }
        case .decimal: if let exact = totals.exact { return .decimal(try exact.decimals()) }
        default: break
        }
        // Nothing but missing values leaves an exact zero where floats were promised.
        return .float(try totals.narrowest().floats)
    }
}
