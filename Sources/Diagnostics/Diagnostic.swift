/// Something to tell the user about their text or data: a value, collected, never printed where it is found.
package struct Diagnostic: Error, Sendable {
    package enum Severity: Sendable { case error, warning, note }

    package var severity: Severity
    /// A stable code such as `unknown-column`, which the manual explains.
    package var code: String
    /// One sentence in the user's words, lower case, the found before the wanted.
    package var message: String
    /// Where, in a source text; `nil` for a mistake that has no place in a script (a data file names its own place in `message`).
    package var place: Place?
    /// Lines under the caret: the reason or what to do, each a sentence.
    package var hints: [String]
    /// Edits that would repair the text, likeliest first.
    package var fixes: [Fix]
    /// Whose fault it is, for the exit status.
    package var kind: Kind

    package enum Kind: Sendable {
        /// The query or the data: exit status 1.
        case query
        /// A file or server that could not be read or written: exit status 4.
        case outside
    }

    package struct Place: Sendable {
        package var source: SourceText
        package var span: Span
        package init(source: SourceText, span: Span) {
            self.source = source
            self.span = span
        }
    }

    /// Replace `span` by `text`; `label` says so in words when the text alone does not.
    package struct Fix: Sendable {
        package var text: String
        package var span: Span
        package var label: String?
        package init(_ text: String, at span: Span, label: String? = nil) {
            self.text = text
            self.span = span
            self.label = label
        }
    }

    /// - Parameter hints: lines that depend on the place, after those of the message.
    package init(_ message: Message, at place: Place? = nil, hints: [String] = [], fixes: [Fix] = []) {
        self.severity = message.severity
        self.code = message.code.rawValue
        self.message = message.text
        self.place = place
        self.hints = message.hints + hints
        self.fixes = fixes
        self.kind = message.kind
    }
}

/// Several mistakes reported in one go. Never empty when thrown.
package struct DiagnosticList: Error, Sendable {
    package var all: [Diagnostic]
    package init(_ all: [Diagnostic]) { self.all = all }

    /// One mistake alone.
    package init(_ message: Message, at place: Diagnostic.Place? = nil, hints: [String] = []) {
        all = [Diagnostic(message, at: place, hints: hints)]
    }
}
