import Columns
import Glibc
import Semantics
import Tables

/// Functions on numbers. What has no answer (the root of −1, a remainder by 0) is missing; what is too large is an error.
enum NumberFunctions {
    static let all: [ScalarFunction] = rounding + roots + wholes + choices + conversions

    private static let rounding: [ScalarFunction] = [
        ScalarFunction(
            FunctionSignature("abs", .scalar, .number, [("x", .numberOrPoints)], returns: .like(0), "the number without its sign", example: ("abs(-3.5)", "3.5"))
        ) { site in
            { arguments, count, _ in try Rounding.absolute(arguments[0], count) }
        },
        ScalarFunction(
            FunctionSignature("round", .scalar, .number, [("x", .number)], returns: .kind(.int(nil)),
                "the nearest whole number, half away from zero", example: ("round(2.5)", "3"))
        ) { _ in { arguments, count, _ in try Rounding.whole(arguments[0], count) { $0.rounded(to: 0) } } },
        ScalarFunction(
            FunctionSignature("round", .scalar, .number, [("x", .number), ("digits", .int)], returns: .like(0),
                "the number rounded to so many digits after the point, half away from zero; negative digits round tens and hundreds",
                example: ("round(2.345, 2)", "2.35"))
        ) { site in
            let type = site.resultType
            return { arguments, count, _ in try Rounding.toDigits(arguments[0], arguments[1].ints.values, arguments, count, type) }
        },
        ScalarFunction(
            FunctionSignature("round", .scalar, .number, [("x", .ratio), ("digits", .int)], returns: .kind(.ratio(counted: false)),
                "the percentage rounded to so many digits after the point", example: ("round(1 per 3, 1)", "33.3%"))
        ) { site in
            { arguments, count, _ in
                let digits = arguments[1].ints.values
                let reader = RatioReader(arguments[0].ratios)
                return try FunctionBodies.values(count, arguments, type: Type(.ratio(counted: false), optional: true)) { row in
                    let wanted = Int(max(0, min(digits[row], 30)))
                    guard let ratio = reader.ratio(row) else { return nil }
                    if let rounded = ratio.rounded(scale: wanted + 2) { return .ratio(.decimal(Decimal(rounded, scale: wanted)), .int(100)) }
                    return ratio.double.map { .ratio(.float(Rounding.rounded($0 * 100, digits: wanted)), .int(100)) }
                }
            }
        },
        ScalarFunction(
            FunctionSignature("round", .scalar, .number, [("x", .numberOrPoints), ("digits", .int)], returns: .like(0),
                "points rounded to so many digits after the point", example: ("round(95% - 92.37%, 1)", "+2.6 points"))
        ) { site in
            { arguments, count, _ in
                let (values, digits) = (arguments[0].floats.values, arguments[1].ints.values)
                return FunctionBodies.floats(count, arguments) { row in Rounding.rounded(values[row] * 100, digits: Int(max(0, min(digits[row], 15)))) / 100 }
            }
        },
        ScalarFunction(
            FunctionSignature("digits", .scalar, .number, [("x", .number)], returns: .kind(.int(nil)), missing: .possible,
                "how many digits after the point the number needs", example: ("digits(8514.80)", "1"))
        ) { _ in { arguments, count, _ in PublishedDigits.digits(of: arguments[0], count) } },
        ScalarFunction(
            FunctionSignature("digits", .scalar, .number, [("x", .ratio)], returns: .kind(.int(nil)), missing: .possible,
                "how many digits after the point the percentage needs; missing for a ratio with counts behind it, which is exact", example: ("digits(94.9%)", "1"))
        ) { _ in { arguments, count, _ in PublishedDigits.digits(of: arguments[0].ratios, count) } },
        ScalarFunction(
            FunctionSignature("rounds_to", .scalar, .number, [("x", .number), ("published", .number), ("digits", .int)], optional: 1, returns: .kind(.bool), missing: .possible,
                "whether x is the published number once it is rounded to so many digits, else to as many as that needs", example: ("rounds_to(8514.83, 8514.8)", "true"))
        ) { _ in
            { arguments, count, _ in
                let digits = arguments.count > 2 ? arguments[2] : PublishedDigits.digits(of: arguments[1], count)
                return PublishedDigits.agree(arguments[0], arguments[1], digits, count)
            }
        },
        ScalarFunction(
            FunctionSignature("rounds_to", .scalar, .number, [("x", .ratio), ("published", .ratio), ("digits", .int)], optional: 1, returns: .kind(.bool), missing: .possible,
                "whether x is the published percentage once it is rounded to so many digits, else to as many as that needs", example: ("rounds_to(21200 per 22339, 94.9%)", "true"))
        ) { _ in
            { arguments, count, _ in
                let digits = arguments.count > 2 ? arguments[2] : PublishedDigits.digits(of: arguments[1].ratios, count)
                return PublishedDigits.agree(arguments[0].ratios, arguments[1].ratios, digits, count)
            }
        },
        ScalarFunction(
            FunctionSignature("floor", .scalar, .number, [("x", .number)], returns: .kind(.int(nil)), "the largest whole number not above", example: ("floor(-2.5)", "-3"))
        ) { _ in { arguments, count, _ in try Rounding.whole(arguments[0], count) { Rounding.floor($0) } } },
        ScalarFunction(
            FunctionSignature("ceil", .scalar, .number, [("x", .number)], returns: .kind(.int(nil)), "the smallest whole number not below", example: ("ceil(2.1)", "3"))
        ) { _ in
            { arguments, count, _ in
                try Rounding.whole(arguments[0], count) { number in
                    let negated = Rounding.floor(Decimal(-number.mantissa, scale: number.scale))
                    return Decimal(-negated.mantissa)
                }
            }
        },
        ScalarFunction(
            FunctionSignature("sign", .scalar, .number, [("x", .numberOrPoints)], returns: .kind(.int(nil)), "-1, 0 or 1", example: ("sign(-3.5)", "-1"))
        ) { _ in
            { arguments, count, _ in
                let values = arguments[0].floats.values
                return FunctionBodies.ints(count, arguments) { values[$0] < 0 ? -1 : values[$0] > 0 ? 1 : 0 }
            }
        },
    ]

    private static let roots: [ScalarFunction] = [
        real("sqrt", "the square root; missing below 0", ("sqrt(2)", "1.41421356237")) { $0.squareRoot() },
        real("ln", "the natural logarithm; missing for 0 and below", ("ln(1)", "0")) { log($0) },
        real("log10", "the logarithm to base 10; missing for 0 and below", ("log10(1000)", "3")) { Glibc.log10($0) },
        real("exp", "e to the power of x", ("exp(0)", "1")) { Glibc.exp($0) },
        ScalarFunction(
            FunctionSignature("power", .scalar, .number, [("x", .number), ("y", .number)], returns: .kind(.float(nil)), missing: .possible,
                "x to the power of y", example: ("power(2, 10)", "1024"))
        ) { _ in
            { arguments, count, _ in
                let (bases, exponents) = (arguments[0].floats.values, arguments[1].floats.values)
                return FunctionBodies.floats(count, arguments) { finite(pow(bases[$0], exponents[$0])) }
            }
        },
    ]

    private static let wholes: [ScalarFunction] = [
        ScalarFunction(
            FunctionSignature("mod", .scalar, .number, [("a", .int), ("b", .int)], returns: .kind(.int(nil)), missing: .possible,
                "the remainder of a by b, with the sign of b; missing for b = 0", example: ("mod(-7, 3)", "2"))
        ) { _ in
            { arguments, count, context in
                let (a, b) = (arguments[0].ints.values, arguments[1].ints.values)
                return counted(context, arguments) {
                    FunctionBodies.ints(count, arguments) { row in
                        if b[row] == 0 { return nil }
                        if b[row] == -1 { return 0 }
                        let rest = a[row] % b[row]
                        return rest != 0 && (rest < 0) != (b[row] < 0) ? rest + b[row] : rest
                    }
                }
            }
        },
        ScalarFunction(
            FunctionSignature("quotient", .scalar, .number, [("a", .int), ("b", .int)], returns: .kind(.int(nil)), missing: .possible,
                "how many times b goes wholly into a: a == quotient(a, b) * b + mod(a, b); missing for b = 0", example: ("quotient(-7, 3)", "-3"))
        ) { _ in
            { arguments, count, context in
                let (a, b) = (arguments[0].ints.values, arguments[1].ints.values)
                return try counted(context, arguments) {
                    try FunctionBodies.ints(count, arguments) { row in
                        if b[row] == 0 { return nil }
                        let (whole, overflow) = a[row].dividedReportingOverflow(by: b[row])
                        if overflow { throw FunctionProblem.tooLarge("quotient(\(a[row]), \(b[row]))", "int", row: row) }
                        return a[row] % b[row] != 0 && (a[row] < 0) != (b[row] < 0) ? whole - 1 : whole
                    }
                }
            }
        },
    ]

    private static let choices: [ScalarFunction] = [
        extreme("min_of", .less, "the smallest of the values; missing when one is", ("min_of(3, 1, 2)", "1")),
        extreme("max_of", .greater, "the largest of the values; missing when one is", ("max_of(3, 1, 2)", "3")),
        ScalarFunction(
            FunctionSignature("clamp", .scalar, .number, [("x", .number), ("low", .number), ("high", .number)], returns: .common,
                "x, but not below low and not above high", example: ("clamp(12, 0, 10)", "10"))
        ) { site in
            let form = ComparisonForm.fitting(site.resultType.kind)
            return { arguments, _, context in
                let comparator = try Comparator(form, site.resultType, site.resultType, context)
                let raised = try pick(.greater, comparator, arguments[1], arguments[0], context)
                return try pick(.less, comparator, arguments[2], raised, context)
            }
        },
        ScalarFunction(
            FunctionSignature("bands", .scalar, .number, [("x", .number), ("limits", .constant(.list(.number)))], returns: .bands(1),
                "the band between two limits into which x falls, a limit belonging to the band above it", example: ("bands(7, [5, 10, 20])", "5 – < 10"))
        ) { site in
            guard case .list(let limits)? = site.constants[1] else { return TextFunctions.allMissing(site) }
            let bands = try Bands(limits)
            return { arguments, count, _ in bands.column(arguments[0], count) }
        },
    ]

    private static let conversions: [ScalarFunction] = [
        ScalarFunction(
            FunctionSignature("to_int", .scalar, .number, [("x", .number)], returns: .kind(.int(nil)),
                "the whole number as int, without its currency; a number that is not whole is an error, since round, floor and ceil say how",
                example: ("to_int(12.0)", "12"))
        ) { _ in
            { arguments, count, _ in
                try Rounding.whole(arguments[0], count) { number in
                    guard let whole = number.rescaled(to: 0) else {
                        throw FunctionProblem(.notWhole("\(number.normalized)"))
                    }
                    return whole
                }
            }
        },
        ScalarFunction(
            FunctionSignature("to_int", .scalar, .number, [("x", .text)], returns: .kind(.int(nil)), missing: .possible,
                "the whole number that the text writes in plain digits; missing when it writes none", example: ("to_int(\"0042\")", "42"))
        ) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                return FunctionBodies.ints(count, arguments) { texts.string($0).flatMap { Int64($0) } }
            }
        },
        ScalarFunction(
            FunctionSignature("to_decimal", .scalar, .number, [("x", .number)], returns: .kind(.decimal(nil)),
                "the number as decimal, without its currency; of a float the shortest one that reads back as it", example: ("to_decimal(1 / 4)", "0.25"))
        ) { _ in
            { arguments, count, _ in
                guard case .float(let numbers) = arguments[0] else { return .decimal(arguments[0].decimals) }
                return try FunctionBodies.values(count, arguments, type: .decimal) { row in
                    guard let number = Decimal("\(numbers.values[row])") else {
                        throw FunctionProblem.tooLarge(FloatText.short(numbers.values[row]), "decimal (38 digits)", row: row)
                    }
                    return .decimal(number)
                }
            }
        },
        ScalarFunction(
            FunctionSignature("to_decimal", .scalar, .number, [("x", .text)], returns: .kind(.decimal(nil)), missing: .possible,
                "the number that the text writes in plain digits with a point; missing when it writes none", example: ("to_decimal(\"12.50\")", "12.5"))
        ) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                return try FunctionBodies.values(count, arguments, type: .decimal) { texts.string($0).flatMap { Decimal($0) }.map { .decimal($0) } }
            }
        },
    ]

    // MARK: Rows of one shape

    private static func real(_ name: String, _ summary: String, _ example: (String, String), _ function: @escaping @Sendable (Double) -> Double) -> ScalarFunction {
        ScalarFunction(FunctionSignature(name, .scalar, .number, [("x", .number)], returns: .kind(.float(nil)), missing: .possible, summary, example: example)) { _ in
            { arguments, count, _ in
                let values = arguments[0].floats.values
                return FunctionBodies.floats(count, arguments) { finite(function(values[$0])) }
            }
        }
    }

    private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }

    private static func extreme(_ name: String, _ wanted: ComparisonOperator, _ summary: String, _ example: (String, String)) -> ScalarFunction {
        ScalarFunction(
            FunctionSignature(name, .scalar, .number, [("a", .ordered), ("b", .ordered)], repeats: true, returns: .common, summary, example: example)
        ) { site in
            let form = ComparisonForm.fitting(site.resultType.kind)
            return { arguments, _, context in
                let comparator = try Comparator(form, site.resultType, site.resultType, context)
                return try arguments.dropFirst().reduce(arguments[0]) { try pick(wanted, comparator, $1, $0, context) }
            }
        }
    }

    /// `candidate` where it stands so to `best`, else `best`; missing where either is.
    private static func pick(_ wanted: ComparisonOperator, _ comparator: Comparator, _ candidate: Column, _ best: Column, _ context: QueryContext) throws -> Column {
        let isBetter = try ComparisonKernel.bits(wanted, comparator, candidate, best, context)
        let chosen = try Column.choose(isBetter, candidate, best)
        guard let present = Bitmap.both(candidate.validity, best.validity) else { return chosen }
        return chosen.withValidity(present)
    }

    /// Counts the results that are missing although no argument was: divisions by 0.
    private static func counted(_ context: QueryContext, _ arguments: BatchColumns, _ body: () throws -> Column) rethrows -> Column {
        let result = try body()
        let present = FunctionBodies.presence(arguments)?.trueCount ?? result.count
        let empty = present - (result.validity?.trueCount ?? result.count)
        if empty > 0 { context.counters.addEmptyDivisions(empty) }
        return result
    }
}
