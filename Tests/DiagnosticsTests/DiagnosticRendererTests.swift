import Diagnostics
import Testing

@Suite struct DiagnosticRendererTests {
    private let renderer = DiagnosticRenderer(color: false)

    /// A diagnostic at the first place where `part` stands in `text`.
    private func diagnostic(
        _ text: String, at part: String, named name: String = "line", _ message: String = "m", hints: [String] = [], fixes: [String] = []
    ) -> Diagnostic {
        let source = SourceText(name: name, text: text)
        let wanted = Array(SourceText(name: "", text: part).bytes)
        let start = (0...max(0, source.bytes.count - wanted.count)).first { source.bytes[$0...].starts(with: wanted) } ?? source.bytes.count
        let span = Span(start, start + wanted.count)
        return sample(message, at: .init(source: source, span: span), hints: hints, fixes: fixes.map { .init($0, at: span) })
    }

    private func expect(_ diagnostic: Diagnostic, _ wanted: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(renderer.render(diagnostic) == wanted, sourceLocation: sourceLocation)
    }

    @Test func showsPlaceMessageExcerptAndHints() {
        expect(
            diagnostic(
                "from dossiers\n| where fee > 0\n| keep id, name\n", at: "name", "'name' is not a column of dossiers",
                hints: ["it is one step away: unit.name, procedure.title, or give the whole link: unit"]),
            """
            line 3: 'name' is not a column of dossiers
              | keep id, name
                         ^^^^
              it is one step away: unit.name, procedure.title, or give the whole link: unit
            """)
    }

    @Test func showsTheFileAndTheLikeliestFix() {
        expect(
            diagnostic(
                "from dossiers | where status = \"open\"", at: "= ", named: "report.mc", "'=' gives a name; to compare, write '=='",
                hints: ["see .explain code"], fixes: ["==", ":="]),
            """
            report.mc, line 1: '=' gives a name; to compare, write '=='
              from dossiers | where status = "open"
                                           ^^
              try: ==
              see .explain code
            """)
        var labelled = diagnostic("a", at: "a", fixes: ["b"])
        labelled.fixes[0].label = "write b for a"
        expect(labelled, "line 1: m\n  a\n  ^\n  try: write b for a")
    }

    @Test func withoutAPlaceItIsTheMessageAndTheHints() {
        expect(
            sample("targets_2019.csv: 'Huyện Ý Yên' appears twice (rows 4 and 9), so lookup cannot choose", hints: ["remove one"]),
            "targets_2019.csv: 'Huyện Ý Yên' appears twice (rows 4 and 9), so lookup cannot choose\n  remove one")
    }

    @Test func saysWarningAndNote() {
        #expect(renderer.render(sample("m", severity: .warning)) == "warning: m")
        var noted = diagnostic("a", at: "a")
        noted.severity = .note
        #expect(renderer.render(noted) == "note: line 1: m\n  a\n  ^")
    }

    // MARK: Columns

    /// The cells before and under the carets, for a part of a line.
    @Test(arguments: [
        ("where name == \"Nam Định\" and x", "x", 29, 1),
        ("where name == \"Nam Đi\u{323}nh\" and x", "x", 29, 1),
        ("where tên == 'Huế'", "'Huế'", 13, 5),
        ("where te\u{302}n == 'Hue\u{302}\u{301}'", "'Hue\u{302}\u{301}'", 13, 5),
        ("中文 x", "x", 5, 1),
        ("中文 x", "文", 2, 2),
        ("\"😀👨‍👩‍👧‍👦🇻🇳\" x", "x", 9, 1),
        ("\"👨‍👩‍👧‍👦\" x", "👨‍👩‍👧‍👦", 1, 2),
        ("q\u{302}\u{323} x", "x", 2, 1),
        ("\t\tx", "x", 2, 1),
        ("a\u{1B}[31mb x", "b", 6, 1),
        ("x", "x", 0, 1),
    ])
    func caretsStandUnderTheRightColumn(text: String, part: String, column: Int, carets: Int) {
        let lines = renderer.render(diagnostic(text, at: part)).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[2] == String(repeating: " ", count: 2 + column) + String(repeating: "^", count: carets))
    }

    @Test func everySpanOfAVietnameseLineHasItsCarets() {
        let source = SourceText(name: "line", text: "tên ở Đà")
        // Byte offset of each character and the end.
        var offsets = [0]
        for character in source.text { offsets.append((offsets.last ?? 0) + character.utf8.count) }
        for from in offsets.indices {
            for to in offsets.indices where to >= from {
                let made = sample("m", at: .init(source: source, span: Span(offsets[from], offsets[to])))
                let wanted = "line 1: m\n  tên ở Đà\n  " + String(repeating: " ", count: from) + String(repeating: "^", count: max(1, to - from))
                #expect(renderer.render(made) == wanted)
            }
        }
        // Spans that cut a character point at it, and spans beyond the text at its end.
        func carets(_ start: Int, _ end: Int) -> Substring? {
            renderer.render(sample("m", at: .init(source: source, span: Span(start, end)))).split(separator: "\n").last
        }
        #expect(carets(2, 2) == "   ^")
        #expect(carets(-5, 1) == "  ^")
        #expect(carets(400, 500) == "          ^")
        #expect(carets(3, 1) == "    ^")
    }

    @Test func aSpanOverSeveralLinesEndsWithItsFirst() {
        expect(diagnostic("from a\n| where (b\n| c", at: "(b\n| c"), "line 2: m\n  | where (b\n          ^^")
        expect(diagnostic("x (b\r\ny", at: "(b\r\ny"), "line 1: m\n  x (b\n    ^^")
    }

    @Test func theEndOfTheSourceIsShownAtTheEndOfItsLastWords() {
        let source = SourceText(name: "line", text: "from a |\n  \n")
        expect(sample("m", at: .init(source: source, span: Span(12, 12))), "line 1: m\n  from a |\n          ^")
        let empty = SourceText(name: "line", text: "")
        expect(sample("m", at: .init(source: empty, span: Span(0, 0))), "line 1: m\n\n  ^")
        let open = SourceText(name: "line", text: "from dossiers | keep id, ")
        expect(
            sample("m", at: .init(source: open, span: Span(25, 25))),
            "line 1: m\n  from dossiers | keep id,\n                           ^")
    }

    // MARK: Long lines and foreign bytes

    @Test func longLinesAreCutAroundTheCaret() {
        for total in [98, 99, 100, 101, 102, 150, 400] {
            for at in Set([0, 1, 39, 40, 41, 57, 58, 97, 98, 99, 100, total / 2, total - 2, total - 1]) where at < total {
                for letter in ["b", "ệ", "中"] {
                    let text = String(repeating: letter, count: at) + "X" + String(repeating: letter, count: total - at - 1)
                    let lines = renderer.render(diagnostic(text, at: "X")).split(separator: "\n").map(String.init)
                    #expect(cells(lines[1]) <= 102)
                    // What stands over the caret is what was meant.
                    let before = lines[1].prefix { $0 != "X" }
                    #expect(cells(String(before)) == lines[2].count - 1)
                    #expect(lines[2].hasSuffix(" ^"))
                    let isWhole = (letter == "中" ? total * 2 - 1 : total) <= 100
                    #expect(lines[1].contains("…") == !isWhole)
                    if !isWhole { #expect(cells(lines[1]) >= 98) }
                }
            }
        }
    }

    @Test func aRunLongerThanTheLineIsCutWithIt() {
        let text = "where " + String(repeating: "a", count: 300)
        let lines = renderer.render(diagnostic(text, at: String(repeating: "a", count: 300))).split(separator: "\n").map(String.init)
        #expect(lines[1].count <= 102)
        #expect(lines[1].hasSuffix("…"))
        #expect(lines[2].drop { $0 == " " }.count == lines[1].dropLast().filter { $0 == "a" }.count)
    }

    private func cells(_ text: String) -> Int {
        text.reduce(0) { $0 + ($1 == "中" ? 2 : 1) }
    }

    @Test func dataCannotDriveTheTerminal() {
        let made = diagnostic("x\u{1B}]0;t\u{7}", at: "x", named: "a\u{1B}c.mc", "'\u{1B}[2J' is odd", hints: ["\u{202E}h"], fixes: ["\u{8}"])
        expect(made, "a␛c.mc, line 1: '␛[2J' is odd\n  x␛]0;t␇\n  ^\n  try: ␈\n  \\u{202E}h")
    }

    @Test func linesOfAMessageAreIndented() {
        expect(sample("one\ntwo", hints: ["three\nfour"]), "one\n  two\n  three\n  four")
    }

    // MARK: Several

    @Test func severalAreSortedByPlaceWithAnEmptyLineBetween() {
        let first = SourceText(name: "report.mc", text: "ab")
        let second = SourceText(name: "model.mc", text: "ab")
        func at(_ source: SourceText, _ offset: Int, _ message: String) -> Diagnostic {
            sample(message, at: .init(source: source, span: Span(offset, offset + 1)))
        }
        let text = renderer.render([at(first, 1, "p"), at(second, 0, "q"), sample("r"), at(first, 0, "s"), at(first, 1, "t")])
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("  ") } == [
            "report.mc, line 1: s", "", "report.mc, line 1: p", "", "report.mc, line 1: t", "", "model.mc, line 1: q", "", "r",
        ])
        #expect(renderer.render([Diagnostic]()) == "")
    }

    @Test(arguments: [(19, nil), (20, nil), (21, "… and 1 more"), (40, "… and 20 more")] as [(Int, String?)])
    func afterTwentyTheRestIsCounted(count: Int, last: String?) {
        let parts = renderer.render((0..<count).map { sample("m\($0)") }).split(separator: "\n\n")
        #expect(parts.count == min(count, 20) + (last == nil ? 0 : 1))
        #expect(parts.last.map(String.init) == last ?? "m\(count - 1)")
    }

    // MARK: Colour

    @Test func colourOnlyRepeatsWhatTheWordsSay() {
        var made = diagnostic("a b", at: "b", hints: ["h"], fixes: ["f"])
        for severity in [Diagnostic.Severity.error, .warning, .note] {
            made.severity = severity
            let painted = DiagnosticRenderer(color: true).render(made)
            #expect(painted.contains("\u{1B}["))
            var plain = ""
            var isEscape = false
            for scalar in painted.unicodeScalars {
                if scalar == "\u{1B}" { isEscape = true }
                if !isEscape { plain.unicodeScalars.append(scalar) }
                if scalar == "m" { isEscape = false }
            }
            #expect(plain == renderer.render(made))
        }
    }
}
