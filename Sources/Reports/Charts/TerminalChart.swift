import Characters
import Semantics
import Tables

/// A chart drawn with letters: eighth blocks for bars, dots of braille for lines, and signs of ASCII where a terminal has no others.
///
/// Values stand at the ends of bars, because nobody reads a number off a row of blocks. Labels are cut only between whole letters. What is not
/// told by colour is told by form: each series has a fill or a sign of its own, which the legend shows.
struct TerminalChart {
    let data: ChartData
    let options: RenderOptions
    let signs: ChartSigns
    /// Columns of the terminal.
    let width: Int

    /// More bars are put together as others.
    static let mostBars = 30
    static let mostLabel = 32
    static let plotRows = 12
    static let fewPoints = 60

    init(_ chart: Chart, _ options: RenderOptions) {
        data = ChartData(chart, options).limited(to: TerminalChart.mostBars, options)
        self.options = options
        signs = ChartSigns.of(options.drawing)
        width = max(40, min(options.width ?? 80, 120))
    }

    /// The picture without its title, no line ending in blanks.
    var lines: [String] {
        guard !data.marks.isEmpty else { return [options.wording.noMarks] }
        let drawn: [String] =
            switch data.kind {
            case .bar: bars()
            case .histogram: histogram()
            case .column: columns()
            case .line: plot(isArea: false)
            case .area: plot(isArea: true)
            case .scatter: plot(isArea: false)
            case .heatmap: cells()
            case .spark: sparks()
            }
        return drawn.map(TerminalChart.withoutBlanks) + data.notes(options.wording).map(options.wording.notice)
    }

    private static func withoutBlanks(_ line: String) -> String {
        var line = Substring(line)
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    func text(_ value: Double) -> String { data.y.text(value, options.display) }

    /// Cut to the letter and filled up to the cell.
    func padded(_ text: String, _ width: Int, _ alignment: DisplayWidth.Alignment = .left) -> String {
        DisplayWidth.padded(DisplayWidth.truncated(DisplayWidth.visible(text), to: width), to: width, alignment)
    }

    /// `█ counter  ▓ post`
    var legend: [String] {
        guard data.series.count > 1 else { return [] }
        return [data.series.enumerated().map { "\(signs.fill($0)) \(DisplayWidth.visible($1))" }.joined(separator: "  ")]
    }

    func labelWidth(_ labels: [String]) -> Int { min(TerminalChart.mostLabel, labels.map { DisplayWidth.of($0) }.max() ?? 0) }

    // MARK: Sparklines

    /// A line of eighths for each series, then its last value and between which it moved.
    private func sparks() -> [String] {
        let names = labelWidth(data.series)
        return data.series.indices.compactMap { series in
            let marks = data.byCategory(series)
            let present = marks.compactMap { $0 }
            guard let last = present.last, let low = present.min(by: { $0.y < $1.y }), let high = present.max(by: { $0.y < $1.y }) else { return nil }
            let line = marks.map { mark -> String in
                guard let mark else { return " " }
                let part = high.y > low.y ? (mark.y - low.y) / (high.y - low.y) : 0.5
                return signs.levels[min(signs.levels.count - 1, Int(part * Double(signs.levels.count)))]
            }.joined()
            let name = names == 0 ? "" : padded(data.series[series], names) + "  "
            return "\(name)\(line)  \(last.text)  (\(low.text) – \(high.text))"
        }
    }

    // MARK: Heatmaps

    private func cells() -> [String] {
        guard let categories = data.categories else { return [] }
        let names = labelWidth(data.rows)
        let values = data.marks.map(\.y)
        let (low, high) = (min(0, values.min() ?? 0), values.max() ?? 0)
        let texts = max(3, data.marks.map { DisplayWidth.of($0.text) }.max() ?? 0)
        let cell = min(max(texts + 2, labelWidth(categories.shortLabels)), max(texts + 2, (width - names - 2) / max(1, categories.labels.count) - 1))
        var grid = [[ChartData.Mark?]](repeating: [ChartData.Mark?](repeating: nil, count: categories.labels.count), count: data.rows.count)
        for mark in data.marks { grid[mark.series][Int(mark.x)] = mark }
        let head = padded("", names) + "  " + categories.shortLabels.map { padded($0, cell, .right) }.joined(separator: " ")
        let rows = zip(data.rows, grid).map { name, marks in
            padded(name, names) + "  " + marks.map { mark -> String in
                guard let mark else { return padded("", cell) }
                let shade = signs.shades[high > low ? min(signs.shades.count - 1, Int((mark.y - low) / (high - low) * Double(signs.shades.count))) : 0]
                return padded("\(shade)\(shade) \(mark.text)", cell, .right)
            }.joined(separator: " ")
        }
        return [head] + rows + [padded("", names) + "  " + signs.shades.joined() + "  \(text(low)) – \(text(high))"]
    }
}
