import Glibc
import Semantics
import Tables

/// The ranges of equal width into which a histogram counts: from a step of 1, 2 or 5, or of whole days, months and years.
struct ChartBins: Sendable {
    /// One more than there are ranges; each range holds its lower edge and not its upper one, the last both.
    let edges: [Double]
    /// How many values each range holds, by series.
    let counts: [[Int]]
    private let quantity: ChartQuantity
    private let days: DayScale?

    var count: Int { edges.count - 1 }

    /// About as many ranges as the square root of the rows, 5 to 20.
    init(_ data: ChartData) {
        let values = data.marks.map(\.x)
        let wanted = min(20, max(5, Int(Double(values.count).squareRoot().rounded())))
        quantity = if case .positions(let quantity) = data.x { quantity } else { .number }
        var days: DayScale?
        var edges: [Double]
        switch quantity {
        case .days:
            // The last value may lie on a mark, which begins the next range.
            let scale = DayScale(values + (values.max().map { [$0.rounded(.down) + 1] } ?? []), count: wanted)
            days = scale
            edges = scale.ticks
        case .number, .percent, .points: edges = LinearScale(values, zero: false, count: wanted).ticks
        }
        if edges.count < 2 { edges.append((edges.first ?? 0) + 1) }
        var counts = [[Int]](repeating: [Int](repeating: 0, count: edges.count - 1), count: data.series.count)
        for mark in data.marks {
            let place = edges.lastIndex { $0 <= mark.x } ?? 0
            counts[mark.series][min(place, edges.count - 2)] += 1
        }
        self.edges = edges
        self.counts = counts
        self.days = days
    }

    func total(_ bin: Int) -> Int { counts.reduce(0) { $0 + $1[bin] } }

    func edgeText(_ edge: Int, _ display: DisplayText) -> String { days?.text(edges[edge], display) ?? quantity.text(edges[edge], display) }

    /// `20 – 30`; the month or year alone where that is the range.
    func text(_ bin: Int, _ display: DisplayText) -> String {
        if let days {
            switch days.unit {
            case .days(1), .months(1), .months(12): return edgeText(bin, display)
            case .days, .months: break
            }
        }
        return "\(edgeText(bin, display)) – \(edgeText(bin + 1, display))"
    }
}
