/// Rows that are left out of the middle of a result, since nobody has memory for them.
package struct LeftOutRows: Sendable {
    /// How many rows stand before them.
    package var place: Int
    package var count: Int

    package init(place: Int, count: Int) {
        self.place = place
        self.count = count
    }
}
