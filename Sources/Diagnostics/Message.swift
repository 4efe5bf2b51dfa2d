/// A wording before anybody knows its place.
///
/// One sentence, lower case, the found before the wanted, in the words of somebody who has never seen a grammar.
/// Each layer names its own in its `Messages.swift`, as `static` members of this type, so that a search
/// finds every wording in one place and whoever reports writes `report(.unknownTable(name), …)`.
package struct Message: Sendable {
    package let code: any DiagnosticCode
    package let text: String
    package let hints: [String]
    package let severity: Diagnostic.Severity
    package let kind: Diagnostic.Kind

    /// - Parameter hints: after those that follow the sentence, which always go with it.
    package init(
        _ code: any DiagnosticCode, _ text: String, _ always: String..., hints: [String] = [],
        severity: Diagnostic.Severity = .error, kind: Diagnostic.Kind = .query
    ) {
        self.code = code
        self.text = text
        self.hints = always + hints
        self.severity = severity
        self.kind = kind
    }
}
