import Semantics
import Tables

/// A chart in a sentence or two: what is drawn, its least and greatest value. For whoever cannot see it.
enum ChartDescription {
    static func text(_ data: ChartData, _ options: RenderOptions) -> String {
        let wording = options.wording
        var parts = [wording.chart(data.kind, of: data.yTitle, by: data.xTitle)]
        if data.kind != .histogram, let low = data.marks.min(by: { $0.y < $1.y }), let high = data.marks.max(by: { $0.y < $1.y }), data.marks.count > 1 {
            parts.append(wording.range(low.text, place(low, data, options), high.text, place(high, data, options)))
        }
        return (parts + data.notes(wording)).joined(separator: "; ") + "."
    }

    private static func place(_ mark: ChartData.Mark, _ data: ChartData, _ options: RenderOptions) -> String {
        let x: String
        switch data.x {
        case .categories(let categories): x = categories.labels[Int(mark.x)]
        case .positions(let quantity): x = quantity.text(mark.x, options.display)
        }
        let series = data.kind == .heatmap ? data.rows[mark.series] : data.series[mark.series]
        return series.isEmpty ? x : "\(x), \(series)"
    }
}
