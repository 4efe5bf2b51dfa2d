import Randomness
import Testing

@testable import Characters

@Suite struct Utf8Tests {
    private func firstInvalid(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { Utf8.firstInvalid(in: $0) }
    }

    @Test func acceptsWhatUnicodeAllows() {
        for text in ["", "a", "Nam Định", "Hải Hậu, Giao Thuỷ", "中文", "🇻🇳", "\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"] {
            #expect(firstInvalid(Array(text.utf8)) == nil)
        }
    }

    @Test(arguments: [
        [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x9F, 0xBF], [0xE1, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3, 0x41], [0xE1, 0xBB, 0x41], [0xF0, 0x9F, 0x87, 0x41],
    ] as [[UInt8]])
    func findsTheStartOfWhatIsIllFormed(bad: [UInt8]) {
        // At every place relative to the steps of 64 bytes, alone and before more text.
        for before in 0...140 {
            let lead = Array(repeating: UInt8(0x61), count: before)
            #expect(firstInvalid(lead + bad) == before)
            #expect(firstInvalid(lead + bad + Array("và".utf8)) == before)
            #expect(firstInvalid(lead + bad + Array(String(repeating: "và", count: 50).utf8)) == before)
            #expect(firstInvalid(Array("ệ".utf8) + lead + bad) == before + 3)
        }
    }

    @Test func agreesWithTheStandardLibraryOnRandomBytes() {
        var random = SeededRandom(seed: 1)
        let bytes: [UInt8] = [0x00, 0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC2, 0xC3, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4, 0xFF]
        for _ in 0..<20_000 {
            let drawn = (0..<Int.random(in: 0...12, using: &random)).map { _ in bytes.randomElement(using: &random) ?? 0 }
            #expect((firstInvalid(drawn) == nil) == (String(validating: drawn, as: UTF8.self) != nil))
            // In the midst of letters, across the steps.
            let letters = Array(String(repeating: "thủ tục ", count: random.number(0...20)).utf8.dropLast(random.number(0...20))) + drawn
            let whole = letters + Array(repeating: 0x61, count: random.number(0...80))
            #expect((firstInvalid(whole) == nil) == (String(validating: whole, as: UTF8.self) != nil))
        }
    }

    @Test func looksForWhatIsSurelyComposedOnTheWay() {
        var random = SeededRandom(seed: 7)
        let pieces = ["a", "hồ sơ ", "ệ", "Đ", "ư", "–", "…", "中", "₫", "\u{1D11E}", "e\u{323}", "\u{300}", "\u{F900}", "\u{212B}"]
        for _ in 0..<5_000 {
            let text = (0..<random.number(0...60)).map { _ in random.oneIn(30) ? random.pick(pieces) : random.pick(Array(pieces.prefix(6))) }.joined()
            let bytes = Array(text.utf8)
            let isSure = text.unicodeScalars.allSatisfy { !["\u{323}", "\u{300}", "\u{F900}", "\u{212B}"].contains($0) }
            var areSure = true
            #expect(bytes.withUnsafeBufferPointer { NormalForm.firstInvalid(in: $0, areSurelyComposed: &areSure) } == nil)
            #expect(areSure == isSure, "\(text)")
            #expect(bytes.withUnsafeBufferPointer(NormalForm.isSurelyComposed) == isSure)
        }
    }

    @Test func tellsASCII() {
        for count in 0...20 {
            var bytes = Array(repeating: UInt8(0x61), count: count)
            #expect(bytes.withUnsafeBufferPointer(Utf8.isASCII))
            for index in 0..<count {
                bytes[index] = 0x80
                #expect(!bytes.withUnsafeBufferPointer(Utf8.isASCII))
                bytes[index] = 0x7F
            }
        }
    }
}
