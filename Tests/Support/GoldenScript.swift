/// A golden script: prompts as a user types them, and under a rule what motcua answers.
///
///     # world: small
///
///     # Groups come out in the order of their keys, enums as declared.
///     > from dossiers | summarize n = count() by channel
///     ---
///     channel  n
///     counter  5
///
/// The first comment lines may set the world and its options (`# world:`, `# locale:`, `# lang:`, `# as-of:`). A prompt goes on with
/// lines that start with `. `; a line of tags before it (`[csv]`, `[plan]`) asks for another view or for several formats of one run, `[saved]` for a saved script of the
/// project, by its path and its parameters. The answer ends at the first empty line, so an empty line of the answer itself is
/// written as `¶`. A prompt without a rule has no answer yet: the runner writes one and fails once.
package struct GoldenScript: Sendable {
    package struct Entry: Sendable {
        package var tags: [String]
        package var input: [String]
        /// `nil` when nobody has said yet what should come out.
        package var expected: [String]?
    }

    package enum Part: Sendable {
        /// A comment or an empty line.
        case line(String)
        case entry(Entry)
    }

    /// From `Tests/Scripts`: `stages/where.script`.
    package let name: String
    package var parts: [Part]
    /// The options of its head, by name.
    package let options: [String: String]

    package init(name: String, text: String) {
        self.name = name
        var parts: [Part] = []
        var options: [String: String] = [:]
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        var index = 0
        var isHead = true
        var tags: [String] = []
        while index < lines.count {
            let line = lines[index]
            if line.hasPrefix("> ") || line == ">" {
                var entry = Entry(tags: tags, input: [String(line.dropFirst(2))], expected: nil)
                tags = []
                index += 1
                while index < lines.count, lines[index].hasPrefix(". ") || lines[index] == "." {
                    entry.input.append(String(lines[index].dropFirst(2)))
                    index += 1
                }
                if index < lines.count, lines[index] == "---" {
                    index += 1
                    var expected: [String] = []
                    while index < lines.count, !lines[index].isEmpty {
                        expected.append(lines[index])
                        index += 1
                    }
                    entry.expected = expected
                }
                parts.append(.entry(entry))
                continue
            }
            if line.hasPrefix("["), line.hasSuffix("]") {
                tags += line.dropFirst().dropLast().split(separator: ",").map { $0.filter { $0 != " " } }
            } else {
                if isHead, line.hasPrefix("# "), let colon = line.firstIndex(of: ":") {
                    let option = String(line[line.index(line.startIndex, offsetBy: 2)..<colon])
                    if GoldenScript.optionNames.contains(option) {
                        options[option] = String(line[line.index(after: colon)...].drop { $0 == " " })
                    }
                }
                if !line.hasPrefix("#") { isHead = false }
                parts.append(.line(line))
            }
            index += 1
        }
        self.parts = parts
        self.options = options
    }

    private static let optionNames: Set<String> = ["world", "locale", "lang", "as-of"]

    /// The file again, with each entry's answer.
    package var text: String {
        var lines: [String] = []
        for part in parts {
            switch part {
            case .line(let line): lines.append(line)
            case .entry(let entry):
                if !entry.tags.isEmpty { lines.append("[" + entry.tags.joined(separator: ", ") + "]") }
                for (index, line) in entry.input.enumerated() {
                    lines.append(line.isEmpty ? (index == 0 ? ">" : ".") : (index == 0 ? "> " : ". ") + line)
                }
                if let expected = entry.expected { lines += ["---"] + expected }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    package var entries: [Entry] {
        parts.compactMap { if case .entry(let entry) = $0 { entry } else { nil } }
    }

    /// An answer as its lines stand in the file.
    package static func lines(of answer: String) -> [String] {
        var lines = answer.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last == "" { lines.removeLast() }
        return lines.map { $0.isEmpty ? "¶" : $0 }
    }
}
