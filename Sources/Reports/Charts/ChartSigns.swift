/// What a terminal can draw with.
package enum ChartDrawing: Sendable {
    /// Blocks, their eighths and braille.
    case blocks
    case ascii
    /// Nothing: figures as a table, for whoever hears the terminal read.
    case table
}

/// The signs that charts are drawn with.
struct ChartSigns: Sendable {
    /// Parts of a cell from the left, from the smallest to the whole.
    let parts: [String]
    /// Heights of a cell, from the lowest to the whole.
    let levels: [String]
    /// Greater values are darker.
    let shades: [String]
    /// Bars of series.
    private let fills: [String]
    /// Points of series where there are several.
    private let points: [String]
    /// Lines are drawn in dots of braille.
    let hasBraille: Bool
    let vertical: String
    let horizontal: String
    let corner: String

    func fill(_ series: Int) -> String { fills[series % fills.count] }
    func point(_ series: Int) -> String { points[series % points.count] }

    static func of(_ drawing: ChartDrawing) -> ChartSigns {
        switch drawing {
        case .blocks, .table: blocks
        case .ascii: ascii
        }
    }

    private static let blocks = ChartSigns(
        parts: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], shades: ["░", "▒", "▓", "█"],
        fills: ["█", "▒", "▓", "░", "▞", "▤", "▥", "▦"], points: ["●", "○", "◆", "◇", "▲", "△", "■", "□"], hasBraille: true,
        vertical: "│", horizontal: "─", corner: "└")
    private static let ascii = ChartSigns(
        parts: ["#"], levels: ["_", ".", "-", "=", "#"], shades: [".", ":", "+", "#"],
        fills: ["#", "=", "+", "o", "x", "%", "@", "~"], points: ["*", "o", "x", "+", "@", "#", "%", "&"], hasBraille: false,
        vertical: "|", horizontal: "-", corner: "+")
}
