import Columns
import Engine
import Semantics
import Tables
import Testing

/// Search and interpolation.
@Suite struct KernelsTextTests {
    private typealias F = KernelsFixture

    private let names: [Value] = [.text("Huyện Nam Trực"), .missing, .text("Thành phố Nam Định"), .text("Hòa Bình"), .text("Hoà Bình")]

    private func search(_ pattern: CheckedExpression) -> CheckedExpression { CheckedExpression(.search(F.column(1, .optionalText), pattern), .bool) }

    @Test func searching() throws {
        let coded = Column.of(names, type: .optionalText)
        var builder = TextColumnBuilder(capacity: 5)
        for name in names { if case .text(let text) = name { builder.append(text) } else { builder.appendMissing() } }
        let plain = builder.finish()
        for (pattern, hits) in [("nam", [0, 2]), ("nam dinh", [2]), ("Nam Đính", []), ("hòa", [3, 4]), ("", [0, 2, 3, 4])] {
            let expected = names.indices.map { Value.bool(hits.contains($0)) }
            #expect(try F.evaluate(search(F.constant(.text(pattern), .text)), [coded], count: 5) == expected, "\(pattern)")
            #expect(try F.evaluate(search(F.constant(.text(pattern), .text)), [plain], count: 5) == expected, "\(pattern)")
            let patterns = Column.of([Value](repeating: .text(pattern), count: 5), type: .text)
            #expect(try F.evaluate(search(F.column(2, .text)), [coded, patterns], count: 5) == expected, "\(pattern)")
        }
        #expect(try F.evaluate(search(F.constant(.missing, .optionalText)), [coded], count: 5) == names.map { _ in .bool(false) })
    }

    @Test func interpolation() throws {
        let parts = [F.constant(.text("n = "), .text), F.column(1, .optionalInt), F.constant(.text(", "), .text), F.column(2, .ratio)]
        let columns = [Column.of([.int(1_234_567), .missing], type: .optionalInt), Column.of([.ratio(.int(21_200), .int(22_339)), .missing], type: .ratio)]
        let text = CheckedExpression(.interpolate(parts), .text)
        #expect(try F.evaluate(text, columns, count: 2) == [.text("n = 1234567, 94.9%"), .text("n = –, –")])
        #expect(try F.evaluate(text, columns, count: 2, F.context(style: .vi))[0] == .text("n = 1.234.567, 94,9%"))
    }

    @Test func anEnumsTextSortsAsText() throws {
        let column = Column.of([.text("post"), .text("counter"), .text("online")], type: .optionalChannel)
        let text = CheckedExpression(.convert(F.column(1, .optionalChannel)), .optionalText)
        let expression = CheckedExpression(.compare(.less, .text, text, F.constant(.text("on"), .text), notice: nil), .bool)
        #expect(try F.evaluate(expression, [column], count: 3) == [.bool(false), .bool(true), .bool(false)])
    }
}
