import Columns
import Engine
import Semantics
import Testing

/// Kernels against a loop that looks at one value after the other, at the sizes where words and batches end.
@Suite struct KernelsReferenceTests {
    private typealias F = KernelsFixture

    /// Both operands as columns, and the right one as a constant, at every size.
    private func check(
        _ left: [Value], _ leftType: Type, _ right: [Value], _ rightType: Type, result: Type,
        _ node: (CheckedExpression, CheckedExpression) -> CheckedExpression.Node, _ expected: (Value, Value) -> Value,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for size in F.sizes {
            let (a, b) = (F.values(size, left), F.values(size, right, seed: 3))
            let columns = [Column.of(a, type: leftType), Column.of(b, type: rightType)]
            let both = CheckedExpression(node(F.column(1, leftType), F.column(2, rightType)), result)
            #expect(try F.evaluate(both, columns, count: size) == zip(a, b).map { expected($0, $1) }, sourceLocation: sourceLocation)
            for constant in right.prefix(2) + [.missing] {
                let one = CheckedExpression(node(F.column(1, leftType), F.constant(constant, rightType)), result)
                #expect(try F.evaluate(one, columns, count: size) == a.map { expected($0, constant) }, sourceLocation: sourceLocation)
            }
            // A slice that does not start at a word's edge.
            if size > 3 {
                let sliced = columns.map { $0.slice(3..<size) }
                #expect(try F.evaluate(both, sliced, count: size - 3) == zip(a, b).dropFirst(3).map { expected($0, $1) }, sourceLocation: sourceLocation)
            }
        }
    }

    private let ints: [Value] = [.int(3), .int(-7), .int(0), .int(3_000_000_000), .int(41)]
    private let decimals: [Value] = [.decimal(Decimal(125, scale: 2)), .decimal(Decimal(-7)), .decimal(Decimal(0, scale: 1)), .decimal(Decimal(1_250, scale: 3))]
    private let floats: [Value] = [.float(1.5), .float(-0.25), .float(0), .float(1e10)]
    private let texts: [Value] = [.text("Nam Định"), .text(""), .text("Ý Yên"), .text("nam định"), .text("Đường Trần Phú dài hơn mười lăm byte")]

    @Test func arithmeticOnInts() throws {
        let operations: [(ArithmeticForm, (Int64, Int64) -> Int64)] = [(.add, { $0 + $1 }), (.subtract, { $0 - $1 }), (.multiply, { $0 * $1 })]
        for (form, operation) in operations {
            try check(ints, .optionalInt, ints.reversed(), .optionalInt, result: .optionalInt, { .arithmetic(form, $0, $1) }) { a, b in
                guard case .int(let x) = a, case .int(let y) = b else { return .missing }
                return .int(operation(x, y))
            }
        }
    }

    @Test func arithmeticOnDecimals() throws {
        let type = Type(.decimal(nil), optional: true)
        for form in [ArithmeticForm.add, .subtract, .multiply] {
            for size in F.sizes {
                let (a, b) = (F.values(size, decimals), F.values(size, decimals.reversed(), seed: 2))
                let expression = CheckedExpression(.arithmetic(form, F.column(1, type), F.column(2, type)), type)
                let found = try F.evaluate(expression, [Column.of(a, type: type), Column.of(b, type: type)], count: size)
                for row in 0..<size {
                    guard case .decimal(let x) = a[row], case .decimal(let y) = b[row] else {
                        #expect(found[row] == .missing)
                        continue
                    }
                    let scale = 3
                    let (m, n) = (x.rescaled(to: scale)?.mantissa ?? 0, y.rescaled(to: scale)?.mantissa ?? 0)
                    let expected =
                        switch form {
                        case .add: Decimal(m + n, scale: scale)
                        case .subtract: Decimal(m - n, scale: scale)
                        default: Decimal(m * n, scale: 2 * scale)
                        }
                    guard case .decimal(let result) = found[row] else {
                        Issue.record("row \(row) is \(found[row])")
                        continue
                    }
                    #expect(result.normalized == expected.normalized)
                }
            }
        }
    }

    @Test func arithmeticOnFloats() throws {
        let type = Type(.float(nil), optional: true)
        try check(floats, type, floats, type, result: type, { .arithmetic(.divide, $0, $1) }) { a, b in
            guard case .float(let x) = a, case .float(let y) = b, y != 0 else { return .missing }
            return .float(x / y)
        }
        try check(floats, type, floats, type, result: type, { .arithmetic(.add, $0, $1) }) { a, b in
            guard case .float(let x) = a, case .float(let y) = b else { return .missing }
            return .float(x + y)
        }
    }

    /// Equality is total, ordering with a missing side is false.
    private func truth(_ comparison: ComparisonOperator, _ a: Value, _ b: Value, _ order: (Value, Value) -> Int) -> Value {
        if comparison == .equal || comparison == .notEqual {
            let isEqual = a.isMissing || b.isMissing ? a.isMissing && b.isMissing : order(a, b) == 0
            return .bool(isEqual == (comparison == .equal))
        }
        if a.isMissing || b.isMissing { return .bool(false) }
        let found = order(a, b)
        switch comparison {
        case .less: return .bool(found < 0)
        case .lessOrEqual: return .bool(found <= 0)
        case .greater: return .bool(found > 0)
        default: return .bool(found >= 0)
        }
    }

    private static let all: [ComparisonOperator] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]

    private func compare(_ pool: [Value], _ type: Type, _ form: ComparisonForm, _ order: (Value, Value) -> Int) throws {
        for comparison in Self.all {
            try check(pool, type, pool.reversed(), type, result: .bool, { .compare(comparison, form, $0, $1, notice: nil) }) {
                truth(comparison, $0, $1, order)
            }
        }
    }

    private func sign<Element: Comparable>(_ a: Element, _ b: Element) -> Int { a < b ? -1 : a > b ? 1 : 0 }

    @Test func comparisonOfInts() throws {
        try compare(ints, .optionalInt, .same) { a, b in
            guard case .int(let x) = a, case .int(let y) = b else { return 0 }
            return sign(x, y)
        }
    }

    @Test func comparisonOfDecimalsOfSeveralScales() throws {
        try compare(decimals, Type(.decimal(nil), optional: true), .decimal) { a, b in
            guard case .decimal(let x) = a, case .decimal(let y) = b else { return 0 }
            return sign(x.double, y.double)
        }
    }

    @Test func comparisonOfTexts() throws {
        // In the order of collation.
        let sorted = ["", "Đường Trần Phú dài hơn mười lăm byte", "nam định", "Nam Định", "Ý Yên"]
        try compare(texts, .optionalText, .text) { a, b in
            guard case .text(let x) = a, case .text(let y) = b, let i = sorted.firstIndex(of: x), let j = sorted.firstIndex(of: y) else { return 0 }
            return sign(i, j)
        }
    }

    @Test func comparisonOfPlainText() throws {
        for size in F.sizes {
            let (a, b) = (F.values(size, texts), F.values(size, texts, seed: 4))
            var builder = TextColumnBuilder(capacity: size)
            for value in a { if case .text(let text) = value { builder.append(text) } else { builder.appendMissing() } }
            let columns = [builder.finish(), Column.of(b, type: .optionalText)]
            let expression = CheckedExpression(.compare(.equal, .text, F.column(1, .optionalText), F.column(2, .optionalText), notice: nil), .bool)
            #expect(try F.evaluate(expression, columns, count: size) == zip(a, b).map { .bool($0 == $1) })
        }
    }

    @Test func comparisonOfEnums() throws {
        let declared = ["counter", "post", "online"]
        try compare(declared.map { .text($0) }, .optionalChannel, .enumeration) { a, b in
            guard case .text(let x) = a, case .text(let y) = b, let i = declared.firstIndex(of: x), let j = declared.firstIndex(of: y) else { return 0 }
            return sign(i, j)
        }
    }

    @Test func comparisonOfLinks() throws {
        let keys = ["36", "358", "366", "13708", "nowhere"]
        try compare(keys.map { .text($0) }, .units, .link) { a, b in
            guard case .text(let x) = a, case .text(let y) = b, let i = keys.firstIndex(of: x), let j = keys.firstIndex(of: y) else { return 0 }
            return sign(i, j)
        }
    }

    @Test func comparisonOfRatios() throws {
        let pool: [Value] = [.ratio(.int(949), .int(1_000)), .ratio(.int(1), .int(3)), .ratio(.int(2), .int(6)), .ratio(.int(-1), .int(3))]
        try compare(pool, .ratio, .ratio) { a, b in
            guard case .ratio(.int(let n), .int(let d)) = a, case .ratio(.int(let m), .int(let e)) = b else { return 0 }
            return sign(n * e, m * d)
        }
    }

    @Test func comparisonOfPeriods() throws {
        let pool: [Value] = ["2019", "2019-H1", "2019-Q1", "2019-01", "2018"].compactMap { Period(name: $0).map { .period($0) } }
        try compare(pool, Type(.period, optional: true), .period) { a, b in
            guard case .period(let p) = a, case .period(let q) = b else { return 0 }
            return p.first != q.first ? sign(p.first, q.first) : sign(p.last, q.last)
        }
    }

    @Test func daysAgainstPeriods() throws {
        let days: [Value] = [.date(F.day(2018, 12, 31)), .date(F.day(2019, 1, 1)), .date(F.day(2019, 3, 31)), .date(F.day(2019, 4, 1))]
        let periods: [Value] = ["2019-Q1", "2018"].compactMap { Period(name: $0).map { .period($0) } }
        for comparison in [ComparisonOperator.less, .lessOrEqual, .greater, .greaterOrEqual] {
            try check(days, Type(.date, optional: true), periods, Type(.period, optional: true), result: .bool,
                { .compare(comparison, .dayWithPeriod, $0, $1, notice: nil) }
            ) { a, b in
                guard case .date(let day) = a, case .period(let period) = b else { return .bool(false) }
                switch comparison {
                case .less: return .bool(day < period.first)
                case .lessOrEqual: return .bool(day <= period.last)
                case .greater: return .bool(day > period.last)
                default: return .bool(day >= period.first)
                }
            }
        }
        try check(days, Type(.date, optional: true), periods, Type(.period, optional: true), result: .bool, { .isInPeriod($0, $1) }) { a, b in
            guard case .date(let day) = a, case .period(let period) = b else { return .bool(false) }
            return .bool(day >= period.first && day <= period.last)
        }
    }

    @Test func logic() throws {
        let pool: [Value] = [.bool(true), .bool(false), .bool(true)]
        let type = Type(.bool, optional: true)
        try check(pool, type, pool, type, result: .bool, { .and($0, $1) }) { .bool($0 == .bool(true) && $1 == .bool(true)) }
        try check(pool, type, pool, type, result: .bool, { .or($0, $1) }) { .bool($0 == .bool(true) || $1 == .bool(true)) }
        try check(pool, type, pool, type, result: .bool, { left, _ in .not(left) }) { left, _ in .bool(left != .bool(true)) }
        try check(pool, type, pool, type, result: .bool, { left, _ in .isMissing(left) }) { left, _ in .bool(left.isMissing) }
    }

    @Test func choiceAndDefault() throws {
        let type = Type.optionalInt
        try check(ints, type, ints.reversed(), type, result: type, { .coalesce($0, $1) }) { $0.isMissing ? $1 : $0 }
        try check(ints, type, ints.reversed(), type, result: type, { left, right in
            .choose(CheckedExpression(.compare(.less, .same, left, right, notice: nil), .bool), left, right)
        }) { a, b in
            guard case .int(let x) = a, case .int(let y) = b, x < y else { return b }
            return a
        }
        // With sides that may fail, each is worked out for its own rows only.
        try check(ints, type, ints.reversed(), type, result: type, { left, right in
            .choose(
                CheckedExpression(.isMissing(left), .bool), right,
                CheckedExpression(.arithmetic(.add, left, F.constant(.int(1), .int)), type))
        }) { a, b in
            if case .int(let x) = a { return .int(x + 1) }
            return b
        }
    }

    @Test func ratios() throws {
        let type = Type.optionalInt
        try check(ints, type, ints.reversed(), type, result: .ratio, { .per($0, $1) }) { a, b in
            a.isMissing || b.isMissing || b == .int(0) ? .missing : .ratio(a, b)
        }
    }

    @Test func membership() throws {
        for (pool, type) in [(ints, Type.optionalInt), (texts, .optionalText), (decimals, Type(.decimal(nil), optional: true))] {
            for elements in [[], [pool[0]], [pool[0], pool[1], .missing]] as [[Value]] {
                try check(pool, type, pool, type, result: .bool, { left, _ in .isIn(left, elements.map { F.constant($0, type) }) }) { left, _ in
                    if case .decimal(let x) = left {
                        return .bool(elements.contains { if case .decimal(let y) = $0 { x.normalized == y.normalized } else { false } })
                    }
                    return .bool(elements.contains(left))
                }
            }
            // One element is a column.
            guard pool != decimals else { continue }
            try check(pool, type, pool.reversed(), type, result: .bool, { left, right in .isIn(left, [F.constant(pool[0], type), right]) }) { a, b in
                .bool(a == pool[0] || a == b)
            }
        }
    }

    @Test func shifts() throws {
        let days: [Value] = [.date(F.day(2019, 1, 31)), .date(F.day(2020, 2, 29)), .date(F.day(2019, 6, 15))]
        let spans: [Value] = [.duration(Duration(months: 1)), .duration(Duration(months: -12, days: 3)), .duration(Duration(days: -40))]
        try check(days, Type(.date, optional: true), spans, Type(.duration, optional: true), result: Type(.date, optional: true), { .arithmetic(.shift, $0, $1) }) { a, b in
            guard case .date(let day) = a, case .duration(let span) = b else { return .missing }
            return .date(CivilDate(days: day).adding(months: Int(span.months)).days + span.days)
        }
    }

    @Test func conversions() throws {
        for size in F.sizes {
            let a = F.values(size, ints)
            let expression = CheckedExpression(.convert(F.column(1, .optionalInt)), Type(.float(nil), optional: true))
            #expect(try F.evaluate(expression, [Column.of(a, type: .optionalInt)], count: size) == a.map {
                if case .int(let number) = $0 { .float(Double(number)) } else { .missing }
            })
            let moments = F.values(size, [.timestamp(0), .timestamp(1_561_917_900_000_000), .timestamp(-61_200_000_001)])
            let type = Type(.timestamp, optional: true)
            let dates = CheckedExpression(.convert(F.column(1, type)), Type(.date, optional: true))
            #expect(try F.evaluate(dates, [Column.of(moments, type: type)], count: size) == moments.map {
                // 1970-01-01T07:00, 2019-07-01T01:05 and the last microsecond of 1969-12-31 in Vietnam.
                switch $0 {
                case .timestamp(0): .date(0)
                case .timestamp(-61_200_000_001): .date(-1)
                case .timestamp: .date(F.day(2019, 7, 1))
                default: .missing
                }
            })
        }
    }
}
