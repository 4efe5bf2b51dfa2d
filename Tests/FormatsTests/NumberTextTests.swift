@testable import Formats
import Semantics
import Testing

@Suite struct NumberTextTests {
    private func padded<Result>(_ text: String, _ body: (UnsafePointer<UInt8>, Int) -> Result) -> Result? {
        let bytes = Array(text.utf8) + Array("99999999999999999999".utf8)
        return bytes.withUnsafeBufferPointer { $0.baseAddress.map { body($0, text.utf8.count) } }
    }

    @Test func intsAgreeWithTheStandardLibrary() {
        var samples = ["", "-", "0", "-0", "a", "1a", "a1", "--1", "1-", "1/", ":1", "９", "1.0", " 1", "12345678901234567890"]
        for digits in 1...20 {
            let nines = String(repeating: "9", count: digits)
            samples += [nines, "-" + nines, "1" + nines.dropFirst(), nines.dropLast() + "x", "x" + nines.dropFirst(), nines.dropLast(digits / 2) + ":" ]
        }
        samples += ["9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809"]
        for sample in samples {
            let expected = sample.hasPrefix("+") ? nil : Int64(sample)
            #expect(padded(sample) { NumberText.int($0, $1) } == .some(expected), "\(sample)")
        }
    }

    @Test(arguments: [
        ("1234.5", "1234.5", nil, "12345"), ("1.575", "1.575", "1575", "1.575"), ("6.939,3", nil, "6939.3", nil), ("1,575", nil, "1.575", "1575"),
        ("1.2.3", nil, nil, nil), ("12.34.567", nil, nil, nil), ("1234.567,8", nil, nil, nil), ("1.234.567", nil, "1234567", nil),
        ("-0.5", "-0.5", nil, "-0.5"), (".5", nil, nil, nil), ("5.", nil, nil, nil), ("", nil, nil, nil), ("-", nil, nil, nil),
    ] as [(String, String?, String?, String?)])
    func decimals(text: String, plain: String?, comma: String?, point: String?) {
        func read(_ notation: NumberNotation) -> String? { padded(text) { NumberText.decimal($0, $1, notation)?.description } ?? nil }
        #expect(read(.plain) == plain)
        #expect(read(.comma) == comma)
        if text != "1234.5" { #expect(read(.point) == point) }
    }

    /// Short ones are read in another way than long ones.
    @Test func decimalsOfAllLengths() {
        for before in 1...10 {
            for behind in 1...10 {
                let text = "\("9087654321".prefix(before)).\("0123456780".prefix(behind))"
                #expect(padded(text) { NumberText.decimal($0, $1, .plain) } == .some(Decimal(text)), "\(text)")
                #expect(padded("-" + text) { NumberText.decimal($0, $1, .plain) } == .some(Decimal("-" + text)), "\(text)")
                for wrong in [text + ".", text + "x", "x" + text, text.replacing(".", with: ".x"), text.replacing(".", with: "x."), text + ".1"] {
                    #expect(padded(wrong) { NumberText.decimal($0, $1, .plain) } == .some(nil), "\(wrong)")
                }
            }
        }
    }

    @Test func doublesAreNearest() {
        for text in ["0.1", "1e308", "123456789012345678", "0.1234567890123456789", "4.35", "-2.5e-3", "179769313486231570000000000000000000000000000000000000"] {
            #expect(padded(text) { NumberText.double($0, $1, .plain) } == .some(Double(text)), "\(text)")
        }
        for text in ["nan", "inf", "0x10", "1e999", "1,5", "e5"] { #expect(padded(text) { NumberText.double($0, $1, .plain) } == .some(nil), "\(text)") }
    }

    @Test(arguments: [
        ("dd/MM/yyyy", "30/06/2019", "2019-06-30"), ("dd/MM/yyyy", "1/7/2019", "2019-07-01"), ("d-M-yy", "1-7-19", "2019-07-01"), ("d-M-yy", "1-7-70", "1970-07-01"),
        ("yyyyMMdd", "20190630", "2019-06-30"), ("yyyyMMdd", "2019630", nil), ("dd/MM/yyyy", "31/06/2019", nil), ("dd/MM/yyyy", "30/06/2019x", nil), ("MM/dd/yyyy", "06/30/2019", "2019-06-30"),
    ] as [(String, String, String?)])
    func datePatterns(pattern: String, text: String, expected: String?) throws {
        let pattern = try #require(DatePattern(pattern))
        let day = padded(text) { pattern.day($0, $1) } ?? nil
        #expect(day.map { Period(first: $0, last: $0).name } == expected)
    }

    @Test(arguments: [
        ("dd/MM/yyyy", "30/06/2019", 0), ("dd/MM/yyyy", "30/06/2019 7:05", 25_500), ("dd/MM/yyyy", "30/06/2019T07:05:30.5", 25_530.5), ("dd/MM/yyyy", "30/06/2019 25:00", nil),
        ("dd/MM/yyyy", "30/06/2019  7:05", nil), ("dd/MM/yyyy", "30/06/2019 ", nil), ("dd/MM/yyyy HH:mm:ss", "30/06/2019 7:05:30", 25_530), ("dd/MM/yyyy HH:mm:ss", "30/06/2019 7:05", nil),
        ("HH:mm dd/MM/yyyy", "07:05 30/06/2019", 25_500), ("HH:mm dd/MM/yyyy", "07:60 30/06/2019", nil), ("yyyyMMddHHmmss", "20190630070530", 25_530), ("yyyyMMddHHmmss", "2019063007053", nil),
    ] as [(String, String, Double?)])
    func patternsWithTimes(pattern: String, text: String, seconds: Double?) throws {
        let pattern = try #require(DatePattern(pattern))
        let moment = padded(text) { pattern.moment($0, $1) } ?? nil
        #expect(moment.map { $0.microsecond } == seconds.map { Int64($0 * 1_000_000) })
        if let moment { #expect(Period(first: moment.day, last: moment.day).name == "2019-06-30") }
        // A day with a time is a day only at midnight.
        #expect((padded(text) { pattern.day($0, $1) } ?? nil) == (seconds == 0 ? moment?.day : nil))
    }

    @Test func patternsThatNameNoDate() {
        for text in ["", "dd/MM", "dd/mm/yyyy", "dd/MM/yyyy/dd", "hello", "dd/MM/yyyy HH", "dd/MM/yyyy mm:ss", "ddd/MM/yyyy"] { #expect(DatePattern(text) == nil) }
    }
}
