/// What the bands between limits are called: `< 5`, `5 – < 10`, `10 – < 20`, `20 +`, in that order.
package enum BandNames {
    /// Limits as decimals; `nil` when they are not numbers in rising order.
    package static func limits(_ values: [Value]) -> [Decimal]? {
        var limits: [Decimal] = []
        for value in values {
            let limit: Decimal? = switch value {
            case .int(let number): Decimal(Int128(number))
            case .decimal(let number): number
            case .float(let number): Decimal("\(number)")
            default: nil
            }
            guard let limit else { return nil }
            if let last = limits.last, !isLess(last, limit) { return nil }
            limits.append(limit)
        }
        return limits.isEmpty ? nil : limits
    }

    package static func names(_ limits: [Decimal]) -> [String] {
        let shown = limits.map { $0.normalized.description }
        guard let first = shown.first, let last = shown.last else { return [] }
        return ["< \(first)"] + zip(shown, shown.dropFirst()).map { "\($0) – < \($1)" } + ["\(last) +"]
    }

    /// The values of the enum that `bands` with these limits gives; `nil` while the limits are not known.
    static func values(of limits: CheckedExpression) -> [String]? {
        let values: [Value]
        switch limits.node {
        case .constant(.list(let known)): values = known
        case .list(let elements):
            values = elements.compactMap { if case .constant(let value) = $0.node { value } else { nil } }
            guard values.count == elements.count else { return nil }
        default: return nil
        }
        return self.limits(values).map(names)
    }

    private static func isLess(_ a: Decimal, _ b: Decimal) -> Bool {
        let scale = max(a.scale, b.scale)
        guard let x = a.rescaled(to: scale), let y = b.rescaled(to: scale) else { return a.double < b.double }
        return x.mantissa < y.mantissa
    }
}
