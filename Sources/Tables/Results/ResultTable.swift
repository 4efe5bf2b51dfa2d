import Columns
import Semantics

/// What a pipeline printed: whole columns with the names and types to show them by.
package struct ResultTable: Sendable {
    package struct Column: Sendable {
        package var name: String
        /// What documents print above it, where the model or a measure gives one.
        package var label: String?
        package var type: Type
        package var values: Columns.Column
        /// For a link: the label of the row it points to, for people; machine formats write `values`, the key.
        package var labels: Columns.Column?
        /// It stands for all values of a pivot's key; documents head it by their word for a total.
        package var isTotal = false
        /// Which key of the groups it is, from 0: a total row rolls up the last ones, wherever `keep` has put them.
        package var keyNumber: Int?

        package init(name: String, label: String?, type: Type, values: Columns.Column, labels: Columns.Column? = nil) {
            self.name = name
            self.label = label
            self.type = type
            self.values = values
            self.labels = labels
        }
    }

    /// `show "title"`
    package var title: String?
    package var columns: [Column]
    package var rowCount: Int
    /// Rows that belong to it and are not here.
    package var leftOut: LeftOutRows?
    /// With those.
    package var wholeRowCount: Int { rowCount + (leftOut?.count ?? 0) }
    /// After `with totals`: how many keys each row rolls up, 0 for plain rows.
    package var totalLevels: [Int]?
    /// `with counts`: numerator and denominator beside each ratio; `with numbers`: the columns are numbered under their headings.
    package var options: ShowOptions
    /// What it rests on, when it is shown.
    package var provenance: Provenance?
    /// A bare expression: one row, one column `value`.
    package var isScalar: Bool
    /// Pieces of the same result came before; this one has no heading of its own.
    package var continues = false
    /// Pieces of the same result follow.
    package var goesOn = false
    /// What its columns hold of the memory that the session may use.
    package var memory: MemoryReservation?

    package init(title: String? = nil, columns: [Column], rowCount: Int, totalLevels: [Int]? = nil, options: ShowOptions = [], isScalar: Bool = false) {
        self.title = title
        self.columns = columns
        self.rowCount = rowCount
        self.totalLevels = totalLevels
        self.options = options
        self.isScalar = isScalar
    }
}
