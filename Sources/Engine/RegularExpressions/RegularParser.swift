/// Text of a pattern to tree: recursive descent over scalars.
struct RegularParser {
    private let pattern: [Unicode.Scalar]
    private var position = 0
    private(set) var groupCount = 0
    private var flags = Flags()
    private var depth = 0

    private struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotTakesNewline = false
        var isLazy = false
    }

    /// Deeper patterns are refused, so that no pattern exhausts the stack.
    private static let deepest = 200
    /// As in RE2: more repetitions would make a program too large to be useful.
    private static let mostRepetitions = 1_000

    init(_ pattern: String) { self.pattern = Array(pattern.unicodeScalars) }

    mutating func parse() throws(RegularExpressionProblem) -> RegularTree {
        let tree = try alternatives()
        if position < pattern.count { throw problem("a ')' without its '('") }
        return tree
    }

    private mutating func alternatives() throws(RegularExpressionProblem) -> RegularTree {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw problem("too many parentheses within each other") }
        // Flags set inside a group end with it.
        let outer = flags
        defer { flags = outer }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .either(branches)
    }

    private mutating func sequence() throws(RegularExpressionProblem) -> RegularTree {
        var parts: [RegularTree] = []
        while let next = peek, next != "|", next != ")" {
            if next == "\\", position + 1 < pattern.count, pattern[position + 1] == "Q" {
                parts += quoted()
                // A repetition after the quotation is of its last letter.
                if let last = parts.popLast() { parts.append(try repetition(of: last)) }
                continue
            }
            guard let item = try atom() else { continue }
            parts.append(try repetition(of: item))
        }
        switch parts.count {
        case 0: return .empty
        case 1: return parts[0]
        default: return .sequence(parts)
        }
    }

    // MARK: Repetition

    private mutating func repetition(of item: RegularTree) throws(RegularExpressionProblem) -> RegularTree {
        var result = item
        var isRepeated = false
        while let next = peek {
            let bounds: (Int, Int?)
            switch next {
            case "*": bounds = (0, nil)
            case "+": bounds = (1, nil)
            case "?": bounds = (0, 1)
            case "{":
                guard let found = braces() else { return result }
                if isRepeated { throw problem("a repetition of a repetition; put the first into ( )", at: position) }
                bounds = found.bounds
                if bounds.0 > Self.mostRepetitions || bounds.1 ?? 0 > Self.mostRepetitions { throw problem("more than 1000 repetitions") }
                if let maximum = bounds.1, maximum < bounds.0 { throw problem("a repetition whose limits stand the wrong way round") }
                position = found.end - 1
            default: return result
            }
            if isRepeated { throw problem("a repetition of a repetition; put the first into ( )") }
            position += 1
            let isLazy = take("?")
            result = .repeated(result, minimum: bounds.0, maximum: bounds.1, isGreedy: isLazy == flags.isLazy)
            isRepeated = true
        }
        return result
    }

    /// `{n}`, `{n,}`, `{n,m}` at the cursor; anything else in braces is text, as in RE2.
    private func braces() -> (bounds: (Int, Int?), end: Int)? {
        var index = position + 1
        func number() -> (Int, Int)? {
            var value = 0
            var end = index
            while end < pattern.count, let digit = pattern[end].decimalDigit {
                value = min(value * 10 + digit, 1_000_000)
                end += 1
            }
            return end > index ? (value, end) : nil
        }
        guard let (minimum, afterMinimum) = number(), afterMinimum < pattern.count else { return nil }
        index = afterMinimum
        if pattern[index] == "}" { return ((minimum, minimum), index + 1) }
        guard pattern[index] == "," else { return nil }
        index += 1
        guard index < pattern.count else { return nil }
        if pattern[index] == "}" { return ((minimum, nil), index + 1) }
        guard let (maximum, afterMaximum) = number(), afterMaximum < pattern.count, pattern[afterMaximum] == "}" else { return nil }
        return ((minimum, maximum), afterMaximum + 1)
    }

    // MARK: Atoms

    /// `nil` for `(?i)`, which only sets flags.
    private mutating func atom() throws(RegularExpressionProblem) -> RegularTree? {
        guard let next = peek else { return .empty }
        switch next {
        case "(": return try group()
        case "[": return .scalars(try bracket())
        case ".":
            position += 1
            return .scalars(flags.dotTakesNewline ? .any : .anyButNewline)
        case "^":
            position += 1
            return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$":
            position += 1
            return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case "\\": return try escape()
        case "*", "+", "?": throw problem("a '\(next)' with nothing before it to repeat")
        default:
            position += 1
            return literal(next)
        }
    }

    /// `\Qa.b\E` at the cursor: its letters as they stand.
    private mutating func quoted() -> [RegularTree] {
        position += 2
        var parts: [RegularTree] = []
        while let next = peek {
            if next == "\\", position + 1 < pattern.count, pattern[position + 1] == "E" {
                position += 2
                return parts
            }
            parts.append(literal(next))
            position += 1
        }
        return parts
    }

    private func literal(_ scalar: Unicode.Scalar) -> RegularTree { .scalars(cased(ScalarSet([scalar.value...scalar.value]))) }

    private func cased(_ set: ScalarSet) -> ScalarSet { flags.ignoresCase ? set.ignoringCase() : set }

    private mutating func group() throws(RegularExpressionProblem) -> RegularTree? {
        let start = position
        position += 1
        var number: Int?
        if take("?") {
            if take("P") || peek == "<" {
                guard take("<") else { throw problem("a group's name that does not stand in < >") }
                if peek == "=" || peek == "!" { throw problem("a look behind, which is not possible", at: start) }
                while let next = peek, next != ">" {
                    guard next.properties.isAlphabetic || next.decimalDigit != nil || next == "_" else { throw problem("a group's name with other signs than letters, digits and _") }
                    position += 1
                }
                guard take(">") else { throw problem("a group's name without its '>'") }
                groupCount += 1
                number = groupCount
            } else {
                if peek == "=" || peek == "!" { throw problem("a look ahead, which is not possible", at: start) }
                var changed = flags
                var value = true
                setting: while let next = peek {
                    position += 1
                    switch next {
                    case "i": changed.ignoresCase = value
                    case "m": changed.isMultiline = value
                    case "s": changed.dotTakesNewline = value
                    case "U": changed.isLazy = value
                    case "-": value = false
                    case ")":
                        flags = changed
                        return nil
                    case ":": break setting
                    default: throw problem("a flag '\(next)', which is none; i, m, s and U are", at: position - 1)
                    }
                }
                let outer = flags
                flags = changed
                let tree = try alternatives()
                flags = outer
                guard take(")") else { throw problem("a '(' without its ')'", at: start) }
                return tree
            }
        } else {
            groupCount += 1
            number = groupCount
        }
        let tree = try alternatives()
        guard take(")") else { throw problem("a '(' without its ')'", at: start) }
        return number.map { .group(tree, number: $0) } ?? tree
    }

    private mutating func escape() throws(RegularExpressionProblem) -> RegularTree {
        let start = position
        position += 1
        guard let next = peek else { throw problem("a '\\' at the end", at: start) }
        switch next {
        case "A": position += 1; return .assertion(.textStart)
        case "z": position += 1; return .assertion(.textEnd)
        case "b": position += 1; return .assertion(.wordBoundary)
        case "B": position += 1; return .assertion(.noWordBoundary)
        case "1"..."9": throw problem("a way back to a group, which is not possible", at: start)
        default: break
        }
        if let set = try classEscape() { return .scalars(set) }
        return literal(try scalarEscape(from: start))
    }

    /// `\d \D \w \W \s \S \p{…} \P{…}` at the cursor, which stands after the backslash.
    private mutating func classEscape() throws(RegularExpressionProblem) -> ScalarSet? {
        guard let next = peek else { return nil }
        switch next {
        case "d": position += 1; return ScalarSet(ScalarClass.digits)
        case "w": position += 1; return ScalarSet(ScalarClass.words)
        case "s": position += 1; return ScalarSet(ScalarClass.spaces)
        case "D": position += 1; return ScalarSet(classes: [ScalarClass(name: .digits, isInverted: true)])
        case "W": position += 1; return ScalarSet(classes: [ScalarClass(name: .words, isInverted: true)])
        case "S": position += 1; return ScalarSet(classes: [ScalarClass(name: .spaces, isInverted: true)])
        case "p", "P":
            let start = position - 1
            position += 1
            var name = ""
            if take("{") {
                while let part = peek, part != "}" {
                    name.unicodeScalars.append(part)
                    position += 1
                }
                guard take("}") else { throw problem("a '{' without its '}'", at: start) }
            } else if let single = peek {
                name.unicodeScalars.append(single)
                position += 1
            }
            var isInverted = next == "P"
            if name.first == "^" {
                isInverted.toggle()
                name.removeFirst()
            }
            guard let found = ScalarClass.Name(rawValue: name), found != .digits, found != .words, found != .spaces else {
                throw problem("a class of letters '\(name)' that is not known here; L, Lu, Ll, N, Nd, P, S, Z, M are", at: start)
            }
            return ScalarSet(classes: [ScalarClass(name: found, isInverted: isInverted)])
        default: return nil
        }
    }

    /// `\. \n \x41 \x{1EA0}` at the cursor, which stands after the backslash.
    private mutating func scalarEscape(from start: Int) throws(RegularExpressionProblem) -> Unicode.Scalar {
        guard let next = peek else { throw problem("a '\\' at the end", at: start) }
        position += 1
        switch next {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "f": return "\u{0C}"
        case "v": return "\u{0B}"
        case "a": return "\u{07}"
        case "x":
            var digits = ""
            if take("{") {
                while let digit = peek, digit != "}" {
                    digits.unicodeScalars.append(digit)
                    position += 1
                }
                guard take("}") else { throw problem("a '{' without its '}'", at: start) }
            } else {
                for _ in 0..<2 {
                    guard let digit = peek else { break }
                    digits.unicodeScalars.append(digit)
                    position += 1
                }
            }
            guard !digits.isEmpty, let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
                throw problem("a '\\x' without two hexadecimal digits or {…}", at: start)
            }
            return scalar
        default:
            if next.value < 0x80, next.properties.isAlphabetic || next.decimalDigit != nil {
                throw problem("a '\\\(next)', which means nothing here", at: start)
            }
            return next
        }
    }

    // MARK: Brackets

    private mutating func bracket() throws(RegularExpressionProblem) -> ScalarSet {
        let start = position
        position += 1
        let isInverted = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var classes: [ScalarClass] = []
        var isFirst = true
        while let next = peek, next != "]" || isFirst {
            isFirst = false
            if next == "[", position + 1 < pattern.count, pattern[position + 1] == ":" {
                ranges += try namedClass()
                continue
            }
            if next == "\\" {
                position += 1
                if let set = try classEscape() {
                    ranges += set.ranges
                    classes += set.classes
                    continue
                }
                position -= 1
            }
            let low = try bracketScalar(start)
            guard peek == "-", position + 1 < pattern.count, pattern[position + 1] != "]" else {
                ranges.append(low.value...low.value)
                continue
            }
            let rangeStart = position
            position += 1
            let high = try bracketScalar(start)
            guard low.value <= high.value else { throw problem("a range whose ends stand the wrong way round", at: rangeStart - 1) }
            ranges.append(low.value...high.value)
        }
        guard take("]") else { throw problem("a '[' without its ']'", at: start) }
        return cased(ScalarSet(ranges, classes: classes, inverted: isInverted))
    }

    private mutating func bracketScalar(_ start: Int) throws(RegularExpressionProblem) -> Unicode.Scalar {
        guard let next = peek else { throw problem("a '[' without its ']'", at: start) }
        position += 1
        return next == "\\" ? try scalarEscape(from: position - 1) : next
    }

    /// `[:digit:]`
    private mutating func namedClass() throws(RegularExpressionProblem) -> [ClosedRange<UInt32>] {
        let start = position
        position += 2
        var name = ""
        while let next = peek, next != ":" {
            name.unicodeScalars.append(next)
            position += 1
        }
        guard take(":"), take("]") else { throw problem("a '[:' without its ':]'", at: start) }
        switch name {
        case "digit": return ScalarClass.digits
        case "word": return ScalarClass.words
        case "space": return [0x09...0x0D, 0x20...0x20]
        case "alpha": return [0x41...0x5A, 0x61...0x7A]
        case "alnum": return [0x30...0x39, 0x41...0x5A, 0x61...0x7A]
        case "upper": return [0x41...0x5A]
        case "lower": return [0x61...0x7A]
        case "punct": return [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
        case "xdigit": return [0x30...0x39, 0x41...0x46, 0x61...0x66]
        default: throw problem("a class '[:\(name):]' that is not known here", at: start)
        }
    }

    // MARK: Cursor

    private var peek: Unicode.Scalar? { position < pattern.count ? pattern[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }

    private func problem(_ message: String, at place: Int? = nil) -> RegularExpressionProblem {
        RegularExpressionProblem(message, at: place ?? position)
    }
}

extension Unicode.Scalar {
    fileprivate var decimalDigit: Int? { value >= 0x30 && value <= 0x39 ? Int(value - 0x30) : nil }
}
