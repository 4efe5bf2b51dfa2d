import Semantics
import Testing

@Suite struct DecimalTests {
    @Test(arguments: [
        ("0", "0"), ("12.50", "12.50"), ("-0.5", "-0.5"), ("+7", "7"), (".5", "0.5"), ("5.", "5"), ("1e3", "1000"), ("1.5e3", "1500"), ("1.5e-3", "0.0015"), ("00012", "12"),
        ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"), ("0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001"),
    ])
    func reads(text: String, written: String) { #expect(Decimal(text)?.description == written) }

    @Test(arguments: [
        "", "-", ".", "1,5", "1.2.3", "abc", "1e", "1e39", "1e-9223372036854775808", "e5", "0x10", "١٢", " 1", "100000000000000000000000000000000000000",
        "999999999999999999999999999999999999999", "0.000000000000000000000000000000000000001",
    ])
    func refuses(text: String) { #expect(Decimal(text) == nil) }

    @Test func scales() {
        #expect(Decimal("1.5")?.rescaled(to: 3) == Decimal(1_500, scale: 3))
        #expect(Decimal("1.50")?.rescaled(to: 1) == Decimal(15, scale: 1))
        #expect(Decimal("1.55")?.rescaled(to: 1) == nil)
        #expect(Decimal("99999999999999999999999999999999999999")?.rescaled(to: 5) == nil)
        #expect(Decimal("1.500")?.normalized == Decimal(15, scale: 1))
        #expect(Decimal("0.00")?.normalized == Decimal(0))
        #expect(Decimal("1.5") != Decimal("1.50"))
    }

    /// Half away from zero.
    @Test(arguments: [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("2.449", 1, "2.4"), ("2.45", 1, "2.5"), ("-0.05", 1, "-0.1"), ("7", 2, "7"), ("0.004", 2, "0.00"), ("9.99", 1, "10.0")])
    func rounds(text: String, digits: Int, rounded: String) { #expect(Decimal(text)?.rounded(to: digits).description == rounded) }

    @Test func doubles() {
        #expect(Decimal("0.1")?.double == 0.1)
        #expect(Decimal("-12345.678")?.double == -12345.678)
        #expect(Decimal("99999999999999999999999999999999999999")?.double == 1e38)
    }

    @Test func powersOfTen() {
        #expect(Decimal.powerOfTen(0) == 1)
        #expect(Decimal.powerOfTen(38) == Decimal("10000000000000000000000000000000000000").map { $0.mantissa * 10 })
        #expect(Decimal.powerOfTen(39) == nil)
        #expect(Decimal.powerOfTen(-1) == nil)
    }
}
