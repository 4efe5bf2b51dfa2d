import Characters
@testable import Engine
import Randomness
import Testing

/// The machines that match regular expressions, judged by Pike's, which is the simplest: whether there is a match, where it is, and where its groups are.
@Suite struct RegularMachineTests {
    @Test func allMachinesAgreeOnRandomPatterns() throws {
        var random = SeededRandom(seed: 1)
        var hits = 0
        var cases = 0
        for _ in 0..<900 {
            let pattern = PatternGenerator.pattern(&random)
            // A repetition of a repetition and the like.
            guard let expression = try? RegularExpression(pattern) else { continue }
            let machines = Machines(expression)
            for _ in 0..<50 {
                let text = PatternGenerator.text(&random)
                cases += 1
                if machines.compare(text, pattern) { hits += 1 }
            }
        }
        #expect(cases > 20_000, "\(cases) cases")
        #expect((cases / 4..<cases).contains(hits), "\(hits) matches in \(cases) cases")
    }

    @Test("An automaton that forgets its states all the time, or gives up, answers the same")
    func bounds() throws {
        var random = SeededRandom(seed: 2)
        var surrenders = 0
        for _ in 0..<200 {
            let pattern = PatternGenerator.pattern(&random)
            guard let expression = try? RegularExpression(pattern) else { continue }
            let forgetful = RegularAutomaton.Limits(states: 3, instructions: 1 << 18, poorFlushes: .max, bytesPerState: 64)
            let impatient = RegularAutomaton.Limits(states: 3, instructions: 8, poorFlushes: 2, bytesPerState: 64)
            for limits in [forgetful, impatient] {
                let machines = Machines(expression, limits: limits)
                for _ in 0..<8 { _ = machines.compare(PatternGenerator.text(&random), pattern) }
                if machines.forwards.hasGivenUp { surrenders += 1 }
            }
        }
        #expect(surrenders > 10)
    }

    @Test("Many texts at once are judged as one by one", arguments: [0, 1, 3, 63, 64, 65, 130])
    func rows(_ count: Int) throws {
        var random = SeededRandom(seed: UInt64(count))
        for _ in 0..<50 {
            let pattern = PatternGenerator.pattern(&random)
            guard let expression = try? RegularExpression(pattern) else { continue }
            let texts = (0..<count).map { _ in PatternGenerator.text(&random) }
            let matcher = RegularMatcher(expression)
            let pike = PikeMachine(expression.program)
            // Twice, because the second time the states are known and the literal has been weighed.
            for _ in 0..<2 {
                let marked = texts.marked { matcher.markRows($0, $1) }
                let expected = texts.map { text in
                    var slots = [Int](repeating: -1, count: expression.program.slotCount)
                    return Array(text.utf8).withUnsafeBufferPointer { pike.run($0, &slots) }
                }
                #expect(marked == expected, "\(pattern)")
            }
        }
    }

    @Test("What must stand in every match is known", arguments: [
        ("abc", "abc", true), ("a(b)(?:c)", "abc", true), ("^abc$", "abc", false), ("a\\bc", "ac", false), ("ab+c", "ab", false), ("xa{3}", "xaaa", true),
        ("ab?cd", "cd", false), ("Nam Đ[ịi]nh", "Nam Đ", false), ("(?i)12a34b", "12", false), ("\\d\\.00\\.\\d", ".00.", false),
    ] as [(String, String, Bool)])
    func literals(_ pattern: String, _ literal: String, _ isWhole: Bool) throws {
        let found = try #require(try RegularExpression(pattern).literal)
        #expect(String(decoding: found.needle.bytes, as: UTF8.self) == literal)
        #expect(found.isWhole == isWhole)
    }

    @Test(arguments: ["", "a|b", "[ab]", "a*", "(?i)a", "\\b"])
    func noLiterals(_ pattern: String) throws {
        #expect(try RegularExpression(pattern).literal == nil)
    }

    @Test("A text that exponentially many states would be needed for is left to Pike's machine and still matched")
    func manyStates() throws {
        let matcher = RegularMatcher(try RegularExpression("[ab]*a[ab]{14}c"))
        var random = SeededRandom(seed: 3)
        var text = (0..<200_000).map { _ in Bool.random(using: &random) ? UInt8(ascii: "a") : UInt8(ascii: "b") }
        #expect(!text.withUnsafeBufferPointer { matcher.matches($0) })
        text += Array("abbbbbbbbbbbbbbc".utf8)
        #expect(text.withUnsafeBufferPointer { matcher.matches($0) })
    }
}

private struct Machines {
    let expression: RegularExpression
    let forwards: RegularAutomaton
    let backwards: RegularAutomaton?
    let backtracker: RegularBacktracker
    let pike: PikeMachine

    init(_ expression: RegularExpression, limits: RegularAutomaton.Limits = .init()) {
        self.expression = expression
        forwards = RegularAutomaton(expression.program, readsBackwards: false, limits: limits)
        backwards = expression.reversed.map { RegularAutomaton($0, readsBackwards: true, limits: limits) }
        backtracker = RegularBacktracker(expression.program)
        pike = PikeMachine(expression.program)
    }

    /// Whether the text matches by Pike's machine; the others are expected to say the same.
    func compare(_ text: String, _ pattern: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var expected = [Int](repeating: -1, count: expression.program.slotCount)
            var slots = expected
            let isFound = pike.run(bytes, &expected)
            #expect(forwards.matches(bytes) ?? isFound == isFound, "\(pattern) in \(bytes.text)")
            #expect(backwards?.matches(bytes) ?? isFound == isFound, "\(pattern) in \(bytes.text), backwards")
            #expect(backtracker.run(bytes, &slots) == isFound, "\(pattern) in \(bytes.text), by trying")
            if isFound { #expect(slots == expected, "\(pattern) in \(bytes.text), groups") }
            return isFound
        }
    }
}

private enum PatternGenerator {
    private static let atoms = [
        "a", "b", "c", "ă", "đ", "Đ", "中", "😀", "\u{301}", "1", "_", " ", "\\n", ".", "\\w", "\\W", "\\d", "\\D", "\\s", "\\S", "[a-c]", "[^a]", "[ăâa]", "[^ăđ]",
        "\\p{L}", "\\P{Lu}", "\\p{Mn}", "[\\p{Lu}1]", "[[:alpha:]_]", "\\x{1EA1}", "ab", "bc", "aa",
    ]
    private static let assertions = ["^", "$", "\\b", "\\B", "\\A", "\\z"]
    private static let repetitions = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,3}?", "{2,}"]
    private static let flags = ["(?i:", "(?m:", "(?s:", "(?U:", "(?im:"]
    private static let pieces = ["a", "b", "c", "ab", "ă", "â", "đ", "Đ", "A", "B", "1", "_", " ", "\n", "e\u{301}", "\u{301}", "ạ", "中", "😀", "-"]

    static func pattern(_ random: inout SeededRandom, depth: Int = 3) -> String {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in item(&random, depth) }.joined()
    }

    private static func item(_ random: inout SeededRandom, _ depth: Int) -> String {
        var text: String
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return assertions.randomElement(using: &random) ?? ""
        case 1 where depth > 0: text = "(" + pattern(&random, depth: depth - 1) + ")"
        case 2 where depth > 0: text = "(" + pattern(&random, depth: depth - 1) + "|" + pattern(&random, depth: depth - 1) + ")"
        case 3 where depth > 0: text = "(?:" + pattern(&random, depth: depth - 1) + "|)"
        case 4 where depth > 0: text = (flags.randomElement(using: &random) ?? "(") + pattern(&random, depth: depth - 1) + ")"
        default: text = atoms.randomElement(using: &random) ?? ""
        }
        if Int.random(in: 0..<3, using: &random) == 0 { text += repetitions.randomElement(using: &random) ?? "" }
        return text
    }

    static func text(_ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}

extension [String] {
    /// The texts in one block with others on both sides, and the answer of a search for each.
    fileprivate func marked(_ search: (TextRows, UnsafeMutablePointer<UInt64>) -> Void) -> [Bool] {
        var bytes = Array<UInt8>("ab".utf8)
        var offsets = [Int32(bytes.count)]
        for text in self {
            bytes += Array<UInt8>(text.utf8)
            offsets.append(Int32(bytes.count))
        }
        bytes += Array<UInt8>("ba".utf8)
        var marks = [UInt64](repeating: 0, count: count / 64 + 1)
        bytes.withUnsafeBufferPointer { bytes in
            offsets.withUnsafeBufferPointer { offsets in
                guard let base = bytes.baseAddress else { return }
                marks.withUnsafeMutableBufferPointer { marks in
                    if let first = marks.baseAddress { search(TextRows(bytes: base, offsets: offsets), first) }
                }
            }
        }
        return indices.map { marks[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
    }
}
