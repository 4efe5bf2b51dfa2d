/// Rows by their places in a table that several threads fill, each a region of its places: they never wait for one another, and what they make does
/// not depend on how many there are.
enum RegionRows {
    /// Rows that are waited for together: all that is asked for them lies in the first-level cache.
    private static let run = 128

    /// Takes the rows whose places lie in a region, from the last row to the first. O(rows), by each thread.
    ///
    /// - Parameters:
    ///   - place: where a row belongs; outside of all regions for one that belongs nowhere.
    ///   - approach: asks for the memory of a place. That of a run of rows is on its way while the rows of the run before are taken.
    ///   - isStopped: whether nobody wants to know any more; asked once a run.
    ///   - take: whether to go on.
    @inline(__always)
    static func forEach(
        of rowCount: Int, in region: Range<Int>, isStopped: () -> Bool, place: (Int) -> Int, approach: (Int) -> Void, take: (_ row: Int, _ place: Int) -> Bool
    ) {
        let (start, size) = (region.lowerBound, UInt(region.count))
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 &* run) { waiting in
            var row = rowCount
            var held = 0..<0
            while true {
                let free = held.lowerBound == 0 ? run : 0
                var end = free
                while row > 0, end < free &+ run {
                    row &-= 1
                    waiting[end] = Int32(truncatingIfNeeded: row)
                    // Without a branch: whose region it is is as good as random.
                    end &+= UInt(bitPattern: place(row) &- start) < size ? 1 : 0
                }
                for index in free..<end { approach(place(Int(waiting[index]))) }
                for index in held {
                    let row = Int(waiting[index])
                    if !take(row, place(row)) { return }
                }
                held = free..<end
                if held.isEmpty || isStopped() { return }
            }
        }
    }
}
