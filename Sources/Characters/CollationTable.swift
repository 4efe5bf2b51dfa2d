/// The weights of letters and tones, built once from the generated lists.
struct CollationTable: Sendable {
    static let shared = CollationTable()

    /// The marks of a letter that its place in the alphabet does not say.
    enum Marks {
        case none
        case one(UInt32)
        case two(UInt32, UInt32)
    }

    /// A letter that is a base with a mark: ă, â, đ, ê, ô, ơ, ư.
    private struct Shaped {
        var base: UInt32
        var mark: UInt32
        var weight: UInt8
    }

    /// By ASCII base; 0 for controls and digits, which are not single weights.
    private var plain: [UInt8] = Array(repeating: 0, count: 128)
    var plainWeights: [UInt8] { plain }
    func plainWeight(_ letter: UInt8) -> UInt8 { plain[Int(letter)] }
    private var shaped: [Shaped] = []
    private let tones: [UInt32]
    private let symbols = ScalarRanges(CollationData.symbols)

    private init() {
        tones = TableText.numbers(CollationData.tones)
        plain[0x20] = CollationWeight.space
        for (index, sign) in TableText.numbers(CollationData.signs).enumerated() {
            plain[Int(sign)] = CollationWeight.firstSign + UInt8(index)
        }
        let alphabet = TableText.numbers(CollationData.alphabet)
        for index in 0..<alphabet.count / 2 {
            let base = alphabet[2 * index]
            let mark = alphabet[2 * index + 1]
            let weight = CollationWeight.firstLetter + UInt8(index)
            if mark == 0 { plain[Int(base)] = weight } else { shaped.append(Shaped(base: base, mark: mark, weight: weight)) }
        }
    }

    /// Appends the weight of a letter's place in the alphabet and returns the marks that remain.
    func appendLetter(_ letter: Letter, to key: inout [UInt8]) -> Marks {
        let base = letter.base
        if letter.word < 0x80, plain[Int(base)] != 0 {
            key.append(plain[Int(base)])
            return .none
        }
        let mark1 = letter.mark1
        let mark2 = letter.mark2
        if mark1 != 0, base < 0x80 {
            if let weight = weight(base, mark1) {
                key.append(weight)
                return mark2 == 0 ? .none : .one(mark2)
            }
            if mark2 != 0, let weight = weight(base, mark2) {
                key.append(weight)
                return .one(mark1)
            }
        }
        // A marked digit is no part of a number: it goes with the other letters.
        if base < 0x80, plain[Int(base)] != 0 {
            key.append(plain[Int(base)])
        } else {
            key.append(symbols.contains(base) ? CollationWeight.otherSign : CollationWeight.otherLetter)
            key.append(contentsOf: CollationWeight.bytes(base))
        }
        if mark1 == 0 { return .none }
        return mark2 == 0 ? .one(mark1) : .two(mark1, mark2)
    }

    /// The weight of a mark that is one of the five tones.
    func tone(_ mark: UInt32) -> UInt8? {
        tones.firstIndex(of: mark).map { CollationWeight.firstTone + UInt8($0) }
    }

    private func weight(_ base: UInt32, _ mark: UInt32) -> UInt8? {
        for letter in shaped where letter.base == base && letter.mark == mark { return letter.weight }
        return nil
    }
}
