import Glibc

/// A stretch of numbers with marks at steps of 1, 2 or 5 times a power of ten, and ends at marks.
struct LinearScale: Sendable, Equatable {
    let low: Double
    let high: Double
    let step: Double

    /// - Parameters:
    ///   - zero: whether 0 belongs to it, as under bars.
    ///   - count: about how many steps there shall be.
    init(_ values: some Sequence<Double>, zero: Bool, count: Int = 5) {
        var low = zero ? 0 : Double.infinity
        var high = zero ? 0 : -Double.infinity
        for value in values where value.isFinite {
            low = min(low, value)
            high = max(high, value)
        }
        if low > high { (low, high) = (0, 1) }
        if low == high { (low, high) = low == 0 ? (0, 1) : low > 0 && zero ? (0, high) : (low - abs(low) / 2, high + abs(high) / 2) }
        let step = LinearScale.step((high - low) / Double(max(1, count)))
        self.step = step
        self.low = (low / step).rounded(.down) * step
        self.high = (high / step).rounded(.up) * step
    }

    /// The smallest of 1, 2 and 5 times a power of ten that is not below `rough`, with a little leave.
    static func step(_ rough: Double) -> Double {
        guard rough.isFinite, rough > 0 else { return 1 }
        let power = pow(10, floor(log10(rough)))
        let times = rough / power
        return (times <= 1.0001 ? 1 : times <= 2.0001 ? 2 : times <= 5.0001 ? 5 : 10) * power
    }

    var ticks: [Double] {
        let first = (low / step).rounded()
        return (0...max(0, Int(((high - low) / step).rounded()))).map { (first + Double($0)) * step }
    }

    /// From 0 at the low end to 1 at the high one.
    func place(_ value: Double) -> Double { high > low ? (value - low) / (high - low) : 0 }
}
