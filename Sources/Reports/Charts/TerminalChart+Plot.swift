import Characters
import Semantics
import Tables

/// Lines, areas and clouds of points on a plane of dots.
extension TerminalChart {
    func plot(isArea: Bool) -> [String] {
        let scale = upward(isArea: isArea)
        let ticks = scale.ticks.map { text($0) }
        let axis = ticks.map { DisplayWidth.of($0) }.max() ?? 0
        let rows = TerminalChart.plotRows
        let columns = max(20, width - axis - 3)
        let along = Along(data, options, columns: columns)
        var canvas = DotCanvas(columns: columns, rows: rows, signs: signs)
        var floor: [Double: Double] = [:]
        for series in data.series.indices {
            let marks = data.marks.filter { $0.series == series }.sorted { $0.x < $1.x }
            if isArea {
                // The outlines of what lies on one another; a filled plane would hide which is which.
                let roof = marks.map { (x: $0.x, y: (data.isStacked ? floor[$0.x] ?? 0 : 0) + $0.y) }
                for point in roof { floor[point.x] = point.y }
                canvas.line(roof.map { (along.place($0.x), scale.place($0.y)) }, series: series, isMany: data.series.count > 1)
            } else if data.kind == .scatter {
                // Few points are signs that one sees; many are dots, of which eight have room in a letter.
                let isFew = data.series.count > 1 || marks.count <= TerminalChart.fewPoints
                for mark in marks { canvas.point(along.place(mark.x), scale.place(mark.y), series: series, isMany: isFew) }
            } else {
                for stretch in stretches(marks) {
                    canvas.line(stretch.map { (along.place($0.x), scale.place($0.y)) }, series: series, isMany: data.series.count > 1)
                }
            }
        }
        var lines = data.series.count > 1 ? [data.series.enumerated().map { "\(signs.point($0)) \(DisplayWidth.visible($1))" }.joined(separator: "  ")] : []
        let drawn = canvas.lines
        for row in 0..<rows {
            let tick = zip(scale.ticks, ticks).first { Int(((1 - scale.place($0.0)) * Double(rows - 1)).rounded()) == row }?.1
            lines.append(padded(tick ?? "", axis, .right) + " " + signs.vertical + drawn[row])
        }
        lines.append(padded("", axis) + " " + signs.corner + String(repeating: signs.horizontal, count: columns))
        lines.append(padded("", axis + 2) + along.labels)
        return lines
    }

    private func upward(isArea: Bool) -> LinearScale {
        let values = isArea ? data.ends : data.marks.map(\.y)
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        return LinearScale(values, zero: isArea || data.kind == .line && (low < high / 2 || high <= 0), count: 4)
    }

    /// Lines break where a category has no value.
    private func stretches(_ marks: [ChartData.Mark]) -> [[ChartData.Mark]] {
        guard data.categories != nil else { return [marks] }
        var result: [[ChartData.Mark]] = []
        for mark in marks {
            if let last = result.last?.last, mark.x - last.x <= 1 { result[result.count - 1].append(mark) } else { result.append([mark]) }
        }
        return result
    }

    /// The axis under a plane: where a value stands, and the labels that have room.
    private struct Along {
        private let low: Double
        private let high: Double
        let labels: String

        init(_ data: ChartData, _ options: RenderOptions, columns: Int) {
            var marks: [(place: Double, text: String)]
            switch data.x {
            case .categories(let categories):
                (low, high) = (-0.5, Double(categories.labels.count) - 0.5)
                marks = categories.shortLabels.enumerated().map { (Double($0), $1) }
            case .positions(.days):
                let scale = DayScale(data.marks.map(\.x))
                (low, high) = (scale.low, scale.high)
                marks = scale.ticks.map { ($0, scale.text($0, options.display)) }
            case .positions(let quantity):
                let scale = LinearScale(data.marks.map(\.x), zero: false)
                (low, high) = (scale.low, scale.high)
                marks = scale.ticks.map { ($0, quantity.text($0, options.display)) }
            }
            var line = ""
            var width = 0
            for mark in marks {
                let text = DisplayWidth.visible(mark.text)
                let size = DisplayWidth.of(text)
                let centre = Int(((mark.place - low) / max(high - low, .leastNonzeroMagnitude) * Double(columns - 1)).rounded())
                let start = min(max(0, centre - size / 2), columns - size)
                guard start >= 0, start >= width + (width > 0 ? 2 : 0) else { continue }
                line += String(repeating: " ", count: start - width) + text
                width = start + size
            }
            labels = line
        }

        func place(_ value: Double) -> Double { high > low ? (value - low) / (high - low) : 0.5 }
    }
}

/// A plane of dots, eight to a letter where the terminal has braille; with several series each letter is the sign of one.
private struct DotCanvas {
    private let columns: Int
    private let rows: Int
    private let signs: ChartSigns
    private var dots: [[UInt8]]
    private var letters: [[String?]]

    init(columns: Int, rows: Int, signs: ChartSigns) {
        self.columns = columns
        self.rows = rows
        self.signs = signs
        dots = [[UInt8]](repeating: [UInt8](repeating: 0, count: columns), count: rows)
        letters = [[String?]](repeating: [String?](repeating: nil, count: columns), count: rows)
    }

    /// A line through points given from 0 to 1, up and to the right.
    mutating func line(_ points: [(Double, Double)], series: Int, isMany: Bool) {
        if points.count == 1, let point = points.first { self.point(point.0, point.1, series: series, isMany: isMany) }
        for (from, to) in zip(points, points.dropFirst()) {
            let steps = max(1, Int(max(abs(to.0 - from.0) * Double(columns * 2), abs(to.1 - from.1) * Double(rows * 4)).rounded(.up)))
            for step in 0...steps {
                let part = Double(step) / Double(steps)
                dot(from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part, isSign: false, series: series)
            }
        }
        guard isMany || !signs.hasBraille else { return }
        for point in points { dot(point.0, point.1, isSign: true, series: series) }
    }

    mutating func point(_ x: Double, _ y: Double, series: Int, isMany: Bool) { dot(x, y, isSign: isMany || !signs.hasBraille, series: series) }

    private mutating func dot(_ x: Double, _ y: Double, isSign: Bool, series: Int) {
        let column = min(columns * 2 - 1, max(0, Int((x * Double(columns * 2 - 1)).rounded())))
        let row = min(rows * 4 - 1, max(0, Int(((1 - y) * Double(rows * 4 - 1)).rounded())))
        if isSign { return letters[row / 4][column / 2] = signs.point(series) }
        guard signs.hasBraille else {
            if letters[row / 4][column / 2] == nil { letters[row / 4][column / 2] = "." }
            return
        }
        // The eight dots of a letter by their bits in Unicode: two columns of four, the lowest pair added later.
        let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
        dots[row / 4][column / 2] |= bits[row % 4][column % 2]
    }

    var lines: [String] {
        (0..<rows).map { row in
            (0..<columns).map { column in
                if let letter = letters[row][column] { return letter }
                let bits = dots[row][column]
                return bits == 0 ? " " : Unicode.Scalar(0x2800 + UInt32(bits)).map { String(Character($0)) } ?? " "
            }.joined()
        }
    }
}
