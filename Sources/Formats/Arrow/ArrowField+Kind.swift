import Semantics

extension ArrowField {
    /// The type of the language that the column's values have; `nil` when there is none, as for lists. Enumerations are text here: their
    /// values stand in a dictionary, which the schema does not show.
    var kind: Type.Kind? {
        // Of types that a program has made of Arrow's only those that are text say what they mean.
        if extensionName != nil, dictionary != nil || !type.isText { return nil }
        switch type {
        case .null: return .nothing
        case .bool: return .bool
        case .int: return .int(nil)
        case .float: return meaning == .points ? .points : .float(currency)
        case .decimal: return .decimal(currency)
        case .utf8, .utf8View, .time: return .text
        case .dateDays, .dateMilliseconds: return .date
        case .timestamp: return .timestamp
        case .duration, .interval: return .duration
        case .structure: return dictionary == nil ? structureKind : nil
        case .other: return nil
        }
    }

    /// What stands in a column that has no kind, in the plural.
    var contents: String {
        if let extensionName { return "values of the type '\(extensionName)'" }
        if case .other(let contents, _) = type { return contents }
        return "structures"
    }

    private var currency: Currency? { if case .money(let code)? = meaning { Currency(code) } else { nil } }

    private var structureKind: Type.Kind? {
        guard children.allSatisfy({ $0.dictionary == nil }) else { return nil }
        switch meaning {
        case .ratio(let isCounted):
            return children.count == 2 && children.allSatisfy { $0.kind?.isNumber ?? false } ? .ratio(counted: isCounted) : nil
        case .period:
            return children.count == 2 && children.allSatisfy { $0.kind == .date } ? .period : nil
        case .duration:
            return children.count == 3 && children.allSatisfy { if case .int = $0.type { true } else { false } } ? .duration : nil
        default: return nil
        }
    }
}

extension ArrowType {
    fileprivate var isText: Bool {
        switch self {
        case .utf8, .utf8View: true
        default: false
        }
    }
}
