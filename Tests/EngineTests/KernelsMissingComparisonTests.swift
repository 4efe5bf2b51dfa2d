import Columns
import Engine
import Semantics
import Tables
import Testing

/// Comparisons that met a missing value, counted over every row that enters the stage.
@Suite struct KernelsMissingComparisonTests {
    private typealias F = KernelsFixture

    @Test func everyRowCounts() throws {
        let context = F.context()
        let due = F.column(1, Type(.date, optional: true))
        let finished = F.column(2, Type(.date, optional: true))
        let late = CheckedExpression(.compare(.greater, .same, finished, due, notice: NoticeID(7)), .bool)
        // Behind a false left side, and inside an aggregate's condition.
        let hidden = CheckedExpression(.and(F.constant(.bool(false), .bool), late), .bool)
        let call = AggregateCall(function: "count", overload: 0, arguments: [], condition: hidden, type: .int)
        let expression = CheckedExpression(.aggregate(call), .int)
        let counter = try MissingComparisonCounter([expression], layout: [ColumnID(1): 0, ColumnID(2): 1], context: context)
        #expect(!counter.isEmpty)
        let day = Value.date(18_000)
        let columns = [
            Column.of([day, .missing, day, .missing], type: Type(.date, optional: true)),
            Column.of([day, day, .missing, .missing], type: Type(.date, optional: true)),
        ]
        try counter.count(Batch(columns: columns, count: 4), context)
        try counter.count(Batch(columns: columns, count: 4), context)
        #expect(context.counters.missingComparisons == [NoticeID(7): 6])
    }

    @Test func anOperandThatFailsIsNotMissing() throws {
        let context = F.context()
        let number = F.column(1, .optionalInt)
        let sum = CheckedExpression(.arithmetic(.add, number, F.constant(.int(1), .int)), .optionalInt)
        let expression = CheckedExpression(.compare(.less, .same, sum, F.constant(.int(5), .int), notice: NoticeID(1)), .bool)
        let counter = try MissingComparisonCounter([expression], layout: [ColumnID(1): 0], context: context)
        try counter.count(Batch(columns: [Column.of([.int(.max), .missing, .int(3), .missing], type: .optionalInt)], count: 4), context)
        #expect(context.counters.missingComparisons == [NoticeID(1): 2])
    }

    @Test func countingDoesNotCountDivisionsTwice() throws {
        let context = F.context()
        let rate = CheckedExpression(.per(F.column(1, .int), F.column(2, .int)), .ratio)
        let literal = F.constant(.ratio(.int(9), .int(10)), .ratio)
        let expression = CheckedExpression(.compare(.less, .ratio, rate, literal, notice: NoticeID(2)), .bool)
        let layout = [ColumnID(1): 0, ColumnID(2): 1]
        let counter = try MissingComparisonCounter([expression], layout: layout, context: context)
        let batch = Batch(columns: [Column.of([.int(1), .int(2)], type: .int), Column.of([.int(0), .int(4)], type: .int)], count: 2)
        try counter.count(batch, context)
        _ = try KernelCompiler(layout: layout, context: context).compile(expression).evaluate(batch, context)
        #expect(context.counters.missingComparisons == [NoticeID(2): 1])
        #expect(context.counters.emptyDivisions == 1)
    }
}
