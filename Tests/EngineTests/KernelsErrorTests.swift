import Columns
import Diagnostics
import Engine
import Semantics
import Testing

/// What fails, where it is said to fail, and which rows are spared.
@Suite struct KernelsErrorTests {
    private typealias F = KernelsFixture

    private func message(_ expression: CheckedExpression, _ columns: [Column], count: Int) -> String? {
        do {
            _ = try F.evaluate(expression, columns, count: count)
            return nil
        } catch let list as DiagnosticList {
            return list.all.first?.message
        } catch {
            return "\(error)"
        }
    }

    private func sum(_ a: CheckedExpression, _ b: CheckedExpression) -> CheckedExpression {
        CheckedExpression(.arithmetic(.add, a, b), .optionalInt)
    }

    private let large = Column.of([.int(1), .missing, .int(.max), .int(.max)], type: .optionalInt)

    @Test func overflowNamesTheRow() {
        let expression = sum(F.column(1, .optionalInt), F.constant(.int(1), .int))
        #expect(message(expression, [large], count: 4) == "9223372036854775807 + 1 is too large for int, row 3")
        let product = CheckedExpression(.arithmetic(.multiply, F.column(1, .optionalInt), F.constant(.int(2), .int)), .optionalInt)
        #expect(message(product, [large], count: 4) == "9223372036854775807 × 2 is too large for int, row 3")
    }

    @Test func rowsAreCountedOverBatches() throws {
        let context = F.context()
        let expression = sum(F.column(1, .optionalInt), F.constant(.int(1), .int))
        let kernel = try KernelCompiler(layout: [ColumnID(1): 0], context: context).compile(expression)
        let small = Column.of([Value](repeating: .int(5), count: 2_048), type: .int)
        _ = try kernel.evaluate(Batch(columns: [small], count: 2_048), context)
        #expect { _ = try FailedRow.reported { try kernel.evaluate(Batch(columns: [large], count: 4), context) } } throws: { error in
            (error as? DiagnosticList)?.all.first?.message.hasSuffix("row 2051") == true
        }
    }

    @Test func theSmallestRowIsReported() {
        // The left side fails at row 4, the right one at row 2, and the left is evaluated first.
        let left = Column.of([.int(1), .int(1), .int(1), .int(.max)], type: .int)
        let right = Column.of([.int(1), .int(.max), .int(1), .int(1)], type: .int)
        let one = F.constant(.int(1), .int)
        let expression = sum(sum(F.column(1, .int), one), sum(F.column(2, .int), one))
        #expect(message(expression, [left, right], count: 4)?.hasSuffix("row 2") == true)
    }

    @Test func aGuardSparesTheRightSide() {
        // column < max and column + 1 > 0
        let column = F.column(1, .optionalInt)
        let fits = CheckedExpression(.compare(.less, .same, column, F.constant(.int(.max), .int), notice: nil), .bool)
        let risky = CheckedExpression(.compare(.greater, .same, sum(column, F.constant(.int(1), .int)), F.constant(.int(0), .int), notice: nil), .bool)
        #expect(message(CheckedExpression(.and(fits, risky), .bool), [large], count: 4) == nil)
        let tooLarge = CheckedExpression(.not(fits), .bool)
        #expect(message(CheckedExpression(.or(tooLarge, risky), .bool), [large], count: 4) == nil)
        #expect(message(CheckedExpression(.and(risky, fits), .bool), [large], count: 4)?.hasSuffix("row 3") == true)
        let chosen = CheckedExpression(.choose(fits, sum(column, F.constant(.int(1), .int)), column), .optionalInt)
        #expect(message(chosen, [large], count: 4) == nil)
    }

    @Test func aRowInsideASubsetIsTranslated() {
        // Only rows 3 and 4 are open, and row 4 fails.
        let flags = Column.of([.bool(false), .bool(false), .bool(true), .bool(true)], type: .bool)
        let numbers = Column.of([.int(.max), .int(.max), .int(1), .int(.max)], type: .int)
        let risky = CheckedExpression(.compare(.greater, .same, sum(F.column(2, .int), F.constant(.int(1), .int)), F.constant(.int(0), .int), notice: nil), .bool)
        let expression = CheckedExpression(.and(F.column(1, .bool), risky), .bool)
        #expect(message(expression, [flags, numbers], count: 4)?.hasSuffix("row 4") == true)
    }

    @Test func aConstantFailsOnlyWhenARowNeedsIt() {
        let failing = sum(F.constant(.int(.max), .int), F.constant(.int(1), .int))
        let spared = CheckedExpression(.choose(F.column(1, .bool), F.constant(.int(0), .int), failing), .int)
        #expect(message(spared, [Column.of([.bool(true)], type: .bool)], count: 1) == nil)
        #expect(message(spared, [Column.of([.bool(false)], type: .bool)], count: 1) == "9223372036854775807 + 1 is too large for int")
        #expect(message(failing, [], count: 0) == nil)
    }

    @Test func decimalsBeyond38Digits() {
        let type = Type.decimal
        let column = Column.of([.decimal(Decimal(1)), .decimal(Decimal(9_999_999_999_999_999_999_999_999_999_999_999_999))], type: type)
        let product = CheckedExpression(.arithmetic(.multiply, F.column(1, type), F.column(1, type)), type)
        #expect(message(product, [column], count: 2)?.hasSuffix("is too large for decimal (38 digits), row 2") == true)
    }

    @Test func zerosBehindThePointAreGivenUpFirst() throws {
        let type = Type.decimal
        let half = Decimal(500_000_000_000_000_000_000, scale: 21)
        let product = CheckedExpression(.arithmetic(.multiply, F.column(1, type), F.column(1, type)), type)
        let found = try F.evaluate(product, [Column.of([.decimal(half)], type: type)], count: 1)
        guard case .decimal(let result)? = found.first else { throw RowMissing() }
        #expect(result.normalized == Decimal(25, scale: 2))
    }

    @Test func aSpanBackwards() {
        let type = Type.period
        let (june, january) = (Period(name: "2019-06"), Period(name: "2019-01"))
        guard let june, let january else { return }
        let span = CheckedExpression(.span(F.constant(.period(june), type), F.constant(.period(january), type)), type)
        #expect(message(span, [], count: 1) == "a span from 2019-06-01 to 2019-01-31 ends before it begins")
    }
}

/// A row that a test relies on is not there.
struct RowMissing: Error {}
