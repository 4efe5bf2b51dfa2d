import Tables

/// Lines, areas and points.
extension ChartLayout {
    mutating func layLines() {
        let names = data.series.count > 1 ? data.series.map { TextMeasure.fitted($0, 12, to: 150) } : []
        layMeasureTitle(data.yTitle)
        let values = data.marks.map(\.y)
        // A line may leave 0 out when it moves far from it; a bar never may.
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let scale = LinearScale(values, zero: low < high / 2 || high <= 0)
        let plane = plane(scale, right: names.isEmpty ? 0 : ChartLayout.room(names))
        var ends: [(y: Double, x: Double, series: Int)] = []
        for series in data.series.indices {
            let stretches = plane.stretches(data, series)
            add(.curve(stretches, series: series))
            let marks = data.marks.filter { $0.series == series }
            if marks.count <= 40 {
                for mark in marks { add(.point(plane.place(mark), series: series, tip: tip(plane.name(mark, display), mark))) }
            }
            if let last = stretches.last?.last { ends.append((last.y, last.x, series)) }
        }
        for (label, end) in zip(ChartLayout.apart(ends.map(\.y), in: plane.frame), ends) where !names.isEmpty {
            add(.label(ChartLabel(text: names[end.series], x: plane.frame.right + 10, y: label + 4, role: .series)))
            if end.x < plane.frame.right - 1 || abs(label - end.y) > 2 {
                add(.line(from: SIMD2(end.x + 4, end.y), to: SIMD2(plane.frame.right + 7, label), .grid))
            }
        }
        finish(plane)
    }

    mutating func layAreas() {
        layLegend()
        layMeasureTitle(data.yTitle)
        let plane = plane(LinearScale(data.ends, zero: true), right: 0)
        let places = Array(Set(data.marks.map(\.x))).sorted()
        var floor = [Double](repeating: 0, count: places.count)
        for series in data.series.indices {
            let marks = Dictionary(data.marks.filter { $0.series == series }.map { ($0.x, $0.y) }) { $0 + $1 }
            let roof = zip(places, floor).map { x, under in data.isStacked ? under + (marks[x] ?? 0) : marks[x] ?? 0 }
            let upper = zip(places, roof).map { plane.place($0, $1) }
            let lower = zip(places, floor).map { plane.place($0, $1) }
            add(.area(upper + lower.reversed(), series: series))
            if !data.isStacked || data.series.count == 1 { add(.curve([upper], series: series)) }
            if data.isStacked { floor = roof }
        }
        finish(plane)
    }

    mutating func layPoints() {
        layLegend()
        layMeasureTitle(data.yTitle)
        let plane = plane(LinearScale(data.marks.map(\.y), zero: false), right: 0)
        for mark in data.marks { add(.point(plane.place(mark), series: mark.series, tip: tip(plane.name(mark, display), mark))) }
        finish(plane)
    }

    /// A line of text height for each series, with its last value and its least and greatest.
    mutating func laySparks() {
        let names = data.series.map { TextMeasure.fitted($0, 12, to: 200) }
        let left = ChartLayout.room(names)
        let line = 26.0
        let rows = names.indices.compactMap { series -> (series: Int, marks: [ChartData.Mark], low: Double, high: Double, text: String)? in
            let marks = data.marks.filter { $0.series == series }.sorted { $0.x < $1.x }
            guard let last = marks.last, let low = marks.min(by: { $0.y < $1.y }), let high = marks.max(by: { $0.y < $1.y }) else { return nil }
            return (series, marks, low.y, high.y, "\(last.text)  (\(low.text) – \(high.text))")
        }
        let texts = rows.map { TextMeasure.width($0.text, 12) }.max() ?? 0
        let width = min(260, max(60, ChartLayout.width - left - texts - 3 * ChartLayout.gap))
        let steps = Double(max(1, (data.categories?.labels.count ?? 1) - 1))
        for row in rows {
            let frame = ChartBox(left: left, top: top + 3, width: width, height: line - 8)
            let span = row.high - row.low
            let places = row.marks.map { mark in
                SIMD2(frame.left + mark.x / steps * frame.width, span == 0 ? frame.top + frame.height / 2 : frame.bottom - (mark.y - row.low) / span * frame.height)
            }
            add(.label(ChartLabel(text: names[row.series], x: ChartLayout.gap, y: frame.bottom - 3, role: .series)))
            add(.curve([places], series: row.series))
            if let end = places.last, let last = row.marks.last { add(.point(end, series: row.series, tip: tip(data.categories?.labels[Int(last.x)] ?? "", last))) }
            add(.label(ChartLabel(text: row.text, x: frame.right + 10, y: frame.bottom - 3, role: .value)))
            top += line
        }
        end(at: top + 4)
    }

    // MARK: The plane that they lie in

    /// A frame with its scales: both measured, or one of them bands.
    struct Plane {
        enum Along {
            case bands(ChartCategories, CategoryAxis)
            case numbers(LinearScale, ChartQuantity)
            case days(DayScale)
        }
        var frame: ChartBox
        var along: Along
        var up: LinearScale

        func place(_ mark: ChartData.Mark) -> SIMD2<Double> { place(mark.x, mark.y) }

        func place(_ x: Double, _ y: Double) -> SIMD2<Double> {
            let part =
                switch along {
                case .bands(let categories, _): (x + 0.5) / Double(max(1, categories.labels.count))
                case .numbers(let scale, _): scale.place(x)
                case .days(let scale): scale.place(x)
                }
            return SIMD2(frame.left + part * frame.width, frame.bottom - up.place(y) * frame.height)
        }

        func name(_ mark: ChartData.Mark, _ display: DisplayText) -> String {
            switch along {
            case .bands(let categories, _): categories.labels[Int(mark.x)]
            case .numbers(_, let quantity): quantity.text(mark.x, display)
            case .days: ChartQuantity.days.text(mark.x, display)
            }
        }

        /// The line of a series, broken where a band has no value.
        func stretches(_ data: ChartData, _ series: Int) -> [[SIMD2<Double>]] {
            guard case .bands = along else {
                return [data.marks.filter { $0.series == series }.sorted { $0.x < $1.x }.map { place($0) }]
            }
            var result: [[SIMD2<Double>]] = [[]]
            for mark in data.byCategory(series) {
                if let mark { result[result.count - 1].append(place(mark)) } else if result.last?.isEmpty == false { result.append([]) }
            }
            return result.filter { !$0.isEmpty }
        }
    }

    private mutating func plane(_ up: LinearScale, right: Double) -> Plane {
        let texts = up.ticks.map { data.y.text($0, display) }
        let plane: Plane
        let room = max(right, 3 * ChartLayout.gap)
        switch data.x {
        case .categories(let categories):
            let (frame, axis) = bandFrame(categories, texts, right: room, head: 8)
            plane = Plane(frame: frame, along: .bands(categories, axis), up: up)
        case .positions(let quantity):
            let left = ChartLayout.room(texts)
            let frame = ChartBox(left: left, top: top + 8, width: ChartLayout.width - left - room, height: ChartLayout.plotHeight)
            let values = data.marks.map(\.x)
            plane = Plane(frame: frame, along: quantity == .days ? .days(DayScale(values)) : .numbers(LinearScale(values, zero: false), quantity), up: up)
        }
        layLevels(up, texts, in: plane.frame)
        switch plane.along {
        case .bands(_, let axis): for label in axis.labels(from: plane.frame.left, under: plane.frame.bottom) { add(.label(label)) }
        case .numbers(let scale, let quantity): layMarks(scale.ticks.map { scale.place($0) }, scale.ticks.map { quantity.text($0, display) }, in: plane.frame, isGrid: true)
        case .days(let scale): layMarks(scale.ticks.map { scale.place($0) }, scale.ticks.map { scale.text($0, display) }, in: plane.frame, isGrid: true)
        }
        return plane
    }

    private mutating func finish(_ plane: Plane) {
        let frame = plane.frame
        if plane.up.low > 0 || plane.up.high < 0 { add(.line(from: SIMD2(frame.left, frame.bottom), to: SIMD2(frame.right, frame.bottom), .axis)) }
        let axis: Double = if case .bands(_, let axis) = plane.along { axis.height } else { 22 }
        layPlaceTitle(data.xTitle, under: frame.bottom + axis)
    }

    /// Places near the wanted ones, a line of text from one another and inside the frame.
    private static func apart(_ wanted: [Double], in frame: ChartBox) -> [Double] {
        var result = wanted
        let order = wanted.indices.sorted { wanted[$0] < wanted[$1] }
        var least = frame.top
        for index in order {
            result[index] = max(result[index], least)
            least = result[index] + textHeight
        }
        var most = frame.bottom
        for index in order.reversed() {
            result[index] = min(result[index], most)
            most = result[index] - textHeight
        }
        return result
    }
}
