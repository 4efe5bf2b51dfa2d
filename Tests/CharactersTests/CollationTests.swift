import Characters
import Randomness
import Testing

@Suite struct CollationTests {
    /// The first list and `da dz đa` were seen to sort so in ICU 72 for the locale vi.
    @Test(arguments: [
        "ma mà mả mã má mạ mă mằ mẳ mẵ mắ mặ mâ mầ mẩ mẫ mấ mậ mb",
        "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z",
        "da dz đa",
        "a A à À ả ã á ạ b",
        "toan toàn toán toạn",
    ])
    func sortsWords(list: String) {
        expectOrder(list.split(separator: " ").map(String.init))
    }

    @Test(arguments: [
        ["ba má", "bà ma", "ba na"],
        ["Giao Thủy", "Hải Hậu", "Mỹ Lộc", "Nam Định", "Nam Trực", "Nghĩa Hưng", "Trực Ninh", "Vụ Bản", "Xuân Trường", "Ý Yên"],
        ["Phường 2", "Phường 10", "Phường 10a", "Phường 100", "Phường Bà Triệu"],
        ["1", "01", "001", "2", "02", "10", "99999999999999999999998", "99999999999999999999999", "100000000000000000000000"],
        ["0", "00", "000", "1"],
        ["a1b", "a01b", "a1c", "a2b"],
        ["", " ", "_", "-", ",", ".", "$", "0", "9", "a", "z", "æ", "α", "а", "中"],
        ["xã Nam", "xã-Nam", "xã2", "xãa"],
        ["Đại An", "Ý Yên"],
        ["co-op", "coop"],
        ["ss", "ß", "st"],
        ["a", "á\u{308}", "a\u{308}", "ab"].sorted { Collation.precedes($0, $1) },
    ])
    func sortsNames(list: [String]) {
        expectOrder(list)
    }

    private func expectOrder(_ list: [String]) {
        #expect(Array(list.reversed()).sorted(by: Collation.precedes) == list)
        for (first, second) in zip(list, list.dropFirst()) {
            #expect(Collation.precedes(first, second), "\(first) before \(second)")
        }
    }

    @Test func longNumbersSortByValueAtTheEdgesOfTheirLength() {
        let lengths = [1, 2, 253, 254, 255, 256, 509, 510, 511]
        expectOrder(lengths.flatMap { ["1" + String(repeating: "0", count: $0 - 1), String(repeating: "9", count: $0)] })
        expectOrder([0, 1, 254, 255, 256].map { String(repeating: "0", count: $0) + "7" })
    }

    @Test func formsOfOneTextHaveOneKey() {
        for (one, other) in [("Nam Định", "Nam Đi\u{323}nh"), ("\u{1EAD}", "\u{E2}\u{323}"), ("가", "\u{1100}\u{1161}"), ("が", "か\u{3099}")] {
            #expect(Collation.sortKey(one) == Collation.sortKey(other))
        }
    }

    @Test func aPlainTextHasAKeyOfItsLength() {
        #expect(Collation.sortKey("nam dinh").count == 8)
    }

    /// Keys are equal for canonically equal texts and for no others, whatever the texts are made of.
    @Test func theOrderIsTotal() {
        var random = SeededRandom(seed: 5)
        // The scalar that stands for the stroke of đ in our tables, which a text might hold all the same.
        let noncharacter = String(decoding: [0xEF, 0xB7, 0x90], as: UTF8.self)
        let pieces = [
            "a", "A", "á", "à", "ă", "ắ", "Ắ", "â", "d", "đ", "Đ", "Ð", "\u{301}", "\u{302}", "\u{306}", "\u{308}", "\u{323}", "\u{31B}", "0", "00", "1", "9", "12",
            " ", "\u{A0}", "\t", "-", "ß", "ss", "ſ", "σ", "ς", "Σ", "中", "\u{AD}", noncharacter, "😀", "\u{1}", "\u{20E3}", "\u{335}", "ü", "ø",
        ]
        for _ in 0..<60_000 {
            let one = NormalForm.composed(random.text(of: pieces, upTo: 4))
            let other = NormalForm.composed(random.text(of: pieces, upTo: 4))
            let left = Collation.sortKey(one)
            let right = Collation.sortKey(other)
            let isSame = one.unicodeScalars.elementsEqual(other.unicodeScalars)
            #expect((left == right) == isSame, "\(Array(one.unicodeScalars)) \(Array(other.unicodeScalars))")
            // Not a beginning of one another by accident of weights: something less stays less when both grow.
            if left.lexicographicallyPrecedes(right) {
                #expect(!Collation.precedes(other, one))
                #expect(Collation.compare(utf8Of: one, other) == -1)
                #expect(Collation.compare(utf8Of: other, one) == 1)
            }
        }
    }

    /// The short way gives the same key or says that it does not apply.
    @Test func theShortWayForPlainTextsGivesTheSameKey() {
        var random = SeededRandom(seed: 6)
        let pieces = ["a", "b", "Z", "A", "0", "00", "1", "19", " ", "-", ".", "_", "H40", "\u{1}", "đ", String(repeating: "0", count: 255), String(repeating: "7", count: 254)]
        var plain = 0
        for _ in 0..<40_000 {
            var text = random.text(of: pieces, upTo: 8)
            let key = text.withUTF8 { bytes in
                var room = [UInt8](repeating: 0xAA, count: Collation.plainKeyLimit(bytes.count))
                return room.withUnsafeMutableBufferPointer { target in
                    target.baseAddress.flatMap { Collation.writePlainKey(utf8: bytes, to: $0) }
                }.map { Array(room.prefix($0)) }
            }
            if let key {
                plain += 1
                #expect(key == Collation.sortKey(text), "\(text)")
            }
        }
        #expect(plain > 10_000)
    }

    /// Texts with a common beginning are compared where they first differ, as their keys would be.
    @Test func theFirstDifferenceDecidesAsTheKeysDo() {
        var random = SeededRandom(seed: 7)
        let pieces = ["0", "00", "1", "9", "12", "H40", "a", "A", "b", "đ", "\u{301}", " ", "-", ".", "\u{1}", String(repeating: "7", count: 254)]
        for _ in 0..<60_000 {
            let beginning = random.text(of: pieces, upTo: 5)
            let one = NormalForm.composed(beginning + random.text(of: pieces, upTo: 3))
            let other = NormalForm.composed(beginning + random.text(of: pieces, upTo: 3))
            let (left, right) = (Collation.sortKey(one), Collation.sortKey(other))
            #expect(Collation.compare(utf8Of: one, other) == (left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1), "\(one) \(other)")
        }
    }

    @Test func keysCanStandInOneBlock() {
        var block = Collation.sortKey("a")
        var text = "Định"
        text.withUTF8 { Collation.appendSortKey(utf8: $0, to: &block) }
        #expect(block == Collation.sortKey("a") + Collation.sortKey("Định"))
    }
}

extension Collation {
    fileprivate static func compare(utf8Of lhs: String, _ rhs: String) -> Int {
        let left = Array(lhs.utf8)
        let right = Array(rhs.utf8)
        return left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { compare(utf8: left, $0) } }
    }
}
