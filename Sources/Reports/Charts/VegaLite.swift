import Characters
import Semantics
import Tables

/// A chart as a Vega-Lite specification (version 5), with its data in it: for notebooks, web pages and editors of charts.
///
/// Numbers are plain, days ISO; categories keep the order of the rows.
enum VegaLite {
    static func text(_ chart: Chart, _ options: RenderOptions) -> String {
        let data = ChartData(chart, options)
        var members: [(String, String)] = [("$schema", string("https://vega.github.io/schema/vega-lite/v5.json"))]
        if let title = data.title { members.append(("title", string(title))) }
        members.append(("data", object([("values", array(values(data, options)))])))
        members.append(("mark", mark(data.kind)))
        members.append(("encoding", encoding(data)))
        return object(members, isOpen: true) + "\n"
    }

    private static func values(_ data: ChartData, _ options: RenderOptions) -> [String] {
        data.marks.map { mark in
            var members: [(String, String)] = []
            switch data.x {
            case .categories(let categories): members.append(("x", string(categories.labels[Int(mark.x)])))
            case .positions(.days): members.append(("x", string(day(mark.x))))
            case .positions: members.append(("x", FloatText.short(mark.x)))
            }
            switch data.kind {
            case .heatmap: members += [("y", string(data.rows[mark.series])), ("color", FloatText.short(mark.y))]
            case .histogram: break
            case .bar, .column, .line, .area, .scatter, .spark: members.append(("y", FloatText.short(mark.y)))
            }
            if data.series.count > 1, data.kind != .heatmap { members.append(("color", string(data.series[mark.series]))) }
            return object(members)
        }
    }

    private static func mark(_ kind: ChartForm.Kind) -> String {
        switch kind {
        case .bar, .column, .histogram: string("bar")
        case .line, .spark: object([("type", string("line")), ("point", "true")])
        case .area: string("area")
        case .scatter: string("point")
        case .heatmap: string("rect")
        }
    }

    private static func encoding(_ data: ChartData) -> String {
        let place = channel(data.x, title: data.xTitle, isBinned: data.kind == .histogram)
        let measure: String
        switch data.kind {
        case .histogram: measure = object([("aggregate", string("count")), ("title", string(data.yTitle))])
        case .heatmap: measure = object([("field", string("y")), ("type", string("ordinal")), ("sort", "null"), ("title", string(data.seriesTitle ?? ""))])
        case .bar, .column, .line, .area, .scatter, .spark: measure = quantity(data.y, field: "y", title: data.yTitle, stack: stack(data))
        }
        // Lying bars are measured to the right.
        var members = data.kind == .bar ? [("y", place), ("x", measure)] : [("x", place), ("y", measure)]
        if data.kind == .heatmap {
            members.append(("color", quantity(data.y, field: "color", title: data.yTitle, stack: nil, scale: "legend")))
        } else if data.series.count > 1 {
            let color = object([("field", string("color")), ("type", string("nominal")), ("sort", "null"), ("title", string(data.seriesTitle ?? ""))])
            members.append(("color", color))
            if !data.isStacked, data.kind == .bar || data.kind == .column { members.append((data.kind == .bar ? "yOffset" : "xOffset", object([("field", string("color")), ("sort", "null")]))) }
        }
        return object(members)
    }

    private static func stack(_ data: ChartData) -> String? {
        switch data.kind {
        case .bar, .column, .area: data.isStacked ? string("zero") : "null"
        case .line, .scatter, .spark, .histogram, .heatmap: nil
        }
    }

    private static func channel(_ places: ChartData.Places, title: String, isBinned: Bool) -> String {
        var members = [("field", string("x"))]
        switch places {
        case .categories: members += [("type", string("ordinal")), ("sort", "null")]
        case .positions(.days): members.append(("type", string("temporal")))
        case .positions: members.append(("type", string("quantitative")))
        }
        if isBinned { members.append(("bin", "true")) }
        members.append(("title", string(title)))
        return object(members)
    }

    private static func quantity(_ quantity: ChartQuantity, field: String, title: String, stack: String?, scale: String = "axis") -> String {
        var members = [("field", string(field)), ("type", string("quantitative")), ("title", string(title))]
        if let stack { members.append(("stack", stack)) }
        switch quantity {
        case .percent, .points: members.append((scale, object([("format", string(".1%"))])))
        case .number, .days: break
        }
        return object(members)
    }

    private static func day(_ place: Double) -> String {
        let day = Int32(place.rounded(.down))
        let minutes = Int(((place - Double(day)) * 1_440).rounded(.down))
        let date = CivilDate(days: day).text
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return minutes == 0 ? date : "\(date)T\(two(minutes / 60)):\(two(minutes % 60))"
    }

    // MARK: JSON (RFC 8259)

    private static func object(_ members: [(String, String)], isOpen: Bool = false) -> String {
        let written = members.map { "\(string($0.0)):\($0.1)" }
        return isOpen ? "{\n" + written.map { "  " + $0 }.joined(separator: ",\n") + "\n}" : "{" + written.joined(separator: ",") + "}"
    }

    private static func array(_ elements: [String]) -> String { "[\n" + elements.map { "    " + $0 }.joined(separator: ",\n") + "\n  ]" }

    private static func string(_ text: String) -> String { JSONEscapes.quoted(text) }
}
