import Glibc

/// The names under a row of bands: whole where they fit, over several lines, turned, or every second, third… where they are times.
struct CategoryAxis {
    private enum Form {
        /// Every `nth` label, the others have no room.
        case level(nth: Int)
        case wrapped
        case turned
    }

    private let labels: [String]
    private let band: Double
    private let form: Form
    let height: Double

    private static let size = 12.0
    private static let mostLines = 3
    private static let turnedWidth = 110.0
    private static let angle = 40.0

    init(_ categories: ChartCategories, band: Double) {
        let texts = categories.shortLabels
        self.band = band
        let room = band - 6
        let widest = texts.map { TextMeasure.width($0, CategoryAxis.size) }.max() ?? 0
        if widest <= room {
            (labels, form, height) = (texts, .level(nth: 1), 22)
        } else if categories.isTime {
            (labels, form, height) = (texts, .level(nth: max(1, Int(((widest + 6) / max(1, band)).rounded(.up)))), 22)
        } else {
            let lines = texts.map { TextMeasure.lines($0, CategoryAxis.size, width: room) }
            let fits = lines.allSatisfy { $0.count <= CategoryAxis.mostLines && $0.allSatisfy { TextMeasure.width($0, CategoryAxis.size) <= room } }
            if fits {
                (labels, form, height) = (texts, .wrapped, 7 + 15 * Double(lines.map(\.count).max() ?? 1))
            } else {
                labels = texts.map { TextMeasure.fitted($0, CategoryAxis.size, to: CategoryAxis.turnedWidth) }
                form = .turned
                let width = labels.map { TextMeasure.width($0, CategoryAxis.size) }.max() ?? 0
                height = 20 + width * sin(CategoryAxis.angle * .pi / 180)
            }
        }
    }

    /// How far the first label, turned, reaches to the left of its band's middle.
    func reach(of category: Int) -> Double {
        guard case .turned = form, category < labels.count else { return 0 }
        return TextMeasure.width(labels[category], CategoryAxis.size) * cos(CategoryAxis.angle * .pi / 180)
    }

    /// - Parameter left: where the first band begins.
    func labels(from left: Double, under bottom: Double) -> [ChartLabel] {
        var result: [ChartLabel] = []
        var end = -Double.infinity
        for (number, text) in labels.enumerated() {
            let centre = left + (Double(number) + 0.5) * band
            switch form {
            case .level(let nth):
                guard number % nth == 0 else { continue }
                let half = TextMeasure.width(text, CategoryAxis.size) / 2
                let x = min(max(centre, half + 2), ChartLayout.width - half - 2)
                guard x - half > end else { continue }
                result.append(ChartLabel(text: text, x: x, y: bottom + 18, anchor: .middle, role: .tick))
                end = x + half
            case .wrapped:
                for (line, words) in TextMeasure.lines(text, CategoryAxis.size, width: band - 6).enumerated() {
                    result.append(ChartLabel(text: words, x: centre, y: bottom + 18 + 15 * Double(line), anchor: .middle, role: .tick))
                }
            case .turned:
                // Of bands narrower than a line of text only so many have a label that no two touch.
                let needed = 17 / sin(CategoryAxis.angle * .pi / 180)
                guard centre >= end else { continue }
                result.append(ChartLabel(text: text, x: centre + 4, y: bottom + 16, anchor: .end, role: .tick, angle: CategoryAxis.angle))
                end = centre + needed
            }
        }
        return result
    }
}
