/// A parsed pattern.
indirect enum RegularTree {
    /// matches the empty text
    case empty
    case scalars(ScalarSet)
    /// `ab`
    case sequence([RegularTree])
    /// `a|b`
    case either([RegularTree])
    /// `a*`, `a{2,5}`; `maximum` nil is without limit.
    case repeated(RegularTree, minimum: Int, maximum: Int?, isGreedy: Bool)
    /// `(a)`
    case group(RegularTree, number: Int)
    case assertion(RegularAssertion)

    /// The pattern can only match at the start of the text.
    var startsAtTextStart: Bool {
        switch self {
        case .assertion(.textStart): true
        case .sequence(let parts): parts.first?.startsAtTextStart ?? false
        case .group(let inner, number: _): inner.startsAtTextStart
        case .either(let branches): branches.allSatisfy(\.startsAtTextStart)
        default: false
        }
    }

    /// The pattern of the same texts read from their end.
    var reversed: RegularTree {
        switch self {
        case .empty, .scalars: self
        case .sequence(let parts): .sequence(parts.reversed().map(\.reversed))
        case .either(let branches): .either(branches.map(\.reversed))
        case .repeated(let inner, let minimum, let maximum, let isGreedy):
            .repeated(inner.reversed, minimum: minimum, maximum: maximum, isGreedy: isGreedy)
        case .group(let inner, let number): .group(inner.reversed, number: number)
        case .assertion(let assertion): .assertion(assertion.reversed)
        }
    }
}

/// What holds between two scalars.
enum RegularAssertion: Sendable {
    /// `^` and `$` without `m`, `\A` and `\z`
    case textStart, textEnd
    /// `^` and `$` under `(?m)`
    case lineStart, lineEnd
    /// `\b` and `\B`
    case wordBoundary, noWordBoundary

    /// The same when the text is read from its end.
    var reversed: RegularAssertion {
        switch self {
        case .textStart: .textEnd
        case .textEnd: .textStart
        case .lineStart: .lineEnd
        case .lineEnd: .lineStart
        case .wordBoundary, .noWordBoundary: self
        }
    }
}

/// A set of scalars as sorted ranges that neither overlap nor touch, and classes of Unicode.
struct ScalarSet: Sendable, Hashable {
    private(set) var ranges: [ClosedRange<UInt32>]
    private(set) var classes: [ScalarClass]
    private(set) var isInverted: Bool

    init(_ ranges: [ClosedRange<UInt32>] = [], classes: [ScalarClass] = [], inverted: Bool = false) {
        self.ranges = Self.merged(ranges)
        self.classes = classes
        isInverted = inverted
    }

    static let any = ScalarSet([0...0x10FFFF])
    static let anyButNewline = ScalarSet([0...9, 11...0x10FFFF])

    func contains(_ scalar: UInt32) -> Bool {
        isMember(scalar) != isInverted
    }

    /// The one scalar of a set that has no other.
    var single: UInt32? {
        !isInverted && classes.isEmpty && ranges.count == 1 && ranges[0].count == 1 ? ranges[0].lowerBound : nil
    }

    private func isMember(_ scalar: UInt32) -> Bool {
        if ranges.count <= 4 {
            for range in ranges where range.contains(scalar) { return true }
        } else {
            var low = 0
            var high = ranges.count
            while low < high {
                let middle = (low + high) / 2
                if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
            }
            if low < ranges.count, ranges[low].lowerBound <= scalar { return true }
        }
        return classes.contains { $0.contains(scalar) }
    }

    /// With the other case of each letter, one to one mappings only.
    func ignoringCase() -> ScalarSet {
        var more = ranges
        for range in ranges {
            // Beyond the blocks of Latin, Greek, Cyrillic and Georgian no script that we meet has case.
            let end = min(range.upperBound, 0x24FF)
            guard range.lowerBound <= end else { continue }
            for scalar in range.lowerBound...end { more += Self.otherCases(scalar).map { $0...$0 } }
        }
        for scalar in 0x1E00...0x1EFF as ClosedRange<UInt32> where ranges.contains(where: { $0.contains(scalar) }) {
            more += Self.otherCases(scalar).map { $0...$0 }
        }
        return ScalarSet(more, classes: classes, inverted: isInverted)
    }

    private static func otherCases(_ value: UInt32) -> [UInt32] {
        guard let scalar = Unicode.Scalar(value) else { return [] }
        return [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].compactMap { mapped in
            let scalars = Array(mapped.unicodeScalars)
            return scalars.count == 1 && scalars[0].value != value ? scalars[0].value : nil
        }
    }

    private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound &+ 1 {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}

/// `\p{L}`, `\P{Lu}`, and the ASCII classes when they are negated inside a bracket.
struct ScalarClass: Sendable, Hashable {
    enum Name: String, Sendable {
        case L, Lu, Ll, Lt, Lm, Lo, N, Nd, Nl, No, P, S, Z, Zs, M, Mn
        case digits, words, spaces
    }
    let name: Name
    let isInverted: Bool

    func contains(_ value: UInt32) -> Bool { isMember(value) != isInverted }

    private func isMember(_ value: UInt32) -> Bool {
        switch name {
        case .digits: return Self.digits.contains { $0.contains(value) }
        case .words: return Self.words.contains { $0.contains(value) }
        case .spaces: return Self.spaces.contains { $0.contains(value) }
        default: break
        }
        guard let category = Unicode.Scalar(value)?.properties.generalCategory else { return false }
        switch (name, category) {
        case (.L, .uppercaseLetter), (.L, .lowercaseLetter), (.L, .titlecaseLetter), (.L, .modifierLetter), (.L, .otherLetter),
            (.Lu, .uppercaseLetter), (.Ll, .lowercaseLetter), (.Lt, .titlecaseLetter), (.Lm, .modifierLetter), (.Lo, .otherLetter),
            (.N, .decimalNumber), (.N, .letterNumber), (.N, .otherNumber), (.Nd, .decimalNumber), (.Nl, .letterNumber), (.No, .otherNumber),
            (.P, .connectorPunctuation), (.P, .dashPunctuation), (.P, .openPunctuation), (.P, .closePunctuation),
            (.P, .initialPunctuation), (.P, .finalPunctuation), (.P, .otherPunctuation),
            (.S, .mathSymbol), (.S, .currencySymbol), (.S, .modifierSymbol), (.S, .otherSymbol),
            (.Z, .spaceSeparator), (.Z, .lineSeparator), (.Z, .paragraphSeparator), (.Zs, .spaceSeparator),
            (.M, .nonspacingMark), (.M, .spacingMark), (.M, .enclosingMark), (.Mn, .nonspacingMark):
            return true
        default:
            return false
        }
    }

    static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    static let words: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    static let spaces: [ClosedRange<UInt32>] = [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]
}
