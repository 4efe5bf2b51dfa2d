import Diagnostics
import Semantics
import Syntax

/// A parameter's value as typed on the command line, read as its declared type: `--param period=2019-Q2`.
enum ParameterText {
    /// - Throws: a diagnostic that shows what was typed and how a value of the type is written.
    static func value(_ typed: String, as type: Type, name: String, session: Session, evaluate: ((Checker) -> CheckedPipeline?) throws -> Value?) throws -> Value? {
        if typed.isEmpty || typed == "missing", type.isOptional { return .missing }
        switch type.kind {
        case .text, .link: return .text(typed)
        case .enumeration(let values):
            guard values.contains(typed) else {
                throw wrong(typed, name, hints: ["it is one of: \(values.joined(separator: ", "))"])
            }
            return .text(typed)
        case .date, .timestamp, .period:
            // A call such as reporting(@2019-H1) is written as in a script.
            let text = typed.hasPrefix("@") || typed.contains("(") ? typed : "@\(typed)"
            return try expression(text.withBothEndsMarked, typed, as: type, name, evaluate)
        default:
            return try expression(typed, typed, as: type, name, evaluate)
        }
    }

    /// What was typed, as a script writes it.
    static func literal(_ typed: String, of type: Type) -> String {
        if typed.isEmpty || typed == "missing", type.isOptional { return "missing" }
        switch type.kind {
        case .text, .link, .enumeration: return Parser.quoted(typed)
        case .date, .timestamp, .period: return (typed.hasPrefix("@") || typed.contains("(") ? typed : "@\(typed)").withBothEndsMarked
        default: return typed
        }
    }

    private static func expression(_ text: String, _ typed: String, as type: Type, _ name: String, _ evaluate: ((Checker) -> CheckedPipeline?) throws -> Value?) throws -> Value? {
        let source = SourceText(name: "--param \(name)", text: text)
        let (parsed, diagnostics) = Parser.parseExpression(source)
        let wanted = "it must be \(type), such as  \(sample(type))"
        guard !diagnostics.contains(where: { $0.severity == .error }) else { throw wrong(typed, name, hints: [wanted]) }
        do {
            return try evaluate { $0.checkConstant(parsed, as: type, in: source) }
        } catch is DiagnosticList {
            throw wrong(typed, name, hints: [wanted])
        }
    }

    private static func wrong(_ typed: String, _ name: String, hints: [String]) -> DiagnosticList {
        DiagnosticList(.parameterValue(typed, of: name), hints: hints)
    }

    private static func sample(_ type: Type) -> String {
        switch type.kind {
        case .date: "2019-06-30"
        case .timestamp: "2019-06-30T14:05"
        case .period: "2019-H1 or reporting(@2019-H1)"
        case .ratio: "95%"
        case .points: "0.1 points"
        case .bool: "true"
        case .duration: "3 months"
        case .list: "[1, 2]"
        default: "12"
        }
    }
}

extension String {
    /// `@2019-01..2019-06` with the `@` that the language wants before its second half.
    fileprivate var withBothEndsMarked: String {
        let ends = split(separator: "..", maxSplits: 1)
        guard ends.count == 2, !ends[1].hasPrefix("@") else { return self }
        return "\(ends[0])..@\(ends[1])"
    }
}
