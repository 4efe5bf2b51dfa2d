/// Which rows to sort, and in which order they come.
struct SortedRows: Sendable {
    private let rows: [Int32]?
    let count: Int

    /// - Parameter rows: `nil` for all.
    init(_ rows: [Int32]?, count: Int) {
        self.rows = rows
        self.count = count
    }

    var areAll: Bool { rows == nil }

    @inline(__always)
    subscript(_ place: Int) -> Int { rows.map { Int($0[place]) } ?? place }
}
