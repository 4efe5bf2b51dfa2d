import Tables

/// A chart as SVG: the layout written down.
///
/// Colours stand in the picture itself, so that it is whole by itself, and are named by classes too, so that a page can put its own in their place.
enum SvgText {
    /// Blue, orange, dark green, rose, sky, brown, grey, olive: told apart without seeing red or green, and by their lightness in print without colour.
    static let colors = ["#0072b2", "#e69f00", "#00664b", "#cc79a7", "#56b4e9", "#9a3d00", "#7a7a7a", "#a89b00"]
    /// How lines differ besides their colour.
    private static let dashes = ["", "7 4", "2 3", "9 3 2 3", "12 4", "4 2", "1 4", "8 2 2 2 2 2"]

    /// - Parameters:
    ///   - id: the picture's own, where a page names it.
    ///   - description: read aloud in place of the picture.
    static func text(_ layout: ChartLayout, id: String?, title: String, description: String) -> String {
        let size = "\(number(ChartLayout.width)) \(number(layout.height))"
        let names = id.map { " aria-labelledby=\"\($0)-title \($0)-text\"" } ?? ""
        func name(_ part: String) -> String { id.map { " id=\"\($0)-\(part)\"" } ?? "" }
        var text = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size)\" role=\"img\"\(names) font-family=\"Liberation Sans, Arial, sans-serif\">\n"
        text += "<title\(name("title"))>\(HtmlText.attribute(title))</title>\n<desc\(name("text"))>\(HtmlText.attribute(description))</desc>\n"
        for shape in layout.shapes { text += svg(shape) + "\n" }
        return text + "</svg>\n"
    }

    private static func svg(_ shape: ChartShape) -> String {
        switch shape {
        case .box(let box, let fill, let tip):
            let paint: String
            switch fill {
            case .series(let series): paint = " class=\"f\(series % colors.count + 1) edge\" fill=\"\(color(series))\" stroke=\"#ffffff\" stroke-width=\"0.6\""
            case .shade(let part): paint = " fill=\"\(shade(part))\""
            }
            let place = "x=\"\(number(box.left))\" y=\"\(number(box.top))\" width=\"\(number(max(0, box.width)))\" height=\"\(number(max(0, box.height)))\""
            return "<rect \(place)\(paint)><title>\(HtmlText.attribute(tip))</title></rect>"
        case .line(let from, let to, let stroke):
            let look =
                switch stroke {
                case .grid: "class=\"grid\" stroke=\"#d5d9dd\""
                case .axis: "class=\"axis\" stroke=\"#6d757d\""
                }
            return "<line x1=\"\(number(from.x))\" y1=\"\(number(from.y))\" x2=\"\(number(to.x))\" y2=\"\(number(to.y))\" \(look)/>"
        case .curve(let stretches, let series):
            let path = stretches.filter { !$0.isEmpty }.map { "M" + $0.map(point).joined(separator: "L") }.joined()
            let dash = dashes[series % dashes.count]
            return "<path d=\"\(path)\" class=\"l\(series % colors.count + 1)\" fill=\"none\" stroke=\"\(color(series))\" stroke-width=\"2\" stroke-linejoin=\"round\"\(dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")/>"
        case .area(let outline, let series):
            return "<path d=\"M\(outline.map(point).joined(separator: "L"))Z\" class=\"f\(series % colors.count + 1) edge\" fill=\"\(color(series))\" fill-opacity=\"0.85\" stroke=\"#ffffff\" stroke-width=\"0.6\"/>"
        case .point(let place, let series, let tip):
            let look = "class=\"f\(series % colors.count + 1) edge\" fill=\"\(color(series))\" stroke=\"#ffffff\" stroke-width=\"0.8\""
            return "<\(sign(series, place)) \(look)><title>\(HtmlText.attribute(tip))</title></\(series % 3 == 0 ? "circle" : "path")>"
        case .label(let label): return svg(label)
        }
    }

    private static func svg(_ label: ChartLabel) -> String {
        let anchor =
            switch label.anchor {
            case .start: ""
            case .middle: " text-anchor=\"middle\""
            case .end: " text-anchor=\"end\""
            }
        let look =
            switch label.role {
            case .title: " font-weight=\"600\""
            case .axisTitle, .tick: " class=\"soft\" fill=\"#5a6168\""
            case .value where label.isLight: " style=\"fill:#fff\""
            case .value, .legend, .series: ""
            }
        let turned = label.angle == 0 ? "" : " transform=\"rotate(-\(number(label.angle)) \(number(label.x)) \(number(label.y)))\""
        return "<text x=\"\(number(label.x))\" y=\"\(number(label.y))\" font-size=\"\(number(label.size))\"\(anchor)\(look)\(turned)>\(HtmlText.attribute(label.text))</text>"
    }

    /// Points of series differ in form too: round, square, three corners.
    private static func sign(_ series: Int, _ place: SIMD2<Double>) -> String {
        switch series % 3 {
        case 0: "circle cx=\"\(number(place.x))\" cy=\"\(number(place.y))\" r=\"3.5\""
        case 1: "path d=\"M\(number(place.x - 3.2)) \(number(place.y - 3.2))h6.4v6.4h-6.4z\""
        default: "path d=\"M\(number(place.x)) \(number(place.y - 4))l4 7h-8z\""
        }
    }

    private static func color(_ series: Int) -> String { colors[series % colors.count] }

    /// From a light to a dark blue.
    private static func shade(_ part: Double) -> String {
        let ends = [(0xe8, 0x08), (0xf1, 0x3c), (0xfa, 0x78)]
        return "#" + ends.map { light, dark in
            let value = Int((Double(light) + (Double(dark) - Double(light)) * min(1, max(0, part))).rounded())
            return (value < 16 ? "0" : "") + String(value, radix: 16)
        }.joined()
    }

    private static func point(_ point: SIMD2<Double>) -> String { "\(number(point.x)) \(number(point.y))" }

    /// Tenths are finer than anybody sees, and the same on every machine.
    private static func number(_ value: Double) -> String { FloatText.short((value * 10).rounded() / 10) }
}
