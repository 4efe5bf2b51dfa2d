import Columns
import Engine
import Planning
import Randomness
import Semantics
import Tables
import Testing

/// Rows that are chosen while a table is read, against conditions that are looked at row by row.
@Suite struct ChosenRowsTests {
    private static let text = Type(.text, optional: true)
    private let scan = TableScan(
        table: "dossiers",
        columns: [
            TableScan.Column(id: ColumnID(1), name: "number", type: .int), TableScan.Column(id: ColumnID(2), name: "fee", type: Type(.decimal(nil), optional: true)),
            TableScan.Column(id: ColumnID(3), name: "status", type: text),
        ])
    private var number: CheckedExpression { CheckedExpression(.column(ColumnID(1)), .int) }
    private var fee: CheckedExpression { CheckedExpression(.column(ColumnID(2)), Type(.decimal(nil), optional: true)) }
    private var status: CheckedExpression { CheckedExpression(.column(ColumnID(3)), Self.text) }

    private func constant(_ value: Value, _ type: Type) -> CheckedExpression { CheckedExpression(.constant(value), type) }
    private func compare(_ comparison: ComparisonOperator, _ form: ComparisonForm, _ lhs: CheckedExpression, _ rhs: CheckedExpression) -> CheckedExpression {
        CheckedExpression(.compare(comparison, form, lhs, rhs, notice: nil), .bool)
    }

    private struct Row {
        var number: Int64
        var fee: Decimal?
        var status: String?
    }

    private static let rows: [Row] = {
        var random = SeededRandom(seed: 9)
        return (0..<500).map { number in
            let fee = random.oneIn(5) ? nil : Decimal(Int128(random.number(0...999)), scale: 2)
            return Row(number: Int64(number), fee: fee, status: random.oneIn(5) ? nil : ["new", "open", "done"][random.number(0...2)])
        }
    }()

    /// What is handed out of stretches of ten rows: the numbers of the rows, whether each batch is decided, where its rows are said to stand, and how many
    /// are left out.
    private func read(_ condition: CheckedExpression, read: CheckedExpression? = nil, spent: Set<ColumnID> = [], counted: Set<ColumnID> = []) throws
        -> (numbers: [Int64], decided: Set<Bool>, positions: [Int64], leftOut: Int)
    {
        var plan = FilterPlan(input: .scan(scan), condition: condition)
        plan.read = read ?? condition
        plan.isReadWhole = read == nil
        plan.counted = counted
        plan.spent = spent
        let columns = [
            Column.of(Self.rows.map { .int($0.number) }, type: .int), Column.of(Self.rows.map { $0.fee.map { .decimal($0) } ?? .missing }, type: Type(.decimal(nil), optional: true)),
            Column.of(Self.rows.map { $0.status.map { .text($0) } ?? .missing }, type: Self.text),
        ].map(KeptColumn.init)
        let chosen = ChosenRows(try ScanFilter(plan, of: scan, zone: .hoChiMinh), reading: scan.columns.map(\.name))
        var starts = stride(from: 0, to: Self.rows.count, by: 10).makeIterator()
        var (numbers, decided, positions, readBefore): ([Int64], Set<Bool>, [Int64], Int64) = ([], [], [], 0)
        while let batch = chosen.next({ starts.next().map { start in Stretch(columns.map { ($0, start..<start + 10) }, count: 10) } }) {
            if case .int(let column) = batch.columns[0] { numbers += (0..<batch.count).map { column.values[$0] } }
            decided.insert(chosen.isDecided)
            if let selection = chosen.selection {
                positions += selection.positions.map { readBefore + Int64($0) }
                readBefore += Int64(selection.readCount)
            }
        }
        return (numbers, decided, positions, chosen.leftOut)
    }

    private func expect(_ condition: CheckedExpression, _ passes: (Row) -> Bool) throws {
        let found = try read(condition)
        let expected = Self.rows.filter(passes).map(\.number)
        #expect(found.numbers == expected)
        #expect(found.decided == (expected.isEmpty ? [] : [true]))
        #expect(found.leftOut == Self.rows.count - expected.count)
    }

    @Test("Numbers, decimals, texts and missing values decide which rows pass")
    func comparisons() throws {
        try expect(compare(.less, .same, number, constant(.int(17), .int))) { $0.number < 17 }
        try expect(compare(.notEqual, .same, number, constant(.int(17), .int))) { $0.number != 17 }
        try expect(compare(.greater, .decimal, fee, constant(.decimal(Decimal(5)), .decimal))) { ($0.fee?.mantissa ?? -1) > 500 }
        // Between two mantissas of the column.
        let fine = constant(.decimal(Decimal(5_005, scale: 3)), .decimal)
        try expect(compare(.greaterOrEqual, .decimal, fee, fine)) { ($0.fee?.mantissa ?? -1) >= 501 }
        try expect(compare(.lessOrEqual, .decimal, fee, fine)) { ($0.fee?.mantissa ?? 9_999) <= 500 }
        try expect(compare(.less, .decimal, fee, constant(.decimal(Decimal(Int128(1) << 100)), .decimal))) { $0.fee != nil }
        try expect(compare(.equal, .text, status, constant(.text("open"), .text))) { $0.status == "open" }
        try expect(compare(.notEqual, .text, status, constant(.text("open"), .text))) { $0.status != "open" }
        try expect(compare(.equal, .text, constant(.text("lost"), .text), status)) { _ in false }
        try expect(CheckedExpression(.isMissing(fee), .bool)) { $0.fee == nil }
        let listed = CheckedExpression(.isIn(status, ["new", "done"].map { constant(.text($0), .text) }), .bool)
        try expect(listed) { $0.status == "new" || $0.status == "done" }
        try expect(CheckedExpression(.not(listed), .bool)) { $0.status == nil || $0.status == "open" }
    }

    @Test("Conditions are put together by 'and', 'or' and 'not'")
    func connectives() throws {
        let early = compare(.less, .same, number, constant(.int(100), .int))
        let open = compare(.equal, .text, status, constant(.text("open"), .text))
        try expect(CheckedExpression(.and(early, open), .bool)) { $0.number < 100 && $0.status == "open" }
        try expect(CheckedExpression(.or(early, open), .bool)) { $0.number < 100 || $0.status == "open" }
        try expect(CheckedExpression(.not(CheckedExpression(.or(early, open), .bool)), .bool)) { $0.number >= 100 && $0.status != "open" }
    }

    @Test("Of a part of a condition it is known where the rows stand that are left")
    func partly() throws {
        let open = compare(.equal, .text, status, constant(.text("open"), .text))
        let found = try read(CheckedExpression(.and(open, CheckedExpression(.search(status, constant(.text("p"), .text)), .bool)), .bool), read: open)
        let expected = Self.rows.filter { $0.status == "open" }.map(\.number)
        #expect(found.numbers == expected)
        #expect(found.decided == [false])
        #expect(found.positions == expected)
        #expect(found.leftOut == Self.rows.count - expected.count)
    }

    @Test("Rows behind the last that pass are left out after it has come, so that its number is known")
    func behindTheLast() throws {
        var plan = FilterPlan(input: .scan(scan), condition: compare(.equal, .same, number, constant(.int(15), .int)))
        plan.read = plan.condition
        let chosen = ChosenRows(try ScanFilter(plan, of: scan, zone: .hoChiMinh), reading: ["number"])
        let numbers = KeptColumn(Column.of(Self.rows.map { .int($0.number) }, type: .int))
        var starts = stride(from: 0, to: 500, by: 10).makeIterator()
        let next = { chosen.next { starts.next().map { Stretch([(numbers, $0..<$0 + 10)], count: 10) } } }
        #expect(next()?.count == 1)
        #expect(chosen.leftOut == 19)
        #expect(chosen.selection?.positions == [15])
        #expect(next()?.count == nil)
        #expect(chosen.leftOut == 499)
    }

    @Test("Rows that lack a value of a comparison that is counted are left to the filter")
    func counted() throws {
        let counted = CheckedExpression(.compare(.greater, .decimal, fee, constant(.decimal(Decimal(5)), .decimal), notice: NoticeID(1)), .bool)
        let found = try read(counted, counted: [ColumnID(2)])
        // Of a stretch in which one lacks it, all go on.
        #expect(found.decided.contains(false))
        let lacking = Set(Self.rows.filter { $0.fee == nil }.map { $0.number / 10 })
        #expect(Set(found.numbers).isSuperset(of: Self.rows.filter { lacking.contains($0.number / 10) }.map(\.number)))
    }
}
