import Randomness
import Semantics
import Tables
import Testing

@testable import Formats

/// Dates and times of cells, held to their plain definition: letter by letter.
struct DateTextTests {
    private static func day(_ text: String) -> Int32? { with(text) { DateText.day($0, $1) } }
    private static func moment(_ text: String) -> Int64? { with(text) { DateText.timestamp($0, $1, .utc) } }

    /// Eight bytes behind a cell may be read, and mean nothing.
    private static func with<Result>(_ text: String, _ body: (UnsafePointer<UInt8>, Int) -> Result?) -> Result? {
        let bytes = Array(text.utf8)
        return (bytes + Array("99999999".utf8)).withUnsafeBufferPointer { $0.baseAddress.flatMap { body($0, bytes.count) } }
    }

    private static func plainDay(_ text: String) -> Int32? {
        let letters = Array(text)
        guard letters.count == 10, letters[4] == "-", letters[7] == "-", [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy({ letters[$0].isASCII && letters[$0].isNumber }),
            let year = Int(String(letters[..<4])), let month = Int(String(letters[5..<7])), let day = Int(String(letters[8...]))
        else { return nil }
        return CivilDate(year: year, month: month, day: day)?.days
    }

    private static func plainMoment(_ text: String) -> Int64? {
        let letters = Array(text)
        guard letters.count == 19, let day = plainDay(String(letters[..<10])), "T ".contains(letters[10]), letters[13] == ":", letters[16] == ":",
            [11, 12, 14, 15, 17, 18].allSatisfy({ letters[$0].isASCII && letters[$0].isNumber }), let hour = Int64(String(letters[11..<13])), hour < 24,
            let minute = Int64(String(letters[14..<16])), minute < 60, let second = Int64(String(letters[17...])), second < 60
        else { return nil }
        return Int64(day) * 86_400_000_000 + (hour * 3_600 + minute * 60 + second) * 1_000_000
    }

    @Test("The days are those of the calendar, at the ends of all months that there are")
    func days() {
        for year in UInt32(0)...10_000 {
            for month in UInt32(0)...13 {
                for day in [0, 1, 28, 29, 30, 31, 32, 255] as [UInt32] {
                    let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
                    if DateText.days(year: year, month: month, day: day) != date?.days { Issue.record("\(year)-\(month)-\(day)") }
                }
            }
        }
    }

    @Test("A letter that is another one makes a date or a time another one, or none")
    func oneLetter() {
        let letters = (UInt8(0x20)...0x7E).map { Character(Unicode.Scalar($0)) }
        for text in ["2019-06-30", "2019-06-30T14:05:09", "0001-01-01 00:00:00", "9999-12-31T23:59:59", "2024-02-29T19:20:59"] {
            for place in text.indices {
                for letter in letters {
                    let other = text.replacing(text[place...place], with: String(letter), subrange: place..<text.endIndex, maxReplacements: 1)
                    #expect(Self.day(other) == Self.plainDay(other), "\(other)")
                    #expect(Self.moment(other) == Self.plainMoment(other), "\(other)")
                }
            }
        }
    }

    @Test("Bytes that are no ASCII are no digits, whatever stands beside them")
    func beyondASCII() {
        for byte in UInt8(0x80)...0xFF {
            for place in 0..<19 {
                var bytes = Array("2019-06-30T14:05:0999999999".utf8)
                bytes[place] = byte
                #expect(bytes.withUnsafeBufferPointer { $0.baseAddress.flatMap { DateText.timestamp($0, 19, .utc) } } == nil)
                if place < 10 { #expect(bytes.withUnsafeBufferPointer { $0.baseAddress.flatMap { DateText.day($0, 10) } } == nil) }
            }
        }
    }

    @Test("Times are written in several ways", arguments: [
        ("2019-06-30T14:05", 50_700), ("2019-06-30 14:05:09.5", 50_709), ("2019-06-30T14:05:09Z", 50_709), ("2019-06-30T14:05:09+07:00", 25_509),
        ("2019-06-30T14:05:09-0130", 56_109),
    ])
    func ways(text: String, second: Int64) {
        #expect(Self.moment(text).map { $0 / 1_000_000 - 18_077 * 86_400 } == second)
    }
}
