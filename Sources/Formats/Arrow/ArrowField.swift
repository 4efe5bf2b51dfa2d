import Semantics

/// A column of an Arrow file as its schema declares it.
struct ArrowField: Sendable {
    /// How values are replaced by numbers into a list of values that is written once.
    struct Dictionary: Sendable {
        var id: Int64
        var indexBits: Int
        var isIndexSigned: Bool
        /// The order of the list is that of the values.
        var isOrdered: Bool
    }

    var name: String
    var isNullable = true
    /// Of the values, also where they stand in a dictionary.
    var type: ArrowType
    var dictionary: Dictionary?
    var children: [ArrowField] = []
    var metadata: [String: String] = [:]

    init(name: String, type: ArrowType, dictionary: Dictionary? = nil, children: [ArrowField] = [], meaning: ArrowMeaning? = nil) {
        self.name = name
        self.type = type
        self.dictionary = dictionary
        self.children = children
        if let meaning { metadata[ArrowMeaning.key] = meaning.text }
    }

    /// - Parameter budget: fields that may still be made: a small hostile file can describe very many.
    init(_ table: FlatTable, budget: inout Int) throws(ArrowProblem) {
        budget -= 1
        guard budget >= 0 else { throw table.message.damaged("it declares more columns than any table has") }
        name = try table.string(0) ?? ""
        isNullable = try table.bool(1)
        guard let described = try table.table(3) else { throw table.message.damaged("column '\(name)' has no type") }
        type = try ArrowType(try table.number(2, default: 0), described)
        if let encoding = try table.table(4) {
            var bits: Int32 = 32
            var isSigned = true
            if let index = try encoding.table(1) {
                bits = try index.number(0, default: 0)
                isSigned = try index.bool(1)
            }
            guard [8, 16, 32, 64].contains(bits) else { throw table.message.damaged("numbers into a dictionary have \(bits) bits") }
            dictionary = Dictionary(id: try encoding.number(0, default: 0), indexBits: Int(bits), isIndexSigned: isSigned, isOrdered: try encoding.bool(2))
        }
        for child in try table.tables(5) { children.append(try ArrowField(child, budget: &budget)) }
        metadata = try Self.metadata(table, 6)
    }

    /// Names and values of a list of them; of a name that stands twice the first.
    static func metadata(_ table: FlatTable, _ field: Int) throws(ArrowProblem) -> [String: String] {
        var result: [String: String] = [:]
        for pair in try table.tables(field) {
            let key = try pair.string(0) ?? ""
            if result[key] == nil { result[key] = try pair.string(1) ?? "" }
        }
        return result
    }

    /// What our own files say about a column beyond its Arrow type.
    var meaning: ArrowMeaning? { metadata[ArrowMeaning.key].flatMap(ArrowMeaning.init) }

    /// The name of a type that a program has built on one of Arrow's, of which only Arrow's is known here.
    var extensionName: String? { metadata["ARROW:extension:name"] }
}

/// What the metadata `motcua.type` of a field says: the part of a type of the language that Arrow's types do not hold.
enum ArrowMeaning: Equatable, Sendable {
    static let key = "motcua.type"

    case ratio(isCounted: Bool)
    case points
    case period
    case duration
    case money(String)
    /// Declared values in their order: those of the dictionary.
    case enumeration

    init?(_ text: String) {
        switch text {
        case "ratio": self = .ratio(isCounted: false)
        case "counted ratio": self = .ratio(isCounted: true)
        case "points": self = .points
        case "period": self = .period
        case "duration": self = .duration
        case "one of": self = .enumeration
        default:
            let code = text.dropFirst(6)
            guard text.hasPrefix("money "), code.utf8.count == 3, code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else { return nil }
            self = .money(String(code))
        }
    }

    var text: String {
        switch self {
        case .ratio(let isCounted): isCounted ? "counted ratio" : "ratio"
        case .points: "points"
        case .period: "period"
        case .duration: "duration"
        case .money(let code): "money \(code)"
        case .enumeration: "one of"
        }
    }
}
