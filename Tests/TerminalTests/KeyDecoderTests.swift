import Testing

@testable import Shell

/// Bytes to keys.
struct KeyDecoderTests {
    private func keys(_ text: String, timingOut: Bool = false) -> [Key] {
        var decoder = KeyDecoder()
        var keys = text.utf8.compactMap { decoder.take($0) }
        if timingOut, let key = decoder.timeOut() { keys.append(key) }
        return keys
    }

    @Test("Letters, also of several bytes, and letters with Ctrl and Alt")
    func letters() {
        #expect(keys("aậ漢") == [.text("a"), .text("ậ"), .text("漢")])
        #expect(keys("\u{01}\u{1F}\u{1B}b") == [.control("a"), .control("_"), .alt("b")])
        #expect(keys("\r\n\t\u{7F}\u{08}\u{1B}\r") == [.enter, .enter, .tab, .backspace, .backspace, .altEnter])
    }

    @Test("Sequences of xterm, rxvt and the console")
    func sequences() {
        #expect(keys("\u{1B}[A\u{1B}OB\u{1B}[1~\u{1B}[8~\u{1B}[3~\u{1B}[Z") == [.up, .down, .home, .end, .delete, .backTab])
        #expect(keys("\u{1B}[1;5C\u{1B}[1;3D\u{1B}[13;3u") == [.wordRight, .wordLeft, .altEnter])
        #expect(keys("\u{1B}[24~x") == [.unknown, .text("x")])
    }

    @Test("Escape is a key when nothing follows it")
    func escape() {
        #expect(keys("\u{1B}") == [])
        #expect(keys("\u{1B}", timingOut: true) == [.escape])
        #expect(keys("\u{1B}\u{1B}[A") == [.escape, .up])
    }

    @Test("A paste is one key, whatever is in it; Ctrl-C gets out of one that does not end")
    func paste() {
        #expect(keys("\u{1B}[200~a\r\u{1B}[A~b\u{1B}[201~c") == [.paste("a\r\u{1B}[A~b"), .text("c")])
        #expect(keys("\u{1B}[200~a\u{03}b") == [.control("c"), .text("b")])
    }

    @Test("Broken UTF-8 is dropped and nothing with it")
    func broken() {
        var decoder = KeyDecoder()
        #expect([0xE1, 0x61, 0xFF, 0xC3, 0xC3, 0xA0, 0x62].compactMap { decoder.take($0) } == [.text("a"), .unknown, .text("à"), .text("b")])
    }
}
