/// What values a column or expression has, and whether a value may be missing.
package struct Type: Hashable, Sendable {
    package indirect enum Kind: Hashable, Sendable {
        /// The type of the literal `missing`, which fits everywhere.
        case nothing
        case bool
        /// Whole numbers of 64 bits; a currency makes them money.
        case int(Currency?)
        /// Exact fixed-point numbers; a currency makes them money (`money VND`).
        case decimal(Currency?)
        case float(Currency?)
        /// `counted`: numerator and denominator are counts of something, so totals may add them up;
        /// a percent literal has none.
        case ratio(counted: Bool)
        /// Difference of two ratios.
        case points
        case text
        case date
        case timestamp
        case period
        case duration
        /// Declared values in their order.
        case enumeration([String])
        /// The key of a row of that table.
        case link(String)
        case list(Kind)
    }

    package var kind: Kind
    package var isOptional: Bool

    package init(_ kind: Kind, optional: Bool = false) {
        self.kind = kind
        self.isOptional = optional
    }

    package static let bool = Type(.bool)
    package static let int = Type(.int(nil))
    package static let decimal = Type(.decimal(nil))
    package static let float = Type(.float(nil))
    package static let text = Type(.text)
    package static let date = Type(.date)
    package static let timestamp = Type(.timestamp)
    package static let period = Type(.period)

    package func optional(_ isOptional: Bool = true) -> Type { Type(kind, optional: isOptional) }
}

/// `VND`, `USD`: a unit that sums keep and that never mixes with another.
package struct Currency: Hashable, Sendable {
    package let code: String
    package init(_ code: String) { self.code = code }
}

extension Type.Kind {
    /// int, decimal or float, with or without a currency.
    package var isNumber: Bool {
        switch self {
        case .int, .decimal, .float: true
        default: false
        }
    }

    /// Held as floats, so that sums of it are sums of floats.
    package var isFloat: Bool {
        switch self {
        case .float, .points: true
        default: false
        }
    }

    package var currency: Currency? {
        switch self {
        case .int(let currency), .decimal(let currency), .float(let currency): currency
        default: nil
        }
    }

    package var isRatio: Bool { if case .ratio = self { true } else { false } }

    /// date or timestamp
    package var isDay: Bool { self == .date || self == .timestamp }
}

extension Type: CustomStringConvertible {
    /// As the user writes it: `money VND?`, `one of ["a", "b"]`.
    package var description: String { kind.description + (isOptional ? "?" : "") }
}

extension Type.Kind: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nothing: "missing"
        case .bool: "bool"
        case .int(nil): "int"
        case .decimal(nil): "decimal"
        case .float(nil): "float"
        case .int(let currency?), .decimal(let currency?), .float(let currency?): "money \(currency.code)"
        case .ratio: "ratio"
        case .points: "points"
        case .text: "text"
        case .date: "date"
        case .timestamp: "timestamp"
        case .period: "period"
        case .duration: "duration"
        case .enumeration(let values):
            "one of [" + values.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
        case .link(let table): table
        case .list(let element): "list of \(element)"
        }
    }
}
