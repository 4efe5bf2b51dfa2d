import Tables

/// Bars: lying, standing, and over ranges of values.
extension ChartLayout {
    mutating func layBars() {
        guard let categories = data.categories else { return }
        let slots = data.isStacked ? 1 : max(1, data.series.count)
        layLegend()
        let names = categories.labels.map { TextMeasure.fitted($0, 12, to: 250) }
        let scale = LinearScale(data.ends, zero: true)
        let ends = Ends(data, display)
        let left = ChartLayout.room(names) - ChartLayout.gap / 2
        let right = ChartLayout.width - (ends.texts.map { TextMeasure.width($0, 12) }.max() ?? 0) - 2 * ChartLayout.gap
        let band = Double(slots) * 14 + 8
        let frame = ChartBox(left: left, top: top, width: max(120, right - left), height: band * Double(names.count))
        let zero = frame.left + scale.place(0) * frame.width
        let texts = scale.ticks.map { data.y.text($0, display) }
        layMarks(scale.ticks.map { scale.place($0) }, texts, in: frame, isGrid: true)
        var boxes: [ChartShape] = []
        pieces { mark, from, to, slot, slots in
            let (a, b) = (frame.left + scale.place(min(from, to)) * frame.width, frame.left + scale.place(max(from, to)) * frame.width)
            let thickness = (band - 8) / Double(slots)
            let y = frame.top + mark.x * band + 4 + Double(slot) * thickness
            boxes.append(.box(ChartBox(left: a, top: y, width: b - a, height: thickness - (slots > 1 ? 1 : 0)), .series(mark.series), tip: tip(categories.labels[Int(mark.x)], mark)))
        }
        boxes.forEach { add($0) }
        add(.line(from: SIMD2(zero, frame.top), to: SIMD2(zero, frame.bottom), .axis))
        for (number, name) in names.enumerated() {
            add(.label(ChartLabel(text: name, x: frame.left - ChartLayout.gap / 2 - 2, y: frame.top + (Double(number) + 0.5) * band + 4, anchor: .end, role: .tick)))
        }
        for end in ends.all {
            let slotHeight = (band - 8) / Double(slots)
            let y = frame.top + end.x * band + 4 + (Double(end.slot) + 0.5) * slotHeight + 4
            // Beside a bar to the left its text stands right of the line at zero, where there is room.
            let x = end.value >= 0 ? frame.left + scale.place(end.value) * frame.width : zero
            add(.label(ChartLabel(text: end.text, x: x + 4, y: y, role: .value)))
        }
        layPlaceTitle(data.yTitle, under: frame.bottom + 22)
    }

    mutating func layColumns() {
        guard let categories = data.categories else { return }
        layLegend()
        layMeasureTitle(data.yTitle)
        let scale = LinearScale(data.ends, zero: true)
        let texts = scale.ticks.map { data.y.text($0, display) }
        let (frame, axis) = bandFrame(categories, texts)
        let band = frame.width / Double(categories.labels.count)
        layLevels(scale, texts, in: frame)
        let width = min(band * 0.76, 64 * Double(data.isStacked ? 1 : max(1, data.series.count)))
        func left(_ x: Double, _ slot: Int, _ slots: Int) -> Double { frame.left + (x + 0.5) * band - width / 2 + width / Double(slots) * Double(slot) }
        func y(_ value: Double) -> Double { frame.bottom - scale.place(value) * frame.height }
        var boxes: [ChartShape] = []
        pieces { mark, from, to, slot, slots in
            let box = ChartBox(left: left(mark.x, slot, slots), top: y(max(from, to)), width: width / Double(slots) - (slots > 1 ? 1 : 0), height: abs(y(from) - y(to)))
            boxes.append(.box(box, .series(mark.series), tip: tip(categories.labels[Int(mark.x)], mark)))
        }
        boxes.forEach { add($0) }
        let ends = Ends(data, display)
        let slots = data.isStacked ? 1 : max(1, data.series.count)
        let room = slots == 1 ? band - 4 : width / Double(slots) - 2
        if ends.texts.allSatisfy({ TextMeasure.width($0, 12) <= room }) {
            for end in ends.all {
                let x = left(end.x, end.slot, slots) + width / Double(slots) / 2
                add(.label(ChartLabel(text: end.text, x: x, y: end.value >= 0 ? y(end.value) - 4 : y(end.value) + 13, anchor: .middle, role: .value)))
            }
        }
        add(.line(from: SIMD2(frame.left, y(0)), to: SIMD2(frame.right, y(0)), .axis))
        for label in axis.labels(from: frame.left, under: frame.bottom) { add(.label(label)) }
        layPlaceTitle(data.xTitle, under: frame.bottom + axis.height)
    }

    mutating func layHistogram() {
        layLegend()
        layMeasureTitle(data.yTitle)
        let bins = ChartBins(data)
        let totals = (0..<bins.count).map { Double(bins.total($0)) }
        let scale = LinearScale(totals, zero: true)
        let texts = scale.ticks.map { data.y.text($0, display) }
        let left = ChartLayout.room(texts)
        let frame = ChartBox(left: left, top: top + 16, width: ChartLayout.width - left - 3 * ChartLayout.gap, height: ChartLayout.plotHeight)
        layLevels(scale, texts, in: frame)
        let band = frame.width / Double(bins.count)
        for bin in 0..<bins.count {
            var start = 0.0
            for series in data.series.indices where bins.counts[series][bin] > 0 {
                let end = start + Double(bins.counts[series][bin])
                let top = frame.bottom - scale.place(end) * frame.height
                let box = ChartBox(left: frame.left + Double(bin) * band + 0.5, top: top, width: band - 1, height: frame.bottom - scale.place(start) * frame.height - top)
                let name = data.series[series].isEmpty ? "" : ", \(data.series[series])"
                add(.box(box, .series(series), tip: "\(bins.text(bin, display))\(name): \(display.number(String(bins.counts[series][bin])))"))
                start = end
            }
        }
        let counts = totals.map { display.number(String(Int($0))) }
        if counts.allSatisfy({ TextMeasure.width($0, 12) <= band - 4 }) {
            for (bin, text) in counts.enumerated() where totals[bin] > 0 {
                let y = frame.bottom - scale.place(totals[bin]) * frame.height - 4
                add(.label(ChartLabel(text: text, x: frame.left + (Double(bin) + 0.5) * band, y: y, anchor: .middle, role: .value)))
            }
        }
        let edges = (0...bins.count).map { Double($0) / Double(bins.count) }
        layMarks(edges, (0...bins.count).map { bins.edgeText($0, display) }, in: frame, isGrid: false)
        layPlaceTitle(data.xTitle, under: frame.bottom + 22)
    }

    /// Where bands stand, with the axis under them: its names may need room at the left too.
    func bandFrame(_ categories: ChartCategories, _ texts: [String], right: Double = 2 * gap, head: Double = 16) -> (ChartBox, CategoryAxis) {
        let room = ChartLayout.room(texts)
        let count = Double(max(1, categories.labels.count))
        func axis(from left: Double) -> CategoryAxis { CategoryAxis(categories, band: (ChartLayout.width - left - right) / count) }
        let band = (ChartLayout.width - room - right) / count
        let first = axis(from: room)
        var lack = 0.0
        for number in categories.labels.indices {
            let middle = room + (Double(number) + 0.5) * band
            lack = max(lack, first.reach(of: number) + ChartLayout.gap - middle)
        }
        let left = room + lack
        let frame = ChartBox(left: left, top: top + head, width: ChartLayout.width - left - right, height: ChartLayout.plotHeight)
        return (frame, lack > 0 ? axis(from: left) : first)
    }

    /// Where bars end and what stands there: the value, or the sum of what lies on one another.
    struct Ends {
        var all: [(x: Double, slot: Int, value: Double, text: String)] = []
        var texts: [String] { all.map(\.text) }

        init(_ data: ChartData, _ display: DisplayText) {
            guard data.isStacked else {
                all = data.marks.map { ($0.x, data.series.count > 1 ? $0.series : 0, $0.y, $0.text) }
                return
            }
            var sums: [Double: (sum: Double, count: Int, text: String, high: Double)] = [:]
            for mark in data.marks {
                let old = sums[mark.x] ?? (0, 0, "", 0)
                sums[mark.x] = (old.sum + mark.y, old.count + 1, mark.text, old.high + max(0, mark.y))
            }
            all = sums.sorted { $0.key < $1.key }.map { x, end in
                (x, 0, end.high > 0 ? end.high : end.sum, end.count == 1 ? end.text : data.y.text(end.sum, display))
            }
        }
    }
}
