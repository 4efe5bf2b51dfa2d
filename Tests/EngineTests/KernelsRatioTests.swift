import Columns
import Engine
import Semantics
import Tables
import Testing

/// Ratios, points and what is missing where nothing can be divided.
@Suite struct KernelsRatioTests {
    private typealias F = KernelsFixture

    @Test func aPublishedPercentageIsExact() throws {
        // 949 of 1000 is 94.9 %, though 0.949 is no float.
        let counted = F.constant(.ratio(.int(949), .int(1_000)), .ratio)
        let literal = F.constant(.ratio(.decimal(Decimal(949, scale: 1)), .int(100)), .ratio)
        let equal = CheckedExpression(.compare(.equal, .ratio, counted, literal, notice: nil), .bool)
        #expect(try F.evaluate(equal, [], count: 1) == [.bool(true)])
        let difference = CheckedExpression(.arithmetic(.ratioDifference, counted, literal), .points)
        #expect(try F.evaluate(difference, [], count: 1) == [.float(0)])
    }

    @Test func crossMultiplicationBeyond128Bits() {
        let huge = Int128(10_000_000_000_000_000_000) * 10_000_000_000_000_000_000
        let first = ExactRatio(huge, huge - 1)
        let second = ExactRatio(huge - 1, huge - 2)
        #expect(first.flatMap { a in second.map { a.compared(to: $0) } } == -1)
        #expect(ExactRatio(Int128(1), -3).flatMap { a in ExactRatio(Int128(-1), 3).map { a.compared(to: $0) } } == 0)
        #expect(ExactRatio(Int128(1), 0) == nil)
    }

    @Test func complementKeepsTheWhole() throws {
        let rate = F.column(1, .ratio)
        let rest = CheckedExpression(.arithmetic(.ratioComplement, F.constant(.int(1), .int), rate), .ratio)
        #expect(try F.evaluate(rest, [Column.of([.ratio(.int(3), .int(10)), .missing], type: .ratio)], count: 2) == [.ratio(.int(7), .int(10)), .missing])
    }

    @Test func timesANumberDividesOnce() throws {
        let rate = F.column(1, .ratio)
        let product = CheckedExpression(.arithmetic(.ratioTimes, rate, F.constant(.int(1_000), .int)), Type(.float(nil), optional: true))
        let literal = Value.ratio(.decimal(Decimal(949, scale: 1)), .int(100))
        #expect(try F.evaluate(product, [Column.of([literal], type: .ratio)], count: 1) == [.float(949)])
    }

    @Test func emptyDivisionsAreCounted() throws {
        let context = F.context()
        let columns = [Column.of([.int(1), .int(2), .missing], type: .optionalInt), Column.of([.int(0), .int(4), .int(0)], type: .int)]
        let per = CheckedExpression(.per(F.column(1, .optionalInt), F.column(2, .int)), .ratio)
        #expect(try F.evaluate(per, columns, count: 3, context) == [.missing, .ratio(.int(2), .int(4)), .missing])
        // The third is missing because its numerator is.
        #expect(context.counters.emptyDivisions == 1)
        let missing = CheckedExpression(.isMissing(per), .bool)
        #expect(try F.evaluate(missing, columns, count: 3) == [.bool(true), .bool(false), .bool(true)])
    }

    @Test func percentagesRoundOnceFromBothSides() {
        #expect(RatioText.percent(.int(21_200), .int(23_117), digits: 1) == "91.7")
        #expect(RatioText.percent(.int(1), .int(8), digits: 1) == "12.5")
        // 12.25 % and 12.35 % round away from zero, whatever their floats would do.
        #expect(RatioText.percent(.int(1_225), .int(10_000), digits: 1) == "12.3")
        #expect(RatioText.percent(.int(-1_235), .int(10_000), digits: 1) == "-12.4")
        #expect(RatioText.percent(.int(1), .int(0), digits: 1) == nil)
        #expect(RatioText.percent(.float(1), .float(3), digits: 2) == "33.33")
    }
}
