import Semantics
import Tables

/// Where everything of a chart stands in a picture: what SVG writes down without another thought.
///
/// Room is measured before anything is placed, so every label lies inside the picture and no two of an axis overlap; the tests hold it to that.
struct ChartLayout: Sendable {
    static let width = 760.0
    static let plotHeight = 280.0
    static let textHeight = 15.0
    static let gap = 8.0

    let data: ChartData
    let display: DisplayText
    let wording: Wording
    private(set) var height = 0.0
    private(set) var shapes: [ChartShape] = []
    /// Room used from the top by titles and the legend.
    var top = ChartLayout.gap

    /// - Parameter isTitled: the picture bears its title itself, because nothing stands beside it.
    init(_ chart: Chart, _ options: RenderOptions, isTitled: Bool = false) {
        data = ChartData(chart, options).limited(to: 60, options)
        display = options.display
        wording = options.wording
        if isTitled, let title = data.title { place(.title, TextMeasure.fitted(title, 15, to: ChartLayout.width - 2 * ChartLayout.gap), 22) }
        if data.marks.isEmpty {
            place(.axisTitle, wording.noMarks, 18)
        } else {
            switch data.kind {
            case .bar: layBars()
            case .column: layColumns()
            case .histogram: layHistogram()
            case .line: layLines()
            case .area: layAreas()
            case .scatter: layPoints()
            case .heatmap: layCells()
            case .spark: laySparks()
            }
        }
        height = max(height, top)
    }

    mutating func add(_ shape: ChartShape) { shapes.append(shape) }

    mutating func end(at bottom: Double) { height = bottom }

    private mutating func place(_ role: ChartLabel.Role, _ text: String, _ room: Double) {
        add(.label(ChartLabel(text: text, x: ChartLayout.gap, y: top + ChartLayout.textHeight - 2, role: role)))
        top += room
    }

    var labels: [ChartLabel] { shapes.compactMap { if case .label(let label) = $0 { label } else { nil } } }

    // MARK: What several kinds have

    /// Swatches with the names of the series, in as many lines as they need.
    mutating func layLegend() {
        guard data.series.count > 1 else { return }
        var x = ChartLayout.gap
        for (number, name) in data.series.enumerated() {
            let text = TextMeasure.fitted(name, 12, to: 220)
            let width = 18 + TextMeasure.width(text, 12) + 16
            if x > ChartLayout.gap, x + width > ChartLayout.width - ChartLayout.gap {
                x = ChartLayout.gap
                top += 20
            }
            add(.box(ChartBox(left: x, top: top + 2, width: 12, height: 12), .series(number), tip: name))
            add(.label(ChartLabel(text: text, x: x + 18, y: top + 12, role: .legend)))
            x += width
        }
        top += 26
    }

    /// What is measured, over its axis.
    mutating func layMeasureTitle(_ text: String) {
        if text.isEmpty { return }
        place(.axisTitle, TextMeasure.fitted(text, 12, to: ChartLayout.width - 2 * ChartLayout.gap), 20)
    }

    /// Marks of a scale at the left of a frame with a line across it for each; the room that their texts need.
    static func room(_ texts: [String]) -> Double { (texts.map { TextMeasure.width($0, 12) }.max() ?? 0) + 2 * gap }

    mutating func layLevels(_ scale: LinearScale, _ texts: [String], in frame: ChartBox) {
        for (tick, text) in zip(scale.ticks, texts) {
            let y = frame.bottom - scale.place(tick) * frame.height
            add(.line(from: SIMD2(frame.left, y), to: SIMD2(frame.right, y), tick == 0 ? .axis : .grid))
            add(.label(ChartLabel(text: text, x: frame.left - ChartLayout.gap, y: y + 4, anchor: .end, role: .tick)))
        }
    }

    /// Marks of a scale under a frame, as many of them as have room.
    mutating func layMarks(_ places: [Double], _ texts: [String], in frame: ChartBox, isGrid: Bool) {
        var end = -Double.infinity
        for (place, text) in zip(places, texts) {
            let x = frame.left + place * frame.width
            if isGrid { add(.line(from: SIMD2(x, frame.top), to: SIMD2(x, frame.bottom), .grid)) }
            let half = TextMeasure.width(text, 12) / 2
            let centre = min(max(x, half + 2), ChartLayout.width - half - 2)
            guard centre - half > end + 4 else { continue }
            add(.label(ChartLabel(text: text, x: centre, y: frame.bottom + 18, anchor: .middle, role: .tick)))
            end = centre + half
        }
    }

    mutating func layPlaceTitle(_ text: String, under bottom: Double) {
        if text.isEmpty { return end(at: bottom + 6) }
        let fitted = TextMeasure.fitted(text, 12, to: ChartLayout.width - 2 * ChartLayout.gap)
        add(.label(ChartLabel(text: fitted, x: ChartLayout.width - ChartLayout.gap, y: bottom + 14, anchor: .end, role: .axisTitle)))
        end(at: bottom + 20)
    }

    /// Values of a series that lie on one another or side by side, as a box for each mark: `lay` gets the part of the band and both ends.
    func pieces(_ lay: (_ mark: ChartData.Mark, _ from: Double, _ to: Double, _ slot: Int, _ slots: Int) -> Void) {
        var up: [Double: Double] = [:]
        var down: [Double: Double] = [:]
        let slots = data.isStacked ? 1 : max(1, data.series.count)
        for series in data.series.indices {
            for mark in data.marks where mark.series == series {
                guard data.isStacked else {
                    lay(mark, 0, mark.y, series, slots)
                    continue
                }
                let start = mark.y >= 0 ? up[mark.x] ?? 0 : down[mark.x] ?? 0
                lay(mark, start, start + mark.y, 0, 1)
                if mark.y >= 0 { up[mark.x] = start + mark.y } else { down[mark.x] = start + mark.y }
            }
        }
    }

    /// `tháng 6/2019, trực tuyến: 1.204`
    func tip(_ place: String, _ mark: ChartData.Mark) -> String {
        let name = data.series[mark.series]
        return "\(place)\(name.isEmpty ? "" : ", \(name)"): \(mark.text)"
    }
}
