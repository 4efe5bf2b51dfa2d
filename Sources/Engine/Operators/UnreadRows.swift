import Planning
import Semantics
import Tables

/// The rows that a filter need not look at, since the reading below it has decided that they do not pass. They are counted as if it had.
final class UnreadRows {
    private let plan: FilterPlan
    private(set) var count = 0
    /// Whether all rows of the batch at hand pass.
    private(set) var isDecided = false
    /// Which of the rows that were read the batch at hand has; `nil` where they follow one another.
    private(set) var selection: RowSelection?

    /// - Returns: `nil` for a filter of which reading decides nothing.
    init?(_ plan: FilterPlan) {
        if plan.zones == nil, plan.read == nil { return nil }
        self.plan = plan
    }

    /// What reading can decide.
    /// - Throws: what reading linked tables throws.
    func filter(of scan: TableScan, _ source: any BatchSource, _ context: QueryContext) throws -> ScanFilter? {
        let rowsInZones = Double(source.rowCount ?? 0) * (RowEstimates(context).shareOfZones(plan) ?? 1)
        let links = LinkConditions(scan, rowCount: Int(rowsInZones), context: context)
        var plan = plan
        // Of links that lead nowhere it is counted how many were followed.
        if try !plan.followed.allSatisfy(links.isQuiet) { plan.read = nil }
        return try ScanFilter(plan, of: scan, zone: context.zone, links: links)
    }

    /// Takes over what is known of the batch that comes next.
    /// - Returns: how many rows more were left out.
    func take(_ chosen: ChosenRows, _ context: QueryContext) -> Int {
        let new = chosen.leftOut - count
        count = chosen.leftOut
        isDecided = chosen.isDecided
        selection = chosen.selection
        if new > 0, let words = plan.words { context.counters.addFiltered(words, of: new, kept: 0) }
        return new
    }
}
