/// What a chart can be saved as, by the ending of the file's name.
package enum ChartFile: String, Sendable, CaseIterable {
    /// A picture.
    case svg
    /// A specification with its data in it, for other programs that draw.
    case vegaLite = "vl.json"

    package static func forPath(_ path: String) -> ChartFile? { allCases.first { path.lowercased().hasSuffix("." + $0.rawValue) } }
}

/// A kind of chart: a row of the table that the checker, the help and whoever draws it read.
package struct ChartForm: Sendable {
    /// What a mark is placed or coloured by.
    package struct Channel: Sendable {
        package enum Wanted: Sendable {
            /// Anything with an order: it is laid out side by side.
            case category
            /// A number, a ratio or points: it is measured on a scale.
            case measure
            /// A measure or a day: it has a place on a line.
            case position
        }
        package var name: String
        package var wanted: Wanted
        package var isOptional: Bool
        package init(_ name: String, _ wanted: Wanted, optional isOptional: Bool = false) {
            self.name = name
            self.wanted = wanted
            self.isOptional = isOptional
        }
    }
    /// What is drawn: whoever draws switches over it.
    package enum Kind: String, Sendable, CaseIterable { case bar, column, line, area, histogram, scatter, heatmap, spark }

    package var kind: Kind
    package var channels: [Channel]
    package var summary: String

    package init(_ kind: Kind, _ channels: [Channel], _ summary: String) {
        self.kind = kind
        self.channels = channels
        self.summary = summary
    }

    package var name: String { kind.rawValue }

    /// `line(x: …, y: …, color: …)`, optional channels in brackets.
    package var text: String {
        name + "(" + channels.map { $0.isOptional ? "[\($0.name): …]" : "\($0.name): …" }.joined(separator: ", ") + ")"
    }

    package static func named(_ name: String) -> ChartForm? { all.first { $0.name == name } }

    package static let all: [ChartForm] = [
        ChartForm(.bar, [Channel("x", .category), Channel("y", .measure), color, group], "a bar for each x, lying; one part for each color, or bars side by side for each group"),
        ChartForm(.column, [Channel("x", .category), Channel("y", .measure), color, group], "a bar for each x, standing; one part for each color, or bars side by side for each group"),
        ChartForm(.line, [Channel("x", .category), Channel("y", .measure), color], "a line through y along x, one for each color"),
        ChartForm(.area, [Channel("x", .category), Channel("y", .measure), color], "the area under y along x, one on another for each color"),
        ChartForm(.histogram, [Channel("x", .position), color], "how often values of x occur, by ranges of equal width"),
        ChartForm(.scatter, [Channel("x", .position), Channel("y", .position), color], "a point for each row"),
        ChartForm(.heatmap, [Channel("x", .category), Channel("y", .category), Channel("color", .measure)], "a cell for each x and y, darker for a greater value"),
        ChartForm(.spark, [Channel("x", .category, optional: true), Channel("y", .measure), color], "a line of text height along x, one for each color"),
    ]

    private static let color = Channel("color", .category, optional: true)
    private static let group = Channel("group", .category, optional: true)
}

extension ChartForm.Channel.Wanted {
    /// Whether values of the kind can be drawn there.
    package func takes(_ kind: Type.Kind) -> Bool {
        switch (self, kind) {
        case (_, .duration), (_, .list), (_, .nothing): false
        case (.category, _): true
        case (.measure, .int), (.measure, .decimal), (.measure, .float), (.measure, .ratio), (.measure, .points): true
        case (.position, .int), (.position, .decimal), (.position, .float), (.position, .ratio), (.position, .points), (.position, .date), (.position, .timestamp): true
        case (.measure, _), (.position, _): false
        }
    }

    /// In the words of a message.
    package var words: String {
        switch self {
        case .category: "values with an order"
        case .measure: "a number or a ratio"
        case .position: "a number or a day"
        }
    }
}
