import Testing

@testable import Shell

/// What editing does to a text and its cursor, without a terminal. The cursor is written as `‸`.
struct EditedLineTests {
    private func line(_ text: String) -> EditedLine {
        let scalars = Array(text.unicodeScalars)
        return EditedLine(scalars.filter { $0 != "‸" }, cursor: scalars.firstIndex(of: "‸"))
    }

    private func shown(_ line: EditedLine) -> String { line.with { $0.insert(["‸"]) }.text }

    @Test("A letter with its marks is one step", arguments: [("aq\u{302}‸b", "a‸q\u{302}b"), ("a\n‸b", "a‸\nb"), ("‸a", "‸a"), ("👨‍👩‍👧‸", "‸👨‍👩‍👧")])
    func left(_ before: String, _ after: String) {
        let line = line(before)
        #expect(shown(line.with { $0.move(to: line.preceding) }) == after)
    }

    @Test("Words are letters, digits and marks", arguments: [("from `doanh thu`‸", "from `doanh ‸thu`"), ("tỉnh_1  ‸", "‸tỉnh_1  "), ("‸", "‸")])
    func wordStart(_ before: String, _ after: String) {
        let line = line(before)
        #expect(shown(line.with { $0.move(to: line.wordStart) }) == after)
    }

    @Test(
        "A new row stands in as far as the one before, further after a bracket and after the first",
        arguments: [("from a |‸", "from a |\n  ‸"), ("from a |\n  where (‸", "from a |\n  where (\n    ‸"), ("a\nb‸c", "a\nb\n‸c"), ("a |\n    b‸", "a |\n    b\n    ‸")])
    func breakRow(_ before: String, _ after: String) { #expect(shown(line(before).with { $0.breakRow() }) == after) }

    @Test("Two letters change places", arguments: [("ab‸", "ba‸"), ("a‸b", "ba‸"), ("‸ab", "‸ab"), ("a\nb‸", "a\nb‸"), ("xq\u{302}‸", "q\u{302}x‸")])
    func transpose(_ before: String, _ after: String) { #expect(shown(line(before).with { $0.transpose() }) == after) }

    @Test("Up and Down keep the column as it is seen", arguments: [("漢漢\nabcd‸", -1, "漢漢‸\nabcd"), ("ab‸cd\nx", 1, "abcd\nx‸")])
    func rows(_ before: String, _ step: Int, _ after: String) {
        let line = line(before)
        #expect(line.place(rowsBelow: step).map { place in shown(line.with { $0.move(to: place) }) } == after)
    }

    @Test("Typed text is in normal form C, mark by mark", arguments: [("e‸", "\u{302}\u{323}", "ệ‸"), ("e‸x", "\u{323}\u{302}", "ệ‸x"), ("‸", "\u{301}", "‸"), ("q‸", "\u{302}", "q\u{302}‸")])
    func composing(_ before: String, _ typed: String, _ after: String) {
        let result = typed.unicodeScalars.reduce(line(before)) { Composer.insert($1, into: $0) }
        #expect(shown(result).unicodeScalars.elementsEqual(after.unicodeScalars))
    }

    @Test("Inputs of several commands and statements are taken apart at the commands")
    func parts() {
        #expect(InputPart.parts(of: "from a\n| take 5") == [.statements("from a\n| take 5")])
        #expect(InputPart.parts(of: ".tables") == [.command(".tables")])
        #expect(InputPart.parts(of: "1\n2\n.tables\n\n3") == [.statements("1\n2"), .command(".tables"), .statements("\n3")])
        #expect(InputPart.parts(of: "(1 +\n.5)") == [.statements("(1 +\n.5)")])
    }
}
