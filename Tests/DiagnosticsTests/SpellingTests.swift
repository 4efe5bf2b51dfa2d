import Diagnostics
import Testing

@Suite struct SpellingTests {
    private let columns = ["id", "unit", "procedure", "received", "due", "finished", "finished.date", "status", "channel", "fee", "tỉnh", "tháng"]

    @Test(arguments: [
        ("recieved", ["received"]),
        ("Received", ["received"]),
        ("statsu", ["status"]),
        ("chanel", ["channel"]),
        ("tinh", ["tỉnh"]),
        ("thang", ["tháng"]),
        ("finish", ["finished"]),
        ("di", []),
        ("x", []),
        ("", []),
        ("completely", []),
        ("ID", ["id"]),
    ] as [(String, [String])])
    func suggests(word: String, wanted: [String]) {
        #expect(Spelling.nearest(word, in: columns) == wanted)
    }

    @Test func nearestFirstThenAsTheyCame() {
        #expect(Spelling.nearest("dinh", in: ["dính", "đinh", "dinh", "định", "sinh"], limit: 5) == ["dinh", "dính", "đinh", "định", "sinh"])
        #expect(Spelling.nearest("sum", in: ["sub", "gum", "sun", "sup"]) == ["sub", "gum", "sun"])
        #expect(Spelling.nearest("sum", in: ["sum", "sum", "sun"], limit: 2) == ["sum", "sun"])
        #expect(Spelling.nearest("sum", in: ["sum"], limit: 0) == [])
    }

    @Test func formsOfOneWordAreOne() {
        #expect(Spelling.nearest("Nam Đi\u{323}nh", in: ["Nam Đinh", "Nam Định"]) == ["Nam Định", "Nam Đinh"])
    }

    @Test func theLongerWordDecidesHowFarIsNear() {
        #expect(Spelling.nearest("abc", in: ["abd", "abde", "xyc"]) == ["abd"])
        #expect(Spelling.nearest("summarise", in: ["summarize", "summary"]) == ["summarize", "summary"])
        #expect(Spelling.nearest("abcdef", in: ["abcdxy", "abcxyz"]) == ["abcdxy"])
    }
}
