import Diagnostics
import Semantics

/// What `file("x.csv", separator: ";", header: 4)` says about how to read a file.
struct FileOptions: Sendable {
    var separator: UInt8?
    var quote: UInt8?
    var header = Header.found
    /// What stands for a missing value beside an empty cell.
    var missing: [[UInt8]] = []
    var notation = NumberNotation.plain
    /// How dates are written where they are not ISO dates.
    var dates: DatePattern?
    var sheet: SheetChoice?
    /// The cells of a sheet that hold the table.
    var range: CellRange?
    /// The beginning of the row before which the table ends, such as "Tổng cộng".
    var until: String?
    /// Whether the table goes on behind an empty row; `nil` when nothing is said.
    var readsToEnd: Bool?

    /// Where the names of the columns stand.
    enum Header: Sendable, Equatable {
        /// Nothing is said: the first line of a text file; in a sheet it is looked for.
        case found
        /// There is none.
        case absent
        /// Lines or rows, from 1.
        case rows(ClosedRange<Int>)
    }

    init() {}

    /// - Throws: `unknown-option`, `wrong-option`.
    init(_ values: [String: Value], format: FileFormat) throws(DiagnosticList) {
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let row = format.options.first(where: { $0.name == name }) else {
                throw Message.unknownOption(name, format.name, format.options.map(\.name))
            }
            guard row.set(&self, value) else { throw Message.wrongOption(name, row.wanted) }
        }
    }
}
