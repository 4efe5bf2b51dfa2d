import Columns
import Diagnostics
import Semantics

/// A compiled expression: one call a batch, a loop over concrete memory inside.
///
/// Kernels are made once a query by `KernelCompiler` and may keep tables made from constants
/// (compiled patterns, code maps), but nothing that changes their answer.
package protocol Kernel: AnyObject {
    /// A column of as many rows as the batch has.
    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column
    /// The same, as narrow as it is kept where it stands in the batch.
    func operand(_ batch: Batch, _ context: QueryContext) throws -> BatchColumn
}

extension Kernel {
    package func operand(_ batch: Batch, _ context: QueryContext) throws -> BatchColumn { .wide(try evaluate(batch, context)) }
}

/// What a row of the function tables is told when an expression that calls it is compiled.
package struct CallSite: Sendable {
    package var argumentTypes: [Type]
    /// The values of arguments that are constant, at their positions.
    package var constants: [Value?]
    package var resultType: Type
    package init(argumentTypes: [Type], constants: [Value?], resultType: Type) {
        self.argumentTypes = argumentTypes
        self.constants = constants
        self.resultType = resultType
    }
}

/// A function's computation: columns of equal length in, one column of that length out.
package typealias FunctionBody = (_ arguments: BatchColumns, _ count: Int, _ context: QueryContext) throws -> Column

/// A row of the scalar function tables.
package struct ScalarFunction: Sendable {
    package let signature: FunctionSignature
    /// Called once when the expression is compiled.
    /// - Throws: a `FunctionProblem` for a constant argument that cannot be (a pattern that does not parse).
    package let make: @Sendable (CallSite) throws -> FunctionBody

    package init(_ signature: FunctionSignature, make: @escaping @Sendable (CallSite) throws -> FunctionBody) {
        self.signature = signature
        self.make = make
    }
}

/// A mistake that a function finds in a value: the sentence to show; the caller knows the place.
package struct FunctionProblem: Error {
    package var message: Message
    /// The argument that cannot be, counted from 0; `nil` when it is the whole call's fault.
    package var argument: Int?
    /// The row of the batch whose values cannot be; `nil` when it is no row's fault.
    package var row: Int?
    /// What the argument was most likely meant to say, as it is written.
    package var repair: String?
    package init(_ message: Message, argument: Int? = nil, row: Int? = nil, repair: String? = nil) {
        self.message = message
        self.argument = argument
        self.row = row
        self.repair = repair
    }

    /// Where to show it: the argument's place, else the whole call's.
    func place(among arguments: [Diagnostic.Place?], otherwise place: Diagnostic.Place?) -> Diagnostic.Place? {
        if let argument, arguments.indices.contains(argument), let place = arguments[argument] { return place }
        return place
    }
}
