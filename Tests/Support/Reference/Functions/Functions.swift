import Semantics

/// The scalar functions: a name, the values of the arguments and their types.
///
/// One switch a family, as short as the sentence that the manual has for each. What the checker has seen to (numbers of
/// arguments, their kinds) is not looked at again; overloads are told apart by the kinds of values.
struct Functions {
    let run: ReferenceRun

    /// - Throws: what a user would see as an error.
    func call(_ name: String, _ arguments: [(value: Value, type: Type)], result: Type) throws -> Value {
        if arguments.contains(where: { $0.value.isAbsent }) { return .missing }
        let values = arguments.map(\.value)
        if let found = try text(name, values, arguments.map(\.type)) { return found }
        if let found = try number(name, values, result) { return found }
        if let found = try day(name, values) { return found }
        preconditionFailure("the reference does not know the function '\(name)'")
    }
}
