import Diagnostics
import Engine
import Glibc
import Randomness
import Session
import Shell
import Support
import Tables
import Testing

/// Completion of texts that are cut anywhere: it answers, and what it says fits the text.
struct CompletionFuzzTests {
    /// Every so many bytes of the golden scripts are a place to complete at; `FUZZ_CASES=all` takes all of them.
    private static let step = getenv("FUZZ_CASES").map { String(cString: $0) } == "all" ? 1 : 37

    static func session(_ world: String = "small", showsPrivate: Bool = false) throws -> Session {
        let session = Session(options: SessionOptions(today: 18_166, workingFolder: TemporaryFolder().path, display: DisplayText(style: .c)))
        try session.open(paths: ["\(ProjectFolder.path)/Tests/Scripts/worlds/\(world)"])
        return session
    }

    private static var prompts: [String] {
        ProjectFolder.files(under: "Tests/Scripts", ending: ".script").flatMap { name in
            GoldenScript(name: name, text: ProjectFolder.text("\(ProjectFolder.path)/\(name)") ?? "").entries.map { $0.input.joined(separator: "\n") }
        }
    }

    @Test("A golden script cut at any byte is completed")
    func cutsAreCompleted() throws {
        let session = try Self.session()
        var place = 0
        var offered = 0
        for prompt in Self.prompts {
            let text = SourceText(name: "line", text: prompt).text
            let length = text.utf8.count
            while place <= length {
                offered += Self.check(Completer(session).complete(text, cursor: place), of: text, cursor: place) ? 1 : 0
                place += Self.step
            }
            place -= length + 1
        }
        // A completer that never has an answer would pass as well.
        #expect(offered > 200)
    }

    @Test("Any bytes are completed")
    func soupIsCompleted() throws {
        let session = try Self.session()
        let pieces = [
            "from ", "dossiers", " | ", "where ", "summarize ", "unit", ".", "\"", "'", "`", "@", "@2019-", "$", "(", ")", "[", "]", "{", "}", ",", "==", "=", "in ", "not ", "is ", "by ",
            "with ", "lookup ", "as ", "on ", "chart ", "bar(", "x: ", "file(", "\n", "#", "“", "đ", "e\u{301}", "\u{301}", "\u{0}", "😀", ".help ", "?", "let x = ", "param p: ", "table t {", "\"{",
            "rows (", "..", "per ", "if ", "save ", "take ",
        ]
        var random = SeededRandom(seed: 7)
        for _ in 0..<600 {
            let text = (0..<Int.random(in: 0..<14, using: &random)).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            let cursor = Int.random(in: -1...text.utf8.count + 1, using: &random)
            _ = Self.check(Completer(session).complete(text, cursor: cursor), of: text, cursor: cursor)
        }
    }

    /// Whether something was offered.
    private static func check(_ completion: Completion, of text: String, cursor: Int) -> Bool {
        let bytes = Array(text.utf8)
        let range = completion.replaced
        #expect(range.lowerBound >= 0 && range.upperBound <= bytes.count, "\(range) of \(bytes.count): \(text)")
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return false }
        #expect(range.upperBound <= max(0, cursor) || cursor < 0, "\(text)")
        // A part of the text that is replaced is made of whole letters.
        #expect(String(validating: bytes[range], as: UTF8.self) != nil, "\(range): \(text)")
        var texts: Set<String> = []
        for candidate in completion.candidates {
            #expect(!candidate.text.isEmpty && !candidate.label.isEmpty, "\(text)")
            #expect(texts.insert(candidate.text).inserted, "'\(candidate.text)' twice: \(text)")
            #expect(!candidate.summary.contains("\n") && !candidate.type.contains("\n"), "\(candidate)")
        }
        return !completion.candidates.isEmpty
    }
}
