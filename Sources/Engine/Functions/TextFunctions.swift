import Characters
import Columns
import Semantics
import Tables

/// Functions on text. Positions and lengths count characters as people do: a letter with its marks is one.
enum TextFunctions {
    static let all: [ScalarFunction] = letters + parts + tests + patterns + forms

    private static let letters: [ScalarFunction] = [
        mapping("lower", "the text in small letters", ("lower(\"NAM ĐỊNH\")", "nam định")) { NormalForm.composed($0.lowercased()) },
        mapping("upper", "the text in capital letters", ("upper(\"Nam Định\")", "NAM ĐỊNH")) { NormalForm.composed($0.uppercased()) },
        mapping("trim", "the text without white space at both ends", ("trim(\"  Nam Định \")", "Nam Định")) { $0.trimmedSpace },
        mapping("fold", "the text in small letters without marks, đ as d, white space as single spaces", ("fold(\"Giao  THỦY\")", "giao thuy")) {
            Folding.fold($0)
        },
        mapping("bare_name", "the name of a unit without the word for its kind: UBND huyện, TP., Xã", ("bare_name(\"UBND huyện Hải Hậu\")", "Hải Hậu")) {
            UnitName($0).bare
        },
        ScalarFunction(
            FunctionSignature("length", .scalar, .text, [("x", .text)], returns: .kind(.int(nil)),
                "how many characters the text has", example: ("length(\"Định\")", "4"))
        ) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                return FunctionBodies.ints(count, arguments) { texts.string($0).map { Int64($0.count) } }
            }
        },
    ]

    private static let parts: [ScalarFunction] = [
        cutting("left", "the first n characters", ("left(\"000.00.16.H40\", 3)", "000")) { $0.characters(from: 0, count: $1) },
        cutting("right", "the last n characters", ("right(\"000.00.16.H40\", 3)", "H40")) { $0.characters(fromEnd: $1, count: $1) },
        ScalarFunction(
            FunctionSignature("slice", .scalar, .text, [("x", .text), ("from", .int), ("count", .int)], optional: 1, returns: .kind(.text),
                "count characters from position from on, the first being 1; a negative position counts from the end",
                example: ("slice(\"000.00.16.H40\", 8, 2)", "16"))
        ) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                let from = arguments[1].ints.values
                let wanted = arguments.count > 2 ? arguments[2].ints.values : nil
                return FunctionBodies.pieces(count, arguments) { row in
                    guard let text = texts.bytes(row) else { return nil }
                    let length = wanted.map { limited($0[row]) } ?? .max
                    return from[row] < 0 ? text.characters(fromEnd: limited(Int64(clamping: from[row].magnitude)), count: length)
                        : text.characters(from: from[row] > 0 ? limited(from[row] - 1) : 0, count: length)
                }
            }
        },
        ScalarFunction(
            FunctionSignature("replace", .scalar, .text, [("x", .text), ("old", .text), ("new", .text)], returns: .kind(.text),
                "the text with every occurrence of old replaced by new", example: ("replace(\"TP. Nam Định\", \"TP.\", \"Thành phố\")", "Thành phố Nam Định"))
        ) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let (texts, old, new) = (arguments[0].texts, arguments[1].texts, arguments[2].texts)
                return FunctionBodies.texts(count, arguments) { row in
                    guard let text = texts.string(row), let from = old.string(row), let to = new.string(row) else { return nil }
                    return text.replacing(from, to)
                }
            }
        },
        ScalarFunction(
            FunctionSignature("split", .scalar, .text, [("x", .text), ("separator", .text), ("n", .int)], returns: .kind(.text), missing: .possible,
                "the n-th of the parts between separators, from the end for a negative n; missing where there is none",
                example: ("split(\"000.00.16.H40\", \".\", -1)", "H40"))
        ) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let (texts, separators, numbers) = (arguments[0].texts, arguments[1].texts, arguments[2].ints.values)
                return FunctionBodies.texts(count, arguments) { row in
                    guard let text = texts.string(row), let separator = separators.string(row) else { return nil }
                    let parts = text.parts(between: separator)
                    let index = numbers[row] < 0 ? Int64(parts.count) + numbers[row] : numbers[row] - 1
                    return Int(exactly: index).flatMap { parts.indices.contains($0) ? parts[$0] : nil }
                }
            }
        },
        padding("pad_left", "the text filled up on the left to n characters", ("pad_left(\"7\", 3, \"0\")", "007")) { $1 + $0 },
        padding("pad_right", "the text filled up on the right to n characters", ("pad_right(\"7\", 3, \".\")", "7..")) { $0 + $1 },
    ]

    private static let tests: [ScalarFunction] = [
        testing("contains", "whether the text contains the other, letter for letter; '~' is the search that forgives", ("contains(\"Nam Định\", \"Định\")", "true")) {
            text, other in text.find(other) != nil
        } mark: { needle, rows, marks in needle.markRows(rows, marks) },
        testing("starts_with", "whether the text starts with the other, letter for letter", ("starts_with(\"000.00.16.H40\", \"000.\")", "true")) { text, other in
            text.count >= other.count && sameBytes(UnsafeBufferPointer(rebasing: text[..<other.count]), other)
        } mark: { needle, rows, marks in needle.markBeginnings(rows, marks) },
        testing("ends_with", "whether the text ends with the other, letter for letter", ("ends_with(\"000.00.16.H40\", \".H40\")", "true")) { text, other in
            text.count >= other.count && sameBytes(UnsafeBufferPointer(rebasing: text[(text.count - other.count)...]), other)
        } mark: { needle, rows, marks in needle.markEnds(rows, marks) },
        ScalarFunction(
            FunctionSignature("near", .scalar, .text, [("a", .text), ("b", .text), ("edits", .int)], optional: 1, returns: .kind(.bool),
                "whether two texts differ by at most so many letters, case and marks apart; without a number one for every five letters, at least one",
                example: ("near(\"Giao Thủy\", \"Giao Thui\")", "true"))
        ) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let (first, second) = (arguments[0].texts, arguments[1].texts)
                let limits = arguments.count > 2 ? arguments[2].ints.values : nil
                return FunctionBodies.bools(count, arguments) { row in
                    guard let a = first.string(row), let b = second.string(row) else { return nil }
                    let (x, y) = (Array(Folding.fold(a).unicodeScalars), Array(Folding.fold(b).unicodeScalars))
                    let limit = limits.map { limited($0[row]) } ?? max(1, min(x.count, y.count) / 5)
                    return EditDistance.isWithin(limit, x, y)
                }
            }
        },
    ]

    private static let patterns: [ScalarFunction] = [
        ScalarFunction(
            FunctionSignature("matches", .scalar, .text, [("x", .text), ("pattern", .constant(.text))], returns: .kind(.bool),
                "whether the regular expression occurs anywhere in the text; ^ and $ stand for its ends", example: ("matches(\"H40-190628-0007\", '^H\\d+-')", "true"))
        ) { site in
            guard let pattern = try regularExpression(site) else { return allMissing(site) }
            let matchers = RegularMatchers(pattern)
            let test = TextTest { rows, marks in matchers.withMatcher { $0.markRows(rows, marks) } }
            return { arguments, _, _ in test.column(arguments[0]) }
        },
        ScalarFunction(
            FunctionSignature("extract", .scalar, .text, [("x", .text), ("pattern", .constant(.text)), ("group", .constant(.int))], optional: 1, returns: .kind(.text),
                missing: .possible, "the first part of the text that matches the regular expression, or one of its groups; missing without a match",
                example: ("extract(\"H40-190628-0007\", '-(\\d{6})-', 1)", "190628"))
        ) { site in
            guard let pattern = try regularExpression(site) else { return allMissing(site) }
            var group = 0
            if site.constants.count > 2 {
                guard case .int(let number)? = site.constants[2], number >= 0, number <= pattern.groupCount else {
                    throw FunctionProblem(.unknownGroup(count: pattern.groupCount), argument: 2)
                }
                group = Int(number)
            }
            let matchers = RegularMatchers(pattern)
            return FunctionBodies.perValue(site) { [group] arguments, count, _ in
                let texts = arguments[0].texts
                return matchers.withMatcher { matcher in
                    FunctionBodies.pieces(count, arguments) { row in
                        guard let bytes = texts.bytes(row), let range = matcher.range(of: group, in: bytes) else { return nil }
                        return UnsafeBufferPointer(rebasing: bytes[range])
                    }
                }
            }
        },
    ]

    private static let forms: [ScalarFunction] = [
        ScalarFunction(
            FunctionSignature("to_text", .scalar, .text, [("x", .any)], returns: .kind(.text), "the value as text, as {…} writes it", example: ("to_text(12.50)", "12.5"))
        ) { site in
            let type = site.argumentTypes[0]
            return { arguments, count, context in
                FunctionBodies.texts(count, arguments) { context.display.cell(arguments[0], row: $0, type: type) }
            }
        },
        formatting("to_text", .number, ("to_text(1234.5, \"#.##0,00\")", "1.234,50")) { try NumberFormat($0) } text: { format, value in format.text(value) },
        formatting("to_text", .ratio, ("to_text(1 per 3, \"0.00%\")", "33.33%")) { try NumberFormat($0) } text: { format, value in format.text(value) },
        ScalarFunction(
            FunctionSignature("to_text", .scalar, .text, [("x", .timestamp), ("format", .constant(.text))], returns: .kind(.text),
                "the moment in a form such as \"dd/MM/yyyy HH:mm\"", example: ("to_text(@2019-06-30T14:05, \"HH:mm dd/MM\")", "14:05 30/06"))
        ) { site in
            guard let written = site.constantText(1) else { return allMissing(site) }
            let format = try DateFormat(written)
            return { arguments, count, context in
                let moments = arguments[0].ints.values
                return FunctionBodies.texts(count, arguments) { format.text(LocalTime(moments[$0], context.zone)) }
            }
        },
        ScalarFunction(
            FunctionSignature("to_text", .scalar, .text, [("x", .date), ("format", .constant(.text))], returns: .kind(.text),
                "the day in a form such as \"dd/MM/yyyy\"", example: ("to_text(@2019-06-30, \"dd/MM/yyyy\")", "30/06/2019"))
        ) { site in
            guard let written = site.constantText(1) else { return allMissing(site) }
            let format = try DateFormat(written)
            return { arguments, count, context in
                let days = arguments.days(0, context.zone).values
                return FunctionBodies.texts(count, arguments) { format.text(LocalTime(midnightOf: days[$0])) }
            }
        },
        ScalarFunction(
            FunctionSignature("parse_number", .scalar, .text, [("x", .text), ("style", .constant(.text))], optional: 1, returns: .kind(.decimal(nil)), missing: .possible,
                "the number that the text writes, in style \"vi\" (1.234,5) or \"C\" (1234.5); missing when it writes none", example: ("parse_number(\"1.575,5\", \"vi\")", "1575.5"))
        ) { site in
            if site.isMissing(1) { return allMissing(site) }
            guard let style = NumberText.style(site.constantText(1) ?? "C") else {
                throw FunctionProblem(.unknownStyle(site.constantText(1) ?? ""), argument: 1)
            }
            return FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                return try FunctionBodies.values(count, arguments, type: .decimal) { row in
                    texts.string(row).flatMap { NumberText.parse($0, style) }.map { .decimal($0) }
                }
            }
        },
        ScalarFunction(
            FunctionSignature("parse_date", .scalar, .text, [("x", .text), ("format", .constant(.text))], returns: .kind(.date), missing: .possible,
                "the day that the text writes in a form such as \"dd/MM/yyyy\"; missing when it writes none", example: ("parse_date(\"30/6/2019\", \"dd/MM/yyyy\")", "2019-06-30"))
        ) { site in
            guard let written = site.constantText(1) else { return allMissing(site) }
            let format = try DateFormat(written)
            guard format.namesDay else {
                throw FunctionProblem(.incompleteFormat(written), argument: 1)
            }
            return FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                return FunctionBodies.days(count, arguments) { texts.string($0).flatMap { format.day($0) } }
            }
        },
    ]

    // MARK: Rows of one shape

    private static func mapping(_ name: String, _ summary: String, _ example: (String, String), _ transform: @escaping @Sendable (String) -> String) -> ScalarFunction {
        ScalarFunction(FunctionSignature(name, .scalar, .text, [("x", .text)], returns: .kind(.text), summary, example: example)) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                return FunctionBodies.texts(count, arguments) { texts.string($0).map(transform) }
            }
        }
    }

    private static func cutting(
        _ name: String, _ summary: String, _ example: (String, String),
        _ cut: @escaping @Sendable (UnsafeBufferPointer<UInt8>, Int) -> UnsafeBufferPointer<UInt8>
    ) -> ScalarFunction {
        ScalarFunction(FunctionSignature(name, .scalar, .text, [("x", .text), ("n", .int)], returns: .kind(.text), summary, example: example)) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                let lengths = arguments[1].ints.values
                return FunctionBodies.pieces(count, arguments) { row in texts.bytes(row).map { cut($0, limited(lengths[row])) } }
            }
        }
    }

    private static func padding(_ name: String, _ summary: String, _ example: (String, String), _ join: @escaping @Sendable (String, String) -> String) -> ScalarFunction {
        ScalarFunction(
            FunctionSignature(name, .scalar, .text, [("x", .text), ("n", .int), ("fill", .text)], optional: 1, returns: .kind(.text), summary, example: example)
        ) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                let lengths = arguments[1].ints.values
                let fills = arguments.count > 2 ? arguments[2].texts : nil
                return try FunctionBodies.texts(count, arguments) { row in
                    guard let text = texts.string(row) else { return nil }
                    let fill = fills?.string(row) ?? " "
                    // A name of a million characters is a slip of the pen, not a wish.
                    guard lengths[row] <= mostPadded else { throw FunctionProblem(.paddedTooLong(name, mostPadded), argument: 1, row: row) }
                    let missing = limited(lengths[row]) - text.count
                    guard missing > 0, !fill.isEmpty else { return text }
                    let repeated = String(repeating: fill, count: (missing + fill.count - 1) / fill.count)
                    return join(text, String(repeated.prefix(missing)))
                }
            }
        }
    }

    /// A test of one text by another, and the same for many texts at once when the other is constant.
    private static func testing(
        _ name: String, _ summary: String, _ example: (String, String),
        _ test: @escaping @Sendable (_ text: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool,
        mark: @escaping @Sendable (_ needle: Needle, _ rows: TextRows, _ marks: UnsafeMutablePointer<UInt64>) -> Void
    ) -> ScalarFunction {
        ScalarFunction(FunctionSignature(name, .scalar, .text, [("x", .text), ("y", .text)], returns: .kind(.bool), summary, example: example)) { site in
            if site.isMissing(1) { return allMissing(site) }
            if let written = site.constantText(1) {
                let needle = Needle(written)
                let whole = TextTest { mark(needle, $0, $1) }
                return { arguments, _, _ in whole.column(arguments[0]) }
            }
            return { arguments, count, _ in
                let (first, second) = (arguments[0].texts, arguments[1].texts)
                return FunctionBodies.bools(count, arguments) { row in
                    guard let a = first.bytes(row), let b = second.bytes(row) else { return nil }
                    return test(a, b)
                }
            }
        }
    }

    private static func formatting(
        _ name: String, _ parameter: FunctionSignature.Parameter, _ example: (String, String),
        make: @escaping @Sendable (String) throws -> NumberFormat, text: @escaping @Sendable (NumberFormat, Value) -> String?
    ) -> ScalarFunction {
        ScalarFunction(
            FunctionSignature(name, .scalar, .text, [("x", parameter), ("format", .constant(.text))], returns: .kind(.text),
                "the number in a form such as \"0.00\", \"#.##0,0\" or \"0.0%\", rounded half away from zero; \"vi\" and \"C\" keep all digits", example: example)
        ) { site in
            guard let written = site.constantText(1) else { return allMissing(site) }
            let format = try make(written)
            let type = site.argumentTypes[0]
            return { arguments, count, _ in
                FunctionBodies.texts(count, arguments) { text(format, arguments[0].value($0, type: type)) }
            }
        }
    }

    static func allMissing(_ site: CallSite) -> FunctionBody {
        { _, count, _ in Column.allMissing(type: site.resultType, count: count) }
    }

    private static func regularExpression(_ site: CallSite) throws -> RegularExpression? {
        guard let written = site.constantText(1) else { return nil }
        do {
            return try RegularExpression(written)
        } catch {
            throw FunctionProblem(.badPattern(written, error.message, after: String(String.UnicodeScalarView(written.unicodeScalars.prefix(error.position)))), argument: 1)
        }
    }

    /// A count that fits and is not negative.
    private static let mostPadded: Int64 = 100_000

    private static func limited(_ number: Int64) -> Int { Int(max(0, min(number, 1 << 31))) }
}

extension String {
    /// Without white space and zero-width spaces at both ends.
    fileprivate var trimmedSpace: String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}" }
        var scalars = unicodeScalars[...]
        while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        return String(scalars)
    }

    /// The pieces before, between and after separators; the whole text when the separator is empty or does not occur.
    fileprivate func parts(between separator: String) -> [String] {
        let (text, wanted) = (Array(utf8), Array(separator.utf8))
        guard !wanted.isEmpty else { return [self] }
        var parts: [String] = []
        var start = 0
        var index = 0
        while index + wanted.count <= text.count {
            if text[index..<index + wanted.count].elementsEqual(wanted) {
                parts.append(String(decoding: text[start..<index], as: UTF8.self))
                index += wanted.count
                start = index
            } else {
                index += 1
            }
        }
        return parts + [String(decoding: text[start...], as: UTF8.self)]
    }

    /// By bytes, which in NFC are letters.
    fileprivate func replacing(_ old: String, _ new: String) -> String {
        let (text, wanted, replacement) = (Array(utf8), Array(old.utf8), Array(new.utf8))
        guard !wanted.isEmpty, text.count >= wanted.count else { return self }
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            if index + wanted.count <= text.count, text[index..<index + wanted.count].elementsEqual(wanted) {
                result += replacement
                index += wanted.count
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return NormalForm.composed(String(decoding: result, as: UTF8.self))
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first place where `other` stands; `nil` when it does not. For a text of its own in each row, where a `Needle` would not pay.
    fileprivate func find(_ other: UnsafeBufferPointer<UInt8>) -> Int? {
        if other.isEmpty { return 0 }
        guard count >= other.count else { return nil }
        for start in 0...count - other.count where self[start] == other[0] {
            if sameBytes(UnsafeBufferPointer(rebasing: self[start..<start + other.count]), other) { return start }
        }
        return nil
    }
}
