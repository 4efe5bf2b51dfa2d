import Engine
@testable import Reports
import Semantics
import Tables
import Testing

/// Headings over headings: what becomes a group, and how each target lays it out.
struct HeadingsTests {
    private typealias Cell = TableHeadings.Cell

    @Test("Neighbours that share their first part stand under it, to any depth")
    func groups() {
        let head = TableHeadings(["Đơn vị", "Nhận / Tổng số", "Nhận / Trong kỳ / Trực tuyến", "Nhận / Trong kỳ / Trực tiếp", "Tỷ lệ"])
        #expect(head.lines == [
            [
                Cell(text: "Đơn vị", column: 0, columnCount: 1, lineCount: 3), Cell(text: "Nhận", column: 1, columnCount: 3, lineCount: 1),
                Cell(text: "Tỷ lệ", column: 4, columnCount: 1, lineCount: 3),
            ],
            [Cell(text: "Tổng số", column: 1, columnCount: 1, lineCount: 2), Cell(text: "Trong kỳ", column: 2, columnCount: 2, lineCount: 1)],
            [Cell(text: "Trực tuyến", column: 2, columnCount: 1, lineCount: 1), Cell(text: "Trực tiếp", column: 3, columnCount: 1, lineCount: 1)],
        ])
        #expect(head.columnTexts == ["Đơn vị", "Tổng số", "Trực tuyến", "Trực tiếp", "Tỷ lệ"])
    }

    @Test("A part that no neighbour shares is no heading over one column", arguments: [
        ["Trả lại / xin rút", "n"], ["n", "Trả lại / xin rút", "m"], ["a / x", "b / x"], ["km/h", "km/h 2"], [" / ", "a"],
    ])
    func alone(_ headings: [String]) {
        #expect(TableHeadings(headings).lines.count == 1)
        #expect(TableHeadings(headings).columnTexts == headings)
    }

    @Test("Every column stands under exactly one cell in each line, whatever the headings", arguments: 0..<200)
    func covers(_ seed: Int) {
        var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let headings = (0..<1 + next(9)).map { _ in (0...next(3)).map { _ in ["a", "b", ""][next(3)] }.joined(separator: " / ") }
        let lines = TableHeadings(headings).lines
        for column in headings.indices {
            var covered = [Int](repeating: 0, count: lines.count)
            for (number, line) in lines.enumerated() {
                for cell in line where (cell.column..<cell.column + cell.columnCount).contains(column) {
                    for place in number..<number + cell.lineCount { covered[place] += 1 }
                }
            }
            #expect(covered.allSatisfy { $0 == 1 }, "\(headings), column \(column)")
        }
    }

    private var form: ResultTable {
        var table = ResultTable(
            title: "Biểu 1",
            columns: [
                Samples.text("đơn vị", ["Sở Nội vụ", "Sở Y tế"]), Samples.int("Đã giải quyết / Tổng số", [118, 590]),
                Samples.int("Đã giải quyết / Quá hạn", [3, nil]),
            ],
            rowCount: 2)
        table.options = .numbers
        return table
    }

    @Test("Plain text: a rule over the columns of a group, numbers under the headings")
    func plain() {
        #expect(
            Samples.render("plain", [.table(form)]) == """
                Biểu 1
                           - Đã giải quyết -
                đơn vị     Tổng số   Quá hạn
                (1)            (2)       (3)
                Sở Nội vụ      118         3
                Sở Y tế        590         –

                """)
    }

    @Test("Box: nothing comes down from the border between the columns of a group")
    func box() {
        #expect(
            Samples.render("box", [.table(form)]) == """
                Biểu 1
                ┌───────────┬───────────────────┐
                │           │ ─ Đã giải quyết ─ │
                │ đơn vị    │ Tổng số │ Quá hạn │
                │ (1)       │     (2) │     (3) │
                ├───────────┼─────────┼─────────┤
                │ Sở Nội vụ │     118 │       3 │
                │ Sở Y tế   │     590 │       – │
                └───────────┴─────────┴─────────┘

                """)
    }

    @Test("HTML: groups span their columns, others reach down to the rows")
    func html() {
        let page = Samples.render("html", [.table(form)])
        #expect(page.contains("""
            <tr><th scope="col" rowspan="2">đơn vị</th><th scope="colgroup" colspan="2" class="g">Đã giải quyết</th></tr>
            <tr><th scope="col" class="n">Tổng số</th><th scope="col" class="n">Quá hạn</th></tr>
            <tr class="numbers"><td>(1)</td><td>(2)</td><td>(3)</td></tr>
            """))
        #expect(page.contains("<div class=\"table form normal\" id=\"t1\">"))
    }

    @Test("Groups of several keys stand under headings of their own in a page, and their numbers begin behind it")
    func sections() {
        func key(_ number: Int, _ column: ResultTable.Column) -> ResultTable.Column {
            var column = column
            column.keyNumber = number
            return column
        }
        var table = ResultTable(
            columns: [
                key(0, Samples.text("mục", ["I. Sở", "I. Sở", "I. Sở", "II. Huyện", "II. Huyện", "II. Huyện", nil])),
                key(1, Samples.text("đơn vị", ["Sở Nội vụ", "Sở Y tế", nil, "Huyện Hải Hậu", "Huyện Ý Yên", nil, nil])), Samples.int("n", [1, 2, 3, 4, 5, 9, 12]),
            ],
            rowCount: 7, totalLevels: [0, 0, 1, 0, 0, 1, 2])
        table.options = .numbers
        let page = Samples.render("html", [.table(table)])
        #expect(page.contains("""
            <tr><th scope="col">đơn vị</th><th scope="col" class="n">n</th></tr>
            <tr class="numbers"><td>(1)</td><td>(2)</td></tr>
            </thead>
            <tbody>
            <tr class="heading"><th scope="rowgroup" colspan="2">I. Sở</th></tr>
            <tr><th scope="row">Sở Nội vụ</th><td class="n">1</td></tr>
            <tr><th scope="row">Sở Y tế</th><td class="n">2</td></tr>
            <tr class="total"><th scope="row">Tổng</th><td class="n">3</td></tr>
            </tbody>
            <tbody>
            <tr class="heading"><th scope="rowgroup" colspan="2">II. Huyện</th></tr>
            """))
        #expect(page.contains("<tr class=\"total grand\"><th scope=\"row\">Tổng</th><td class=\"n\">12</td></tr>\n</tbody>"))
    }
}
