import Characters
import Testing

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("Nam Định", 8), ("Nam Đi\u{323}nh", 8), ("q\u{302}", 1), ("\u{301}", 0), ("中文", 4), ("ｱ", 1), ("Ａ", 2), ("가", 2),
        ("\u{1100}\u{1161}\u{11A8}", 2), ("😀", 2), ("👨‍👩‍👧‍👦", 2), ("🇻🇳", 2), ("👍🏽", 2), ("☝🏽", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("🫩", 2),
        ("a\u{200B}b", 2), ("a\u{AD}b", 3), ("\u{1B}[31m", 5), ("\t", 1), ("\r\n", 2), ("\u{85}", 6), ("\u{202E}", 8), ("ห้อง", 3), ("…", 1), ("₫", 1),
    ])
    func measures(text: String, cells: Int) {
        #expect(DisplayWidth.of(text) == cells)
        #expect(DisplayWidth.of(DisplayWidth.visible(text)) == cells)
        #expect(text.reduce(0) { $0 + DisplayWidth.of($1) } == cells)
    }

    @Test func showsControlCharacters() {
        #expect(DisplayWidth.visible("a\u{1B}[0m\u{7}\t\r\n\u{7F}b") == "a␛[0m␇␉␍␊␡b")
        #expect(DisplayWidth.visible("\u{9B}31m \u{202E}\u{2066}") == "\\u{9B}31m \\u{202E}\\u{2066}")
        #expect(DisplayWidth.visible("Nam Định 👨‍👩‍👧‍👦") == "Nam Định 👨‍👩‍👧‍👦")
    }

    @Test(arguments: [
        ("Nam Định", 8, "Nam Định"), ("Nam Định", 7, "Nam Đị…"), ("Nam Đi\u{323}nh", 7, "Nam Đi\u{323}…"), ("ab", 1, "…"), ("ab", 0, ""), ("", 0, ""),
        ("中文字", 6, "中文字"), ("中文字", 5, "中文…"), ("中文字", 4, "中…"), ("👨‍👩‍👧‍👦👍🏽x", 4, "👨‍👩‍👧‍👦…"),
    ])
    func truncates(text: String, width: Int, wanted: String) {
        #expect(DisplayWidth.truncated(text, to: width) == wanted)
    }

    @Test func truncatedTextFitsAtEveryWidth() {
        for text in ["Sở Kế hoạch", "中a文b字", "e\u{301}🇻🇳\u{1B}x", "👍🏽👍🏽👍🏽"] {
            for width in 0...DisplayWidth.of(text) + 1 {
                #expect(DisplayWidth.of(DisplayWidth.truncated(text, to: width)) <= width)
            }
        }
    }

    @Test func pads() {
        #expect(DisplayWidth.padded("Định", to: 6) == "Định  ")
        #expect(DisplayWidth.padded("中", to: 5, .right) == "   中")
        #expect(DisplayWidth.padded("ab", to: 5, .centre) == " ab  ")
        #expect(DisplayWidth.padded("abc", to: 2) == "abc")
    }
}
