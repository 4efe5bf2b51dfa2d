/// How the number of groups has grown with the rows so far, and where that leads.
struct GroupGrowth {
    let groups: Int
    let rows: Int

    /// How many groups there will be if all of them occur alike often: of r rows of D groups about r² ÷ 2D have a group that stood before.
    /// When there are many rows a group, about all have been met.
    var expectedGroups: Int {
        if rows >= 4 * groups { return groups }
        let (square, overflow) = rows.multipliedReportingOverflow(by: rows)
        return overflow || rows <= groups ? .max : square / (2 * (rows - groups))
    }
}
