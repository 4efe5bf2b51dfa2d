import Engine
import Reports
import Tables
import Testing

struct BoxTests {
    @Test("Borders around aligned cells")
    func borders() {
        #expect(
            Samples.render("box", [.table(Samples.totals)]) == """
                Hồ sơ theo huyện
                ┌─────────────┬─────────┬──────────┬────────────────┐
                │ Đơn vị      │ channel │ Số hồ sơ │ Tỷ lệ đúng hạn │
                ├─────────────┼─────────┼──────────┼────────────────┤
                │ Huyện Ý Yên │ counter │   18.200 │          93,4% │
                │ Huyện Ý Yên │ online  │        7 │              – │
                │ Huyện Ý Yên │ Tổng    │   18.207 │          93,4% │
                │ Tổng        │         │   18.207 │          93,4% │
                └─────────────┴─────────┴──────────┴────────────────┘

                """)
    }

    @Test("The widest text gives way first, and numbers never do")
    func shrinking() {
        let table = ResultTable(
            columns: [
                Samples.text("id", ["H40.01"]),
                Samples.text("title", ["Cấp giấy chứng nhận quyền sử dụng đất lần đầu"]),
                Samples.int("fee", [200_000]),
            ], rowCount: 1)
        #expect(
            Samples.render("box", [.table(table)]) { $0.width = 50 } == """
                ┌────────┬─────────────────────────────┬─────────┐
                │ id     │ title                       │     fee │
                ├────────┼─────────────────────────────┼─────────┤
                │ H40.01 │ Cấp giấy chứng nhận quyền … │ 200.000 │
                └────────┴─────────────────────────────┴─────────┘

                """)
    }

    @Test("What still does not fit is left out from the middle and named")
    func hiding() {
        let table = ResultTable(
            columns: ["một", "hai", "ba", "bốn", "năm", "sáu"].map { Samples.int($0, [1_234_567]) }, rowCount: 1)
        #expect(
            Samples.render("box", [.table(table)]) { $0.width = 44 } == """
                ┌───────────┬───────────┬───┬───────────┐
                │       một │       hai │ … │       sáu │
                ├───────────┼───────────┼───┼───────────┤
                │ 1.234.567 │ 1.234.567 │ … │ 1.234.567 │
                └───────────┴───────────┴───┴───────────┘
                không đủ chỗ cho: ba, bốn, năm (--format vertical in mọi cột)

                """)
    }

    @Test("Rows for which there is no memory are counted, and nobody promises to print them")
    func leftOut() {
        var table = Samples.long(10)
        table.leftOut = LeftOutRows(place: 7, count: 1_000_000)
        let lines = Samples.render("box", [.table(table)]) { $0.rowLimit = 8 }.split(separator: "\n")
        #expect(lines.last == "6 dòng đầu và 2 dòng cuối trong 1.000.010 dòng; không đủ bộ nhớ cho các dòng khác, nhưng  | save \"rows.csv\"  ghi tất cả")
        #expect(lines.count == 14)
        // A window that has grown since shows what there is.
        #expect(Samples.render("box", [.table(table)]) { $0.rowLimit = 40 }.contains("7 dòng đầu và 3 dòng cuối trong 1.000.010 dòng"))
    }

    @Test("A long result shows its first and last rows and the true count")
    func longResult() {
        #expect(
            Samples.render("box", [.table(Samples.long(1_234))]) { $0.rowLimit = 8 } == """
                ┌───────┬─────────┐
                │   stt │ name    │
                ├───────┼─────────┤
                │     1 │ Xã 1    │
                │     2 │ Xã 2    │
                │     3 │ Xã 3    │
                │     4 │ Xã 4    │
                │     5 │ Xã 5    │
                │     6 │ Xã 6    │
                │     ⋮ │ ⋮       │
                │ 1.233 │ Xã 1233 │
                │ 1.234 │ Xã 1234 │
                └───────┴─────────┘
                6 dòng đầu và 2 dòng cuối trong 1.234 dòng; --format plain in tất cả

                """)
    }

    @Test("Wide signs and combining marks keep the right border straight")
    func displayWidth() {
        let table = ResultTable(columns: [Samples.text("a", ["日本", "Y\u{0301} Yên", "e"])], rowCount: 3)
        #expect(
            Samples.render("box", [.table(table)]) == """
                ┌───────┐
                │ a     │
                ├───────┤
                │ 日本  │
                │ Ý Yên │
                │ e     │
                └───────┘

                """)
    }

    @Test("Colour only when asked for: heads and totals bold, missing dim")
    func colour() {
        let table = ResultTable(columns: [Samples.int("n", [nil])], rowCount: 1)
        let text = Samples.render("box", [.table(table)]) { $0.hasColor = true }
        #expect(text.contains("│ \u{1B}[1mn\u{1B}[0m │"))
        #expect(text.contains("│ \u{1B}[2m–\u{1B}[0m │"))
        #expect(!Samples.render("box", [.table(table)]).contains("\u{1B}"))
    }

    @Test("A bare expression prints its value alone")
    func scalar() {
        var table = ResultTable(columns: [Samples.int("value", [42])], rowCount: 1)
        table.isScalar = true
        #expect(Samples.render("box", [.table(table)]) == "42\n")
    }
}
