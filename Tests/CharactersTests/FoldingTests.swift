import Characters
import Testing

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Nam Định", "nam dinh"),
        ("Nam Đi\u{323}nh", "nam dinh"),
        ("Nam Ðịnh", "nam dinh"),
        ("Nam Ɖịnh nam ðịnh", "nam dinh nam dinh"),
        ("ĐƯỜNG TRẦN PHÚ", "duong tran phu"),
        ("Giao  Thuỷ", "giao thuy"),
        ("Hải\u{A0}\t\r\n Hậu", "hai hau"),
        ("Hải\u{200B}\u{AD}\u{FEFF} Hậu", "hai hau"),
        (" a ", " a "),
        ("Straße Œuvre ΣΊΣΥΦΟΣ Ёлка Ǆ", "strasse œuvre σισυφοσ елка ǆ"),
        ("中文 가 が", "中文 가 が"),
        ("\u{301}", ""),
        ("", ""),
    ])
    func folds(text: String, wanted: String) {
        #expect(Array(Folding.fold(text).unicodeScalars) == Array(wanted.unicodeScalars))
        #expect(Folding.fold(Folding.fold(text)) == Folding.fold(text))
    }

    /// All 134 letters of the alphabet with its tones come down to their base, in both normal forms.
    @Test func foldsEveryVietnameseLetter() {
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
        for (shaped, base) in [
            ("a", "a"), ("ă", "a"), ("â", "a"), ("e", "e"), ("ê", "e"), ("i", "i"), ("o", "o"), ("ô", "o"), ("ơ", "o"), ("u", "u"), ("ư", "u"), ("y", "y"),
        ] {
            for tone in tones {
                for text in [shaped + tone, (shaped + tone).uppercased()] {
                    #expect(Folding.fold(text) == base)
                    #expect(Folding.fold(NormalForm.composed(text)) == base)
                }
            }
        }
    }

    @Test func survivesBytesThatAreNoText() {
        let bytes: [UInt8] = [0x41, 0xFF, 0xE1, 0xBB]
        #expect(bytes.withUnsafeBufferPointer { Folding.fold(utf8: $0) } == Array("a\u{FFFD}\u{FFFD}\u{FFFD}".utf8))
    }
}
