import Columns
import Semantics

/// A window function's computation: arguments in window order in, one column in that order out.
package typealias WindowBody = (_ arguments: [Column], _ frame: WindowFrame, _ context: QueryContext) throws -> Column

/// A row of the window function table.
package struct WindowFunction: Sendable {
    package let signature: FunctionSignature
    /// Its first argument, not `along`, is what rows are ordered by: `rank(rate desc)`.
    package let ordersByArgument: Bool
    package let make: @Sendable (CallSite) throws -> WindowBody

    package init(_ signature: FunctionSignature, ordersByArgument: Bool = false, make: @escaping @Sendable (CallSite) throws -> WindowBody) {
        self.signature = signature
        self.ordersByArgument = ordersByArgument
        self.make = make
    }
}
