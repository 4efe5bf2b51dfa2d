import Columns
import Engine
import Semantics
import Testing

/// Tests of texts by what is constant, which search whole columns at once, judged by the same tests by a column, which go row by row.
@Suite struct KernelsTextSearchTests {
    private typealias F = KernelsFixture

    private static let pool: [Value] = [
        "000.00.16.H40-190628-0007", "000.00.16.H40-190628-0070", "", "07", "Nguyễn Thị Phương", "PHƯƠNG  Anh", "phuong", "H", "Hoà Bình", "000", "7000",
    ].map { .text($0) }

    private static let needles = ["", "0007", "000", "7", "H40", "phương", "Phương", "hòa", "phuong anh", "000.00.16.H40-190628-0007 and more"]

    @Test(arguments: F.sizes)
    func byConstantAndByColumn(_ count: Int) throws {
        for (form, column) in forms(count) {
            for needle in Self.needles {
                let constant = F.constant(.text(needle), .text)
                let column = [column, Column.of([Value](repeating: .text(needle), count: count), type: .text)]
                for function in ["contains", "starts_with", "ends_with"] {
                    let byConstant = try F.evaluate(call(function, constant), column, count: count)
                    #expect(byConstant == (try F.evaluate(call(function, F.column(2, .text)), column, count: count)), "\(function) '\(needle)', \(form)")
                }
                let byConstant = try F.evaluate(search(constant), column, count: count)
                #expect(byConstant == (try F.evaluate(search(F.column(2, .text)), column, count: count)), "~ '\(needle)', \(form)")
            }
        }
    }

    @Test(arguments: F.sizes)
    func regularExpressions(_ count: Int) throws {
        for pattern in ["00[0-9]7$", "^0", "Ph", "", "\\bH", "(?i)phương", "x"] {
            let matcher = RegularMatcher(try RegularExpression(pattern))
            for (form, column) in forms(count) {
                let found = try F.evaluate(call("matches", F.constant(.text(pattern), .text)), [column], count: count)
                let parts = try F.evaluate(call("extract", F.constant(.text(pattern), .text), .optionalText), [column], count: count)
                for row in 0..<count {
                    guard case .text(var text) = column.value(row, type: .optionalText) else {
                        #expect(found[row] == .missing && parts[row] == .missing)
                        continue
                    }
                    let (isFound, part) = text.withUTF8 { bytes in
                        (matcher.matches(bytes), matcher.range(of: 0, in: bytes).map { String(decoding: UnsafeBufferPointer(rebasing: bytes[$0]), as: UTF8.self) })
                    }
                    #expect(found[row] == .bool(isFound), "\(pattern), \(form), row \(row)")
                    #expect(parts[row] == part.map { .text($0) } ?? .missing, "\(pattern), \(form), row \(row)")
                }
            }
        }
    }

    @Test func byWhatIsMissing() throws {
        let column = Column.of([.text("a"), .missing], type: .optionalText)
        for function in ["contains", "starts_with", "ends_with"] {
            #expect(try F.evaluate(call(function, F.constant(.missing, .optionalText)), [column], count: 2) == [.missing, .missing])
        }
    }

    /// The same texts as they may come: in full, as codes, cut from a longer column, in a row order of their own, and with what is no longer valid under
    /// missing rows.
    private func forms(_ count: Int) -> [(String, Column)] {
        let values = F.values(count, Self.pool)
        let more = F.values(3, Self.pool, seed: 1) + values + F.values(5, Self.pool, seed: 2)
        let reversed = Self.plain(values.reversed())
        guard case .text(let full) = Self.plain(values.map { $0.isMissing ? .text("0007 phuong") : $0 }) else { return [] }
        let hidden = TextColumn(offsets: full.offsets, bytes: full.bytes, validity: Bitmap(values.map { !$0.isMissing }))
        return [
            ("plain", Self.plain(values)), ("coded", Column.of(values, type: .optionalText)), ("cut", Self.plain(more).slice(3..<3 + count)),
            ("gathered", reversed.gather((0..<Int32(count)).reversed())), ("hidden", .text(hidden)), ("missing", .missing(count: count)),
        ]
    }

    private static func plain(_ values: [Value]) -> Column {
        var builder = TextColumnBuilder(capacity: values.count)
        for value in values { if case .text(let text) = value { builder.append(text) } else { builder.appendMissing() } }
        return builder.finish()
    }

    private func call(_ name: String, _ other: CheckedExpression, _ type: Type = Type(.bool, optional: true)) -> CheckedExpression {
        CheckedExpression(.call(name, overload: 0, [F.column(1, .optionalText), other]), type)
    }

    private func search(_ pattern: CheckedExpression) -> CheckedExpression { CheckedExpression(.search(F.column(1, .optionalText), pattern), .bool) }
}
