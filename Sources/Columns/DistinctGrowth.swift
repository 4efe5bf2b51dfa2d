/// How the number of distinct values has grown with the rows so far, and where that leads.
package struct DistinctGrowth {
    let distinct: Int
    let rows: Int

    package init(distinct: Int, rows: Int) {
        self.distinct = distinct
        self.rows = rows
    }

    /// How many there will be if all of them occur alike often: of r rows of D values about r² ÷ 2D have one that stood before.
    /// When there are many rows a value, about all have been met.
    package var expected: Int {
        if rows >= 4 * distinct { return distinct }
        let (square, overflow) = rows.multipliedReportingOverflow(by: rows)
        return overflow || rows <= distinct ? .max : square / (2 * (rows - distinct))
    }
}
