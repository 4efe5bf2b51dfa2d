import Characters
import Testing

@Suite struct GarbledTextTests {
    /// Where Windows-1252 and Windows-1258 have letters and signs that Latin-1 has elsewhere or not at all.
    private static let signs: [Unicode.Scalar?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil, nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
    ]
    private static let windows1258: [UInt8: Unicode.Scalar] = [0xC3: "Ă", 0xE3: "ă", 0xD0: "Đ", 0xF0: "đ", 0xD5: "Ơ", 0xF5: "ơ", 0xDD: "Ư", 0xFD: "ư"]

    /// What a program shows that reads these bytes in a code page of Windows.
    private func shown(_ bytes: some Sequence<UInt8>, vietnamese: Bool) -> String {
        var view = String.UnicodeScalarView()
        for byte in bytes {
            let special = byte < 0x80 ? nil : byte < 0xA0 ? Self.signs[Int(byte) - 0x80] : vietnamese ? Self.windows1258[byte] : nil
            view.append(special ?? Unicode.Scalar(byte))
        }
        return NormalForm.composed(String(view))
    }

    @Test func eachLetterIsKnownAgain() {
        for letter in VietnameseLetters.all {
            for vietnamese in [false, true] {
                let text = "X\(letter.composed)n"
                #expect(GarbledText(shown(text.utf8, vietnamese: vietnamese)) == .utf8(meant: text), "\(letter.composed)")
            }
        }
    }

    @Test(arguments: ["Thành phố Nam Định", "Ủy ban nhân dân huyện Ý Yên", "Số hồ sơ – Ngày tiếp nhận", "“Một cửa”"])
    func phrases(text: String) {
        for vietnamese in [false, true] { #expect(GarbledText(shown(text.utf8, vietnamese: vietnamese)) == .utf8(meant: text)) }
    }

    /// A no-break space that became a space on the way leaves one letter broken and the others whole.
    @Test func whatIsDamagedIsStillSeen() {
        let text = shown("Hà Nội".utf8, vietnamese: false).map { $0 == "\u{A0}" ? " " : String($0) }.joined()
        #expect(GarbledText(text) == .utf8(meant: "HÃ  Nội"))
    }

    @Test(arguments: ["Nam §Þnh", "§¨ng ký khai sinh", "§êi sèng", "Thµnh phè Nam §Þnh", "Sè hå s¬"])
    func textForOldFonts(text: String) { #expect(GarbledText(text) == .tcvn3) }

    @Test(arguments: [("Nam Ðịnh", "\u{D0}", "Nam Định"), ("ðăng ký", "\u{F0}", "đăng ký"), ("Ɖông ðúng Đ", "\u{189}", "Đông đúng Đ"), ("xÐ", "\u{D0}", "xĐ")] as [(String, Unicode.Scalar, String)])
    func lettersThatOnlyLookLikeĐ(text: String, letter: Unicode.Scalar, meant: String) {
        #expect(GarbledText(text) == .lookalike(letter, meant: meant))
    }

    @Test(arguments: [
        "", "Nam Dinh", "Nam Định", "Hà Nam", "Thanh Hóa", "Quá, «quá» à", "§ 5 và § 6", "25°C", "10 m²", "© 2019", "½ ngày", "Windows®", "São Paulo", "Müller & Söhne", "Ăn Đà Ơ",
        "quá»", "été – naïve", "“Một cửa”", "50 %", "→", "€ 5", "a\u{301}", "Ñ", "đã", "ở Đà Nẵng", "Áo, ÁO", "Lý Thái Tổ",
    ])
    func realTextIsLeftAlone(text: String) { #expect(GarbledText(text) == nil) }

    @Test func noLetterIsGarbledByItself() {
        for letter in VietnameseLetters.all {
            for other in VietnameseLetters.all where GarbledText("\(letter.composed)\(other.composed) x\(other.composed)") != nil {
                Issue.record("\(letter.composed)\(other.composed)")
            }
        }
    }
}
