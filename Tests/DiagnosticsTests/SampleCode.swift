import Diagnostics

/// The one code of this folder's messages.
enum SampleCode: String, DiagnosticCode {
    case sample

    var explanation: Explanation { Explanation(withoutExample: "messages here are made up") }
}

/// A diagnostic with a message of no layer.
func sample(
    _ message: String, at place: Diagnostic.Place? = nil, severity: Diagnostic.Severity = .error, hints: [String] = [],
    fixes: [Diagnostic.Fix] = []
) -> Diagnostic {
    Diagnostic(Message(SampleCode.sample, message, severity: severity), at: place, hints: hints, fixes: fixes)
}
