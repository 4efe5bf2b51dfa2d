import Columns
import Diagnostics
import Engine
import Semantics
import Tables
import Testing

/// Hops along links and up the tree of units.
@Suite struct KernelsLinkTests {
    private typealias F = KernelsFixture

    private let links: [Value] = [.text("14242"), .missing, .text("366"), .text("nowhere"), .text("13708"), .text("36")]
    private var column: Column { .of(links, type: .units) }

    private func linked(_ name: String, _ type: Type) -> CheckedExpression {
        CheckedExpression(.linked(F.column(1, .units), table: "units", column: name), type)
    }

    @Test func aHopReadsTheRow() throws {
        let context = F.context()
        let found = try F.evaluate(linked("name", .optionalText), [column], count: 6, context)
        #expect(found == [.text("Xã Hải Bắc"), .missing, .text("Huyện Hải Hậu"), .missing, .text("Thị trấn Mỹ Lộc"), .text("Tỉnh Nam Định")])
        #expect(context.counters.dangling.isEmpty, "a link that was written nowhere is not told")
        #expect(try F.evaluate(linked("people", .optionalInt), [column], count: 6)[2] == .missing)
    }

    @Test func keysWithoutARowAreCounted() throws {
        let context = F.context()
        var link = F.column(1, .units)
        link.place = Diagnostic.Place(source: SourceText(name: "line", text: "unit.name"), span: Span(0, 4))
        _ = try F.evaluate(CheckedExpression(.linked(link, table: "units", column: "name"), .optionalText), [column], count: 6, context)
        #expect(context.counters.dangling == ["unit → units": 1])
    }

    @Test func fullTextHopsLikeCodes() throws {
        var builder = TextColumnBuilder(capacity: 6)
        for link in links { if case .text(let key) = link { builder.append(key) } else { builder.appendMissing() } }
        let plain = builder.finish()
        let expression = linked("name", .optionalText)
        #expect(try F.evaluate(expression, [plain], count: 6) == F.evaluate(expression, [column], count: 6))
    }

    @Test func ancestors() throws {
        let district = CheckedExpression(.ancestor(F.column(1, .units), table: "units", level: "district", asOf: nil), .units)
        #expect(try F.evaluate(district, [column], count: 6) == [.text("366"), .missing, .text("366"), .missing, .text("358"), .missing])
    }

    private func under(_ top: String) -> CheckedExpression {
        CheckedExpression(.under(F.column(1, .units), table: "units", F.constant(.text(top), .text), asOf: nil), .bool)
    }

    @Test func belowAUnit() throws {
        let inHaiHau: [Value] = [.bool(true), .bool(false), .bool(true), .bool(false), .bool(false), .bool(false)]
        for name in ["366", "Huyện Hải Hậu", "H. Hải Hậu", "UBND huyện Hải Hậu", "Hải Hậu"] {
            #expect(try F.evaluate(under(name), [column], count: 6) == inHaiHau, "\(name)")
        }
        #expect(try F.evaluate(under("36"), [column], count: 6) == [true, false, true, false, true, true].map { .bool($0) })
        #expect(try F.evaluate(under("TT. Mỹ Lộc"), [column], count: 6) == [false, false, false, false, true, false].map { .bool($0) })
        let own = CheckedExpression(.under(F.column(1, .units), table: "units", F.column(1, .units), asOf: nil), .bool)
        #expect(try F.evaluate(own, [column], count: 6) == [true, false, true, false, true, true].map { .bool($0) })
    }

    @Test func aNameOfTwoUnits() {
        #expect { _ = try F.evaluate(under("Mỹ Lộc"), [column], count: 6) } throws: { error in
            let diagnostic = (error as? DiagnosticList)?.all.first
            return diagnostic?.message == "'Mỹ Lộc' is the name of 2 rows of units"
                && diagnostic?.hints == ["write the key: \"358\" (Huyện Mỹ Lộc), \"13708\" (Thị trấn Mỹ Lộc)"]
        }
        #expect { _ = try F.evaluate(under("Hai Hau"), [column], count: 6) } throws: { error in
            let diagnostic = (error as? DiagnosticList)?.all.first
            return diagnostic?.message == "'Hai Hau' is neither a key nor a name of units" && diagnostic?.hints == ["there is: 'Huyện Hải Hậu'"]
        }
    }

    @Test func labelsInTexts() throws {
        let text = CheckedExpression(.interpolate([F.constant(.text("[" ), .text), F.column(1, .units), F.constant(.text("]"), .text)]), .text)
        #expect(try F.evaluate(text, [column], count: 6) == ["Xã Hải Bắc", "–", "Huyện Hải Hậu", "nowhere", "Thị trấn Mỹ Lộc", "Tỉnh Nam Định"].map { .text("[\($0)]") })
    }
}
