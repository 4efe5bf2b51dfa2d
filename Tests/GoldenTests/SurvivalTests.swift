import Diagnostics
import Engine
import Glibc
import Randomness
import Reports
import Session
import Support
@testable import Syntax
import Tables
import Testing

/// Whatever is typed, a session answers: with a result, or with a mistake that has a place.
///
/// The prompts of the golden scripts are damaged (parts left out, doubled, exchanged, taken from other prompts) and run over the small
/// world. A crash ends the test run; `FUZZ_TRACE` names a file that then holds the text which did it.
struct SurvivalTests {
    private static let cases = number("FUZZ_CASES") ?? 400
    private static let seed = UInt64(number("FUZZ_SEED") ?? 0)

    private static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

    @Test func damagedPromptsAreAnswered() throws {
        let prompts = Self.prompts
        var damage = Damage(prompts: prompts.map(Damage.pieces), seed: Self.seed)
        let trace = getenv("FUZZ_TRACE").map { String(cString: $0) }
        let output = TemporaryFolder()
        var session = try Self.session(output)
        var results = 0
        for index in 0..<Self.cases {
            // What earlier prompts have defined makes later ones mean more; too much of it and nothing means what it did.
            if index % 40 == 0 { session = try Self.session(output) }
            let text = damage.next()
            if let trace { Self.write(text, to: trace) }
            let sink = Answer()
            let clock = ContinuousClock()
            let took = clock.measure { _ = session.run(SourceText(name: "line", text: text), into: sink) }
            #expect(took < .seconds(20), "took \(took):\n\(text)")
            #expect(!sink.codes.contains("internal"), "\(text)")
            if sink.hasResult { results += 1 }
        }
        // Damage beyond recognition would only try the parser. One in six or so has a result, by the luck of the draw more or less.
        #expect(results * 12 > Self.cases, "\(results) of \(Self.cases) had a result")
    }

    private static func session(_ folder: TemporaryFolder) throws -> Session {
        let session = Session(options: SessionOptions(today: 18_166, workingFolder: folder.path, display: DisplayText(style: .c)))
        try session.open(paths: ["\(ProjectFolder.path)/Tests/Scripts/worlds/small"])
        return session
    }

    /// Of the scripts over the small world, without those that show mistakes: hardly any of theirs has a result, damaged or not.
    private static var prompts: [String] {
        ProjectFolder.files(under: "Tests/Scripts", ending: ".script").filter { !$0.hasPrefix("Tests/Scripts/errors/") }.flatMap { name -> [String] in
            let script = GoldenScript(name: name, text: ProjectFolder.text("\(ProjectFolder.path)/\(name)") ?? "")
            guard script.options["world"] == "small" else { return [] }
            return script.entries.filter { !$0.tags.contains("shell") }.map { $0.input.joined(separator: "\n") }
        }
    }

    private static func write(_ text: String, to path: String) {
        guard let file = fopen(path, "w") else { return }
        fputs(text, file)
        fclose(file)
    }
}

/// Renders what it gets, since rendering must survive too, and keeps only the codes of mistakes.
private final class Answer: OutputSink {
    var codes: Set<String> = []
    var hasResult = false
    private let sink: StreamSink

    init() {
        let output = TextOutput { _ in }
        let options = RenderOptions(display: DisplayText(style: .c), language: .en)
        let style = StreamSink.Style(format: .box, results: options, messages: options)
        sink = StreamSink(results: output, messages: output, style: style)
    }

    func block(_ block: Document.Block) {
        hasResult = true
        sink.block(block)
    }

    func notice(_ text: String) { sink.notice(text) }

    func diagnostics(_ list: [Diagnostic]) {
        codes.formUnion(list.map(\.code))
        sink.diagnostics(list)
    }
}

/// Draws texts that are nearly programs.
private struct Damage {
    private let prompts: [[String]]
    /// Words that can stand in each other's place: names, signs, values.
    private let kinds: [Character: [String]]
    private var random: SeededRandom

    /// Values that programs forget about.
    private static let awkward = [
        "0", "-1", "1", "9223372036854775807", "0.1", "1e30", "\"\"", "\"%\"", "''", "missing", "true", "@2019", "@1900-01-01", "@2019-02-28", "@9999-12", "97.2%", "0%", "1 month",
        "5 working days", "-3 days", "[]", "[1, 2]", "1..3", "$as_of", "2 tỷ", "0.1 points", "(from units | summarize count())", "count()", "sum(fee)", "unit.district.name", "fee", "due",
        "received", "name", "not", "*", "by channel", "with totals", "with empty", "along received", "where fee > 0", "as_of",
    ]

    init(prompts: [[String]], seed: UInt64) {
        self.prompts = prompts.filter { !$0.isEmpty }
        kinds = Dictionary(grouping: Set(prompts.joined()).sorted(), by: Damage.kind)
        random = SeededRandom(seed: seed)
    }

    /// The tokens of a prompt, each with the space before it.
    static func pieces(of prompt: String) -> [String] {
        let source = SourceText(name: "line", text: prompt)
        return Lexer.lex(source).tokens.map { source.slice(Span($0.triviaStart, $0.span.end)) }
    }

    private static func kind(_ word: String) -> Character {
        guard let first = word.first(where: { !$0.isWhitespace }) else { return " " }
        return first.isLetter || first == "`" ? "a" : first.isNumber ? "1" : first
    }

    mutating func next() -> String {
        var words = pick(prompts)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            switch Int.random(in: 0..<10, using: &random) {
            case 0: damage(&words)
            case 1, 2: words += stage(of: pick(prompts))
            default: exchange(&words)
            }
        }
        return words.joined()
    }

    /// Puts another word of its kind, or an awkward value, in the place of one.
    private mutating func exchange(_ words: inout [String]) {
        guard !words.isEmpty else { return }
        let place = Int.random(in: 0..<words.count, using: &random)
        let kind = Damage.kind(words[place])
        let isValue = ["1", "\"", "'", "@", "$"].contains(kind)
        words[place] = isValue && Bool.random(using: &random) ? " " + pick(Self.awkward) : pick(kinds[kind] ?? [words[place]])
    }

    private mutating func damage(_ words: inout [String]) {
        let place = words.isEmpty ? 0 : Int.random(in: 0..<words.count, using: &random)
        let end = min(words.count, place + Int.random(in: 1...4, using: &random))
        switch Int.random(in: 0..<9, using: &random) {
        case 0: words.removeSubrange(place..<end)
        case 1: words.insert(contentsOf: words[place..<end], at: end)
        case 2 where !words.isEmpty: words.swapAt(place, Int.random(in: 0..<words.count, using: &random))
        case 3, 4: words.replaceSubrange(place..<end, with: [" " + pick(Self.awkward)])
        case 5: words.replaceSubrange(place..<min(place + 1, words.count), with: [" " + pick(Self.awkward)])
        case 6: words += stage(of: pick(prompts))
        case 7:
            let other = pick(prompts)
            let start = Int.random(in: 0..<other.count, using: &random)
            words.replaceSubrange(place..<end, with: other[start..<min(other.count, start + Int.random(in: 1...6, using: &random))])
        default:
            let other = pick(prompts)
            if place < words.count { words[place] = pick(other) }
        }
    }

    /// A stage of a prompt with its bar; nothing where it has none.
    private mutating func stage(of words: [String]) -> [String] {
        let bars = words.indices.filter { words[$0].hasSuffix("|") }
        guard let start = bars.randomElement(using: &random) else { return [] }
        return Array(words[start..<(bars.first { $0 > start } ?? words.count)])
    }

    private mutating func pick<Element>(_ list: [Element]) -> Element { list[Int.random(in: 0..<list.count, using: &random)] }
}
