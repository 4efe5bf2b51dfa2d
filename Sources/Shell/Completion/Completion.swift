/// What may stand where the cursor is: the part of the input that a choice takes the place of, and the choices, likeliest first.
package struct Completion: Sendable, Equatable {
    /// UTF-8 offsets in the input, which is in NFC. Empty at a place where nothing has been typed yet.
    package var replaced: Range<Int>
    package var candidates: [Candidate]

    package init(replaced: Range<Int>, candidates: [Candidate]) {
        self.replaced = replaced
        self.candidates = candidates
    }

    package static func nothing(at cursor: Int) -> Completion { Completion(replaced: cursor..<cursor, candidates: []) }
}

/// One choice of a completion menu.
package struct Candidate: Sendable, Equatable {
    /// What it is, which decides how the menu marks it.
    package enum Kind: Sendable, Equatable, CaseIterable {
        case table, pipeline, file, stage, keyword, column, measure, level, link, function, value, period, parameter, `operator`, command, argument
    }

    package var kind: Kind
    /// What the menu shows: the name as people write it.
    package var label: String
    /// What takes the place of the part typed: the label, in backquotes or quotes where the language needs them.
    package var text: String
    /// `date`, `link to units`, `1.204 rows`: short, dim, right of the label. May be empty.
    package var type: String
    /// One line that says what it is for. May be empty.
    package var summary: String

    package init(kind: Kind, label: String, text: String? = nil, type: String = "", summary: String = "") {
        self.kind = kind
        self.label = label
        self.text = text ?? label
        self.type = type
        self.summary = summary
    }
}
