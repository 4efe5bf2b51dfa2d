/// The sum of floats without any rounding until it is asked for, so that it does not depend on their order.
///
/// J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic" (1997), as in Python's `math.fsum`: the sum is kept as
/// floats that do not overlap. Whole numbers in floats never leave `head`, so that most sums cost one addition and
/// no memory beyond the struct.
struct ExactFloatSum {
    /// The largest part, or the whole sum while `others` is empty.
    private var head = 0.0
    /// The smaller parts, in ascending order of magnitude; with `head` above them.
    private var others: [Double] = []
    /// Sum of infinities and NaN, which have no parts.
    private var special = 0.0

    @inline(__always)
    mutating func add(_ value: Double) {
        let sum = head + value
        let rounded = sum - head
        let error = (head - (sum - rounded)) + (value - rounded)
        // An error of NaN (an infinity was met) compares false too.
        if others.isEmpty, error == 0 { head = sum } else { addSlowly(value) }
    }

    @inline(never)
    private mutating func addSlowly(_ value: Double) {
        guard value.isFinite else {
            special += value
            return
        }
        var rest = value
        var parts: [Double] = []
        for part in others + [head] {
            var (large, small) = (rest, part)
            if large.magnitude < small.magnitude { swap(&large, &small) }
            let sum = large + small
            guard sum.isFinite else {
                // The exact sum lies outside of what a float holds.
                special += sum
                return
            }
            let error = small - (sum - large)
            if error != 0 { parts.append(error) }
            rest = sum
        }
        others = parts
        head = rest
    }

    mutating func add(_ other: ExactFloatSum) {
        for part in other.others { addSlowly(part) }
        if other.head != 0 { addSlowly(other.head) }
        special += other.special
    }

    /// The float nearest to the exact sum.
    var value: Double {
        if special != 0 || special.isNaN { return special }
        var parts = others
        var sum = head
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
}
