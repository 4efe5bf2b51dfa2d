/// Functions written in the language, by name: those of scripts, models and the shell, and below them those that every session begins with.
///
/// The latter are parsed when one of them is first called: parsing them takes as long as running a short statement, and most statements
/// call none. A dictionary would do otherwise.
package struct UserFunctions: Sendable {
    package typealias Table = [String: Environment.UserFunction]

    /// Functions whose names are known before what they say.
    package struct Prelude: Sendable {
        fileprivate let names: Set<String>
        fileprivate let functions: @Sendable () -> Table

        /// - Parameter functions: asked again for every call, so it keeps them.
        package init(names: Set<String>, functions: @escaping @Sendable () -> Table) {
            self.names = names
            self.functions = functions
        }
    }

    /// Those that statements have defined; they stand before those of the prelude.
    package private(set) var own: Table = [:]
    private let prelude: Prelude?

    package init(_ prelude: Prelude? = nil) { self.prelude = prelude }

    package var names: [String] { own.keys + (prelude?.names.filter { own[$0] == nil } ?? []) }

    package subscript(_ name: String) -> Environment.UserFunction? {
        get {
            if let function = own[name] { return function }
            guard let prelude, prelude.names.contains(name) else { return nil }
            return prelude.functions()[name]
        }
        set { own[name] = newValue }
    }
}
