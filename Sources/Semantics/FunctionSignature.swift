/// What the checker, the help and the manual know of a function: all but how it computes.
///
/// Rows of the engine's tables carry one each; overloads are rows of the same name.
package struct FunctionSignature: Sendable {
    package enum Role: String, Sendable, CaseIterable { case scalar, aggregate, window }

    package enum Family: String, Sendable, CaseIterable {
        case aggregates, windows, text, number, dates, domain
    }

    /// What an argument must be.
    package indirect enum Parameter: Sendable {
        case any
        case bool
        case text
        case int
        /// int, decimal or float, with or without a currency
        case number
        /// int, decimal, float or points
        case numberOrPoints
        case ratio
        /// date or timestamp (its day)
        case date
        case timestamp
        case period
        case dateOrPeriod
        case duration
        /// anything that has an order
        case ordered
        /// the type of an earlier argument, after number widening
        case like(Int)
        case list(Parameter)
        /// a literal or parameter, known before the first row
        case constant(Parameter)
    }

    /// What comes out.
    package enum Result: Sendable {
        case kind(Type.Kind)
        /// the type of that argument
        case like(Int)
        /// the common type of all arguments
        case common
        /// float, with the currency of that argument
        case floatLike(Int)
        /// decimal or int: int stays int
        case exactLike(Int)
        /// an enum whose values the row names
        case oneOf([String])
        /// an enum of the bands between the limits in that argument; text while those are not known
        case bands(Int)
    }

    /// When a result may be missing.
    package enum Missing: Sendable {
        /// when an argument is
        case propagates
        /// always possible (division, empty groups, text that does not parse)
        case possible
        /// never (`count`)
        case never
    }

    package var name: String
    package var role: Role
    package var family: Family
    /// Names and types of the arguments; the last `optionalCount` may be left out.
    package var parameters: [(name: String, type: Parameter)]
    package var optionalCount: Int
    /// The last parameter may be given any number of times.
    package var repeatsLast: Bool
    package var result: Result
    package var missing: Missing
    /// Whether it tells nothing but the order of `along`.
    package var needsOrder: Bool
    /// One line, what it returns.
    package var summary: String
    /// An expression and what it prints; the tests run it.
    package var example: (source: String, result: String)

    package init(
        _ name: String, _ role: Role = .scalar, _ family: Family,
        _ parameters: [(name: String, type: Parameter)], optional optionalCount: Int = 0, repeats: Bool = false,
        returns result: Result, missing: Missing = .propagates, needsOrder: Bool = false,
        _ summary: String, example: (source: String, result: String)
    ) {
        self.name = name
        self.role = role
        self.family = family
        self.parameters = parameters
        self.optionalCount = optionalCount
        self.repeatsLast = repeats
        self.result = result
        self.missing = missing
        self.needsOrder = needsOrder
        self.summary = summary
        self.example = example
    }

    /// `working_days(a: date, b: date) -> int`
    package var text: String {
        var parts = parameters.enumerated().map { index, parameter in
            "\(parameter.name)" + (index >= parameters.count - optionalCount ? "?" : "")
        }
        if repeatsLast { parts.append("…") }
        return "\(name)(\(parts.joined(separator: ", ")))"
    }
}
