import Tables

/// Cells, darker for a greater value.
extension ChartLayout {
    mutating func layCells() {
        guard let categories = data.categories else { return }
        layMeasureTitle(data.yTitle)
        let names = data.rows.map { TextMeasure.fitted($0, 12, to: 220) }
        let cell = 26.0
        let (bands, axis) = bandFrame(categories, names)
        let frame = ChartBox(left: bands.left, top: top, width: bands.width, height: cell * Double(names.count))
        let band = frame.width / Double(max(1, categories.labels.count))
        let values = data.marks.map(\.y)
        let (low, high) = (min(0, values.min() ?? 0), values.max() ?? 0)
        let areTexts = data.marks.allSatisfy { TextMeasure.width($0.text, 12) <= band - 4 }
        for mark in data.marks {
            let shade = high > low ? (mark.y - low) / (high - low) : 0
            let box = ChartBox(left: frame.left + mark.x * band + 0.5, top: frame.top + Double(mark.series) * cell + 0.5, width: band - 1, height: cell - 1)
            add(.box(box, .shade(shade), tip: "\(categories.labels[Int(mark.x)]), \(data.rows[mark.series]): \(mark.text)"))
            if areTexts {
                add(.label(ChartLabel(text: mark.text, x: box.left + box.width / 2, y: box.top + 17, anchor: .middle, role: .value, isLight: shade > 0.5)))
            }
        }
        for (row, name) in names.enumerated() {
            add(.label(ChartLabel(text: name, x: frame.left - ChartLayout.gap, y: frame.top + (Double(row) + 0.5) * cell + 4, anchor: .end, role: .tick)))
        }
        for label in axis.labels(from: frame.left, under: frame.bottom) { add(.label(label)) }
        layPlaceTitle(data.xTitle, under: frame.bottom + axis.height)
    }
}
