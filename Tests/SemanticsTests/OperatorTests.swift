import Testing

/// What each operator makes of each pair of types, over a row of `kinds` with one column of every type.
@Suite struct OperatorTests {
    @Test(arguments: [
        // Whole numbers stay whole, decimals exact, and '/' always divides.
        ("i + i", "int"), ("i + d", "decimal"), ("i + f", "float"), ("d - f", "float"), ("i * d", "decimal"),
        ("i / i", "float?"), ("2 * 1.5", "decimal"), ("-i", "int"), ("-d", "decimal"), ("oi + 1", "int?"), ("-oi", "int?"),
        ("i + missing", "int?"), ("i * missing", "int?"), ("missing / i", "float?"),
        ("1_200", "int"), ("3 thousand", "int"), ("2.5 tỷ", "int"), ("0.0005 thousand", "decimal"), ("99999999999999999999", "decimal"),
        ("i + s", "type-mismatch: a whole number and text do not go together with '+'"),
        ("b + 1", "type-mismatch: a condition and a whole number do not go together with '+'"),
        ("-s", "type-mismatch: a number is wanted here, not text"),
    ])
    func numbers(expression: String, type: String) { #expect(Self.type(expression) == type) }

    @Test(arguments: [
        // A currency is a unit: a bare literal takes it, a number with its own meaning does not.
        ("vnd + vnd", "money VND"), ("vnd + 200_000", "money VND"), ("2.5 tỷ - vnd", "money VND"), ("vnd > 1_000_000", "bool"),
        ("vnd * 2", "money VND"), ("1.5 * vnd", "money VND"), ("vnd * i", "money VND"), ("vnd / 3", "money VND?"), ("vnd / vnd", "float?"),
        ("vnd in [100, 200]", "bool"), ("vnd in 1 million..2 million", "bool"), ("vnd ?? 0", "money VND"), ("if b then vnd else 0", "money VND"),
        ("vnd + i", "type-mismatch: money in VND and a plain number do not go together with '+'"),
        ("vnd > i", "type-mismatch: money in VND and a plain number do not go together with '>'"),
        ("vnd + usd", "two-currencies: money in VND and money in USD cannot be put together"),
        ("vnd == usd", "two-currencies: money in VND and money in USD cannot be put together"),
        ("vnd / usd", "two-currencies: money in VND and money in USD cannot be put together"),
        ("vnd per usd", "two-currencies: money in VND and money in USD cannot be put together"),
        ("vnd * vnd", "money-times-money: money is not multiplied by money"),
        ("i / vnd", "type-mismatch: a plain number and money in VND do not go together with '/'"),
    ])
    func money(expression: String, type: String) { #expect(Self.type(expression) == type) }

    @Test(arguments: [
        // A ratio keeps its two sides; the distance of two ratios is points.
        ("i per i", "ratio?"), ("vnd per vnd", "ratio?"), ("97.2%", "ratio"), ("r - share", "points"), ("1 - r", "ratio"),
        ("r * i", "float?"), ("r * vnd", "money VND?"), ("i * r", "float?"), ("r > 95%", "bool"), ("r == share", "bool"), ("max_of(r, 50%)", "ratio"),
        ("pt + pt", "points"), ("pt - 0.1 points", "points"), ("pt * 2", "points"), ("pt / 2", "points?"), ("-pt", "points"), ("pt > 0.5 points", "bool"),
        ("r + share", "sum-of-ratios: two ratios do not add up: their wholes differ"),
        ("r + pt", "ratio-and-points: a ratio and percentage points are not added: points are the distance of two ratios"),
        ("r > 0.95", "type-mismatch: a ratio and a number do not go together with '>'"),
        ("r / 2", "type-mismatch: a ratio and a whole number do not go together with '/'"),
        ("pt > 0.1", "type-mismatch: percentage points and a number do not go together with '>'"),
        ("s per i", "type-mismatch: a number is wanted here, not text"),
        ("-r", "type-mismatch: a number is wanted here, not a ratio"),
    ])
    func ratiosAndPoints(expression: String, type: String) { #expect(Self.type(expression) == type) }

    @Test(arguments: [
        ("day - day", "int"), ("at - day", "int"), ("day + 3 months", "date"), ("3 months + day", "date"), ("day - 2 weeks", "date"),
        ("at + 1 day", "timestamp"), ("p + 1 quarter", "period"), ("p - 1 year", "period"), ("day + 15 working days", "date"),
        ("span + span", "duration"), ("span - 1 day", "duration"), ("2 * span", "duration"), ("span * i", "duration"), ("-span", "duration"),
        ("day.year", "period"), ("at.month", "period"), ("p.year", "period"), ("at.date", "date"), ("day.date", "date"), ("at.hour", "int"),
        ("day.weekday", "one of [\"monday\", \"tuesday\"]"), ("oday.month", "period?"), ("day..@2019-12-31", "period"), ("p..p", "period"), ("day..p", "period"),
        ("day - 5", "type-mismatch: a date and a whole number do not go together with '-'"),
        ("day + day", "type-mismatch: a date and a date do not go together with '+'"),
        ("day.hour", "no-parts: a date has no hour"),
        ("p.date", "no-parts: a period is not one date"),
        ("day.century", "no-parts: a date has no part 'century'"),
        ("i..i", "range-not-constant: a range by itself needs two whole numbers, dates or periods"),
        ("@2019-06..@2019-01", "range-backwards: this range ends before it begins"),
    ])
    func time(expression: String, type: String) { #expect(Self.type(expression) == type) }

    @Test(arguments: [
        // The day of a timestamp against a date; before the first day of a period, after its last.
        ("at == @2019-06-30", "bool"), ("at < day", "bool"), ("day < @2019-H1", "bool"), ("@2019-H1 >= at", "bool"), ("p == @2019-H1", "bool"), ("p < @2020", "bool"),
        ("day == @2019-06", "day-equals-period: a day is never equal to a longer period"),
        ("at != p", "day-equals-period: a day is never equal to a longer period"),
        // '.day' is a period of one day, which a date can be equal to.
        ("at.day == day", "bool"), ("@2019-06-30 != at.day", "bool"),
        ("span == span", "no-order: a length of time cannot be compared with '=='"),
        ("b == true", "bool"), ("b < true", "no-order: conditions have no order"),
        ("i < missing", "order-with-missing: nothing comes before or after a missing value, so this is never true"),
        ("i == missing", "bool"), ("missing == missing", "bool"),
        ("s < s", "bool"), ("s == 1", "type-mismatch: text and a whole number do not go together with '=='"),
        ("day == s", "type-mismatch: a date and text do not go together with '=='"),
    ])
    func comparisons(expression: String, type: String) { #expect(Self.type(expression) == type) }

    @Test(arguments: [
        // An enum has the order of its declaration; a text beside it is meant as one of its values.
        ("level < \"high\"", "bool"), ("\"low\" == level", "bool"), ("level == s", "bool"), ("level == size", "bool"), ("level ~ \"hi\"", "bool"),
        ("level in [\"low\", \"high\"]", "bool"), ("if b then level else \"low\"", "one of [\"low\", \"high\"]"), ("if b then level else \"none\"", "text"),
        ("level == \"hihg\"", "unknown-value: 'hihg' is not one of the values here"),
        ("level in [\"low\", \"hi\"]", "unknown-value: 'hi' is not one of the values here"),
        ("level < size", "no-order: these two lists of values have different orders"),
        ("level < s", "no-order: the values have an order of their own, which a text has not"),
        ("level + 1", "type-mismatch: one of a list of values and a whole number do not go together with '+'"),
        // A link is compared with links of its table; its texts are named.
        ("unit == ounit", "bool"), ("unit < unit", "bool"), ("unit.name == \"x\"", "bool"), ("unit in [unit, ounit]", "bool"),
        ("unit == procedure", "type-mismatch: a link to units and a link to procedures do not go together with '=='"),
        ("unit == \"H01\"", "type-mismatch: a link to units and text do not go together with '=='"),
        ("unit ~ \"x\"", "type-mismatch: text is wanted here, not a link to units"),
    ])
    func enumsAndLinks(expression: String, type: String) { #expect(Self.type(expression) == type) }

    @Test(arguments: [
        ("i in [1, 2, 3]", "bool"), ("i not in [1]", "bool"), ("i in 1..5", "bool"), ("s in [\"a\"]", "bool"), ("oi in [1, missing]", "bool"), ("i in []", "bool"),
        ("day in @2019-H1", "bool"), ("at in @2019-06", "bool"), ("day in @2019-01..@2019-06", "bool"), ("day in @2019-01-15..@2019-03-02", "bool"),
        ("p in @2019", "bool"), ("at in [@2019-01, @2019-03]", "bool"), ("at in [@2019-01-02, @2019-01-03]", "bool"), ("day in p", "bool"),
        ("unit in (from units | keep parent)", "bool"), ("s in (from units | keep id)", "bool"), ("at in (from letters | keep sent)", "bool"), ("level in (from units | keep name)", "bool"),
        ("i in @2019", "type-mismatch: a date or a period is wanted here, not a whole number"),
        ("day in @2019-06-30", "in-one-day: a day holds nothing but itself"),
        ("i in 5", "type-mismatch: a list, a period or a pipeline in parentheses is wanted here, not a whole number"),
        ("i in [\"a\"]", "type-mismatch: a whole number and text do not go together with 'in'"),
        ("s in (from units | keep parent)", "type-mismatch: text and a link to units do not go together with 'in'"),
        ("vnd in (from kinds | keep i)", "type-mismatch: money in VND and a plain number do not go together with 'in'"),
        ("b in false..true", "no-order: a condition has no order, so nothing lies between two of them"),
        ("1..1_000_000", "range-too-long: a list of more than 100,000 numbers is not made"),
        ("-9_223_372_036_854_775_807..9_223_372_036_854_775_807", "range-too-long: a list of more than 100,000 numbers is not made"),
        ("5..1", "range-backwards: this range ends before it begins"),
    ])
    func membership(expression: String, type: String) { #expect(Self.type(expression) == type) }

    @Test(arguments: [
        ("\"{i} of {unit}\"", "text"), ("'a\\b'", "text"), ("s ~ \"x\"", "bool"), ("s !~ \"x\"", "bool"),
        ("s + s", "sum-of-texts: texts are not added"),
        ("oi ?? 0", "int"), ("oi ?? oi", "int?"), ("os ?? \"–\"", "text"), ("oday ?? day", "date"), ("oi ?? s", "type-mismatch: a whole number and text do not go together with '??'"),
        // Nothing is lost in silence: a day and a day with a time are one thing only in a comparison.
        ("at ?? day", "type-mismatch: a date with a time and a date do not go together with '??'"),
        ("if b then at else day", "type-mismatch: 'then' gives a date with a time and 'else' gives a date"),
        ("if b then 1 else 2.5", "decimal"), ("if b then 1 else missing", "int?"), ("if oi is present then oi else 0", "int"),
        ("if i then 1 else 2", "type-mismatch: a condition is wanted here, not a whole number"),
        ("i in [1, 2.5]", "bool"), ("i in []", "bool"), ("i in 1..3", "bool"), ("2 in [1, 2.5]", "bool"), ("i in (if true then [1] else [2])", "bool"),
        ("[1, 2.5]", "list-in-row: a row holds single values, not lists"), ("1..3", "list-in-row: a row holds single values, not lists"),
        ("[i]", "list-not-constant: this list would be another one for each row"), ("[i, 1] ~ \"x\"", "list-not-constant: this list would be another one for each row"),
        ("i in (if b then [1] else [2])", "list-not-constant: this list would be another one for each row"),
        ("[1, \"a\"]", "type-mismatch: these values do not go together: a whole number and text"),
        ("not b", "bool"), ("b and i > 0 or flag", "bool"), ("not i", "type-mismatch: a condition is wanted here, not a whole number"),
        ("i is missing", "bool"), ("oi is not present", "bool"),
    ])
    func textsChoicesAndLists(expression: String, type: String) { #expect(Self.type(expression) == type) }

    private static func type(_ expression: String) -> String { SemanticsTests.type(expression) }
}
