/// What the manual says about a kind of mistake: why the language wants it otherwise, and an example that is a test.
package struct Explanation: Sendable {
    /// Why the language wants it so: half a sentence, lower case, in a clerk's words.
    package let reason: String
    /// Makes this very mistake; `nil` where only the world outside can (a disk that fills up).
    package let wrong: Example?
    /// The same wish without a mistake.
    package let right: Example?

    package init(_ reason: String, wrong: Example, right: Example) {
        self.reason = reason
        self.wrong = wrong
        self.right = right
    }

    /// For what no example can bring about.
    package init(withoutExample reason: String) {
        self.reason = reason
        wrong = nil
        right = nil
    }
}

/// Something to type, with the files that it needs.
///
/// Without files of its own an example speaks about the tables of the manual's small world, whose names are those of
/// the demonstration province; with files it has those and nothing else.
package struct Example: Sendable, ExpressibleByStringLiteral {
    /// How the text reaches motcua.
    package enum Way: Sendable {
        /// Typed in the shell, or after `-c`.
        case typed
        /// A saved script, run with values for its parameters, some of them perhaps from a file.
        case script(parameters: [(name: String, value: String)], parameterFile: String?)
        /// Lines of the shell, with its dot commands.
        case shell
    }

    package struct File: Sendable, Equatable {
        package let name: String
        package let bytes: [UInt8]
        /// What a page shows of it, which for a workbook are its cells.
        package let shown: String

        package init(_ name: String, _ text: String) { self.init(name, bytes: Array(text.utf8)) }

        /// - Parameter shown: `nil` for a file of text.
        package init(_ name: String, bytes: [UInt8], shown: String? = nil) {
            self.name = name
            self.bytes = bytes
            self.shown = shown ?? String(decoding: bytes, as: UTF8.self)
        }
    }

    package let text: String
    package let way: Way
    package let files: [File]

    package init(_ text: String, _ way: Way, _ files: [File]) {
        self.text = text
        self.way = way
        self.files = files
    }

    package init(stringLiteral text: String) { self.init(text, .typed, []) }

    package static func typed(_ text: String, files: File...) -> Example { Example(text, .typed, files) }

    package static func script(
        _ text: String, parameters: [(name: String, value: String)] = [], parameterFile: String? = nil, files: File...
    ) -> Example {
        Example(text, .script(parameters: parameters, parameterFile: parameterFile), files)
    }

    package static func shell(_ text: String, files: File...) -> Example { Example(text, .shell, files) }
}
