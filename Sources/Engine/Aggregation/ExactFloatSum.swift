/// The sum of floats without any rounding until it is asked for, so that it does not depend on their order.
///
/// J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic" (1997), as in Python's `math.fsum`: the sum is kept as
/// several floats whose exact sum it is. What an addition to the first would round off goes to the second, and so on; three of
/// them take up nearly everything without memory of their own. They may overlap, which only `value` minds.
struct ExactFloatSum {
    private var head = 0.0
    private var second = 0.0
    private var third = 0.0
    /// What three could not hold.
    private var others: [Double] = []
    /// Infinities and NaN, and what would have made the sum leave what a float holds, times `outsideScale`: what follows may bring it back.
    private var outside: [Double] = []

    /// Exact for what overflows, and so small that no number of rows leads out of it.
    private static let outsideScale = 0x1p-64

    @inline(__always)
    mutating func add(_ value: Double) {
        let (sum, rest) = Self.exactSum(head, value)
        // An infinity leaves a rest of NaN, which is not 0 either.
        if rest == 0 {
            head = sum
            return
        }
        addRest(sum, rest, value)
    }

    @inline(never)
    private mutating func addRest(_ sum: Double, _ rest: Double, _ value: Double) {
        guard sum.isFinite, rest.isFinite else {
            addOutside(value * Self.outsideScale)
            return
        }
        head = sum
        let (middle, smaller) = Self.exactSum(second, rest)
        second = middle
        if smaller == 0 { return }
        let (last, smallest) = Self.exactSum(third, smaller)
        third = last
        if smallest != 0 { others.append(smallest) }
        // Large terms that cancel leave parts of every size; what they have in common is put together.
        if others.count > 32 { others = Self.nonOverlapping(others) }
    }

    private mutating func addOutside(_ scaled: Double) {
        outside.append(scaled)
        if outside.count > 32 { outside = outside.allSatisfy(\.isFinite) ? Self.nonOverlapping(outside) : [outside.reduce(0, +)] }
    }

    mutating func add(_ other: ExactFloatSum) {
        for part in other.others { add(part) }
        add(other.third)
        add(other.second)
        add(other.head)
        for part in other.outside { addOutside(part) }
    }

    /// The float nearest to the exact sum.
    var value: Double { quotient(by: 1) }

    /// The sum divided by a number, which may be a float where the sum is none.
    func quotient(by divisor: Double) -> Double {
        let inside = others + [third, second, head]
        if outside.isEmpty { return Self.nearest(to: inside) / divisor }
        if !outside.allSatisfy(\.isFinite) { return outside.reduce(0, +) / divisor }
        // What overflows has no digit where those that this rounds off stand.
        let sum = Self.nearest(to: outside + inside.map { $0 * Self.outsideScale })
        return Self.nonOverlapping(outside).isEmpty ? Self.nearest(to: inside) / divisor : sum / divisor / Self.outsideScale
    }

    private static func nearest(to terms: [Double]) -> Double {
        var parts = nonOverlapping(terms)
        guard var sum = parts.popLast() else { return 0 }
        var error = 0.0
        while let part = parts.popLast() {
            let before = sum
            sum = before + part
            error = part - (sum - before)
            if error != 0 { break }
        }
        // When the rest lies exactly half way, the parts below it decide which way to round.
        if let next = parts.last, error != 0, (error < 0) == (next < 0) {
            let twice = error * 2
            let raised = sum + twice
            if raised - sum == twice { sum = raised }
        }
        return sum
    }

    /// The same sum as parts of ascending magnitude that share no bits.
    private static func nonOverlapping(_ terms: [Double]) -> [Double] {
        var parts: [Double] = []
        for term in terms {
            var rest = term
            var smaller: [Double] = []
            for part in parts {
                let (sum, error) = exactSum(rest, part)
                if error != 0 { smaller.append(error) }
                rest = sum
            }
            parts = smaller + (rest == 0 ? [] : [rest])
        }
        return parts
    }

    /// a + b as a float and what it rounds off (Knuth's TwoSum, for any magnitudes).
    @inline(__always)
    private static func exactSum(_ a: Double, _ b: Double) -> (sum: Double, error: Double) {
        let sum = a + b
        let rounded = sum - a
        return (sum, (a - (sum - rounded)) + (b - rounded))
    }
}
