import Characters

/// Words near a word that was not found, for "did you mean".
package enum Spelling {
    /// The candidates nearest to `word`, nearest first, equally near ones in the order they came; each once.
    ///
    /// Nearness is the number of letters to insert, drop, replace or swap with a neighbour (optimal
    /// string alignment, after Damerau and Levenshtein), first with marks and case set aside, then
    /// with them. A candidate is left out when more than a third of the letters of the longer word
    /// would change; from three letters on, one change is always allowed. Words that differ only in
    /// marks or case always count as near. O(candidates × length²).
    ///
    ///     Spelling.nearest("recieved", in: ["due", "received"])   // ["received"]
    package static func nearest(_ word: String, in candidates: some Sequence<String>, limit: Int = 3) -> [String] {
        let folded = Array(Folding.fold(word).unicodeScalars)
        let exact = Array(NormalForm.composed(word).unicodeScalars)
        var seen: Set<String> = []
        var near: [Candidate] = []
        for (order, text) in candidates.enumerated() {
            let letters = Array(Folding.fold(text).unicodeScalars)
            let longer = max(folded.count, letters.count)
            let allowed = longer < 3 ? 0 : max(1, longer / 3)
            guard let distance = distance(folded, letters, atMost: allowed), seen.insert(text).inserted else { continue }
            let composed = Array(NormalForm.composed(text).unicodeScalars)
            let fine = self.distance(exact, composed, atMost: max(exact.count, composed.count)) ?? 0
            near.append(Candidate(text: text, distance: distance, fineDistance: fine, order: order))
        }
        near.sort { ($0.distance, $0.fineDistance, $0.order) < ($1.distance, $1.fineDistance, $1.order) }
        return near.prefix(max(0, limit)).map(\.text)
    }

    private struct Candidate {
        var text: String
        var distance: Int
        var fineDistance: Int
        var order: Int
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other; `nil` for more than `limit`.
    static func distance<Letter: Equatable>(_ lhs: [Letter], _ rhs: [Letter], atMost limit: Int) -> Int? {
        guard abs(lhs.count - rhs.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...rhs.count)
        for row in lhs.indices {
            var current = [row + 1]
            current.reserveCapacity(rhs.count + 1)
            var least = row + 1
            for column in rhs.indices {
                let replacement = last[column] + (lhs[row] == rhs[column] ? 0 : 1)
                var best = min(replacement, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, lhs[row] == rhs[column - 1], lhs[row - 1] == rhs[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
                least = min(least, best)
            }
            // A swap goes back two rows, and adds one.
            if least > limit, (last.min() ?? 0) >= limit { return nil }
            beforeLast = last
            last = current
        }
        return last[rhs.count] <= limit ? last[rhs.count] : nil
    }
}
