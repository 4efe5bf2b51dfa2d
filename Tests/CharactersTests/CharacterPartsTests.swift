import Characters
import Testing

@Suite struct CharacterPartsTests {
    private static let texts = [
        "", "a", "000.00.16.H40", "Nam Định", "Nam Đi\u{323}nh", "dòng\r\nhai", "\r\n", "a\r", "👩‍👩‍👧 và 🇻🇳🇻🇳", "một\u{301}", String(repeating: "x", count: 100),
    ]

    /// What `body` cuts out of a text.
    private func cut(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>) -> String {
        Array(text.utf8).withUnsafeBufferPointer { String(decoding: body($0), as: UTF8.self) }
    }

    @Test("A part of a text has the characters that people see, whether they are one byte or many", arguments: texts)
    func parts(text: String) {
        for place in [0, 1, 2, 5, 7, 100, 1_000] {
            for count in [0, 1, 3, 8, 1_000, Int.max] {
                #expect(cut(text) { $0.characters(from: place, count: count) } == String(text.dropFirst(place).prefix(count)))
                #expect(cut(text) { $0.characters(fromEnd: place, count: count) } == String(text.suffix(place).prefix(count)))
            }
        }
    }
}
