/// The row of official forms that numbers their columns right below the headings: `1 2 3`, `(1) (2) (3)` or `A B 1 2`, with letters for what names the rows.
///
/// Its numbers would be added up with those of the rows. A row of data may have the same cells, so it is looked for only under a first heading that
/// numbers the rows, as such forms have it, and not below a header that the user has named.
enum NumberingRow {
    private static let serials: Set<String> = ["stt", "tt", "số tt", "số thứ tự"]

    static func mayStand(below headings: [String]) -> Bool { headings.count >= 3 && serials.contains(headings[0].lowercased()) }

    static func isOne(_ cells: [String], below headings: [String]) -> Bool {
        guard mayStand(below: headings), cells.count == headings.count else { return false }
        let marks = cells.map(mark)
        let letters = marks.prefix { $0.utf8.first.map { $0 >= UInt8(ascii: "A") } ?? false }
        let numbers = marks.dropFirst(letters.count)
        return numbers.count >= 2 && letters.elementsEqual(zip(letters, "ABCDEFGH").map { String($1) }) && numbers.elementsEqual((1...numbers.count).map { "\($0)" })
    }

    /// Without brackets, and without what a column is computed from: `(3)`, `4=2+3`.
    private static func mark(_ cell: String) -> String {
        let bare = cell.filter { !"()[] ".contains($0) }
        return String(bare.prefix { $0 != "=" })
    }

    static func hint(_ row: String, header: Int) -> String { "\(row) numbers the columns and is left out; if it belongs to the table, say  header: \(header)" }
}
