import Engine
import Reports
import Semantics
import Tables
import Testing

/// A whole document as a page: contents, checks in place and together, notes, signatures, the appendix.
struct DocumentPageTests {
    private static let failed = CheckOutcome(
        verdict: .failed, message: "tổng <khác> nhau", comparison: "1.571 so với 1.575", rowCount: 12, rowMessages: ["H40.1: <b>"], place: "report.mc, line 12")
    private static let warned = CheckOutcome(verdict: .warned, message: "thiếu hạn trả")
    private static let held = CheckOutcome(verdict: .held, message: "a == b", place: "report.mc, line 3")

    private static var counted: ResultTable {
        var table = ResultTable(title: "Bảng 1", columns: [Samples.text("unit", ["A"]), Samples.int("n", [1_234], label: "Đúng <hạn>")], rowCount: 1)
        let measure = Definition(name: "n", text: "count(where x < 3)", label: "Đúng <hạn>", note: "mẫu \"số\"", table: "dossiers")
        let derivation = Derivation(definition: Definition(name: "n", text: "n"), uses: [measure, Definition(name: "x", text: "a\n + b", table: "dossiers")])
        table.provenance = Provenance(
            statement: "from dossiers", place: "report.mc, line 2",
            columns: [
                Provenance.Column(name: "unit", label: nil, type: .text, derivation: nil), Provenance.Column(name: "n", label: "Đúng <hạn>", type: .int, derivation: derivation),
            ],
            filters: [FilterCount(condition: "x < 3")], tables: [Provenance.Table(name: "dossiers", rowsRead: 40_000, files: [])], rowCount: 1,
            notices: ["84 phép so sánh gặp giá trị trống (due)"], run: RunFacts(version: "1"))
        return table
    }

    private static var appendix: Appendix {
        var definitions = DefinitionList()
        _ = definitions.add(counted)
        return Appendix(
            run: RunFacts(script: "report.mc", parameters: [("period", "@2019-Q2")], asOf: 18_077, edition: 1, version: "1"), scriptHash: "abc",
            models: [("model.mc", "def")],
            files: [
                Appendix.File(path: "d<1>.csv", size: 1_000, modified: 1_561_888_800_000_000, rows: 12, hash: "123"),
                Appendix.File(path: "e.csv", size: 2, modified: 0, rows: nil, hash: nil),
            ],
            results: counted.provenance.map { [Appendix.Result(title: counted.title, $0)] } ?? [], definitions: definitions, checks: [held, failed, warned], notices: ["một ghi chú"])
    }

    private static let page = Samples.render("html", [
        .title("Báo cáo"), .section("1. Một"), .table(counted), .outcome(held), .outcome(failed), .outcome(warned), .note("84 <giá trị>"), .section("2. Hai"),
        .signatures(Signatures(place: "Nam Định, ngày 30 tháng 06 năm 2019", roles: ["Người lập", "Thủ trưởng"])), .appendix(appendix),
    ])

    @Test("Headings and tables are listed and lead to their places")
    func contents() {
        #expect(Self.page.contains("<a href=\"#s1\">1. Một</a>\n<ul>\n<li><a href=\"#t1\">Bảng 1</a></li>\n</ul>"))
        #expect(Self.page.contains("<section id=\"s1\">\n<h2>1. Một</h2>"))
        #expect(Self.page.contains("<li><a href=\"#appendix\">Phụ lục: căn cứ của số liệu</a></li>"))
    }

    @Test("A failed check is seen at the top, in its place and in the appendix")
    func checks() {
        #expect(Self.page.contains("<div class=\"outcome failed summary\">\n<p><strong>1 kiểm tra KHÔNG ĐẠT</strong></p>\n<ul>\n<li><a href=\"#k2\">tổng &lt;khác&gt; nhau</a></li>"))
        #expect(Self.page.contains("<div class=\"outcome failed\" id=\"k2\">\n<p><strong>KHÔNG ĐẠT</strong> tổng &lt;khác&gt; nhau (report.mc, line 12)</p>"))
        #expect(Self.page.contains("<li>H40.1: &lt;b&gt;</li>"))
        #expect(Self.page.contains("<summary>1 kiểm tra đạt</summary>\n<ul>\n<li id=\"k1\">a == b (report.mc, line 3)</li>"))
        #expect(Self.page.contains("<li class=\"warned\"><strong><a href=\"#k3\">cảnh báo</a></strong> thiếu hạn trả</li>"))
    }

    @Test("A number carries its definition and leads to it; the keyboard stops at its heading only")
    func definitions() {
        let tip = "title=\"Đúng &lt;hạn&gt; = count(where x &lt; 3). mẫu &quot;số&quot;\""
        #expect(Self.page.contains("<td class=\"n\"><a href=\"#d1\" tabindex=\"-1\" \(tip)>1.234</a></td>"))
        #expect(Self.page.contains("<th scope=\"col\" class=\"n\"><a href=\"#d1\" \(tip)>Đúng &lt;hạn&gt;</a></th>"))
        #expect(Self.page.contains("<li id=\"d1\">[1] Đúng &lt;hạn&gt;: dossiers.n = count(where x &lt; 3)\n<ul>\n<li>mẫu &quot;số&quot;</li>\n<li>dùng <a href=\"#d2\">[2]</a></li>\n</ul>\n</li>"))
        #expect(Self.page.contains("<li id=\"d2\">[2] dossiers.x = a + b</li>"))
    }

    @Test("A computed value in a text leads to its definition; its tip tells the values behind an expression without a name")
    func values() {
        let value = Definition(name: "$a", text: "(from x | summarize count())")
        let page = Samples.render("html", [
            .paragraph(Paragraph([
                .words("Có <b> "), .value("12", Derivation(definition: Definition(name: "$a", text: "$a"), uses: [value])),
                .words(", lệch\n"), .value("-3", Derivation(definition: Definition(name: "$a - 15", text: "$a - 15"), uses: [value])),
            ])),
            .table(Self.counted),
        ])
        #expect(page.contains("<p>Có &lt;b&gt; <a href=\"#d1\" title=\"(from x | summarize count())\">12</a>, lệch<br><a href=\"#d2\" title=\"$a - 15; $a = (from x | summarize count())\">-3</a></p>"))
        #expect(page.contains("<a href=\"#d3\" tabindex=\"-1\""))
    }

    @Test("Notes and signatures stand where they are written")
    func foot() {
        #expect(Self.page.contains("<p class=\"note\">ghi chú: 84 &lt;giá trị&gt;</p>"))
        #expect(Self.page.contains("<div>\n<p class=\"place\">Nam Định, ngày 30 tháng 06 năm 2019</p>\n<p class=\"role\">Thủ trưởng</p>\n</div>"))
    }

    @Test("The appendix in Markdown: how it was made, files, definitions, what was read, checks, notes")
    func markdown() {
        #expect(
            Samples.render("md", [.appendix(Self.appendix)]) == """
                ## Phụ lục: căn cứ của số liệu

                ### Cách lập

                - Kịch bản: report.mc
                  - SHA-256: abc
                - Mô hình: model.mc
                  - SHA-256: def
                - Tham số:
                  - period = @2019-Q2
                - Số liệu tính đến hết ngày 30/06/2019
                - motcua 1, ngôn ngữ bản 1

                ### Tệp dữ liệu

                | tệp | số dòng | số byte | sửa lần cuối | SHA-256 |
                | --- | --- | --- | --- | --- |
                | d\\<1\\>.csv | 12 | 1.000 | 30/06/2019 17:00 | 123 |
                | e.csv | – | 2 | 01/01/1970 07:00 | đã thay đổi sau khi đọc |

                ### Định nghĩa các số

                - \\[1\\] Đúng \\<hạn\\>: dossiers.n = count(where x \\< 3)
                  - mẫu "số"
                  - dùng \\[2\\]
                - \\[2\\] dossiers.x = a + b

                ### Từng bảng được tính từ

                - Bảng 1 (report.mc, line 2)
                  - dossiers: đọc 40.000 dòng
                  - x \\< 3: giữ 0 trong 0 dòng
                  - 84 phép so sánh gặp giá trị trống (due)

                ### Kiểm tra

                - **đạt**: a == b (report.mc, line 3)
                - **KHÔNG ĐẠT**: tổng \\<khác\\> nhau (report.mc, line 12)
                  - 1.571 so với 1.575
                  - 12 dòng, 1 dòng đầu:
                    - H40.1: \\<b\\>
                - **cảnh báo**: thiếu hạn trả

                ### Ghi chú

                - một ghi chú

                """)
    }

    @Test("A table too wide for a standing sheet lies across with all of its part, and with parts of words alone that stand before the first table or after it")
    func landscape() {
        let wide = ResultTable(columns: (1...16).map { Samples.int("column\($0)", [1_234_567]) }, rowCount: 1)
        let page = Samples.render("html", [.title("a"), .text("w"), .section("b"), .table(wide), .section("c"), .text("d"), .section("e"), .table(Samples.totals), .section("f"), .text("g")])
        #expect(page.contains("<header class=\"across\">"))
        for (id, isAcross) in [("s0", true), ("s1", true), ("s2", true), ("s3", false), ("s4", false)] {
            #expect(page.contains("<section id=\"\(id)\"\(isAcross ? " class=\"across\"" : "")>"))
        }
    }

    @Test("Texts: roles side by side, the place over the last")
    func plainSignatures() {
        #expect(
            Samples.render("plain", [.signatures(Signatures(place: "Nam Định, 30/06/2019", roles: ["Người lập", "Thủ trưởng"]))]) == """
                                                                  Nam Định, 30/06/2019
                               Người lập                               Thủ trưởng

                """)
    }
}
