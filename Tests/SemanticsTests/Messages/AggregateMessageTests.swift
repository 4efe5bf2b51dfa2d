import Testing

/// What is said of aggregates and measures where they cannot be computed, and of comparisons that would lose rows.
@Suite struct AggregateMessageTests {
    @Test func aggregates() {
        expectTranscript(
            #"""
            > from dossiers | where received in @2019
            >   | summarize avg(on_time_rate) by quarter = received.quarter
            line 2: avg of a ratio would be a mean of percentages
                | summarize avg(on_time_rate) by quarter = received.quarter
                            ^^^^^^^^^^^^^^^^^
              try: pool(on_time_rate)
              pool(on_time_rate)         re-weights by the denominators (what a total row shows)
              avg_of_rows(on_time_rate)  if a plain mean is really meant

            > from dossiers | add share = 5% | summarize pool(share)
            line 1: this percentage has no counts behind it, so it cannot be weighted
              from dossiers | add share = 5% | summarize pool(share)
                                                         ^^^^^^^^^^^
              try: avg_of_rows(share)
              avg_of_rows(share)  if a plain mean is really meant

            > from dossiers | join letters as l on unit == l.sender | summarize on_time_rate
            line 1: after 'join' one row of dossiers can appear many times, so on_time_rate would count it more than once
              from dossiers | join letters as l on unit == l.sender | summarize on_time_rate
                                                                                ^^^^^^^^^^^^
              summarize before the join, or use 'lookup' (at most one match)

            > from dossiers | summarize fee by channel
            line 1: 'fee' has a value for each row, and here many rows become one
              from dossiers | summarize fee by channel
                                        ^^^
              try: sum(fee)
              use an aggregate, such as  max(fee)  or  first(fee), or group by it

            > from dossiers | where on_time_rate > 90%
            line 1: 'on_time_rate' is computed over many rows, and here one row at a time is looked at
              from dossiers | where on_time_rate > 90%
                                    ^^^^^^^^^^^^
              write  | summarize on_time_rate by …  first, or  | add m = on_time_rate by …

            > from dossiers | sort count()
            line 1: 'count' is computed over many rows, and here one row at a time is looked at
              from dossiers | sort count()
                                   ^^^^^^^
              write  | summarize …  first, or  | add x = count() by …

            > from dossiers | summarize sum(count())
            line 1: an aggregate cannot stand inside another one
              from dossiers | summarize sum(count())
                                            ^^^^^^^
              summarize twice, one after the other

            > from dossiers | summarize sum(received_count)
            line 1: 'received_count' already is an aggregate
              from dossiers | summarize sum(received_count)
                                            ^^^^^^^^^^^^^^
              write just  received_count

            > count()
            line 1: 'count' needs rows
              count()
              ^^^^^^^
              write  (from … | summarize count())

            > from dossiers | keep r = rank(fee)
            line 1: 'rank' looks at neighbouring rows, which only 'add' and 'set' do
              from dossiers | keep r = rank(fee)
                                       ^^^^^^^^^
              write  | add x = rank(fee) by … along …

            > from units | summarize count(dossiers)
            line 1: 'dossiers' belongs to one row of units, and here rows are put together
              from units | summarize count(dossiers)
                                     ^^^^^^^^^^^^^^^
              try: sum(count(dossiers))
              take it for each row, and put that together
            """#)
    }

    @Test func missingValues() {
        expectTranscript(
            #"""
            > from dossiers | where due < @2019
            line 1: 'due' may be missing, and then '<' would quietly be false
              from dossiers | where due < @2019
                                    ^^^
              say what to do then:  due is present and …   or   due is missing or …

            > from dossiers | where due < missing
            line 1: nothing comes before or after a missing value, so this is never true
              from dossiers | where due < missing
                                    ^^^^^^^^^^^^^
              ask  x is missing  or  x is present
            """#)
    }
}
