import Columns

/// Decides for one reading which rows of a stretch pass, by their numbers as they are kept.
struct RowChooser {
    /// What is known of the rows of a stretch.
    struct Answer {
        /// Whether each may pass; `nil` where all may.
        var mayPass: Bitmap?
        /// Whether those that may pass do.
        var isDecided: Bool
    }

    private let test: ScanFilter.Test
    /// Whether rows that pass are those that the whole condition wants, where none was left undecided.
    let isWhole: Bool
    private let counted: [Int]
    /// Where each column that is asked stands among those that are read.
    private let places: [Int]
    /// Which codes of the dictionaries seen last are texts that are asked for.
    private var codes: [ObjectIdentifier: (dictionary: TextDictionary, isMeant: [Asked: [Bool]])] = [:]

    /// Dictionaries with more texts are left to the filter, which may have to look at few of them.
    private static let mostTexts = 1 << 16
    private static let mostDictionaries = 16

    /// - Returns: `nil` for a filter that does not look at rows, or asks for columns that are not read.
    init?(_ filter: ScanFilter, reading columns: [String]) {
        guard let rows = filter.rows else { return nil }
        let places = filter.columns.compactMap(columns.firstIndex)
        guard places.count == filter.columns.count else { return nil }
        test = rows
        isWhole = filter.isWhole
        counted = filter.counted
        self.places = places
    }

    mutating func answer(_ stretch: Stretch) -> Answer {
        if counted.contains(where: { presence($0, stretch) != nil }) { return Answer(mayPass: nil, isDecided: false) }
        let (mayPass, isDecided) = marks(test, stretch)
        return Answer(mayPass: mayPass, isDecided: isDecided && isWhole)
    }

    /// `nil` where all rows have a value.
    private func presence(_ slot: Int, _ stretch: Stretch) -> Bitmap? {
        let part = stretch.columns[places[slot]]
        return part.column.validity?.slice(part.rows).unlessFull
    }

    /// - Returns: a bit for each row that may pass, `nil` where all may, and whether those do.
    private mutating func marks(_ test: ScanFilter.Test, _ stretch: Stretch) -> (Bitmap?, isDecided: Bool) {
        switch test {
        case .within(let slot, let range):
            let (column, rows) = stretch.columns[places[slot]]
            return told(range.marks(column, rows))
        case .among(let slot, let texts):
            let (column, rows) = stretch.columns[places[slot]]
            let isMeant = codes(of: .texts(texts), in: column.dictionary) { dictionary in
                (0..<dictionary.count).map { code in texts.contains { dictionary.values[code].elementsEqual($0) } }
            }
            return told(isMeant.flatMap { column.marks(rows, codes: $0) })
        case .linked(let slot, let verdicts): return told(marks(verdicts, stretch.columns[places[slot]]))
        case .present(let slot): return (presence(slot, stretch), true)
        case .never: return (none(stretch), true)
        case .not(let negated):
            let (found, isDecided) = marks(negated, stretch)
            guard isDecided else { return (nil, false) }
            return (found?.inverted ?? none(stretch), true)
        case .both(let left, let right):
            let (first, second) = (marks(left, stretch), marks(right, stretch))
            return (Bitmap.both(first.0, second.0), first.isDecided && second.isDecided)
        case .either(let left, let right):
            let (first, second) = (marks(left, stretch), marks(right, stretch))
            guard let one = first.0, let other = second.0 else { return (nil, first.isDecided && second.isDecided) }
            return (one.combined(other) { $0 | $1 }, first.isDecided && second.isDecided)
        }
    }

    private mutating func marks(_ verdicts: LinkVerdicts, _ part: Stretch.Part) -> Bitmap? {
        let (column, rows) = part
        let found = codes(of: .linked(ObjectIdentifier(verdicts)), in: column.dictionary) { verdicts.codes(of: $0) }.map { column.marks(rows, codes: $0) }
            ?? verdicts.numbers?.marks(column, rows)
        guard verdicts.isTrueOfNone, let validity = column.validity?.slice(rows) else { return found }
        return found?.combined(validity) { $0 | ~$1 }
    }

    private func none(_ stretch: Stretch) -> Bitmap { Bitmap(repeating: false, count: stretch.count) }

    private func told(_ marks: Bitmap?) -> (Bitmap?, isDecided: Bool) { (marks, marks != nil) }

    /// What is asked of a dictionary.
    private enum Asked: Hashable {
        case texts([[UInt8]])
        case linked(ObjectIdentifier)
    }

    private mutating func codes(of asked: Asked, in dictionary: TextDictionary?, _ find: (TextDictionary) -> [Bool]) -> [Bool]? {
        guard let dictionary, dictionary.count <= Self.mostTexts else { return nil }
        let key = ObjectIdentifier(dictionary)
        if let known = codes[key]?.isMeant[asked] { return known }
        let isMeant = find(dictionary)
        if codes[key] == nil, codes.count == Self.mostDictionaries { codes = [:] }
        codes[key, default: (dictionary, [:])].isMeant[asked] = isMeant
        return isMeant
    }
}
