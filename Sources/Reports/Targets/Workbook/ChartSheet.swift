import CXlsxWriter
import Characters
import Diagnostics
import Semantics
import Tables

/// A chart of a document on a sheet of its own: its figures, a row for each place along x and a column for each series, and beside them a chart
/// of Excel that is drawn from those cells, so that it can be changed there.
///
/// What is drawn is what every other target draws (`ChartData`): the same places, series and sums. A heatmap, which Excel has no chart for, is the cells
/// themselves, coloured by their values.
struct ChartSheet {
    private let data: ChartData
    private let display: DisplayText
    private let title: String
    private let description: String
    /// The places along x.
    private var places: [SheetCell] = []
    private var placeLook = CellLook()
    private var placeWidth = 0
    private var series: [String]
    /// By series, then by place.
    private var values: [[Double?]] = []

    init(_ chart: Chart, _ options: RenderOptions) {
        let data = ChartData(chart, options)
        self.data = data
        display = options.display
        title = chart.marks.title ?? options.wording.chart(data.kind, of: data.yTitle, by: data.xTitle)
        description = ChartDescription.text(data, options)
        series = data.series.map { $0.isEmpty ? data.yTitle : $0 }
        switch (data.kind, data.x) {
        case (.histogram, _): setBins(ChartBins(data))
        case (.heatmap, .categories(let categories)):
            series = data.rows
            set(categories.labels)
            fill(places: categories.labels.count) { Int($0.x) }
        case (_, .categories(let categories)):
            set(categories.labels)
            fill(places: categories.labels.count) { Int($0.x) }
        case (_, .positions(let quantity)): setPositions(quantity)
        }
    }

    private mutating func set(_ labels: [String]) {
        places = labels.map { .words($0) }
        placeWidth = labels.map { DisplayWidth.of($0) }.max() ?? 0
    }

    private mutating func setBins(_ bins: ChartBins) {
        set((0..<bins.count).map { bins.text($0, display) })
        values = bins.counts.map { counts in counts.map { Double($0) } }
    }

    private mutating func setPositions(_ quantity: ChartQuantity) {
        let xs = Set(data.marks.map(\.x)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: xs.enumerated().map { ($1, $0) })
        // Excel counts days from 1899-12-30.
        places = xs.map { .number(quantity.cellValue($0)) }
        placeLook.number = quantity.cellFormat(display)
        placeWidth = 12
        fill(places: xs.count) { numbers[$0.x] ?? 0 }
    }

    private mutating func fill(places count: Int, _ place: (ChartData.Mark) -> Int) {
        values = [[Double?]](repeating: [Double?](repeating: nil, count: count), count: max(1, series.count))
        for mark in data.marks { values[mark.series][place(mark)] = data.y.cellValue(mark.y) }
    }

    // MARK: Writing

    func write(to file: WorkbookFile, name: String) throws(DiagnosticList) {
        let sheet = try file.addSheet(name)
        let library = file.library
        try file.check(library.worksheet_set_column(sheet, 0, 0, Double(max(DisplayWidth.of(data.xTitle), min(placeWidth, 40)) + 2), nil))
        for (index, name) in series.enumerated() {
            try file.check(library.worksheet_set_column(sheet, lxw_col_t(index + 1), lxw_col_t(index + 1), Double(max(10, min(DisplayWidth.of(name), 30)) + 2), nil))
        }
        var look = CellLook()
        look.isBold = true
        look.size = 12
        try file.write(DisplayWidth.visible(title), on: sheet, 0, 0, file.format(look)) { "the title of a chart" }
        look.size = nil
        look.wraps = true
        look.isCentred = true
        look.fill = 0xE7E6E6
        look.lineBelow = true
        for (index, heading) in ([data.xTitle] + series).enumerated() {
            try file.write(DisplayWidth.visible(heading), on: sheet, 1, lxw_col_t(index), file.format(look)) { "the heading of a column" }
        }
        try writeRows(on: sheet, file)
        library.worksheet_freeze_panes(sheet, 2, 0)
        library.worksheet_set_paper(sheet, 9)  // A4
        library.worksheet_set_landscape(sheet)
        library.worksheet_fit_to_pages(sheet, 1, 0)
        try file.check(library.worksheet_set_footer(sheet, "&C&P/&N"))
        if !places.isEmpty { try draw(on: sheet, named: name, file) }
    }

    private func writeRows(on sheet: Sheet, _ file: WorkbookFile) throws(DiagnosticList) {
        var look = CellLook()
        look.number = data.kind == .histogram ? nil : data.y.cellFormat(display)
        let (placeFormat, format) = (file.format(placeLook), file.format(look))
        for (index, place) in places.enumerated() {
            let row = lxw_row_t(index + 2)
            switch place {
            case .number(let number): try file.check(file.library.worksheet_write_number(sheet, row, 0, number, placeFormat))
            case .words(let words): try file.write(words, on: sheet, row, 0, placeFormat) { "a place along x" }
            case .blank, .truth, .text: break
            }
            for (column, values) in values.enumerated() {
                guard let value = values[index] else { continue }
                try file.check(file.library.worksheet_write_number(sheet, row, lxw_col_t(column + 1), value, format))
            }
        }
    }

    private func draw(on sheet: Sheet, named name: String, _ file: WorkbookFile) throws(DiagnosticList) {
        let library = file.library
        let last = lxw_row_t(places.count + 1)
        guard let kind = nativeKind else {
            var colors = lxw_conditional_format()
            colors.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
            colors.min_color = 0xFFFFFF
            colors.max_color = 0x2166AC
            return try file.check(library.worksheet_conditional_format_range(sheet, 2, 1, last, lxw_col_t(max(1, series.count)), &colors))
        }
        guard let chart = file.addChart(kind) else { return }
        let quoted = SheetReference.quoted(name)
        for index in series.indices {
            let column = SheetReference.letters(index + 2)
            guard let drawn = library.chart_add_series(chart, "=\(quoted)!$A$3:$A$\(last + 1)", "=\(quoted)!$\(column)$3:$\(column)$\(last + 1)") else { continue }
            library.chart_series_set_name(drawn, "=\(quoted)!$\(column)$2")
        }
        library.chart_title_set_name(chart, title)
        // Of lying bars the library calls that one y which stands upright.
        let (across, up) = data.kind == .bar ? (chart.pointee.y_axis, chart.pointee.x_axis) : (chart.pointee.x_axis, chart.pointee.y_axis)
        library.chart_axis_set_name(across, data.xTitle)
        library.chart_axis_set_name(up, data.yTitle)
        if let format = placeLook.number { library.chart_axis_set_num_format(across, format) }
        if data.kind != .histogram, let format = data.y.cellFormat(display) { library.chart_axis_set_num_format(up, format) }
        // Excel begins with the lowest bar.
        if data.kind == .bar { library.chart_axis_set_reverse(across) }
        var place = lxw_chart_options()
        place.x_scale = 1.6
        place.y_scale = data.kind == .bar ? min(4, max(1.6, Double(places.count) / 12)) : 1.6
        let status = description.withCString { text in
            place.description = UnsafeMutablePointer(mutating: text)
            return library.worksheet_insert_chart_opt(sheet, 1, lxw_col_t(series.count + 2), chart, &place)
        }
        try file.check(status)
    }

    /// `nil` for what Excel has no chart for.
    private var nativeKind: lxw_chart_type? {
        switch data.kind {
        case .bar: data.isStacked ? LXW_CHART_BAR_STACKED : LXW_CHART_BAR
        case .column, .histogram: data.isStacked ? LXW_CHART_COLUMN_STACKED : LXW_CHART_COLUMN
        case .line, .spark: LXW_CHART_LINE
        case .area: data.isStacked ? LXW_CHART_AREA_STACKED : LXW_CHART_AREA
        case .scatter: LXW_CHART_SCATTER
        case .heatmap: nil
        }
    }
}

extension ChartQuantity {
    /// As a cell holds it: points as their number, days from 1899-12-30.
    fileprivate func cellValue(_ value: Double) -> Double {
        switch self {
        case .number, .percent: value
        case .points: value * 100
        case .days: value + 25_569
        }
    }

    fileprivate func cellFormat(_ display: DisplayText) -> String? {
        switch self {
        case .number: display.style == .vi ? "#,##0" : nil
        case .percent: "0.0%"
        case .points: "+0.0;-0.0;0.0"
        case .days: display.style == .vi ? "dd/mm/yyyy" : "yyyy-mm-dd"
        }
    }
}
