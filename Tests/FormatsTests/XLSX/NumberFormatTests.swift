@testable import Formats
import Testing

@Suite struct NumberFormatTests {
    @Test(arguments: [
        ("General", .plain), ("0.00", .plain), ("#,##0", .plain), ("0.00E+00", .plain), ("@", .plain), ("", .plain),
        ("dd/mm/yyyy", .date), ("dd/MM/yyyy HH:mm:ss", .date), ("d-mmm", .date), ("mmm", .date), ("yyyy", .date), ("[$-42A]dd mmmm yyyy;@", .date), ("[$-409]m/d/yy h:mm AM/PM;@", .date),
        ("h:mm", .time), ("mm:ss", .time), ("mm:ss.0", .time), ("h:mm AM/PM", .time), ("[h]:mm", .elapsed), ("[mm]:ss", .elapsed), ("[ss]", .elapsed),
        ("0%", .percent), ("[Red]0.0%;-0.0%", .percent), ("#,##0.0\\ %", .percent),
        ("[Red]0", .plain), ("[Magenta][>=100]0", .plain), ("\"ngày\" 0", .plain), ("0 \"đồng\"", .plain), ("0\\d", .plain), ("0_d", .plain), ("0*d", .plain), ("#,##0\\ [$đ-42A]", .plain),
        ("\"Ngày\" d", .date), ("0;dd/mm/yyyy", .plain), ("\"unclosed d", .plain), ("[unclosed d", .plain), ("\\", .plain),
    ] as [(String, NumberFormat)])
    func codes(code: String, expected: NumberFormat) {
        #expect(NumberFormat(code: code) == expected, "\(code)")
    }

    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("0.5", "0.5"), ("000.500", "0.5"), ("1e2", "100"), ("1.5E-3", "0.0015"), ("+7", "7"), ("5.", "5"), (".5", "0.5"), ("1e400", "1e+400"),
        ("0.1", "0.1"), ("0.10000000000000001", "0.1"), ("4.3499999999999996", "4.35"), ("0.99999999999999999", "1"), ("999999999999999.9", "1000000000000000"),
        ("123456789012345.67", "123456789012346"), ("1.23456789012345E+16", "12345678901234500"), ("-2.5E-10", "-0.00000000025"), ("1E+38", "1e+38"), ("1E+37", "10000000000000000000000000000000000000"),
        ("", nil), ("-", nil), ("1.2.3", nil), ("abc", nil), ("1e", nil), ("1e5x", nil), ("NaN", nil), ("1 2", nil), ("1e99999", nil),
    ] as [(String, String?)])
    func numbersAsExcelShowsThem(text: String, expected: String?) {
        let bytes = Array(text.utf8)
        var arena = ByteArena()
        let number = bytes.withUnsafeBufferPointer { buffer in buffer.baseAddress.flatMap { PlainNumber($0, buffer.count) } }
        number?.append(to: &arena)
        #expect((number == nil ? nil : arena.text(from: 0)) == expected)
    }

    @Test(arguments: [
        (1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (43_735, "2019-09-27"), (2_958_465, "9999-12-31"), (43_735.5, "2019-09-27T12:00:00"),
        (43_735.999_999_999, "2019-09-28"), (43_735.000_001_157_4, "2019-09-27T00:00:00.100"), (60, nil), (60.5, nil), (0, nil), (0.5, nil), (-1, nil), (2_958_466, nil), (1e300, nil),
    ] as [(Double, String?)])
    func serialDays(serial: Double, expected: String?) {
        var arena = ByteArena()
        let moment = SerialDates().moment(serial)
        if let moment { SerialDates.append(moment, to: &arena) }
        #expect((moment == nil ? nil : arena.text(from: 0)) == expected)
        // Four years and a day less in workbooks that Macintoshes began.
        if serial > 1_462, let moment { #expect(SerialDates(startsIn1904: true).moment(serial - 1_462) == moment) }
    }
}
