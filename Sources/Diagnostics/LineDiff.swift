/// Two texts compared line by line, after Myers' shortest edit script (the standard library's `difference`).
package struct LineDiff {
    private enum Line {
        case same(String)
        case removed(String)
        case added(String)
    }

    private let lines: [Line]

    /// - Complexity: O(lines × differences).
    package init(_ old: String, _ new: String) {
        let old = LineDiff.split(old)
        let new = LineDiff.split(new)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                lines.append(.removed(old[left]))
                left += 1
            } else if right < new.count, added.contains(right) {
                lines.append(.added(new[right]))
                right += 1
            } else {
                lines.append(.same(old[left]))
                left += 1
                right += 1
            }
        }
        self.lines = lines
    }

    package var isEmpty: Bool {
        !lines.contains { if case .same = $0 { false } else { true } }
    }

    /// The differences as a unified diff with three lines around each, as `patch` reads it; empty when there are none.
    package func unified(name: String) -> String {
        let context = 3
        let changed = lines.indices.filter { if case .same = lines[$0] { false } else { true } }
        guard !changed.isEmpty else { return "" }
        // Changes whose surroundings touch share a hunk.
        var hunks: [Range<Int>] = []
        for index in changed {
            let range = max(0, index - context)..<min(lines.count, index + context + 1)
            if let last = hunks.last, range.lowerBound <= last.upperBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return "--- \(name)\n+++ \(name)\n" + hunks.map(text).joined()
    }

    private func text(_ hunk: Range<Int>) -> String {
        var start = (old: 1, new: 1)
        for line in lines[..<hunk.lowerBound] { LineDiff.count(line, &start) }
        var size = (old: 0, new: 0)
        var body = ""
        for line in lines[hunk] {
            LineDiff.count(line, &size)
            switch line {
            case .same(let text): body += " \(text)\n"
            case .removed(let text): body += "-\(text)\n"
            case .added(let text): body += "+\(text)\n"
            }
        }
        return "@@ -\(start.old),\(size.old) +\(start.new),\(size.new) @@\n" + body
    }

    private static func count(_ line: Line, _ sizes: inout (old: Int, new: Int)) {
        switch line {
        case .same:
            sizes.old += 1
            sizes.new += 1
        case .removed: sizes.old += 1
        case .added: sizes.new += 1
        }
    }

    /// Lines without their breaks; a break at the end starts no further line.
    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
