import Diagnostics

/// Mistakes of calls: how many values a function takes, of what kind, and in what form.
package enum CallCode: String, DiagnosticCode {
    case argumentCount = "argument-count"
    case argumentType = "argument-type"
    case conditionOutsideAggregate = "condition-outside-aggregate"
    case fileWithoutName = "file-without-name"
    case functionAfterDot = "function-after-dot"
    case notConstant = "not-constant"
    case orderInCall = "order-in-call"
    case unknownArgument = "unknown-argument"

    package var explanation: Explanation {
        switch self {
        case .argumentCount:
            Explanation(
                "every function takes a certain number of values",
                wrong: "round()", right: "round(3.7)")
        case .argumentType:
            Explanation(
                "every function takes values of certain kinds",
                wrong: #"from units | keep x = to_text(name, "0.0")"#, right: #"from dossiers | keep x = to_text(fee, "0.0")"#)
        case .conditionOutsideAggregate:
            Explanation(
                "only what is computed over many rows can leave some of them out",
                wrong: "from dossiers | keep x = round(fee where late)", right: "from dossiers | summarize sum(fee where late)")
        case .fileWithoutName:
            Explanation(
                "a file is named first; how to read it comes after",
                wrong: #"from file(separator: ";")"#,
                right: .typed(#"from file("fees.csv", separator: ";")"#, files: Example.File("fees.csv", "id;fee\nD01;8000\n")))
        case .functionAfterDot:
            Explanation(
                "after a dot stands a part of a value; a function stands before it",
                wrong: "from units | keep x = name.upper()", right: "from units | keep x = upper(name)")
        case .notConstant:
            Explanation(
                "what shapes a whole column has to be known before the first row",
                wrong: "from units | keep x = matches(name, id)", right: "from units | keep x = matches(name, '^Xã')")
        case .orderInCall:
            Explanation(
                "an order belongs to what looks at rows one after the other",
                wrong: "from dossiers | keep x = round(fee desc)", right: "from dossiers | sort fee desc | keep x = round(fee)")
        case .unknownArgument:
            Explanation(
                "a value may be given by its name, and then it has to be one that the function has",
                wrong: "from dossiers | keep x = round(fee, places: 2)", right: "from dossiers | keep x = round(fee, digits: 2)")
        }
    }
}
