import Testing
@testable import Diagnostics

/// Where editors find what a message is about.
@Suite struct EditorPositionTests {
    /// The first place of `found` in the composed text.
    private func positions(_ text: String, _ found: String) throws -> (start: EditorPosition, end: EditorPosition, column: Int) {
        let source = SourceText(name: "r.mc", text: text)
        let range = try #require(source.text.unicodeScalars.firstRange(of: SourceText(name: "", text: found).text.unicodeScalars))
        let start = source.text.utf8.distance(from: source.text.startIndex, to: range.lowerBound)
        let end = source.text.utf8.distance(from: source.text.startIndex, to: range.upperBound)
        return (source.editorPosition(at: start), source.editorPosition(at: end), source.column(at: start))
    }

    @Test func composedLettersAreOneUnitEach() throws {
        let found = try positions("edition 1\nfrom hồ_sơ | wher trễ_hạn", "wher")
        #expect(found.start == EditorPosition(line: 1, character: 13) && found.end == EditorPosition(line: 1, character: 17))
        #expect(found.column == 14)
    }

    /// `hồ` in three scalars, as some systems write it, and `hồ` in two, as Windows-1258 does.
    @Test(arguments: [("ho\u{302}\u{300}_so\u{31B}", 16), ("h\u{F4}\u{300}_s\u{1A1}", 14), ("hồ_sơ", 13)])
    func lettersInPartsAreAsManyUnitsAsTheFileHas(_ name: String, _ character: Int) throws {
        for ending in ["\n", "\r\n"] {
            let found = try positions("edition 1\(ending)from \(name) | wher late\(ending)", "wher")
            #expect(found.start == EditorPosition(line: 1, character: character))
            #expect(found.end == EditorPosition(line: 1, character: character + 4))
            #expect(found.column == 14)
        }
    }

    @Test func whatLiesBeyondTheBasicPlaneIsTwoUnits() throws {
        let found = try positions("title \"😀 e\u{301}\" x", "x")
        #expect(found.start == EditorPosition(line: 0, character: 14))
        #expect(found.column == 13)
    }

    @Test func aMarkByItselfAndTheEndOfTheText() throws {
        let source = SourceText(name: "r.mc", text: "o\u{302}\u{323}a\u{301}\u{328}b")
        #expect(source.editorPosition(at: 0) == EditorPosition(line: 0, character: 0))
        #expect(source.editorPosition(at: source.bytes.count) == EditorPosition(line: 0, character: 7))
        #expect(source.editorPosition(at: source.bytes.count + 5) == EditorPosition(line: 0, character: 7))
    }

    /// Each offset of each mixture lies at the place that counting the file itself gives.
    @Test func everyOffsetOfEveryPrefix() {
        let line = ["Đ", "o\u{31B}", "n ", "vi\u{323}", " ", "ê\u{301}", "\u{1EC7}", "e\u{323}\u{302}", "👩‍🌾", "x"]
        let source = SourceText(name: "r.mc", text: "\n" + line.joined())
        for count in 0...line.count {
            let prefix = line.prefix(count).joined()
            let offset = 1 + SourceText(name: "", text: prefix).bytes.count
            #expect(source.editorPosition(at: offset) == EditorPosition(line: 1, character: prefix.utf16.count), "\(prefix)")
        }
    }
}
