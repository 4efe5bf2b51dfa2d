import Columns
import Semantics
import Tables

/// The marks of a chart before any medium: where each stands along x, in which series, how high, and the text that shows its value.
///
/// Pictures, terminals and Vega-Lite are drawn from this one description, so that they cannot disagree about what is stacked, missing or left out.
struct ChartData: Sendable {
    struct Mark: Sendable {
        /// The number of its category, or its place on the axis.
        var x: Double
        var y: Double
        var series: Int
        /// The value as the table shows it.
        var text: String
    }

    enum Places: Sendable {
        case categories(ChartCategories)
        case positions(ChartQuantity)
    }

    let kind: ChartForm.Kind
    let title: String?
    let xTitle: String
    let yTitle: String
    let seriesTitle: String?
    private(set) var x: Places
    /// Of a heatmap: what stands along y.
    let rows: [String]
    let y: ChartQuantity
    /// One without a name where nothing tells series apart.
    private(set) var series: [String]
    /// Series lie one on another, not side by side.
    let isStacked: Bool
    private(set) var marks: [Mark] = []
    /// Rows that cannot be drawn because a value is missing.
    private(set) var missing = 0
    /// Rows whose place another row had taken: added to it where values add up, else left out.
    private(set) var doubled = 0
    /// Series put together as others, or not drawn.
    private(set) var rest = 0
    /// Categories for which there is no room.
    private(set) var undrawn = 0

    /// More series are put together: nobody tells more colours apart.
    static let mostSeries = 8

    init(_ chart: Chart, _ options: RenderOptions) {
        let table = chart.marks
        let text = TableText(table, options)
        kind = chart.form.kind
        title = table.title
        func index(_ name: String) -> Int? { table.columns.firstIndex { $0.name == name } }
        let columns = (x: index("x"), y: index("y"), color: index("color"), group: index("group"))
        let isHeat = kind == .heatmap
        let seriesColumn = isHeat ? nil : columns.color ?? columns.group
        let valueColumn = isHeat ? columns.color : columns.y
        func heading(_ column: Int?) -> String { column.map { text.headers[$0] } ?? "" }
        xTitle = heading(columns.x)
        yTitle = kind == .histogram ? options.wording.rows : isHeat ? heading(columns.color) : heading(columns.y)
        seriesTitle = isHeat ? heading(columns.y) : seriesColumn.map { text.headers[$0] }
        y = valueColumn.map { ChartQuantity(table.columns[$0].type.kind) } ?? .number

        let isPlaced: Bool =
            switch kind {
            case .histogram, .scatter: true
            case .line, .area:
                switch columns.x.map({ table.columns[$0].type.kind }) {
                case .date?, .timestamp?, .int?, .decimal?, .float?: true
                default: false
                }
            case .bar, .column, .heatmap, .spark: false
            }
        let xColumn = columns.x
        let categories = xColumn.flatMap { isPlaced ? nil : ChartCategories(table, text, column: $0, options.display) }
        x = isPlaced ? .positions(xColumn.map { ChartQuantity(table.columns[$0].type.kind) } ?? .number) : .categories(categories ?? ChartCategories(count: table.rowCount))
        let names = seriesColumn.map { ChartCategories(table, text, column: $0, options.display) }
        series = names?.labels ?? [""]
        let heat = isHeat ? columns.y.map { ChartCategories(table, text, column: $0, options.display) } : nil
        rows = heat?.labels ?? []
        isStacked = seriesColumn != nil && columns.group == nil && (kind == .histogram || y.isAdditive && [.bar, .column, .area].contains(kind))

        let zone = options.display.zone
        func number(_ column: Int, _ row: Int) -> Double? {
            ChartQuantity.number(table.columns[column].values.value(row, type: table.columns[column].type), zone)
        }
        for row in 0..<table.rowCount {
            let number = valueColumn.map { number($0, row) } ?? 1
            let place: Double? = xColumn.map { column in
                isPlaced ? ChartQuantity.number(table.columns[column].values.value(row, type: table.columns[column].type), zone)
                    : Double(categories?.place(of: text.cell(row, column).text) ?? row)
            } ?? Double(row)
            guard let number, let place else {
                missing += 1
                continue
            }
            let member = isHeat ? heat.flatMap { heat in columns.y.map { heat.place(of: text.cell(row, $0).text) } } : seriesColumn.flatMap { column in names?.place(of: text.cell(row, column).text) }
            marks.append(Mark(x: place, y: number, series: member ?? 0, text: valueColumn.map { text.cell(row, $0).text } ?? ""))
        }
        if !isPlaced { putTogether(options) }
        if kind != .heatmap, kind != .scatter, series.count > ChartData.mostSeries { fold(options) }
    }

    /// Values of one place and series become one mark.
    private mutating func putTogether(_ options: RenderOptions) {
        var known: [SIMD2<Int>: Int] = [:]
        var result: [Mark] = []
        for mark in marks {
            let key = SIMD2(Int(mark.x), mark.series)
            guard let place = known[key] else {
                known[key] = result.count
                result.append(mark)
                continue
            }
            doubled += 1
            if y.isAdditive {
                result[place].y += mark.y
                result[place].text = y.text(result[place].y, options.display)
            }
        }
        marks = result
    }

    /// The smallest series become one where values add up; else those behind the first eight are not drawn.
    private mutating func fold(_ options: RenderOptions) {
        var totals = [Double](repeating: 0, count: series.count)
        for mark in marks { totals[mark.series] += abs(mark.y) }
        let kept = isStacked
            ? series.indices.sorted { totals[$0] > totals[$1] || totals[$0] == totals[$1] && $0 < $1 }.prefix(ChartData.mostSeries - 1).sorted()
            : Array(series.indices.prefix(ChartData.mostSeries))
        rest = series.count - kept.count
        var numbers: [Int: Int] = [:]
        for (number, old) in kept.enumerated() { numbers[old] = number }
        series = kept.map { series[$0] }
        if isStacked {
            series.append(options.wording.others(rest))
            marks = marks.map { mark in
                var mark = mark
                mark.series = numbers[mark.series] ?? kept.count
                return mark
            }
            let doubledBefore = doubled
            if case .categories = x { putTogether(options) }
            doubled = doubledBefore
        } else {
            marks = marks.compactMap { mark in
                numbers[mark.series].map { number in
                    var mark = mark
                    mark.series = number
                    return mark
                }
            }
        }
    }

    /// The first categories; the others put together as one where values add up, else not drawn and said.
    func limited(to count: Int, _ options: RenderOptions) -> ChartData {
        guard kind == .bar, let categories, categories.labels.count > count else { return self }
        var result = self
        let left = categories.labels.count - count + 1
        let place = Double(count - 1)
        guard y.isAdditive else {
            result.x = .categories(categories.prefix(count, last: nil))
            result.marks.removeAll { $0.x >= Double(count) }
            result.undrawn = categories.labels.count - count
            return result
        }
        result.x = .categories(categories.prefix(count - 1, last: options.wording.others(left)))
        result.marks = marks.map { mark in
            var mark = mark
            mark.x = min(mark.x, place)
            return mark
        }
        result.putTogether(options)
        result.doubled = doubled
        return result
    }

    // MARK: What drawers ask for

    var categories: ChartCategories? { if case .categories(let categories) = x { categories } else { nil } }

    /// The marks of a series by category; `nil` where there is none.
    func byCategory(_ number: Int) -> [Mark?] {
        var result = [Mark?](repeating: nil, count: categories?.labels.count ?? 0)
        for mark in marks where mark.series == number { result[Int(mark.x)] = mark }
        return result
    }

    /// Where values of a measure end, stacked ones on what they stand on.
    var ends: [Double] {
        guard isStacked else { return marks.map(\.y) }
        var up: [Double: Double] = [:]
        var down: [Double: Double] = [:]
        for mark in marks { if mark.y >= 0 { up[mark.x, default: 0] += mark.y } else { down[mark.x, default: 0] += mark.y } }
        return Array(up.values) + Array(down.values)
    }

    /// What must be said beside the picture.
    func notes(_ wording: Wording) -> [String] {
        var notes: [String] = []
        if missing > 0 { notes.append(wording.missingMarks(missing)) }
        if doubled > 0 { notes.append(wording.doubledMarks(doubled, areAdded: y.isAdditive)) }
        if rest > 0, !isStacked { notes.append(wording.undrawnSeries(rest)) }
        if undrawn > 0 { notes.append(wording.undrawnPlaces(undrawn)) }
        return notes
    }
}
