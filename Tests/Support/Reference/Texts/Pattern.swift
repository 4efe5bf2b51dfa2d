/// A regular expression by trying: each part is given every way to match, in the order in which they are preferred.
///
/// It knows what the programs of the tests use (letters, `.`, classes, `\d \w \s`, `^ $`, groups, `|`, `* + ? {m,n}` and their lazy
/// forms), takes exponential time at worst, and that is all right for texts of a few words.
struct Pattern {
    private indirect enum Part {
        case scalar((Unicode.Scalar) -> Bool)
        case start, end
        case sequence([Part])
        case either([Part])
        case group(Int, Part)
        case repeated(Part, least: Int, most: Int, isLazy: Bool)
    }

    private let whole: Part
    let groupCount: Int

    /// `nil` for what it does not know.
    init?(_ written: String) {
        var reader = Reader(scalars: Array(written.unicodeScalars))
        guard let part = reader.alternatives(), reader.isAtEnd else { return nil }
        whole = part
        groupCount = reader.groupCount
    }

    /// The first match and its groups, 0 being the whole; `nil` when there is none.
    func firstMatch(in text: String) -> [String?]? {
        let scalars = Array(text.unicodeScalars)
        for start in 0...scalars.count {
            var found: [Range<Int>?]?
            let groups = [Range<Int>?](repeating: nil, count: groupCount + 1)
            _ = match(whole, scalars, start, groups) { end, groups in
                var groups = groups
                groups[0] = start..<end
                found = groups
                return true
            }
            if let found {
                return found.map { range in range.map { String(String.UnicodeScalarView(scalars[$0])) } }
            }
        }
        return nil
    }

    /// Tries the ways to match from a place on, until `rest` is content with one.
    private func match(_ part: Part, _ text: [Unicode.Scalar], _ at: Int, _ groups: [Range<Int>?], _ rest: (Int, [Range<Int>?]) -> Bool) -> Bool {
        switch part {
        case .scalar(let isWanted): return at < text.count && isWanted(text[at]) && rest(at + 1, groups)
        case .start: return at == 0 && rest(at, groups)
        case .end: return at == text.count && rest(at, groups)
        case .sequence(let parts):
            guard let first = parts.first else { return rest(at, groups) }
            return match(first, text, at, groups) { match(.sequence(Array(parts.dropFirst())), text, $0, $1, rest) }
        case .either(let parts): return parts.contains { match($0, text, at, groups, rest) }
        case .group(let number, let inner):
            return match(inner, text, at, groups) { end, inside in
                var inside = inside
                inside[number] = at..<end
                return rest(end, inside)
            }
        case .repeated(let inner, let least, let most, let isLazy):
            func once() -> Bool {
                most > 0 && match(inner, text, at, groups) { end, inside in
                    // A part that matches nothing is not repeated for ever.
                    end > at || least > 0
                        ? match(.repeated(inner, least: max(0, least - 1), most: most - 1, isLazy: isLazy), text, end, inside, rest) : false
                }
            }
            if least > 0 { return once() }
            return isLazy ? rest(at, groups) || once() : once() || rest(at, groups)
        }
    }

    private struct Reader {
        let scalars: [Unicode.Scalar]
        var position = 0
        var groupCount = 0

        var isAtEnd: Bool { position == scalars.count }
        private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

        private mutating func eat(_ scalar: Unicode.Scalar) -> Bool {
            guard next == scalar else { return false }
            position += 1
            return true
        }

        mutating func alternatives() -> Part? {
            var parts: [Part] = []
            repeat {
                guard let part = sequence() else { return nil }
                parts.append(part)
            } while eat("|")
            return parts.count == 1 ? parts[0] : .either(parts)
        }

        private mutating func sequence() -> Part? {
            var parts: [Part] = []
            while let scalar = next, scalar != "|", scalar != ")" {
                guard var part = atom() else { return nil }
                while let scalar = next, "*+?{".unicodeScalars.contains(scalar) {
                    guard let (least, most) = counts() else { return nil }
                    part = .repeated(part, least: least, most: most, isLazy: eat("?"))
                }
                parts.append(part)
            }
            return .sequence(parts)
        }

        private mutating func counts() -> (Int, Int)? {
            if eat("*") { return (0, .max) }
            if eat("+") { return (1, .max) }
            if eat("?") { return (0, 1) }
            guard eat("{"), let least = number() else { return nil }
            if eat("}") { return (least, least) }
            guard eat(",") else { return nil }
            if eat("}") { return (least, .max) }
            guard let most = number(), eat("}") else { return nil }
            return (least, most)
        }

        private mutating func number() -> Int? {
            var digits = ""
            while let scalar = next, ("0"..."9").contains(scalar) {
                digits.unicodeScalars.append(scalar)
                position += 1
            }
            return Int(digits)
        }

        private mutating func atom() -> Part? {
            guard let scalar = next else { return nil }
            position += 1
            switch scalar {
            case ".": return .scalar { $0 != "\n" }
            case "^": return .start
            case "$": return .end
            case "[": return set()
            case "\\": return escape().map { .scalar($0) }
            case "(":
                if eat("?") {
                    guard eat(":"), let inner = alternatives(), eat(")") else { return nil }
                    return inner
                }
                groupCount += 1
                let number = groupCount
                guard let inner = alternatives(), eat(")") else { return nil }
                return .group(number, inner)
            case "*", "+", "?", "{": return nil
            default: return .scalar { $0 == scalar }
            }
        }

        private mutating func escape() -> ((Unicode.Scalar) -> Bool)? {
            guard let scalar = next else { return nil }
            position += 1
            switch scalar {
            case "d": return { ("0"..."9").contains($0) }
            case "D": return { !("0"..."9").contains($0) }
            case "w": return { Reader.isWord($0) }
            case "W": return { !Reader.isWord($0) }
            case "s": return { "\t\n\u{C}\r ".unicodeScalars.contains($0) }
            case "S": return { !"\t\n\u{C}\r ".unicodeScalars.contains($0) }
            case _ where Reader.isWord(scalar): return nil
            default: return { $0 == scalar }
            }
        }

        private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
            ("0"..."9").contains(scalar) || ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar) || scalar == "_"
        }

        private mutating func set() -> Part? {
            let isNegated = eat("^")
            var members: [(Unicode.Scalar) -> Bool] = []
            repeat {
                guard let low = next else { return nil }
                position += 1
                if low == "\\" {
                    guard let member = escape() else { return nil }
                    members.append(member)
                } else if next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
                    position += 1
                    let high = scalars[position]
                    position += 1
                    guard low <= high else { return nil }
                    members.append { (low...high).contains($0) }
                } else {
                    members.append { $0 == low }
                }
            } while !eat("]")
            return .scalar { scalar in members.contains { $0(scalar) } != isNegated }
        }
    }
}
