import Diagnostics

/// Mistakes of values: what does not go together, what has no order, what is not one of its kind.
package enum TypeCode: String, DiagnosticCode {
    case dayEqualsPeriod = "day-equals-period"
    case durationNotWhole = "duration-not-whole"
    case inOneDay = "in-one-day"
    case listInRow = "list-in-row"
    case listNotConstant = "list-not-constant"
    case moneyTimesMoney = "money-times-money"
    case noOrder = "no-order"
    case numberTooLong = "number-too-long"
    case orderWithMissing = "order-with-missing"
    case rangeBackwards = "range-backwards"
    case rangeNotConstant = "range-not-constant"
    case rangeTooLong = "range-too-long"
    case ratioAndPoints = "ratio-and-points"
    case repeatedValue = "repeated-value"
    case sumOfRatios = "sum-of-ratios"
    case sumOfTexts = "sum-of-texts"
    case twoCurrencies = "two-currencies"
    case typeMismatch = "type-mismatch"
    case unguardedComparison = "unguarded-comparison"
    case unknownValue = "unknown-value"
    case withinWithoutEqual = "within-without-equal"

    package var explanation: Explanation {
        switch self {
        case .dayEqualsPeriod:
            Explanation(
                "a day is one day and a month thirty, so they are never the same",
                wrong: "from dossiers | where received == @2019-06", right: "from dossiers | where received in @2019-06")
        case .durationNotWhole:
            Explanation(
                "half a day or half a month is not the same everywhere, so lengths of time are whole",
                wrong: "@2019-06-30 + 1.5 days", right: "@2019-06-30 + 2 days")
        case .inOneDay:
            Explanation(
                "'in' asks whether something lies within a period",
                wrong: "from dossiers | where received in @2019-06-03", right: "from dossiers | where received == @2019-06-03")
        case .listInRow:
            Explanation(
                "a cell holds one value; a list is what 'in' looks in, and what a parameter or a 'let' may be",
                wrong: #"from dossiers | keep id, x = ["post", "online"]"#, right: #"from dossiers | where channel in ["post", "online"] | keep id"#)
        case .listNotConstant:
            Explanation(
                "a list is known before the first row; only right after 'in' may what stands in it hang on the row",
                wrong: "from dossiers | keep x = [id, channel]", right: #"from dossiers | keep x = "{id} {channel}""#)
        case .moneyTimesMoney:
            Explanation(
                "an amount multiplied by an amount is an amount of nothing",
                wrong: "from dossiers | add x = fee * fee", right: "from dossiers | add x = fee * 2")
        case .noOrder:
            Explanation(
                "only values that have an order can be sorted, compared or lie between others",
                wrong: "from dossiers | where late > decided", right: "from dossiers | where late and not decided")
        case .numberTooLong:
            Explanation(
                "numbers are kept exactly, and for that they have at most 38 digits",
                wrong: "1234567890123456789012345678901234567890", right: "12345678901234567890123456789012345678")
        case .orderWithMissing:
            Explanation(
                "what is not there comes neither before nor after anything",
                wrong: "from dossiers | where due < missing", right: "from dossiers | where due is missing")
        case .rangeBackwards:
            Explanation(
                "a range goes from its smaller or earlier end to the other",
                wrong: "from dossiers | where received in @2019-12..@2019-01",
                right: "from dossiers | where received in @2019-01..@2019-12")
        case .rangeNotConstant:
            Explanation(
                "by itself a range is a list or a period, which has to be known before the first row",
                wrong: "from dossiers | add x = fee..fee", right: "from dossiers | where fee in 1000..9000")
        case .rangeTooLong:
            Explanation(
                "a list that nobody will read is a slip more often than a wish",
                wrong: "let numbers = 1..1_000_000", right: "let numbers = 1..1_000")
        case .ratioAndPoints:
            Explanation(
                "percentage points are the distance of two ratios, not a ratio themselves",
                wrong: "from dossiers | summarize on_time_rate | add x = on_time_rate + 5 points",
                right: "from dossiers | summarize on_time_rate | add x = on_time_rate - 45%")
        case .repeatedValue:
            Explanation(
                "a list of values has each of them once, in their order",
                wrong: #"param kind: one of ["new", "amended", "new"] = "new""#, right: #"param kind: one of ["new", "amended"] = "new""#)
        case .sumOfRatios:
            Explanation(
                "half of ten and half of a hundred are not the whole of anything",
                wrong: "from dossiers | summarize on_time_rate | add x = on_time_rate + on_time_rate", right: "(1 + 2) per (10 + 100)")
        case .sumOfTexts:
            Explanation(
                "'+' adds amounts; texts are put together within quotes",
                wrong: "from units | keep x = id + name", right: #"from units | keep x = "{id}{name}""#)
        case .twoCurrencies:
            Explanation(
                "an amount in another currency is not worth the same, and its rate changes from day to day",
                wrong: .typed(
                    "from prices | keep vnd + usd",
                    files: Example.File("model.mc", "edition 1\n\ntable prices file \"prices.csv\" {\n  vnd: money VND\n  usd: money USD\n}\n"),
                    Example.File("prices.csv", "vnd,usd\n8000,0.35\n")),
                right: .typed(
                    "from prices | keep vnd, usd",
                    files: Example.File("model.mc", "edition 1\n\ntable prices file \"prices.csv\" {\n  vnd: money VND\n  usd: money USD\n}\n"),
                    Example.File("prices.csv", "vnd,usd\n8000,0.35\n")))
        case .typeMismatch:
            Explanation(
                "values of different kinds are never converted silently: a silent conversion is where wrong figures come from",
                wrong: #"from dossiers | where fee > "1000""#, right: "from dossiers | where fee > 1000")
        case .unguardedComparison:
            Explanation(
                "a comparison with what is missing is false, so a saved report has to say what becomes of those rows",
                wrong: .script("from dossiers | where due < @2019-06-30"),
                right: .script("from dossiers | where due is present and due < @2019-06-30"))
        case .unknownValue:
            Explanation(
                "a column with a list of values holds nothing else, so this condition could never be true",
                wrong: #"from dossiers | where channel == "onlien""#, right: #"from dossiers | where channel == "online""#)
        case .withinWithoutEqual:
            Explanation(
                "'within' says how far the two sides of '==' may lie apart",
                wrong: "check 21_571 > 21_575 within 5", right: "check 21_571 == 21_575 within 5")
        }
    }
}
