/// What a column of a result means, in the words of the script and the model: the material of `.why`, of appendices and of `--log`.
package struct Definition: Hashable, Sendable {
    /// `on_time_rate`
    package var name: String
    /// As it is written: `count(where in_time) per count(where settled)`.
    package var text: String
    package var label: String?
    package var note: String?
    /// The table whose model says so; `nil` for the pipeline's own.
    package var table: String?

    package init(name: String, text: String, label: String? = nil, note: String? = nil, table: String? = nil) {
        self.name = name
        self.text = text
        self.label = label
        self.note = note
        self.table = table
    }
}

/// How a column came about: its own definition and those that it stands on, each once, in the order in which they are met.
package struct Derivation: Sendable {
    package var definition: Definition
    package var uses: [Definition]
    package init(definition: Definition, uses: [Definition]) {
        self.definition = definition
        self.uses = uses
    }
}
