/// The zones that a reading goes through, of all that the table has.
package struct ZoneChoice: Sendable {
    /// Ascending.
    package let chosen: [Int]
    package let count: Int

    package init(chosen: [Int], count: Int) {
        self.chosen = chosen
        self.count = count
    }

    package static func all(_ count: Int) -> ZoneChoice { ZoneChoice(chosen: Array(0..<count), count: count) }

    /// One of several readings that share the chosen zones evenly: the zones that it answers for, which follow those of the part before it, and
    /// among them those that it goes through.
    package func part(_ part: Int, of parts: Int) -> (all: Range<Int>, chosen: ArraySlice<Int>) {
        func start(_ part: Int) -> Int { chosen.count * part / parts }
        /// Zones that nobody goes through are answered for by the reading of the next chosen one, and at the end by the last.
        func first(_ part: Int) -> Int { part == 0 ? 0 : start(part) == 0 ? 0 : chosen[start(part) - 1] + 1 }
        return (first(part)..<(part + 1 == parts ? count : first(part + 1)), chosen[start(part)..<start(part + 1)])
    }
}
