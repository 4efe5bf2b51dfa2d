import Columns
import Engine
@testable import Reports
import Semantics
import Tables
import Testing

/// Charts: the description that all drawers share, and the drawings.
struct ChartTests {
    static func chart(_ kind: String, title: String? = "Hồ sơ", _ columns: [ResultTable.Column]) throws -> Chart {
        let form = try #require(ChartForm.named(kind))
        return Chart(form: form, marks: ResultTable(title: title, columns: columns, rowCount: columns.map { rows($0.values) }.min() ?? 0))
    }

    private static func rows(_ column: Column) -> Int {
        switch column {
        case .int(let column): column.values.count
        case .float(let column): column.values.count
        case .ratio(let column): rows(column.numerator)
        case .text(let column): column.offsets.count - 1
        default: 0
        }
    }

    private static func options(_ drawing: ChartDrawing = .blocks, width: Int = 60) -> RenderOptions {
        RenderOptions(display: DisplayText(style: .vi), language: .vi, width: width, drawing: drawing)
    }

    private static func drawn(_ chart: Chart, _ drawing: ChartDrawing = .blocks, width: Int = 60) -> String {
        TerminalChart(chart, options(drawing, width: width)).lines.joined(separator: "\n")
    }

    private static let districts = Samples.text("x", ["Huyện Ý Yên", "TP. Nam Định", "Huyện Hải Hậu"], label: "Huyện")

    // MARK: Terminal

    @Test("Bars: to the eighth of a cell, values at their ends; in ASCII to the cell")
    func bars() throws {
        let chart = try Self.chart("bar", [Self.districts, Samples.int("y", [1_204, 803, 9], label: "n")])
        #expect(
            Self.drawn(chart) == """
                Huyện Ý Yên    ██████████████████████████████████████ 1.204
                TP. Nam Định   █████████████████████████▍ 803
                Huyện Hải Hậu  ▎ 9
                """)
        #expect(
            Self.drawn(chart, .ascii) == """
                Huyện Ý Yên    ###################################### 1.204
                TP. Nam Định   ######################### 803
                Huyện Hải Hậu  # 9
                """)
    }

    @Test("Bars below zero stand left of the line, which is drawn")
    func belowZero() throws {
        let chart = try Self.chart("bar", [Self.districts, Samples.int("y", [20, -10, 5])])
        #expect(
            Self.drawn(chart, width: 40) == """
                Huyện Ý Yên           │█████████████ 20
                TP. Nam Định    ██████│ -10
                Huyện Hải Hậu         │███ 5
                """)
    }

    @Test("Parts of a bar have a fill each, which the legend names")
    func stacked() throws {
        let chart = try Self.chart("bar", [
            Samples.text("x", ["Q1", "Q1", "Q2", "Q2"]), Samples.int("y", [30, 10, 10, 10]), Samples.text("color", ["quầy", "mạng", "quầy", "mạng"]),
        ])
        #expect(
            Self.drawn(chart, width: 40) == """
                █ quầy  ▒ mạng
                Q1  ████████████████████████▒▒▒▒▒▒▒▒ 40
                Q2  ████████▒▒▒▒▒▒▒▒ 20
                """)
    }

    @Test("Ratios are not laid on one another: shares of different wholes make no whole")
    func ratiosSideBySide() throws {
        let chart = try Self.chart("column", [
            Samples.text("x", ["a", "a"]), Samples.ratio("y", [(9, 10), (1, 2)]), Samples.text("color", ["quầy", "mạng"]),
        ])
        #expect(!ChartData(chart, Self.options()).isStacked)
    }

    @Test("Columns stand where all have room")
    func columns() throws {
        let chart = try Self.chart("column", [Samples.text("x", ["T1", "T2", "T3"]), Samples.int("y", [4, 8, 2])])
        #expect(
            Self.drawn(chart, width: 40) == """
                  │     8
                8 │     ███
                  │     ███
                  │     ███
                6 │     ███
                  │     ███
                  │ 4   ███
                4 │ ███ ███
                  │ ███ ███
                  │ ███ ███ 2
                2 │ ███ ███ ███
                  │ ███ ███ ███
                  │ ███ ███ ███
                0 └────────────
                    T1  T2  T3
                """)
    }

    @Test("More than thirty bars: the rest are one, and the sum is kept")
    func manyBars() throws {
        let chart = try Self.chart("bar", [Samples.text("x", (1...40).map { "xã \($0)" }), Samples.int("y", (1...40).map { Int64($0) })])
        let data = ChartData(chart, Self.options()).limited(to: 30, Self.options())
        #expect(data.categories?.labels.count == 30)
        #expect(data.categories?.labels.last == "khác (11)")
        #expect(data.marks.reduce(0) { $0 + $1.y } == 820)
    }

    @Test("Values that are missing are counted and said")
    func missing() throws {
        let chart = try Self.chart("bar", [Self.districts, Samples.int("y", [4, nil, nil])])
        #expect(Self.drawn(chart).hasSuffix("ghi chú: 2 giá trị trống không vẽ"))
        let page = Samples.render("html", [.chart(chart)])
        #expect(page.contains("<p class=\"note\">ghi chú: 2 giá trị trống không vẽ</p>"))
    }

    @Test("A label is cut between letters, never inside one")
    func cutLabels() throws {
        let long = "Sở Nông nghiệp và Phát triển nông thôn tỉnh Nam Định"
        for form in [long, long.decomposedForTest] {
            let chart = try Self.chart("bar", [Samples.text("x", [form]), Samples.int("y", [4])])
            #expect(Self.drawn(chart).hasPrefix("Sở Nông nghiệp và Phát triển nô…  █"))
        }
    }

    @Test("A sparkline says where it ends and between what it moved")
    func spark() throws {
        let chart = try Self.chart("spark", [Samples.int("y", [1, 5, 3, 9, 2])])
        #expect(Self.drawn(chart) == "▁▅▃█▂  2  (1 – 9)")
        #expect(Self.drawn(chart, .ascii) == "_-.#_  2  (1 – 9)")
    }

    @Test("A heatmap prints its values beside their shades")
    func heatmap() throws {
        let chart = try Self.chart("heatmap", [
            Samples.text("x", ["T1", "T2", "T1"]), Samples.text("y", ["a", "a", "b"]), Samples.int("color", [0, 8, 4]),
        ])
        #expect(
            Self.drawn(chart) == """
                      T1    T2
                a   ░░ 0  ██ 8
                b   ▓▓ 4
                   ░▒▓█  0 – 8
                """)
    }

    @Test("Nothing to draw is said", arguments: ["bar", "column", "line", "area"])
    func nothing(_ kind: String) throws {
        let chart = try Self.chart(kind, [Samples.text("x", []), Samples.int("y", [])])
        #expect(Self.drawn(chart) == "không có gì để vẽ")
        #expect(Samples.render("html", [.chart(chart)]).contains("không có gì để vẽ"))
    }

    // MARK: Scales

    @Test("Marks of an axis are 1, 2 or 5 times a power of ten apart and hold every value", arguments: [
        [0.0, 1], [3, 17], [-4, 90], [0.001, 0.0042], [1_204, 9_871], [-1e9, 3e9], [5, 5], [0, 0], [-7, -7],
    ])
    func linear(_ values: [Double]) {
        for zero in [true, false] {
            let scale = LinearScale(values, zero: zero)
            let power = [1.0, 2, 5].contains { times in
                (-12...12).contains { exponent in abs(scale.step / (times * Self.tenTo(exponent)) - 1) < 1e-9 }
            }
            #expect(power, "\(values): \(scale.step)")
            for value in values + (zero ? [0] : []) { #expect(scale.low <= value + 1e-12 && value <= scale.high + 1e-12) }
            #expect((2...12).contains(scale.ticks.count))
        }
    }

    private static func tenTo(_ exponent: Int) -> Double { (0..<abs(exponent)).reduce(1) { power, _ in exponent < 0 ? power / 10 : power * 10 } }

    @Test("Days are marked by days, Mondays, months, quarters or years")
    func days() {
        let start = Double(CivilDate(year: 2019, month: 1, day: 10)?.days ?? 0)
        #expect(DayScale([start, start + 4]).unit == .days(1))
        #expect(DayScale([start, start + 30]).unit == .days(7))
        let months = DayScale([start, start + 160])
        #expect(months.unit == .months(1))
        #expect(months.text(months.ticks[0], DisplayText(style: .vi)) == "1/2019")
        #expect(DayScale([start, start + 1_500]).unit == .months(12))
    }

    // MARK: Pictures

    @Test("A small picture, whole")
    func svg() throws {
        let chart = try Self.chart("bar", title: "A & B", [Samples.text("x", ["<i>", "b"], label: "Huyện"), Samples.int("y", [4, 8], label: "n")])
        #expect(chart.text(as: .svg, Self.options()) == Self.smallPicture)
    }

    @Test("A chart as Vega-Lite has its data in it")
    func vega() throws {
        let chart = try Self.chart("column", title: "A \"B\"", [
            Samples.text("x", ["a", "b"], label: "Huyện"), Samples.ratio("y", [(1, 2), (3, 4)], label: "Tỷ lệ"),
        ])
        #expect(
            chart.text(as: .vegaLite, Self.options()) == """
                {
                  "$schema":"https://vega.github.io/schema/vega-lite/v5.json",
                  "title":"A \\"B\\"",
                  "data":{"values":[
                    {"x":"a","y":0.5},
                    {"x":"b","y":0.75}
                  ]},
                  "mark":"bar",
                  "encoding":{"x":{"field":"x","type":"ordinal","sort":null,"title":"Huyện"},"y":{"field":"y","type":"quantitative","title":"Tỷ lệ","stack":null,"axis":{"format":".1%"}}}
                }

                """)
    }

    @Test("Every label lies inside the picture and none of an axis touches another", arguments: ChartForm.Kind.allCases, 0..<40)
    func labels(_ kind: ChartForm.Kind, _ seed: Int) throws {
        let chart = try Self.random(kind, seed)
        let layout = ChartLayout(chart, Self.options(), isTitled: seed % 2 == 0)
        let picture = ChartBox(left: 0, top: 0, width: ChartLayout.width, height: layout.height)
        for label in layout.labels { #expect(picture.contains(label.box), "\(kind), seed \(seed): \(label)") }
        let level = layout.labels.filter { $0.angle == 0 && $0.role != .value }
        for (number, label) in level.enumerated() {
            for other in level[(number + 1)...] {
                #expect(!label.box.overlaps(other.box), "\(kind), seed \(seed): \(label.text) and \(other.text)")
            }
        }
        for case .box(let box, _, _) in layout.shapes { #expect(picture.contains(box), "\(kind), seed \(seed): \(box)") }
    }

    /// Few or many, short or long, great or small, with values missing.
    private static func random(_ kind: ChartForm.Kind, _ seed: Int) throws -> Chart {
        var state = UInt64(seed * 8 + (ChartForm.Kind.allCases.firstIndex(of: kind) ?? 0)) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let names = ["Sở Y tế", "Huyện Ý Yên", "x", "Sở Nông nghiệp và Phát triển nông thôn", "ĐẠI BIỂU QUỐC HỘI WWW", "1.2"]
        let count = [1, 2, 7, 12, 31, 90][next(6)]
        let series = [1, 1, 3, 11][next(4)]
        let size = [1, 100, 1_000_000_000][next(3)]
        var (x, y, color): ([String], [Int64?], [String]) = ([], [], [])
        for place in 0..<count {
            for part in 0..<series {
                x.append("\(names[place % names.count]) \(place)")
                color.append("\(names[part % names.count]) \(part)")
                y.append(next(12) == 0 ? nil : Int64((next(1_000) - (kind == .column || kind == .line ? 300 : 0)) * size))
            }
        }
        let (xs, ys) = (Samples.text("x", x, label: "Đơn vị"), Samples.int("y", y, label: "Số hồ sơ"))
        let colors = series > 1 ? [Samples.text("color", color)] : []
        switch kind {
        case .bar, .column, .line, .area, .spark: return try chart(kind.rawValue, [xs, ys] + colors)
        case .histogram: return try chart("histogram", [Samples.int("x", y)] + colors)
        case .scatter: return try chart("scatter", [Samples.int("x", y.map { $0.map { $0 / 3 } }), ys] + colors)
        case .heatmap: return try chart("heatmap", [xs, Samples.text("y", color), Samples.int("color", y.map { $0.map { abs($0) } })])
        }
    }
}

extension String {
    /// Letters and their marks apart, for a few Vietnamese letters.
    fileprivate var decomposedForTest: String {
        replacing("ở", with: "o\u{31B}\u{309}").replacing("ô", with: "o\u{302}").replacing("ệ", with: "e\u{323}\u{302}").replacing("à", with: "a\u{300}")
    }
}
