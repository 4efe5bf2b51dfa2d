/// The columns that a stage sees by name, and whose rows they are.
package struct Relation: Sendable {
    package struct Column: Sendable {
        package var name: String
        package var id: ColumnID
        package var type: Type
        /// What reports print above it.
        package var label: String?
        /// The right side of a lookup or join that brought it (`t` of `t.target`).
        package var qualifier: String?
        /// Its name there (`target`), which may not be the name it is shown under.
        package var qualifiedName: String?
        /// Not to be printed without leave.
        package var isPrivate: Bool
        /// How its cells make a total, when it came out of a `summarize` and they do.
        package var combining: Combining?
        /// What it was computed as; `nil` for a column of a table as it is.
        package var derivation: Derivation?
        /// It stands for all values of a pivot's key.
        package var isTotal = false
        package init(name: String, id: ColumnID, type: Type, label: String? = nil, qualifier: String? = nil, qualifiedName: String? = nil, isPrivate: Bool = false) {
            self.name = name
            self.id = id
            self.type = type
            self.label = label
            self.qualifier = qualifier
            self.qualifiedName = qualifiedName
            self.isPrivate = isPrivate
        }
    }

    /// What the cells of an aggregate are put together with.
    package enum Combining: String, Sendable { case sum, min, max, pool }

    /// Visible columns in the order of output.
    package var columns: [Column]
    /// Present while each row still is a row of that table: gives hidden columns, measures and links their meaning.
    package var base: Base?
    package var totals: TotalsInfo?
    /// The conditions that the rows have passed, as written, in their order.
    package var filters: [String] = []

    package struct Base: Sendable {
        package var table: String
        /// Every column of the table, hidden or not, by its name there; `set` puts its replacement here, so that measures see it.
        package var columns: [String: Relation.Column]
        /// After `join` a row may stand more than once, so measures would count it twice.
        package var isMultiplied: Bool
        package init(table: String, columns: [String: Relation.Column], isMultiplied: Bool = false) {
            self.table = table
            self.columns = columns
            self.isMultiplied = isMultiplied
        }
    }

    package init(columns: [Column], base: Base? = nil, totals: TotalsInfo? = nil) {
        self.columns = columns
        self.base = base
        self.totals = totals
    }
}

/// How `with totals` has arranged rows: groups of the keys, each followed by its total.
package struct TotalsInfo: Sendable {
    /// Number of keys that a row rolls up; 0 for plain rows.
    package var level: ColumnID
    package var keys: [ColumnID]
    package init(level: ColumnID, keys: [ColumnID]) {
        self.level = level
        self.keys = keys
    }
}
