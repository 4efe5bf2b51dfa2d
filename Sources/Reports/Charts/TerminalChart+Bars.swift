import Characters
import Semantics
import Tables

/// Lying bars, standing ones, and the counts of ranges.
extension TerminalChart {
    func bars() -> [String] {
        guard let categories = data.categories else { return [] }
        let names = labelWidth(categories.labels)
        let ends = ChartLayout.Ends(data, options.display)
        let texts = ends.texts.map { DisplayWidth.of($0) }.max() ?? 0
        let room = max(10, width - names - texts - 4)
        let lengths = BarLengths(data.ends, room: room)
        var lines = legend
        for (number, name) in categories.labels.enumerated() {
            let bars: [(bar: String, text: String)]
            if data.isStacked || data.series.count == 1 {
                let marks = data.marks.filter { Int($0.x) == number }
                let end = ends.all.first { Int($0.x) == number }
                bars = [(marks.isEmpty ? "" : data.series.count > 1 ? stacked(marks, lengths) : bar(marks[0].y, 0, lengths), end?.text ?? "")]
            } else {
                bars = data.series.indices.map { series in
                    let mark = data.marks.first { Int($0.x) == number && $0.series == series }
                    return (mark.map { bar($0.y, series, lengths) } ?? "", mark?.text ?? "")
                }
            }
            for (row, bar) in bars.enumerated() {
                let head = padded(row == 0 ? name : "", names) + "  "
                lines.append(bar.text.isEmpty ? head : "\(head)\(bar.bar) \(bar.text)")
            }
        }
        return lines
    }

    func histogram() -> [String] {
        let bins = ChartBins(data)
        let names = (0..<bins.count).map { bins.text($0, options.display) }
        let label = names.map { DisplayWidth.of($0) }.max() ?? 0
        let totals = (0..<bins.count).map { bins.total($0) }
        let counts = totals.map { options.count($0) }
        let room = max(10, width - label - (counts.map { DisplayWidth.of($0) }.max() ?? 0) - 4)
        let lengths = BarLengths(totals.map(Double.init), room: room)
        return legend + names.enumerated().map { bin, name in
            let bar: String
            if data.series.count > 1 {
                bar = stacked(data.series.indices.map { ChartData.Mark(x: 0, y: Double(bins.counts[$0][bin]), series: $0, text: "") }, lengths)
            } else {
                bar = self.bar(Double(totals[bin]), 0, lengths)
            }
            return "\(padded(name, label, .right))  \(bar)\(bar.isEmpty ? "" : " ")\(counts[bin])"
        }
    }

    /// Where the line at zero stands and how many cells a value takes.
    struct BarLengths {
        let left: Double
        let scale: Double
        /// Cells to the left of zero, when values go below it.
        let zero: Int

        init(_ values: [Double], room: Int) {
            let low = min(0, values.min() ?? 0)
            let high = max(0, values.max() ?? 0)
            let room = Double(low < 0 ? room - 1 : room)
            scale = high > low ? room / (high - low) : 0
            left = low
            zero = Int((-low * scale).rounded(.up))
        }

        func cells(_ value: Double) -> Double { abs(value) * scale }
    }

    /// One bar from the line at zero, to the eighth of a cell; below zero to the cell, because parts grow from the left only.
    private func bar(_ value: Double, _ series: Int, _ lengths: BarLengths) -> String {
        let cells = lengths.cells(value)
        if lengths.left < 0 {
            let count = Int(cells.rounded())
            let fill = signs.fill(series)
            if value < 0 {
                let left = String(repeating: fill, count: min(count, lengths.zero))
                return padded(left, lengths.zero, .right) + signs.vertical
            }
            return padded("", lengths.zero) + signs.vertical + String(repeating: fill, count: count)
        }
        if series > 0 || data.series.count > 1 { return String(repeating: signs.fill(series), count: Int(cells.rounded())) }
        let eighths = Int((cells * Double(signs.parts.count)).rounded())
        let (whole, part) = (eighths / signs.parts.count, eighths % signs.parts.count)
        // A value that is there is seen, however small.
        if whole == 0, part == 0, value != 0 { return signs.parts[0] }
        return String(repeating: signs.parts[signs.parts.count - 1], count: whole) + (part > 0 ? signs.parts[part - 1] : "")
    }

    /// Parts one behind the other; their ends are rounded, so that no error adds up.
    private func stacked(_ marks: [ChartData.Mark], _ lengths: BarLengths) -> String {
        var text = lengths.left < 0 ? padded("", lengths.zero) + signs.vertical : ""
        var sum = 0.0
        var drawn = 0
        for mark in marks.sorted(by: { $0.series < $1.series }) where mark.y > 0 {
            sum += mark.y
            let end = Int(lengths.cells(sum).rounded())
            text += String(repeating: signs.fill(mark.series), count: max(0, end - drawn))
            drawn = end
        }
        if text.isEmpty, sum > 0 { return signs.parts[0] }
        guard lengths.left < 0 else { return text }
        let below = marks.filter { $0.y < 0 }.reduce("") { $0 + String(repeating: signs.fill($1.series), count: Int(lengths.cells($1.y).rounded())) }
        return padded(below, lengths.zero, .right) + signs.vertical + text.dropFirst(lengths.zero + 1)
    }

    /// Standing bars where all of them have room, lying ones else: a terminal is wider than high, and names lie.
    func columns() -> [String] {
        guard let categories = data.categories, data.series.count == 1 || data.isStacked, data.ends.allSatisfy({ $0 >= 0 }) else { return bars() }
        let ends = ChartLayout.Ends(data, options.display)
        let scale = LinearScale(data.ends, zero: true, count: 4)
        let ticks = scale.ticks.map { text($0) }
        let axis = ticks.map { DisplayWidth.of($0) }.max() ?? 0
        let labels = categories.shortLabels.map { DisplayWidth.of($0) }.max() ?? 0
        let values = ends.texts.map { DisplayWidth.of($0) }.max() ?? 0
        let band = max(labels, values, 3) + 1
        guard axis + 2 + band * categories.labels.count <= width else { return bars() }
        var heights = [[(series: Int, end: Double)]](repeating: [], count: categories.labels.count)
        for mark in data.marks.sorted(by: { $0.series < $1.series }) {
            let start = heights[Int(mark.x)].last?.end ?? 0
            heights[Int(mark.x)].append((mark.series, start + mark.y))
        }
        let rows = TerminalChart.plotRows
        var lines = legend
        let step = Double(rows) / (scale.high - scale.low)
        // A line more where a bar reaches the top: its value stands over it.
        let isFull = ends.all.contains { Int(($0.value * step).rounded(.up)) == rows }
        for row in (0...(isFull ? rows + 1 : rows)).reversed() {
            let tick = zip(scale.ticks, ticks).first { Int((($0.0 - scale.low) * step).rounded()) == row }?.1
            var line = padded(tick ?? "", axis, .right) + " " + (row == 0 ? signs.corner : signs.vertical)
            for (number, parts) in heights.enumerated() {
                if row == 0 {
                    line += String(repeating: signs.horizontal, count: band)
                    continue
                }
                let end = ends.all.first { Int($0.x) == number }
                let top = (parts.last?.end ?? 0) * step
                if let end, Int(top.rounded(.up)) == row - 1 {
                    line += padded(" " + end.text, band)
                } else {
                    line += padded(" " + piece(parts, row: row, step: step, width: band - 1), band)
                }
            }
            lines.append(line)
        }
        lines.append(padded("", axis + 2) + categories.shortLabels.map { padded(" " + $0, band) }.joined())
        return lines
    }

    /// What a standing bar shows in one line of the picture.
    private func piece(_ parts: [(series: Int, end: Double)], row: Int, step: Double, width: Int) -> String {
        let (bottom, top) = (Double(row - 1), Double(row))
        guard let highest = parts.last, highest.end * step > bottom else { return "" }
        let middle = (bottom + 0.5) / step
        let series = parts.first { $0.end > middle }?.series ?? highest.series
        if parts.count == 1, highest.end * step < top {
            let part = Int(((highest.end * step - bottom) * Double(signs.levels.count)).rounded())
            return String(repeating: signs.levels[max(0, min(signs.levels.count, part) - 1)], count: width)
        }
        if parts.count > 1, highest.end * step < bottom + 0.5 { return "" }
        return String(repeating: data.series.count > 1 ? signs.fill(series) : signs.levels[signs.levels.count - 1], count: width)
    }
}
