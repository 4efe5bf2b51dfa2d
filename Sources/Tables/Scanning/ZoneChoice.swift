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

    /// Where the chosen zones of one of several readings stand among all that are chosen, as many for each.
    package func places(of part: ReadingPart) -> Range<Int> { chosen.count * part.number / part.count..<chosen.count * (part.number + 1) / part.count }

    /// The first zone behind the chosen one before a place.
    func start(of place: Int) -> Int { place == 0 ? 0 : chosen[place - 1] + 1 }
}
