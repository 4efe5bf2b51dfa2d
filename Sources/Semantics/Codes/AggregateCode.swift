import Diagnostics

/// Mistakes of aggregates, measures and windows: over how many rows something is computed.
package enum AggregateCode: String, DiagnosticCode {
    case aggregateInAggregate = "aggregate-in-aggregate"
    case aggregateInRows = "aggregate-in-rows"
    case aggregateWithoutRows = "aggregate-without-rows"
    case columnOutsideAggregate = "column-outside-aggregate"
    case meanOfRatio = "mean-of-ratio"
    case measureAfterJoin = "measure-after-join"
    case measureInRows = "measure-in-rows"
    case measureThroughLink = "measure-through-link"
    case orderUnused = "order-unused"
    case poolWithoutCounts = "pool-without-counts"
    case priorKey = "prior-key"
    case priorWithoutOrder = "prior-without-order"
    case rankWithoutOrder = "rank-without-order"
    case reverseLinkAlone = "reverse-link-alone"
    case reverseLinkInGroup = "reverse-link-in-group"
    case windowOutsideAdd = "window-outside-add"

    package var explanation: Explanation {
        switch self {
        case .aggregateInAggregate:
            Explanation(
                "what is computed over many rows is one value, over which nothing more can be computed in the same step",
                wrong: "from dossiers | summarize max(count())", right: "from dossiers | summarize n = count() by unit | summarize max(n)")
        case .aggregateInRows:
            Explanation(
                "a condition looks at one row, an aggregate at many",
                wrong: "from dossiers | where count() > 1", right: "from dossiers | summarize n = count() by unit | where n > 1")
        case .aggregateWithoutRows:
            Explanation(
                "an aggregate needs rows to be computed over",
                wrong: "count()", right: "(from dossiers | summarize count())")
        case .columnOutsideAggregate:
            Explanation(
                "of many rows that become one, it has to be said which value is kept",
                wrong: "from dossiers | summarize fee by channel", right: "from dossiers | summarize sum(fee) by channel")
        case .meanOfRatio:
            Explanation(
                "the mean of percentages gives a unit with two dossiers the weight of one with two thousand",
                wrong: "from dossiers | summarize avg(on_time_rate) by unit.district",
                right: "from dossiers | summarize on_time_rate by unit.district")
        case .measureAfterJoin:
            Explanation(
                "a row that stands there twice would be counted twice",
                wrong: "from dossiers | join units as u on unit == u.id | summarize received_count",
                right: "from dossiers | summarize received_count by unit")
        case .measureInRows:
            Explanation(
                "a condition looks at one row, a measure at many",
                wrong: "from dossiers | where on_time_rate < 90%",
                right: "from dossiers | summarize on_time_rate by unit | where on_time_rate < 90%")
        case .measureThroughLink:
            Explanation(
                "a link leads to one row, a measure is computed over many",
                wrong: .typed(
                    "from letters | keep dossier.received_count",
                    files: Example.File("model.mc", """
                    edition 1

                    table dossiers file "dossiers.csv" {
                      id: text key
                      measure received_count = count()
                    }

                    table letters file "letters.csv" {
                      dossier: dossiers
                    }
                    """),
                    Example.File("dossiers.csv", "id\nD01\n"),
                    Example.File("letters.csv", "dossier\nD01\n")),
                right: .typed(
                    "from dossiers | summarize received_count",
                    files: Example.File("model.mc", """
                    edition 1

                    table dossiers file "dossiers.csv" {
                      id: text key
                      measure received_count = count()
                    }

                    table letters file "letters.csv" {
                      dossier: dossiers
                    }
                    """),
                    Example.File("dossiers.csv", "id\nD01\n"),
                    Example.File("letters.csv", "dossier\nD01\n")))
        case .orderUnused:
            Explanation(
                "a sum over all rows is the same in whatever order they stand; the sum of the rows so far is another function",
                wrong: "from dossiers | add so_far = sum(fee) by unit along received",
                right: "from dossiers | add so_far = running_sum(fee) by unit along received")
        case .poolWithoutCounts:
            Explanation(
                "a percentage read from a file no longer knows of how many it is one",
                wrong: "from rows (rate) [(95%), (80%)] | summarize pool(rate)",
                right: "from rows (rate) [(95%), (80%)] | summarize avg_of_rows(rate)")
        case .priorKey:
            Explanation(
                "a year ago is a matter of days and periods, and other values have no such distance",
                wrong: "from rows (quarter, n) [(@2018-Q2, 1), (@2019-Q2, 3)] | add y = prior(n, 1 year) along n",
                right: "from rows (quarter, n) [(@2018-Q2, 1), (@2019-Q2, 3)] | add y = prior(n, 1 year) along quarter")
        case .priorWithoutOrder:
            Explanation(
                "the value of a year ago is found by a period or a day, of which there must be one to look along",
                wrong: "from dossiers | add y = prior(fee, 1 year)",
                right: "from dossiers | add y = prior(fee, 1 year) along received")
        case .rankWithoutOrder:
            Explanation(
                "without an order no row comes before another, so all of them are the first",
                wrong: "from dossiers | add place = rank() by unit",
                right: "from dossiers | add place = rank(fee desc) by unit")
        case .reverseLinkAlone:
            Explanation(
                "the rows that link here are many, so something has to be computed over them",
                wrong: "from units | keep name, dossiers", right: "from units | keep name, count(dossiers)")
        case .reverseLinkInGroup:
            Explanation(
                "the rows that link here belong to each row by itself",
                wrong: "from units | summarize count(dossiers)", right: "from units | summarize sum(count(dossiers))")
        case .windowOutsideAdd:
            Explanation(
                "a value of another row needs an order to look along, which 'add' and 'set' take",
                wrong: "from dossiers | where lag(fee) == fee",
                right: "from dossiers | add before = lag(fee) along received | where before == fee")
        }
    }
}
