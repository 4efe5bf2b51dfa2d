import Columns
import Semantics

/// `weighted_avg(x, w)` = Σ x·w ÷ Σ w, over rows where both are present; missing where the weights add up to 0.
///
/// Products of exact numbers are exact in 256 bits; a float on either side makes all of it floats.
final class WeightedAverageAccumulator: Accumulator {
    private let isFloat: Bool
    private var products: [WideInteger] = []
    private var productScale = 0
    private var floatProducts: [ExactFloatSum] = []
    private var weights = NumberTotals()
    private(set) var skipped = 0

    init(isFloat: Bool) { self.isFloat = isFloat }

    func resize(groups: Int) {
        weights.resize(groups)
        if isFloat { floatProducts.grow(to: groups, filling: ExactFloatSum()) } else { products.grow(to: groups, filling: WideInteger()) }
    }

    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) throws {
        let both = Bitmap.both(arguments[0].validity, arguments[1].validity)
        skipped += both?.missingCount ?? 0
        if arguments[0].isAllMissing || arguments[1].isAllMissing { return }
        try weights.add(arguments[1].withValidity(both), groups: groups)
        if isFloat {
            let (values, factors) = (arguments[0].floats.values, arguments[1].floats.values)
            for row in 0..<groups.count where both?[row] ?? true { floatProducts[Int(groups[row])].add(values[row] * factors[row]) }
            return
        }
        let (values, factors) = (arguments[0].decimals, arguments[1].decimals)
        let scale = values.scale + factors.scale
        try align(to: scale)
        for row in 0..<groups.count where both?[row] ?? true {
            try addProduct(WideInteger(product: values[row], factors[row]).scaled(byPowerOfTen: productScale - scale), to: Int(groups[row]))
        }
    }

    private func addProduct(_ product: WideInteger?, to group: Int) throws {
        guard let product, products[group].add(product) else { throw ExactTotals.overflow }
    }

    private func align(to scale: Int) throws {
        guard scale > productScale else { return }
        for group in products.indices {
            guard let scaled = products[group].scaled(byPowerOfTen: scale - productScale) else { throw ExactTotals.overflow }
            products[group] = scaled
        }
        productScale = scale
    }

    func merge(_ other: any Accumulator, mapping: [Int32]) throws {
        let other = same(other)
        skipped += other.skipped
        try weights.merge(other.weights, mapping: mapping)
        if isFloat {
            for (group, sum) in other.floatProducts.enumerated() { floatProducts[Int(mapping[group])].add(sum) }
            return
        }
        try align(to: other.productScale)
        for (group, product) in other.products.enumerated() {
            try addProduct(product.scaled(byPowerOfTen: productScale - other.productScale), to: Int(mapping[group]))
        }
    }

    func makeEmpty() -> any Accumulator { WeightedAverageAccumulator(isFloat: isFloat) }

    func finish(_ context: QueryContext) throws -> Column {
        // The scales of two columns together may pass the 38 digits of one.
        let unit = (Decimal.powerOfTen(productScale / 2) ?? 1).nearestDouble * (Decimal.powerOfTen(productScale - productScale / 2) ?? 1).nearestDouble
        return try .floats(isFloat ? floatProducts.count : products.count) { group in
            let weight = weights.double(group)
            if weight == 0 { return nil }
            return (isFloat ? floatProducts[group].value : products[group].double / unit) / weight
        }
    }
}
