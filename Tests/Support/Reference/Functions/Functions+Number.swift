import Glibc
import Semantics

/// Functions on numbers. What has no answer is missing, what does not fit is an error.
extension Functions {
    /// `nil` for a name of another family.
    func number(_ name: String, _ values: [Value], _ result: Type) throws -> Value? {
        guard let x = values.first else { return nil }
        switch name {
        case "abs":
            switch x {
            case .int(let number):
                guard number != .min else { throw ReferenceMistake.numberTooLarge }
                return .int(abs(number))
            case .decimal(let number): return .decimal(Decimal(abs(number.mantissa), scale: number.scale))
            default: return .float(abs(x.double))
            }
        case "round":
            guard values.count > 1 else { return try whole(seen(x)?.rounded) }
            return try rounded(x, Int(clamping: values[1].wholeNumber), result)
        case "floor": return try whole(seen(x)?.floor)
        case "ceil": return try whole(seen(x).map { -(-$0).floor })
        case "sign": return .int(x.double < 0 ? -1 : x.double > 0 ? 1 : 0)
        case "sqrt": return finite(x.double.squareRoot())
        case "ln": return finite(log(x.double))
        case "log10": return finite(Glibc.log10(x.double))
        case "exp": return finite(Glibc.exp(x.double))
        case "power": return finite(pow(x.double, values[1].double))
        case "mod", "quotient":
            let (a, b) = (BigInteger(Int128(x.wholeNumber)), BigInteger(Int128(values[1].wholeNumber)))
            if b.isZero { return .missing }
            // Floored, so that the rest has the sign of the divisor.
            let quotient = Exact(a, b).floor
            if name == "quotient" { return try whole(quotient) }
            return try whole(a - quotient * b)
        case "min_of", "max_of":
            let order = Order(run: run)
            return values.dropFirst().reduce(x) { best, value in
                let difference = order.compare(value, best, result.kind)
                return name == "min_of" ? (difference < 0 ? value : best) : (difference > 0 ? value : best)
            }
        case "digits": return digits(x).map { .int(Int64($0)) } ?? .missing
        case "rounds_to":
            guard let wanted = values.count > 2 ? Int(clamping: values[2].wholeNumber) : digits(values[1]) else { return .missing }
            return try agree(x, values[1], wanted)
        case "clamp":
            let order = Order(run: run)
            let raised = order.compare(values[1], x, result.kind) > 0 ? values[1] : x
            return order.compare(values[2], raised, result.kind) < 0 ? values[2] : raised
        case "bands": return try band(x, values[1])
        case "to_int":
            if case .text(let text) = x { return Int64(text).map { .int($0) } ?? .missing }
            guard let number = seen(x) else { throw ReferenceMistake.numberTooLarge }
            guard number.floor.order(number.rounded) == 0, (number - Exact(number.floor, .one)).isZero else { throw ReferenceMistake("not-whole") }
            return try whole(number.floor)
        case "to_decimal":
            switch x {
            case .text(let text): return Decimal(text).map { .decimal($0) } ?? .missing
            case .int(let number): return .decimal(Decimal(Int128(number)))
            case .float(let number):
                guard let decimal = Decimal("\(number)") else { throw ReferenceMistake.numberTooLarge }
                return .decimal(decimal)
            default: return x
            }
        default: return nil
        }
    }

    /// A number as people see it: a float as the shortest decimal that reads back as it. `nil` for what is not finite.
    private func seen(_ value: Value) -> Exact? {
        guard case .float(let number) = value else { return Exact(value) }
        return Decimal("\(number)").flatMap { Exact(.decimal($0)) } ?? Exact(value)
    }

    private func whole(_ number: BigInteger?) throws -> Value {
        guard let number = number?.int64 else { throw ReferenceMistake.numberTooLarge }
        return .int(number)
    }

    private func finite(_ number: Double) -> Value { number.isFinite ? .float(number) : .missing }

    private func rounded(_ value: Value, _ digits: Int, _ result: Type) throws -> Value {
        switch value {
        case .ratio:
            // Digits of the percentage.
            guard let share = Ratio.exact(value) else { return .missing }
            let digits = max(0, min(digits, 30))
            let percentage = (share * Exact(BigInteger(100), .one)).rounded(digits: digits)
            return .ratio(percentage.decimal.map { .decimal($0) } ?? .float(percentage.double), .int(100))
        case .float(let number):
            guard number.isFinite else { return value }
            if result.kind == .points {
                let percentage = seen(.float(number * 100))?.rounded(digits: max(0, min(digits, 15)))
                return .float((percentage?.double ?? number * 100) / 100)
            }
            return .float(seen(value)?.rounded(digits: max(-400, min(digits, 400))).double ?? number)
        case .int:
            guard let number = Exact(value)?.rounded(digits: max(-40, min(digits, 0))).int else { throw ReferenceMistake.numberTooLarge }
            return .int(number)
        case .decimal:
            guard let number = Exact(value)?.rounded(digits: max(-40, min(digits, 40))).decimal else { throw ReferenceMistake.numberTooLarge }
            return .decimal(number)
        default: return .missing
        }
    }

    /// After the point, none of them 0 at the end; of a percentage those of its number. `nil` where nothing says them.
    private func digits(_ value: Value) -> Int? {
        if case .ratio(let top, let bottom) = value {
            guard case .int(100) = bottom else { return nil }
            return digits(top)
        }
        if case .float(let number) = value { return Decimal("\(number)").map { digits(.decimal($0)) ?? 0 } }
        guard let number = Exact(value) else { return nil }
        return (0...38).first { (number * Exact(.powerOfTen($0), .one)).isWhole }
    }

    private func agree(_ value: Value, _ published: Value, _ digits: Int) throws -> Value {
        if case .ratio = value {
            guard let own = Ratio.exact(value), let other = Ratio.exact(published) else { return .missing }
            let places = max(0, min(digits, 30)) + 2
            return .bool(own.rounded(digits: places).order(other.rounded(digits: places)) == 0)
        }
        guard let own = seen(value), let other = seen(published) else { return .missing }
        let isFine = digits >= 0 && (own * Exact(.powerOfTen(min(digits, 60)), .one)).isWhole
        return .bool((isFine ? own : own.rounded(digits: max(0, min(digits, 60)))).order(other) == 0)
    }

    /// `< 5`, `5 – < 10`, `10 +`, in this order: a limit belongs to the band above it.
    private func band(_ value: Value, _ limits: Value) throws -> Value {
        guard case .list(let list) = limits, !list.isEmpty else { throw ReferenceMistake("bad-limits") }
        let edges = list.compactMap(seen)
        guard edges.count == list.count, zip(edges, edges.dropFirst()).allSatisfy({ $0.order($1) < 0 }) else { throw ReferenceMistake("bad-limits") }
        let names = edges.map { $0.decimal.map { Digits($0).text } ?? "" }
        func isBelow(_ edge: Exact) -> Bool {
            if case .float(let number) = value { return number < edge.double }
            return (Exact(value) ?? .zero).order(edge) < 0
        }
        guard let above = edges.firstIndex(where: isBelow) else { return .text("\(names[names.count - 1]) +") }
        return .text(above == 0 ? "< \(names[0])" : "\(names[above - 1]) – < \(names[above])")
    }
}
