@_spi(_Unicode) import Swift
import Characters
import Randomness
import Testing

@Suite struct NormalFormTests {
    /// UAX 15, figures 3 to 5, and the three ways in which Vietnamese arrives.
    @Test(arguments: [
        ("a\u{302}\u{323}", "\u{1EAD}"),
        ("a\u{323}\u{302}", "\u{1EAD}"),
        ("\u{E2}\u{323}", "\u{1EAD}"),
        ("\u{1EA1}\u{302}", "\u{1EAD}"),
        ("Nam \u{110}i\u{323}nh", "Nam \u{110}\u{1ECB}nh"),
        ("\u{C5}\u{212B}\u{2126}", "\u{C5}\u{C5}\u{3A9}"),
        ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"),
        ("\u{AC00}\u{11A8}", "\u{AC01}"),
        ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"),
        ("q\u{302}", "q\u{302}"),
        ("q\u{307}\u{323}", "q\u{323}\u{307}"),
        ("\u{958}", "\u{915}\u{93C}"),
        ("\u{F900}", "\u{8C48}"),
        ("\u{D0}\u{189}\u{110}", "\u{D0}\u{189}\u{110}"),
    ])
    func composes(text: String, wanted: String) {
        #expect(Array(NormalForm.composed(text).unicodeScalars) == Array(wanted.unicodeScalars))
        let bytes = Array(text.utf8)
        let result = bytes.withUnsafeBufferPointer { NormalForm.composed(utf8: $0) }
        #expect(result ?? bytes == Array(wanted.utf8))
        #expect((result == nil) == (bytes == Array(wanted.utf8)))
    }

    /// Each scalar alone: what the quick check lets pass must be what the full algorithm leaves alone,
    /// also between letters with which it might compose.
    @Test func quickCheckNeverPassesWhatWouldChange() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "e" + String(Character(scalar)) + "\u{AC00}"
            if !NormalForm.composed(text).unicodeScalars.elementsEqual(String(text._nfc).unicodeScalars) {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test func agreesWithTheFullAlgorithmOnRandomText() {
        var random = SeededRandom(seed: 2)
        let pieces = ["a", "ă", "â", "ệ", "Đ", " ", "0", "\u{300}", "\u{301}", "\u{302}", "\u{31B}", "\u{323}", "\u{1100}", "\u{1161}", "中", "🇻"]
        for _ in 0..<5_000 {
            let text = random.text(of: pieces, upTo: 12)
            #expect(NormalForm.composed(text).unicodeScalars.elementsEqual(String(text._nfc).unicodeScalars))
        }
    }

}

extension String {
    fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self = String(view)
    }
}
