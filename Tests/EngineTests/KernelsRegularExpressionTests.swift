import Engine
import Testing

/// Regular expressions: what matches, what is captured, and what is said of a pattern that cannot be.
@Suite struct KernelsRegularExpressionTests {
    private func match(_ pattern: String, _ text: String) throws -> [String?]? {
        let matcher = RegularMatcher(try RegularExpression(pattern))
        var text = text
        return text.withUTF8 { bytes in
            let found = matcher.firstMatch(bytes)
            #expect(matcher.matches(bytes) == (found != nil), "\(pattern)")
            return found?.map { range in range.map { String(decoding: UnsafeBufferPointer(rebasing: bytes[$0]), as: UTF8.self) } }
        }
    }

    @Test(arguments: [
        ("abc", "xabcy", ["abc"]), ("a|b|ab", "ab", ["a"]), ("(a)|(b)", "b", ["b", nil, "b"]),
        ("a*", "aaa", ["aaa"]), ("a*?", "aaa", [""]), ("a+?", "aaa", ["a"]), ("a{2}", "aaa", ["aa"]), ("a{2,}", "aaaa", ["aaaa"]),
        ("a{1,2}", "aaa", ["aa"]), ("a{,2}", "a{,2}", ["a{,2}"]), ("(a*)*", "aa", ["aa", "aa"]), ("(a|ab)(c|bcd)", "abcd", ["abcd", "a", "bcd"]),
        ("^a", "ba", nil), ("a$", "ab", nil), ("^$", "", [""]), ("(?m)^b$", "a\nb\nc", ["b"]), (".", "\n", nil), ("(?s).", "\n", ["\n"]),
        ("[a-c]+", "xxabcx", ["abc"]), ("[^a-c]+", "abxyc", ["xy"]), ("[]a]+", "]a", ["]a"]), ("[a-]+", "a-a", ["a-a"]), ("[\\d.]+", "x1.5", ["1.5"]),
        ("\\bcat\\b", "a cat!", ["cat"]), ("\\bcat\\b", "scatter", nil), ("\\Bat", "cat", ["at"]),
        ("(?i)NAM ĐỊNH", "Tỉnh nam định", ["nam định"]), ("(?i:a)b", "Ab", ["Ab"]), ("(?i:a)b", "AB", nil),
        ("\\p{Lu}\\p{Ll}+", "xã Định", ["Định"]), ("[^\\p{L}]", "Đa1", ["1"]), ("\\pL+", "Ý Yên", ["Ý"]), ("\\PL", "ab-", ["-"]),
        ("\\w+", "Đa", ["a"]), ("[[:digit:]]+", "a12", ["12"]), ("\\x41\\x{1EA0}", "AẠ", ["AẠ"]), ("\\Qa.b\\E+", "a.bb", ["a.bb"]),
        ("a\\.b", "axb a.b", ["a.b"]), ("(?P<năm>\\d{4})-(?<tháng>\\d\\d)", "ngày 2019-06", ["2019-06", "2019", "06"]),
        ("^(?:\\d{3}\\.\\d{2}\\.\\d{2}\\.[GH]\\d{2}|[GH]\\d{2}(?:\\.\\d{2}){0,3})-(\\d{6})-(\\d{4,7})$", "000.00.16.H40-190628-0007",
            ["000.00.16.H40-190628-0007", "190628", "0007"]),
        ("(a+)(b+)?", "aac", ["aa", "aa", nil]), ("(?U)a+", "aaa", ["a"]), ("(?U)a+?", "aaa", ["aaa"]), ("x*", "aaa", [""]), ("", "abc", [""]),
        ("(|a)+", "aaa", ["", ""]), ("(|a)*", "aaa", ["", ""]), ("(a|b)*?c", "abc", ["abc", "b"]), ("a{2,}?", "aaa", ["aa"]), ("(?:)|b", "b", [""]), ("a?a?a?aaa", "aaa", ["aaa"]),
    ] as [(String, String, [String?]?)])
    func matching(_ pattern: String, _ text: String, _ expected: [String?]?) throws {
        #expect(try match(pattern, text) == expected)
    }

    @Test(arguments: [
        ("(a", "a '(' without its ')'", 0), ("a)", "a ')' without its '('", 1), ("[a", "a '[' without its ']'", 0), ("*a", "a '*' with nothing before it to repeat", 0),
        ("a**", "a repetition of a repetition; put the first into ( )", 2), ("a{3,1}", "a repetition whose limits stand the wrong way round", 1),
        ("(a)\\1", "a way back to a group, which is not possible", 3), ("(?=a)", "a look ahead, which is not possible", 0), ("(?<!a)", "a look behind, which is not possible", 0),
        ("[z-a]", "a range whose ends stand the wrong way round", 1), ("\\p{Vietnamese}", "a class of letters 'Vietnamese' that is not known here; L, Lu, Ll, N, Nd, P, S, Z, M are", 0),
        ("a\\", "a '\\' at the end", 1), ("\\y", "a '\\y', which means nothing here", 0), ("a{1001}", "more than 1000 repetitions", 1), ("(?x)", "a flag 'x', which is none; i, m, s and U are", 2),
    ])
    func mistakes(_ pattern: String, _ message: String, _ position: Int) {
        #expect { _ = try RegularExpression(pattern) } throws: { error in
            let problem = error as? RegularExpressionProblem
            return problem?.message == message && problem?.position == position
        }
    }

    @Test func nestingAndSizeAreBounded() {
        #expect(throws: RegularExpressionProblem.self) { try RegularExpression(String(repeating: "(", count: 100_000)) }
        #expect(throws: RegularExpressionProblem.self) { try RegularExpression("((a{1000}){1000}){1000}") }
        #expect(throws: RegularExpressionProblem.self) { try RegularExpression("(?:(?:(?:(?:(?:){1000}){1000}){1000}){1000}){1000}") }
    }

    @Test func timeIsLinear() throws {
        // Exponential for an engine that backtracks.
        let pattern = String(repeating: "a?", count: 60) + String(repeating: "a", count: 60)
        #expect(try match(pattern, String(repeating: "a", count: 60))?[0]?.count == 60)
        #expect(try match("(x+x+)+y", String(repeating: "x", count: 5_000)) == nil)
    }
}
