import Columns

/// What the values of each zone of a column lie between, zones of as many rows each, and how that stands in the metadata of a file of the
/// cache: the number of rows, then a line a zone, least and greatest.
struct ZoneList: Sendable {
    let rowsEach: Int
    private(set) var bounds: [ZoneBounds] = []
    /// Rows of the last zone.
    private var lastRows = 0
    /// Whether columns of this form have bounds.
    private var isBounded = true

    init(rowsEach: Int) { self.rowsEach = rowsEach }

    mutating func append(_ column: Column) {
        var rest = 0..<column.count
        while isBounded, !rest.isEmpty {
            if bounds.isEmpty || lastRows == rowsEach {
                bounds.append(.none)
                lastRows = 0
            }
            let rows = rest.lowerBound..<min(rest.upperBound, rest.lowerBound + rowsEach - lastRows)
            guard let found = column.slice(rows).zoneBounds else {
                isBounded = false
                bounds = []
                return
            }
            bounds[bounds.count - 1].formUnion(found)
            lastRows += rows.count
            rest = rows.upperBound..<rest.upperBound
        }
    }

    // MARK: As text

    static let key = "motcua.zones"

    /// `nil` where there are no bounds.
    var text: String? {
        isBounded ? ([String(rowsEach)] + bounds.map { "\($0.least) \($0.greatest)" }).joined(separator: "\n") : nil
    }

    init?(_ text: String) {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n")).makeIterator()
        guard let first = lines.next(), let rowsEach = Int(Substring(first)), rowsEach > 0 else { return nil }
        self.rowsEach = rowsEach
        while let line = lines.next() {
            let sides = line.split(separator: UInt8(ascii: " "))
            guard sides.count == 2, let least = Int64(Substring(sides[0])), let greatest = Int64(Substring(sides[1])) else { return nil }
            bounds.append(ZoneBounds(least: least, greatest: greatest))
        }
    }
}
