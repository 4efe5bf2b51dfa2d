import Glibc

/// What a picture of a chart consists of, in units of its own: x to the right, y down.
enum ChartShape: Sendable {
    /// A bar or a cell: of a series, or shaded from 0 to 1.
    case box(ChartBox, Fill, tip: String)
    case line(from: SIMD2<Double>, to: SIMD2<Double>, Stroke)
    /// A line of a series; several stretches where values are missing.
    case curve([[SIMD2<Double>]], series: Int)
    /// From the upper edge there and along the lower one back.
    case area([SIMD2<Double>], series: Int)
    case point(SIMD2<Double>, series: Int, tip: String)
    case label(ChartLabel)

    enum Fill: Sendable, Equatable {
        case series(Int)
        case shade(Double)
    }

    enum Stroke: Sendable { case grid, axis }
}

struct ChartBox: Sendable, Equatable {
    var left: Double
    var top: Double
    var width: Double
    var height: Double

    var right: Double { left + width }
    var bottom: Double { top + height }

    func contains(_ box: ChartBox) -> Bool { box.left >= left - 0.01 && box.right <= right + 0.01 && box.top >= top - 0.01 && box.bottom <= bottom + 0.01 }

    func overlaps(_ box: ChartBox) -> Bool { left < box.right && box.left < right && top < box.bottom && box.top < bottom }
}

/// A piece of text in a picture, by the place of its base line.
struct ChartLabel: Sendable {
    enum Anchor: Sendable { case start, middle, end }
    enum Role: Sendable { case title, axisTitle, tick, value, legend, series }

    var text: String
    var x: Double
    var y: Double
    var anchor = Anchor.start
    var role: Role
    /// Turned up to the left by this many degrees around its place.
    var angle = 0.0
    /// On a dark cell.
    var isLight = false

    var size: Double {
        switch role {
        case .title: 15
        case .axisTitle, .tick, .value, .legend, .series: 12
        }
    }

    /// What the text covers, turned or not.
    var box: ChartBox {
        let width = TextMeasure.width(text, size)
        let left =
            switch anchor {
            case .start: 0.0
            case .middle: -width / 2
            case .end: -width
            }
        let (top, bottom) = (-size * 0.82, size * 0.26)
        if angle == 0 { return ChartBox(left: x + left, top: y + top, width: width, height: bottom - top) }
        let radians = -angle * .pi / 180
        let (cosine, sine) = (cos(radians), sin(radians))
        let corners = [(left, top), (left + width, top), (left, bottom), (left + width, bottom)].map { SIMD2(x + $0 * cosine - $1 * sine, y + $0 * sine + $1 * cosine) }
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        let (l, r, t, b) = (xs.min() ?? x, xs.max() ?? x, ys.min() ?? y, ys.max() ?? y)
        return ChartBox(left: l, top: t, width: r - l, height: b - t)
    }
}
