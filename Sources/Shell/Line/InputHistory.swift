/// What was typed before, oldest first, as far as the editor goes back.
package struct InputHistory {
    package private(set) var inputs: [String]

    /// Up: going back through the inputs that begin with what stands before the cursor.
    private struct Walk {
        var start: EditedLine
        var beginning: String
        /// Index of the input in the line; the number of inputs for the line as it was.
        var index: Int
    }

    private var walk: Walk?

    package init(_ inputs: [String] = []) { self.inputs = inputs }

    var isWalking: Bool { walk != nil }

    mutating func add(_ input: String) {
        inputs.removeAll { $0 == input }
        inputs.append(input)
        walk = nil
    }

    mutating func endWalk() { walk = nil }

    /// The next older input that begins as the line does, or the next newer one; `nil` where there is none.
    mutating func step(_ step: Int, from line: EditedLine) -> EditedLine? {
        var walk = self.walk ?? Walk(start: line, beginning: EditedLine.string(line.scalars[..<line.cursor]), index: inputs.count)
        var index = walk.index + step
        while inputs.indices.contains(index), !inputs[index].utf8.starts(with: walk.beginning.utf8) || inputs[index] == line.text { index += step }
        if inputs.indices.contains(index) {
            walk.index = index
            self.walk = walk
            return EditedLine(inputs[index])
        }
        guard step > 0, walk.index < inputs.count else { return nil }
        // Beyond the newest stands what was being typed.
        self.walk = nil
        return walk.start
    }

    /// An older input that contains the text, whatever its case and marks.
    mutating func olderContaining(_ folded: (String) -> Bool, than line: EditedLine) -> EditedLine? {
        let from = inputs.lastIndex(of: line.text) ?? inputs.count
        return inputs[..<from].last(where: folded).map { EditedLine($0) }
    }

    /// The rest of the newest input that begins with the text.
    func continuation(of text: String) -> String? {
        guard let input = inputs.last(where: { $0.utf8.count > text.utf8.count && $0.utf8.starts(with: text.utf8) }) else { return nil }
        return String(decoding: input.utf8.dropFirst(text.utf8.count), as: UTF8.self)
    }
}
