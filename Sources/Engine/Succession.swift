import Semantics

/// Rows that took the place of others, and until when those stood: communes that were merged, a province that was renamed.
package struct Succession: Sendable {
    /// The last day of each row; the greatest day where there is none.
    package let lastDays: [Int32]
    /// The row that followed, −1 where none did.
    package let successors: [Int32]

    package init(lastDays: [Int32], successors: [Int32]) {
        self.lastDays = lastDays
        self.successors = successors
    }

    /// What a row has become by that day. A row that never ended, or that nobody followed, stays itself.
    package func row(_ row: Int32, on day: Int32) -> Int32 {
        var current = row
        while let next = next(after: current, on: day) { current = next }
        return current
    }

    /// What took the place of a row that had ended by that day. Nobody takes their own place, which the loader has made sure of.
    func next(after row: Int32, on day: Int32) -> Int32? {
        guard row >= 0, lastDays[Int(row)] < day, successors[Int(row)] >= 0 else { return nil }
        return successors[Int(row)]
    }
}

extension LinkedTable {
    /// The row at that level above a row (or itself) as the tree stood on that day; −1 where none is.
    func ancestor(of row: Int32, at level: [Int32], on day: Int32, _ succession: Succession) -> Int32 {
        var current = succession.row(row, on: day)
        for _ in 0...rowCount {
            guard current >= 0 else { break }
            if level[Int(current)] == current { return current }
            current = succession.row(parents[Int(current)], on: day)
        }
        return -1
    }

    /// Whether a row is `top` or stands below it; with a day, as the tree stood then. All that a row was on the way there counts too.
    package func isBelow(_ row: Int32, _ top: Int32, on day: Int32?) -> Bool {
        if row < 0 || top < 0 || parents.isEmpty { return false }
        var current = row
        for _ in 0...rowCount {
            if current == top { return true }
            if let day, let succession {
                while let next = succession.next(after: current, on: day) {
                    current = next
                    if current == top { return true }
                }
            }
            current = parents[Int(current)]
            if current < 0 { return false }
        }
        return false
    }

    /// - Throws: `FunctionProblem` when the tree has changed and no day is known as of which it is meant.
    func demandDay(_ isKnown: Bool) throws {
        guard succession != nil, !isKnown else { return }
        throw FunctionProblem(.treeWithoutDay(info.name))
    }
}
