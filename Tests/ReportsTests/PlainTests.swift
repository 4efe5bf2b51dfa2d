import Engine
import Reports
import Semantics
import Tables
import Testing

struct PlainTests {
    @Test("Columns are aligned, numbers to the right, and no line ends in blanks")
    func alignment() {
        let table = ResultTable(
            columns: [Samples.text("channel", ["counter", "online"]), Samples.int("n", [18, 7]), Samples.text("note", [nil, "Tết"])],
            rowCount: 2)
        #expect(
            Samples.render("plain", [.table(table)]) == """
                channel   n  note
                counter  18  –
                online    7  Tết

                """)
    }

    @Test("Decimal marks stand under one another, whole numbers and missing ones before them")
    func decimals() {
        let table = ResultTable(columns: [Samples.float("days", [19.5, 1.25, nil, 3_000]), Samples.int("n", [1, 2, 3, 4])], rowCount: 4)
        #expect(
            Samples.render("plain", [.table(table)]) == """
                    days  n
                   19,5   1
                    1,25  2
                    –     3
                3.000     4

                """)
    }

    @Test("Labels stand over columns, and a total row says so in the first key that it rolls up")
    func totals() {
        #expect(
            Samples.render("plain", [.table(Samples.totals)]) == """
                Hồ sơ theo huyện
                Đơn vị       channel  Số hồ sơ  Tỷ lệ đúng hạn
                Huyện Ý Yên  counter    18.200           93,4%
                Huyện Ý Yên  online          7               –
                Huyện Ý Yên  Tổng       18.207           93,4%
                Tổng                    18.207           93,4%

                """)
    }

    @Test("'with counts' prints both sides of a ratio beside it")
    func counts() {
        var table = Samples.totals
        table.title = nil
        table.options = .counts
        table.columns.removeFirst(2)
        table.totalLevels = nil
        #expect(
            Samples.render("plain", [.table(table)]) == """
                Số hồ sơ         Tỷ lệ đúng hạn
                  18.200  93,4% (17.000/18.200)
                       7                      –
                  18.207  93,4% (17.000/18.207)
                  18.207  93,4% (17.000/18.207)

                """)
    }

    @Test("Two columns of one label are told apart by their names")
    func equalLabels() {
        let table = ResultTable(
            columns: [Samples.text("unit", ["a"], label: "Đơn vị"), Samples.text("parent", ["b"], label: "Đơn vị")], rowCount: 1)
        #expect(
            Samples.render("plain", [.table(table)]) == """
                Đơn vị (unit)  Đơn vị (parent)
                a              b

                """)
    }

    @Test("Control characters of the data are shown, not obeyed")
    func controls() {
        let table = ResultTable(columns: [Samples.text("a", ["x\u{1B}[2Jy", "tab\tnew\nline"]), Samples.int("n", [1, 2])], rowCount: 2)
        #expect(
            Samples.render("plain", [.table(table)]) == """
                a             n
                x␛[2Jy        1
                tab␉new␊line  2

                """)
    }

    @Test("A result without rows says so")
    func empty() {
        let table = ResultTable(columns: [Samples.text("a", []), Samples.int("n", [])], rowCount: 0)
        #expect(Samples.render("plain", [.table(table)]) == "a  n\n(không có dòng nào)\n")
    }

    @Test("A document: headings underlined, an empty line between blocks, checks with both figures")
    func document() {
        let outcome = CheckOutcome(
            verdict: .warned, message: "các loại thay đổi cộng lại bằng tổng số", comparison: "computed 1.571, published 1.575",
            source: "Báo Nam Định, 27/09/2019", place: "tour.mc, line 12")
        let rows = CheckOutcome(
            verdict: .failed, message: "finished >= received", rowCount: 12, rowMessages: ["H40.1: trả trước khi nhận", "H40.2: trả trước khi nhận"])
        #expect(
            Samples.render("plain", [.title("Công bố thủ tục"), .section("Loại"), .text("Số liệu."), .outcome(outcome), .outcome(rows)])
                == """
                Công bố thủ tục
                ===============

                Loại
                ----

                Số liệu.

                cảnh báo: các loại thay đổi cộng lại bằng tổng số (tour.mc, line 12)
                  computed 1.571, published 1.575
                  nguồn: Báo Nam Định, 27/09/2019

                KHÔNG ĐẠT: finished >= received
                  12 dòng, 2 dòng đầu:
                    H40.1: trả trước khi nhận
                    H40.2: trả trước khi nhận

                """)
    }

    @Test("vertical: one line a column, a head for each row")
    func vertical() {
        var table = Samples.totals
        table.columns = table.columns.map { column in
            var column = column
            column.label = column.name == "n" ? "Số" : column.label
            return column
        }
        table.rowCount = 2
        #expect(
            Samples.render("vertical", [.table(table)]) == """
                Hồ sơ theo huyện
                dòng 1 / 2
                  Đơn vị          Huyện Ý Yên
                  channel         counter
                  Số              18.200
                  Tỷ lệ đúng hạn  93,4%

                dòng 2 / 2
                  Đơn vị          Huyện Ý Yên
                  channel         online
                  Số              7
                  Tỷ lệ đúng hạn  –

                """)
    }
}
