/// A key whose rows' places in its order are known.
struct SortColumn {
    let ordinals: Ordinals
    let isDescending: Bool

    init(_ ordinals: Ordinals, isDescending: Bool = false) {
        self.ordinals = ordinals
        self.isDescending = isDescending
    }

    /// −1, 0 or 1; missing comes last both ways.
    @inline(__always)
    func compare(_ lhs: Int, _ rhs: Int) -> Int {
        if let result = SortKey.missingLast(ordinals.validity, lhs, rhs) { return result }
        let (a, b) = (ordinals.values[lhs], ordinals.values[rhs])
        if a == b { return 0 }
        return (a < b) != isDescending ? -1 : 1
    }
}
