import Semantics

/// Aggregates over the rows of a group.
extension ReferenceRun {
    /// - Throws: what an argument throws, and for a sum that does not fit.
    func aggregate(_ call: AggregateCall, over group: [Row]) throws -> Value {
        let chosen = try group.filter { row in try call.condition.map { try value($0, row).isTrue } ?? true }
        let arguments = try chosen.map { row in try call.arguments.map { try value($0, row) } }
        return try aggregate(call.function, arguments, call)
    }

    /// How many missing values an aggregate leaves out; `count(x)` asks for nothing else.
    func skipped(_ call: AggregateCall, over group: [Row]) throws -> Int {
        switch call.function {
        case "count": return 0
        default: break
        }
        // The links on the way have been counted when the aggregate itself passed them.
        return try quietly {
            try group.count { row in
                guard try call.condition.map({ try value($0, row).isTrue }) ?? true else { return false }
                let values = try call.arguments.map { try value($0, row) }
                // A whole of 0 is no value, but its parts are pooled.
                if call.function == "pool", case .ratio(let top, let bottom) = values[0] { return top.isAbsent || bottom.isAbsent }
                return values.contains(where: \.isAbsent)
            }
        }
    }

    private func aggregate(_ name: String, _ rows: [[Value]], _ call: AggregateCall) throws -> Value {
        let type = call.arguments.first?.type ?? call.type
        if name == "count", call.arguments.isEmpty { return .int(Int64(rows.count)) }
        if name == "pool" { return try pool(rows.map { $0[0] }) }
        let present = rows.filter { !$0.contains(where: \.isAbsent) }
        let values = present.map { $0[0] }
        let order = Order(run: self)
        switch name {
        case "count": return .int(Int64(values.count))
        case "count_distinct": return .int(Int64(Set(values.map(\.identity)).count))
        case "any": return values.isEmpty ? .missing : .bool(values.contains(where: \.isTrue))
        case "all": return values.isEmpty ? .missing : .bool(values.allSatisfy(\.isTrue))
        case "sum": return try Sums.total(Sums.sum(values), call.type)
        case "avg": return Sums.mean(Sums.sum(values), values.count, type)
        case "weighted_avg": return Sums.weightedMean(present.map { ($0[0], $0[1]) })
        case "variance": return Sums.variance(values).map { .float($0.double) } ?? .missing
        case "stddev": return Sums.variance(values).map { .float($0.double.squareRoot()) } ?? .missing
        case "min": return best(values) { order.compare($0, $1, type.kind) < 0 }
        case "max": return best(values) { order.compare($0, $1, type.kind) > 0 }
        case "median": return quantile(values, Exact(.one, BigInteger(2)), type)
        case "percentile":
            let share: Exact? = if let p = try call.arguments.last.map({ try value($0, Row()) }) { Ratio.exact(p) ?? Exact(p) } else { nil }
            guard let share, !share.isNegative, share.order(Exact(.one, .one)) <= 0 else { throw ReferenceMistake("not-a-share") }
            return quantile(values, share, type)
        case "first": return values.first ?? .missing
        case "last": return values.last ?? .missing
        case "most_common":
            var counts: [Value: Int] = [:]
            for value in values { counts[value.identity, default: 0] += 1 }
            let most = counts.values.max()
            return values.first { counts[$0.identity] == most } ?? .missing
        case "most_frequent":
            guard let most = try call.arguments.last.map({ try value($0, Row()).wholeNumber }), (1...1_000).contains(most) else { throw ReferenceMistake("not-a-count") }
            return frequent(values, Int(most), type)
        case "histogram": return histogram(values)
        case "join_text":
            let separator = try call.arguments.count > 1 ? value(call.arguments[1], Row()).string : ", "
            return values.isEmpty ? .missing : .text(values.map(\.string).joined(separator: separator))
        case "avg_of_rows":
            let mean = Sums.mean(Sums.sum(values.map { .float(Ratio.double($0)) }), values.count, .float)
            return mean.isAbsent ? .missing : .ratio(mean, .int(1))
        default: preconditionFailure("the reference does not know the aggregate '\(name)'")
        }
    }

    /// Those that occur most often, of equally frequent ones the first; each with how often it occurs.
    private func frequent(_ values: [Value], _ most: Int, _ type: Type) -> Value {
        var order: [(value: Value, count: Int)] = []
        var places: [Value: Int] = [:]
        for value in values {
            let identity = value.identity
            let place = places[identity] ?? order.count
            if place == order.count { order.append((value, 0)) }
            places[identity] = place
            order[place].count += 1
        }
        let first = order.enumerated().sorted { $0.element.count == $1.element.count ? $0.offset < $1.offset : $0.element.count > $1.element.count }.prefix(most)
        if first.isEmpty { return .missing }
        let display = Display(run: self)
        return .text(first.map { "\(display.text($0.element.value, type)) (\($0.element.count))" }.joined(separator: ", "))
    }

    /// A bar for each eighth of the way from the least value to the greatest.
    private func histogram(_ values: [Value]) -> Value {
        let numbers = values.map { value -> Double in
            switch value {
            case .date(let day): Double(day)
            default: value.double
            }
        }.filter(\.isFinite)
        guard let least = numbers.min(), let greatest = numbers.max() else { return .missing }
        if least == greatest { return .text("█") }
        var counts = [Int](repeating: 0, count: 8)
        for number in numbers {
            let share = (number / 2 - least / 2) / (greatest / 2 - least / 2)
            counts[min(Int(share * 8), 7)] += 1
        }
        let highest = counts.max() ?? 1
        return .text(counts.map { count in count == 0 ? " " : String("▁▂▃▄▅▆▇█".dropFirst((count * 8 - 1) / highest).prefix(1)) }.joined())
    }

    /// The first value that no other one is better than.
    private func best(_ values: [Value], isBetter: (Value, Value) -> Bool) -> Value {
        guard var best = values.first else { return .missing }
        for value in values.dropFirst() where isBetter(value, best) { best = value }
        return best
    }

    /// Both sides added up, over the rows in which both are there; a whole of 0 is there.
    private func pool(_ ratios: [Value]) throws -> Value {
        var (tops, bottoms): ([Value], [Value]) = ([], [])
        for case .ratio(let top, let bottom) in ratios where !top.isAbsent && !bottom.isAbsent {
            tops.append(top)
            bottoms.append(bottom)
        }
        if tops.isEmpty { return .missing }
        return .ratio(try Sums.total(tops), try Sums.total(bottoms))
    }

    /// Between neighbours, as spreadsheets do; the lower one of values that are no numbers.
    private func quantile(_ values: [Value], _ share: Exact, _ type: Type) -> Value {
        if values.isEmpty { return .missing }
        let order = Order(run: self)
        let sorted = values.enumerated().sorted { a, b in
            let difference = order.compare(a.element, b.element, type.kind)
            return difference == 0 ? a.offset < b.offset : difference < 0
        }.map(\.element)
        let position = share * Exact(BigInteger(Int128(values.count - 1)), .one)
        let index = Int(position.floor.int64 ?? 0)
        guard type.kind.isNumber || type.kind == .points else { return sorted[index] }
        guard let low = Exact(sorted[index]), let high = Exact(sorted[min(index + 1, sorted.count - 1)]) else { return .float(sorted[index].double) }
        let rest = position - Exact(BigInteger(Int128(index)), .one)
        return .float((low + (high - low) * rest).double)
    }
}

/// Sums and means, exact before their one rounding.
enum Sums {
    static func sum(_ values: [Value]) -> ExactSum {
        var sum = ExactSum()
        for value in values { sum.add(value) }
        return sum
    }

    /// - Throws: when a sum of the type does not fit.
    static func total(_ sum: ExactSum, _ type: Type) throws -> Value {
        switch type.kind {
        case .float, .points: return .float(sum.double)
        case .decimal:
            guard let number = sum.exact?.decimal else { throw ReferenceMistake.sumTooLarge }
            return .decimal(number)
        default:
            guard let number = sum.exact?.int else { throw ReferenceMistake.sumTooLarge }
            return .int(number)
        }
    }

    /// Of values whose kind is not declared, as the sides of ratios: the widest kind among them.
    static func total(_ values: [Value]) throws -> Value {
        let hasDecimal = values.contains { if case .decimal = $0 { true } else { false } }
        return try total(sum(values), values.contains(where: \.isFloat) ? .float : hasDecimal ? .decimal : .int)
    }

    /// Of floats: the rounded sum by their number.
    static func mean(_ sum: ExactSum, _ count: Int, _ type: Type) -> Value {
        if count == 0 { return .missing }
        switch type.kind {
        case .float, .points: return .float(sum.double / Double(count))
        default: return .float((sum.exact ?? .zero).dividedBy(count).double)
        }
    }

    static func weightedMean(_ pairs: [(value: Value, weight: Value)]) -> Value {
        let products = pairs.compactMap { pair in Exact(pair.value).flatMap { value in Exact(pair.weight).map { value * $0 } } }
        let weights = pairs.compactMap { Exact($0.weight) }
        guard products.count == pairs.count else { return .float(.nan) }
        let whole = Exact.sum(weights)
        return whole.isZero ? .missing : .float((Exact.sum(products) / whole).double)
    }

    /// Of a sample: (n Σx² − (Σx)²) ÷ n(n − 1). `nil` for fewer than two values.
    static func variance(_ values: [Value]) -> Exact? {
        guard values.count > 1 else { return nil }
        let numbers = values.compactMap { Exact($0) }
        let sum = Exact.sum(numbers)
        let squares = Exact.sum(numbers.map { $0 * $0 })
        let count = Exact(BigInteger(Int128(numbers.count)), .one)
        return (count * squares - sum * sum).dividedBy(numbers.count).dividedBy(numbers.count - 1)
    }
}

extension Exact {
    /// Numbers over the same whole are added up first: of floats and decimals there are only so many.
    static func sum(_ numbers: [Exact]) -> Exact {
        var sums: [BigInteger: BigInteger] = [:]
        for number in numbers { sums[number.denominator] = (sums[number.denominator] ?? .zero) + number.numerator }
        return sums.sorted { $0.key.order($1.key) < 0 }.reduce(.zero) { sum, part in
            // Wholes are powers of two or of ten, so the larger is nearly always a multiple.
            let (factor, rest) = part.key.divided(by: sum.denominator)
            return rest.isZero ? Exact(sum.numerator * factor + part.value, part.key) : sum + Exact(part.value, part.key)
        }
    }

    func dividedBy(_ count: Int) -> Exact { Exact(numerator, denominator * BigInteger(Int128(count))) }
}
