import Testing

/// `summarize items by keys with totals`
@Suite struct SummarizeTests {
    @Test(arguments: [
        // Keys come first.
        ("summarize count() by channel", "channel: one of [\"counter\", \"post\", \"online\"], count: int"),
        ("summarize n = count() by năm = received.year, unit.district", "năm: period, district: units?, n: int"),
        ("summarize count(due), sum(fee), avg(fee), min(received), count_distinct(unit)", "count_due: int, sum_fee: money VND, avg_fee: money VND?, min_received: timestamp?, count_distinct_unit: int"),
        ("summarize rate = count(where late) per count()", "rate: ratio?"),
        // A key is one value for its group; its paths are too.
        ("summarize count(), unit.name by unit", "unit: units, count: int, name: text"),
        ("summarize share = count() / 2, m = channel by channel", "channel: one of [\"counter\", \"post\", \"online\"], share: float?, m: one of [\"counter\", \"post\", \"online\"]"),
        // In a total row the keys that it rolls up are missing.
        ("summarize count() by channel, unit with totals", "channel: one of [\"counter\", \"post\", \"online\"]?, unit: units?, count: int"),
        ("summarize count() by channel with totals | sort count desc | add twice = count * 2 | drop channel | rename n = count", "n: int, twice: int"),
        ("summarize n = count() by unit | summarize avg(n), total = sum(n)", "avg_n: float?, total: int"),
        ("where fee is present | summarize max(fee) by fee", "fee: money VND, max_fee: money VND?"),
        ("summarize join_text(channel, \", \")", "join_text_channel: text?"),
    ])
    func columns(stages: String, columns: String) { #expect(SemanticsTests.columns("from dossiers | \(stages)") == columns) }

    @Test(arguments: [
        ("summarize fee by channel", "column-outside-aggregate: 'fee' has a value for each row, and here many rows become one"),
        ("summarize late", "column-outside-aggregate: 'late' has a value for each row, and here many rows become one"),
        ("summarize avg(on_time_rate)", "mean-of-ratio: avg of a ratio would be a mean of percentages"),
        ("summarize r = count() per sum(fee) by unit | summarize sum(r)", "mean-of-ratio: sum of a ratio would be a sum of percentages"),
        ("add r = 5% | summarize pool(r)", "pool-without-counts: this percentage has no counts behind it, so it cannot be weighted"),
        ("summarize r = count() per sum(fee) by unit | add s = if r > 5% then r else 5% | summarize pool(s)", "pool-without-counts: this percentage has no counts behind it, so it cannot be weighted"),
        ("summarize sum(received_count)", "aggregate-in-aggregate: 'received_count' already is an aggregate"),
        ("summarize sum(count())", "aggregate-in-aggregate: an aggregate cannot stand inside another one"),
        ("summarize count(), count(where late)", "duplicate-column: two columns would both be called 'count'"),
        ("summarize count() by unit.name, procedure.agency.name", "duplicate-column: two columns would both be called 'name'"),
        ("summarize count() by x = 3 months", "no-order: a length of time cannot be grouped by"),
        ("summarize count() with totals", "totals-without-keys: without 'by' there is one row, which already is the total"),
        ("summarize count() with empty", "empty-without-keys: without 'by' there is one row, which is there in any case"),
        ("summarize count() by unit with counts", "unknown-option: 'summarize' has no 'with counts'"),
    ])
    func mistakes(stages: String, message: String) { #expect(SemanticsTests.columns("from dossiers | \(stages)") == message) }

    /// Total rows are not rows, so nothing may count them.
    @Test(arguments: [
        "where count > 5", "summarize sum(count)", "take 5", "distinct unit", "check count > 0", "lookup units as u on unit == u.id", "append (from dossiers)",
    ])
    func afterTotals(stage: String) {
        #expect(CheckedProgram("from dossiers | summarize count() by unit with totals | \(stage)").codes.first == "after-totals")
    }

    @Test func totalsDoNotEnterOtherPipelines() {
        let totals = "(from dossiers | summarize count() by unit with totals)"
        for program in [
            "from dossiers | lookup \(totals) as t on unit == t.unit", "from dossiers | append \(totals)", "from dossiers | where unit in (from dossiers | summarize count() by unit with totals | keep unit)",
            "from \(totals) | where count > 5", "from dossiers | summarize count() by unit with totals | add share = sum(count)", "from dossiers | summarize n = count() by unit with totals | add r = row_number() by unit",
        ] {
            #expect(CheckedProgram(program).codes == ["after-totals"], "\(program)")
        }
    }
}
