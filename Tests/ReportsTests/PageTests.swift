import Engine
import Reports
import Tables
import Testing

/// Markdown and HTML: what data contains stays text there.
struct PageTests {
    private let hostile = ResultTable(
        columns: [Samples.text("a|b", ["<script>alert('x')</script>", "_x_ & *y*"]), Samples.int("n", [1, 2])], rowCount: 2)

    @Test("Markdown: alignment marks, escapes, totals in bold")
    func markdown() {
        #expect(
            Samples.render("md", [.title("Báo cáo *một*"), .text("# không phải đề mục"), .table(hostile)]) == ##"""
                # Báo cáo \*một\*

                \# không phải đề mục

                | a\|b | n |
                | --- | ---: |
                | \<script\>alert('x')\</script\> | 1 |
                | \_x\_ \& \*y\* | 2 |

                """##)
        #expect(
            Samples.render("md", [.table(Samples.totals)]).hasSuffix(
                """
                | **Huyện Ý Yên** | **Tổng** | **18.207** | **93,4%** |
                | **Tổng** |  | **18.207** | **93,4%** |

                """))
    }

    @Test("HTML: everything escaped, the document's title in the head, totals and numbers marked")
    func html() {
        let page = Samples.render("html", [.title("A & B"), .table(hostile), .table(Samples.totals)])
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">"))
        #expect(page.contains("<title>A &amp; B</title>"))
        #expect(page.contains("<h1>A &amp; B</h1>"))
        #expect(!page.contains("<script>"))
        #expect(page.contains("<th scope=\"row\">&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</th><td class=\"n\">1</td>"))
        #expect(page.contains("<caption>Hồ sơ theo huyện</caption>"))
        #expect(page.contains("<tr class=\"total grand\"><th scope=\"row\" colspan=\"2\">Tổng</th><td class=\"n\">18.207</td>"))
        #expect(page.contains("<td class=\"n m\">–</td>"))
        #expect(page.hasSuffix("</main>\n</body>\n</html>\n"))
    }

    @Test("HTML: a page without blocks is still a page")
    func emptyPage() {
        let page = Samples.render("html", [])
        #expect(page.contains("<title>Báo cáo</title>"))
        #expect(page.hasSuffix("</html>\n"))
    }

    @Test("The ending of a file name chooses the target")
    func endings() {
        #expect(Target.forExtension("HTML")?.name == "html")
        #expect(Target.forExtension("txt")?.name == "plain")
        #expect(Target.forExtension("csv") == nil)
    }
}
