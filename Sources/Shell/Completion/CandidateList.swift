import Characters

/// The candidates that go with what has been typed, kept in the order of how well they do.
///
/// First those that begin with the typed letters as they are, then in other capitals, then without marks (`thang` for `tháng`). Within a rank the
/// order is that of adding, which says what is likeliest. Only when there are none of these, a second list holds those that have the
/// letters in their order. What does not go is not made: a file of ten thousand columns costs ten thousand comparisons and few candidates.
struct CandidateList {
    /// More than anybody looks through.
    static let limit = 100

    private let typed: String
    private let folded: [UInt8]
    /// What the keys were when an input method has made Vietnamese of an English word.
    private let keys: Set<String>
    /// Whether the letters need only stand in their order.
    let isScattered: Bool
    private var ranks: [[Candidate]] = Array(repeating: [], count: Rank.allCases.count)
    private var seen: Set<String> = []

    private enum Rank: Int, CaseIterable { case exact, otherCase, withoutMarks }

    /// - Parameter typed: the letters of the word at the cursor, without quotes and signs.
    init(typed: String, isScattered: Bool = false) {
        self.typed = typed
        self.isScattered = isScattered
        folded = Folding.bytes(of: typed)
        keys = typed.utf8.allSatisfy { $0 < 0x80 } ? [] : TelexKeys.readings(of: typed)
    }

    /// The list to fill when nothing begins with the typed letters; one letter stands in most names.
    var scattered: CandidateList? { isScattered || folded.count < 2 ? nil : CandidateList(typed: typed, isScattered: true) }

    /// - Parameter key: what the typed letters are held against, where it is not the label.
    mutating func add(
        _ kind: Candidate.Kind, _ label: String, key: String? = nil, text: @autoclosure () -> String? = nil, type: @autoclosure () -> String = "",
        summary: @autoclosure () -> String = ""
    ) {
        guard let rank = rank(of: key ?? label, isWord: kind.isWord), ranks[rank.rawValue].count < Self.limit else { return }
        let candidate = Candidate(kind: kind, label: label, text: text(), type: type(), summary: summary())
        if seen.insert(candidate.text).inserted { ranks[rank.rawValue].append(candidate) }
    }

    var isEmpty: Bool { ranks.allSatisfy(\.isEmpty) }

    var candidates: [Candidate] { Array(ranks.joined().prefix(Self.limit)) }

    private func rank(of label: String, isWord: Bool) -> Rank? {
        if isScattered { return Self.holds(Folding.bytes(of: label), folded) ? .exact : nil }
        if typed.isEmpty || label.utf8.starts(with: typed.utf8) { return .exact }
        if isWord, keys.contains(where: { label.hasPrefix($0) }) { return .withoutMarks }
        // Most names differ in their first letter, and need no folding to see it.
        guard let wanted = folded.first, let first = label.utf8.first, first >= 0x80 || first <= 0x20 || (first | 0x20) == wanted || first == wanted else { return nil }
        guard Folding.bytes(of: label).starts(with: folded) else { return nil }
        return label.lowercased().utf8.starts(with: typed.lowercased().utf8) ? .otherCase : .withoutMarks
    }

    /// Whether `letters` occur in `text` in their order.
    private static func holds(_ text: [UInt8], _ letters: [UInt8]) -> Bool {
        var wanted = letters[...]
        for byte in text where byte == wanted.first {
            wanted = wanted.dropFirst()
            if wanted.isEmpty { return true }
        }
        return false
    }
}

extension Candidate.Kind {
    /// Words of the language and the shell, which an input method may have garbled.
    fileprivate var isWord: Bool {
        switch self {
        case .stage, .keyword, .function, .operator, .command, .argument, .measure: true
        case .table, .pipeline, .file, .column, .level, .link, .value, .period, .parameter: false
        }
    }
}
