/// The words of a call that are no options, such as paths.
struct OperandRow<Target>: Sendable {
    enum Effect: Sendable {
        case one(@Sendable (inout Target, String) -> Void)
        case many(@Sendable (inout Target, [String]) -> Void)
    }

    let name: String
    let summary: String
    let effect: Effect
    var isRequired = false

    /// `<path>…`
    var form: String {
        switch effect {
        case .one: "<\(name)>"
        case .many: "<\(name)>…"
        }
    }
}
