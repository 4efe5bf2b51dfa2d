import Semantics

/// Every function of the language: the list of families, and what is looked up in them.
///
/// Scalars, aggregates and windows share one space of names; an overload's number is its place among
/// all rows of its name, scalars first.
package enum FunctionTables {
    private static let scalars: [ScalarFunction] = TextFunctions.all + NumberFunctions.all + DatesFunctions.all

    package static let scalar: [String: [ScalarFunction]] = Dictionary(grouping: scalars, by: \.signature.name)
    package static let aggregates: [String: [AggregateFunction]] = Dictionary(grouping: AggregateFunctions.all, by: \.signature.name)
    package static let windows: [String: [WindowFunction]] = Dictionary(grouping: WindowFunctions.all, by: \.signature.name)

    /// Every row in table order: for help, completion and the manual.
    package static let signatures: [FunctionSignature] =
        scalars.map(\.signature) + AggregateFunctions.all.map(\.signature) + WindowFunctions.all.map(\.signature)

    private static let byName: [String: [FunctionSignature]] = Dictionary(grouping: signatures, by: \.name)

    /// The rows of one name in table order; empty when there is no such function.
    package static func signatures(named name: String) -> [FunctionSignature] { byName[name] ?? [] }

    /// The aggregate that an overload number stands for.
    package static func aggregate(_ name: String, overload: Int) -> AggregateFunction? {
        let index = overload - (scalar[name]?.count ?? 0)
        guard let rows = aggregates[name], rows.indices.contains(index) else { return nil }
        return rows[index]
    }

    /// The window function that an overload number stands for.
    package static func window(_ name: String, overload: Int) -> WindowFunction? {
        let index = overload - (scalar[name]?.count ?? 0) - (aggregates[name]?.count ?? 0)
        guard let rows = windows[name], rows.indices.contains(index) else { return nil }
        return rows[index]
    }
}
