import Columns
import Diagnostics
import Engine
import Semantics
import Syntax
import Tables
import Testing

/// The rows of the function tables: each example runs, and the edges that examples do not show.
@Suite struct KernelsFunctionTests {
    private typealias F = KernelsFixture

    /// Only functions are known here.
    private final class Functions: Catalogue {
        func table(_ name: String) -> TableInfo? { nil }
        var tableNames: [String] { [] }
        func ambiguousFiles(_ name: String) -> [String]? { nil }
        func file(_ path: String, options: [String: Value], columns needed: Set<String>?) throws(DiagnosticList) -> TableInfo {
            throw DiagnosticList(Message(NameCode.unknownTable, "no file"))
        }
        func functions(_ name: String) -> [FunctionSignature] { FunctionTables.signatures(named: name) }
        var functionNames: [String] { FunctionTables.signatures.map(\.name) }
    }

    /// What a bare expression prints, or the first thing said against it.
    private func shown(_ written: String) -> String {
        let source = SourceText(name: "line", text: written)
        let parsed = Parser.parseExpression(source)
        if let problem = parsed.diagnostics.first { return problem.message }
        var environment = Environment()
        environment.asOf = F.day(2019, 6, 30)
        let checker = Checker(catalogue: Functions(), environment: environment)
        guard let pipeline = checker.checkValue(parsed.expression, in: source), case .compute(let computations, _, _)? = pipeline.stages.last?.node,
            let expression = computations.first?.value
        else { return checker.diagnostics.map(\.message).joined(separator: "; ") }
        do {
            let context = F.context()
            guard let value = try KernelCompiler(layout: [:], context: context).constant(expression) else { return "not constant" }
            return context.display.text(value, type: expression.type)
        } catch let list as DiagnosticList {
            return list.all.first?.message ?? ""
        } catch {
            return "\(error)"
        }
    }

    @Test func everyExampleRuns() {
        for signature in FunctionTables.signatures where signature.role == .scalar {
            #expect(shown(signature.example.source) == signature.example.result, "\(signature.name): \(signature.example.source)")
            #expect(!signature.summary.isEmpty)
        }
    }

    @Test(arguments: [
        ("upper(\"đường ß\")", "ĐƯỜNG SS"), ("length(\"\")", "0"), ("left(\"Định\", 99)", "Định"), ("left(\"Định\", -1)", ""), ("right(\"Định\", 2)", "nh"),
        ("slice(\"abcdef\", 3)", "cdef"), ("slice(\"abcdef\", -2)", "ef"), ("slice(\"abcdef\", -99, 2)", "ab"), ("slice(\"abc\", 9)", ""),
        ("replace(\"aaa\", \"aa\", \"b\")", "ba"), ("replace(\"abc\", \"\", \"x\")", "abc"), ("pad_left(\"abcd\", 2)", "abcd"), ("pad_left(\"7\", 4, \"ab\")", "aba7"),
        ("trim(\"\u{A0} a \u{200B}\")", "a"), ("starts_with(\"a\", \"ab\")", "false"), ("ends_with(\"xab\", \"ab\")", "true"), ("contains(\"abc\", \"\")", "true"),
        ("near(\"Hải Hậu\", \"hai hau\", 0)", "true"), ("near(\"Nam Trực\", \"Trực Ninh\")", "false"), ("near(\"Giao Thủy\", \"Gaio Thuy\")", "true"),
        ("extract(\"abc\", 'x')", "–"), ("matches(\"Nam Định\", '^\\p{L}+ \\p{L}+$')", "true"), ("bare_name(\"TP.Nam Định\")", "Nam Định"),
        ("bare_name(\"Ủy ban nhân dân xã Giao An\")", "Giao An"), ("bare_name(\"Xã\")", "Xã"), ("bare_name(\"Xã hội\")", "hội"), ("bare_name(\"TT. Cổ Lễ\")", "Cổ Lễ"),
        ("bare_name(\"Hồng Quang\")", "Hồng Quang"),
        ("to_text(1234567.891, \"#.##0,0\")", "1.234.567,9"), ("to_text(-0.5, \"0\")", "-1"), ("to_text(7, \"0000\")", "0007"), ("to_text(0.125, \"0.0%\")", "12.5%"),
        ("to_text(1234.5, \"vi\")", "1.234,5"), ("to_text(1e10 / 4, \"0.00\")", "2500000000.00"), ("to_text(@2019-06-05, \"d/M/yy\")", "5/6/19"),
        ("to_text(1.5, \"abc\")", "'abc' is no form of a number"),
        ("parse_number(\"6.939,3\", \"vi\")", "6939.3"), ("parse_number(\"1.57\", \"vi\")", "–"), ("parse_number(\"1,234.5\")", "1234.5"), ("parse_number(\"-\")", "–"),
        ("parse_number(\" 1 575 \", \"vi\")", "1575"), ("parse_number(\"94,9%\", \"vi\")", "0.949"), ("parse_number(\"1.2.3\", \"C\")", "–"),
        ("parse_date(\"31/02/2019\", \"dd/MM/yyyy\")", "–"), ("parse_date(\"1/9/2019\", \"dd/MM/yyyy\")", "2019-09-01"), ("parse_date(\"20190901\", \"yyyyMMdd\")", "2019-09-01"),
        ("parse_date(\"27-09-19\", \"dd-MM-yy\")", "2019-09-27"), ("parse_date(\"30/06/2019 14:05:00\", \"dd/MM/yyyy HH:mm:ss\")", "2019-06-30"),
        ("parse_date(\"30/06/2019x\", \"dd/MM/yyyy\")", "–"), ("parse_date(\"1/2\", \"dd/MM\")", "'dd/MM' does not say which day"),
    ])
    func texts(_ source: String, _ expected: String) { #expect(shown(source) == expected) }

    @Test(arguments: [
        ("round(-2.5)", "-3"), ("round(0.285, 2)", "0.29"), ("round(1.005, 2)", "1.01"), ("round(1250, -2)", "1300"), ("round(-1249, -2)", "-1200"),
        ("round(10 / 3, 3)", "3.333"), ("round(2.5, 0)", "3"), ("floor(2.0)", "2"), ("floor(-0.1)", "-1"), ("ceil(-0.1)", "0"), ("ceil(7 / 2)", "4"),
        ("abs(-7)", "7"), ("abs(92% - 95%)", "+3.0 points"), ("sqrt(-1)", "–"), ("ln(0)", "–"), ("power(0, -1)", "–"), ("exp(1000)", "–"),
        ("mod(7, -3)", "-2"), ("mod(5, 0)", "–"), ("quotient(7, 2)", "3"), ("quotient(1, 0)", "–"), ("mod(-6, 3)", "0"),
        ("min_of(1, 2.5)", "1"), ("max_of(@2019-01-01, @2019-06-30)", "2019-06-30"), ("max_of(\"Đa\", \"Da\", \"Yên\")", "Yên"), ("min_of(3, missing)", "–"),
        ("clamp(-1, 0, 10)", "0"), ("clamp(5.5, 0, 10)", "5.5"), ("bands(5, [5, 10])", "5 – < 10"), ("bands(4.99, [5, 10])", "< 5"), ("bands(10, [5, 10])", "10 +"),
        ("bands(1, [5, 5])", "the limits of bands are numbers in rising order"), ("to_int(3.7)", "3.7 is not a whole number"), ("to_int(\"x\")", "–"),
        ("to_decimal(0.1 + 0.2)", "0.3"), ("round(94.87%, 1)", "94.9%"), ("round(power(10, 300))", "1e+300, rounded to a whole number, is too large for int"),
    ])
    func numbers(_ source: String, _ expected: String) { #expect(shown(source) == expected) }

    @Test(arguments: [
        ("date(2019, 2, 29)", "–"), ("months_between(@2019-01-31, @2019-02-28)", "1"), ("months_between(@2019-02-28, @2019-01-31)", "0"),
        ("months_between(@2019-01-15, @2019-02-14)", "0"), ("months_between(@2019-06-30, @2019-01-30)", "-5"), ("@2019-H1.quarter", "2019-Q1"),
        ("@2020-12-31.week", "2020-W53"), ("@2019-06-30T23:59.day", "2019-06-30"), ("@2019-01-31 + 1 month", "2019-02-28"), ("@2019-Q1 - 1 year", "2018-Q1"),
        ("@2019-06-30 - @2019-01-01", "180"),
    ])
    func time(_ source: String, _ expected: String) { #expect(shown(source) == expected) }

    @Test func aDictionaryIsWorkedThroughOnce() throws {
        // Two values that become one must become one code.
        for size in F.sizes {
            let values = F.values(size, [.text("Xã A"), .text("xã a"), .text("B")])
            let column = Column.of(values, type: .optionalText)
            let lower = CheckedExpression(.call("lower", overload: 0, [F.column(1, .optionalText)]), .optionalText)
            #expect(try F.evaluate(lower, [column], count: size) == values.map {
                if case .text(let text) = $0 { .text(text.lowercased()) } else { .missing }
            })
            let context = F.context()
            let kernel = try KernelCompiler(layout: [ColumnID(1): 0], context: context).compile(lower)
            guard size > 1, case .coded(let result) = try kernel.evaluate(Batch(columns: [column], count: size), context) else { continue }
            #expect(result.dictionary.count == 2)
        }
    }
}
