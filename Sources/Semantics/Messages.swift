import Diagnostics
import Syntax

// Every wording of the checker and of the model, by topic and there alphabetical. What to do is part of a wording
// where it is always the same; names that happen to be near are added where they are looked for.

// MARK: Names

extension Message {
    static func ambiguousTable(_ name: String, _ files: [String]) -> Message {
        Message(NameCode.ambiguousTable, "'\(name)' could be \(files.joined(separator: " or "))", "name the file in quotes:  from \"\(files.first ?? name)\"")
    }

    static func asOfUnknown(_ written: String) -> Message {
        Message(
            NameCode.asOfUnknown, "'\(written)' hangs on the day that the figures are as of, and this script does not say which",
            "add  param as_of: date = @2019-06-30  at the top, or run with  --as-of 2019-06-30")
    }

    static func circularDefinition(_ name: String) -> Message {
        Message(NameCode.circularDefinition, "'\(name)' is defined by itself")
    }

    static func definitionsTooDeep(_ name: String) -> Message {
        Message(
            NameCode.definitionsTooDeep, "'\(name)' stands on too many other definitions",
            "compute a part of it once with  let … = (from …)  and use that value")
    }

    static func duplicateColumn(_ name: String) -> Message {
        Message(NameCode.duplicateColumn, "two columns would both be called '\(name)'")
    }

    static func duplicateQualifier(_ name: String) -> Message {
        Message(NameCode.duplicateQualifier, "there already is a '\(name)' here", "give the other side another name after 'as'")
    }

    /// A function that other programs have, and what serves here.
    static func foreignFunction(_ name: String, ours: String) -> Message {
        Message(NameCode.unknownFunction, "there is no function '\(name)' here; ours is: \(ours)")
    }

    /// `print(x)`, `col(x)`
    static func needlessFunction(_ name: String) -> Message {
        Message(NameCode.unknownFunction, "there is no function '\(name)' here: the value is written by itself")
    }

    static func noHour(_ type: Type) -> Message {
        Message(NameCode.noParts, "\(article(type)) has no hour")
    }

    /// - Parameter call: of a function that has parts, as it was written.
    static func noPart(_ name: String, ofWhat call: String) -> Message {
        Message(NameCode.noParts, "what '\(call)' gives has no part '\(name)'")
    }

    static func noPart(_ name: String, of type: Type) -> Message {
        Message(NameCode.noParts, "\(article(type)) has no part '\(name)'")
    }

    static let periodIsNotOneDate = Message(NameCode.noParts, "a period is not one date", "its ends are  start_of(p)  and  end_of(p)")

    static func tableAsValue(_ name: String) -> Message {
        Message(NameCode.tableAsValue, "'\(name)' is a table, not a value", "use it as  from \(name)")
    }

    static func unknownColumn(_ name: String, of table: String) -> Message {
        Message(NameCode.unknownColumn, "'\(name)' is not a column of \(table)")
    }

    static func unknownFunction(_ name: String) -> Message {
        Message(NameCode.unknownFunction, "there is no function '\(name)'")
    }

    static func unknownName(_ name: String) -> Message {
        Message(NameCode.unknownName, "'\(name)' is not known here")
    }

    static func unknownParameter(_ name: String) -> Message {
        Message(NameCode.unknownParameter, "there is no parameter or value '$\(name)'")
    }

    static func unknownTable(_ name: String) -> Message {
        Message(NameCode.unknownTable, "there is no table '\(name)'")
    }

    static func unknownType(_ name: String) -> Message {
        Message(NameCode.unknownType, "there is no type '\(name)'")
    }

    static func unknownTypeOrTable(_ name: String) -> Message {
        Message(NameCode.unknownType, "there is no type or table '\(name)'")
    }

    static func valueAsTable(_ name: String) -> Message {
        Message(NameCode.valueAsTable, "'\(name)' is a value, not a table", "use it as  $\(name)")
    }
}

// MARK: Values

extension Message {
    static func cannotBeCompared(_ type: Type, with symbol: String) -> Message {
        Message(TypeCode.noOrder, "\(article(type)) cannot be compared with '\(symbol)'")
    }

    static func cannotBeGroupedBy(_ type: Type) -> Message {
        Message(TypeCode.noOrder, "\(article(type)) cannot be grouped by")
    }

    static let columnOfLists = Message(TypeCode.listInRow, "a row holds single values, not lists")

    static let conditionsHaveNoOrder = Message(TypeCode.noOrder, "conditions have no order")

    static func dayEqualsPeriod(_ symbol: ComparisonOperator) -> Message {
        Message(
            TypeCode.dayEqualsPeriod, "a day is never equal to a longer period",
            "to ask whether it lies inside, write '\(symbol == .equal ? "in" : "not in")' instead of '\(symbol.rawValue)'")
    }

    static let durationNotWhole = Message(TypeCode.durationNotWhole, "a length of time is a whole number here")

    static func hasNoOrder(_ type: Type) -> Message {
        Message(TypeCode.noOrder, "\(article(type)) has no order")
    }

    static let inOneDay = Message(TypeCode.inOneDay, "a day holds nothing but itself", "write '==' instead of 'in'")

    static let listInRow = Message(
        TypeCode.listInRow, "a row holds single values, not lists", "give each value a column of its own, or write the list into a text:  \"{…}\"")

    static let listNotConstant = Message(
        TypeCode.listNotConstant, "this list would be another one for each row", "right after 'in' it may:  x in [a, b]")

    static let moneyTimesMoney = Message(TypeCode.moneyTimesMoney, "money is not multiplied by money")

    static func notADate(_ written: String) -> Message {
        Message(CharacterCode.badDate, "'@\(written)' is not a date or a period", "such as  @2019-06-30  @2019-06  @2019-Q2  @2019-H1  @2019")
    }

    static func nothingBetween(_ type: Type) -> Message {
        Message(TypeCode.noOrder, "\(article(type)) has no order, so nothing lies between two of them")
    }

    static let numberTooLong = Message(TypeCode.numberTooLong, "this number has more digits than can be kept (38)")

    static let orderAgainstText = Message(
        TypeCode.noOrder, "the values have an order of their own, which a text has not", "compare with one of the values in quotes, or with '=='")

    static func orderWithEmptyColumn(_ name: String) -> Message {
        Message(TypeCode.orderWithMissing, "'\(name)' has no value in any row, so this is never true")
    }

    static let orderWithMissing = Message(
        TypeCode.orderWithMissing, "nothing comes before or after a missing value, so this is never true", "ask  x is missing  or  x is present")

    static let rangeBackwards = Message(TypeCode.rangeBackwards, "this range ends before it begins", "the smaller or earlier end stands first")

    static let rangeNotConstant = Message(
        TypeCode.rangeNotConstant, "a range by itself needs two whole numbers, dates or periods", "to compare, write  x in a..b")

    static let rangeTooLong = Message(TypeCode.rangeTooLong, "a list of more than 100,000 numbers is not made")

    static let ratioAndPoints = Message(
        TypeCode.ratioAndPoints, "a ratio and percentage points are not added: points are the distance of two ratios",
        "compare the distance:  a - b <= 0.1 points")

    static func repeatedValue(_ value: String) -> Message {
        Message(TypeCode.repeatedValue, "'\(value)' stands in the list twice")
    }

    static let sumOfRatios = Message(
        TypeCode.sumOfRatios, "two ratios do not add up: their wholes differ", "add the counts and divide again:  (a + b) per (c + d)")

    static let sumOfTexts = Message(TypeCode.sumOfTexts, "texts are not added", "put them into one text")

    static func twoCurrencies(_ one: Currency, _ other: Currency) -> Message {
        Message(
            TypeCode.twoCurrencies, "money in \(one.code) and money in \(other.code) cannot be put together",
            "convert one of them with a rate and its date, or keep them apart")
    }

    static let twoOrders = Message(
        TypeCode.noOrder, "these two lists of values have different orders", "compare them with '==', or each with one of its own values")

    static func typeMismatch(_ lhs: Type, _ symbol: String, _ rhs: Type) -> Message {
        let (first, second) = lhs.kind.isNumber && rhs.kind.isNumber ? (amount(lhs), amount(rhs)) : (article(lhs), article(rhs))
        let text = switch symbol {
        case ",": "these values do not go together: \(first) and \(second)"
        case "else": "'then' gives \(first) and 'else' gives \(second)"
        default: "\(first) and \(second) do not go together with '\(symbol)'"
        }
        return Message(TypeCode.typeMismatch, text)
    }

    static func unguardedComparison(_ name: String, _ symbol: ComparisonOperator) -> Message {
        Message(
            TypeCode.unguardedComparison, "'\(name)' may be missing, and then '\(symbol.rawValue)' would quietly be false",
            "say what to do then:  \(name) is present and …   or   \(name) is missing or …")
    }

    static func unknownValue(_ value: String, among values: [String]) -> Message {
        Message(
            TypeCode.unknownValue, "'\(value)' is not one of the values here",
            "they are: \(Checker.listed(values.map { "\"\($0)\"" }))")
    }

    static let valueOfOneOf = Message(TypeCode.typeMismatch, "a value of 'one of' is text in quotes")

    static func wanted(_ wanted: String, got: Type) -> Message {
        Message(TypeCode.typeMismatch, "\(wanted) is wanted here, not \(article(got))")
    }

    static let withinWithoutEqual = Message(
        TypeCode.withinWithoutEqual, "'within' measures how far two sides are apart, so it needs '=='")

    /// A number as opposed to one with another unit.
    private static func amount(_ type: Type) -> String {
        type.kind.currency.map { "money in \($0.code)" } ?? "a plain number"
    }

    /// `a number`, `text`, `a date`: a type in the user's words.
    static func article(_ type: Type) -> String {
        switch type.kind {
        case .nothing: "a missing value"
        case .bool: "a condition"
        case .int(nil): "a whole number"
        case .decimal(nil), .float(nil): "a number"
        case .int(let currency?), .decimal(let currency?), .float(let currency?): "money in \(currency.code)"
        case .ratio: "a ratio"
        case .points: "percentage points"
        case .text: "text"
        case .date: "a date"
        case .timestamp: "a date with a time"
        case .period: "a period"
        case .duration: "a length of time"
        case .enumeration: "one of a list of values"
        case .link(let table): "a link to \(table)"
        case .list: "a list"
        }
    }
}

// MARK: Calls

extension Message {
    static func argumentCount(_ name: String, given: Int) -> Message {
        let what = given == 0 ? "wants a value" : "does not take \(given) value\(given == 1 ? "" : "s")"
        return Message(CallCode.argumentCount, "'\(name)' \(what)")
    }

    static func argumentCount(_ name: String, wanted: [String], given: Int) -> Message {
        let takes = "\(wanted.count) value\(wanted.count == 1 ? "" : "s")"
        return Message(
            CallCode.argumentCount, "'\(name)' takes \(takes), and here \(given == 1 ? "is" : "are") \(given)",
            "it is written  \(name)(\(wanted.joined(separator: ", ")))")
    }

    static func argumentType(_ name: String, _ type: Type) -> Message {
        Message(CallCode.argumentType, "'\(name)' does not take \(article(type)) here")
    }

    static func argumentsTogether(_ name: String) -> Message {
        Message(CallCode.argumentType, "'\(name)' does not take these values together")
    }

    static let atTakesOne = Message(CallCode.argumentCount, "'at' takes one day")

    static let conditionOutsideAggregate = Message(
        CallCode.conditionOutsideAggregate, "only an aggregate takes a 'where' inside its parentheses")

    static let fileWithoutName = Message(CallCode.fileWithoutName, "which file? Its name in quotes comes first")

    static func functionAfterDot(_ name: String) -> Message {
        Message(CallCode.functionAfterDot, "'\(name)' is written before its value, not after a dot")
    }

    static let notConstant = Message(CallCode.notConstant, "this must be the same for every row")

    static let notWrittenOut = Message(CallCode.notConstant, "this must be written out")

    static func orderInCall(_ name: String) -> Message {
        Message(CallCode.orderInCall, "'\(name)' has no order", "'desc' and 'asc' stand in  sort, along, rank  and the like")
    }

    static let underTakesOne = Message(CallCode.argumentCount, "'under' takes one name, key or link")

    static func unknownArgument(_ label: String, of name: String) -> Message {
        Message(CallCode.unknownArgument, "'\(name)' has no argument '\(label)' here")
    }
}

// MARK: Aggregates

extension Message {
    static let aggregateInAggregate = Message(
        AggregateCode.aggregateInAggregate, "an aggregate cannot stand inside another one", "summarize twice, one after the other")

    static func aggregateInRows(_ name: String, written: String) -> Message {
        Message(
            AggregateCode.aggregateInRows, "'\(name)' is computed over many rows, and here one row at a time is looked at",
            "write  | summarize …  first, or  | add x = \(written) by …")
    }

    static func aggregateWithoutRows(_ name: String, written: String) -> Message {
        Message(AggregateCode.aggregateWithoutRows, "'\(name)' needs rows", "write  (from … | summarize \(written))")
    }

    static func columnOutsideAggregate(_ written: String) -> Message {
        Message(
            AggregateCode.columnOutsideAggregate, "'\(written)' has a value for each row, and here many rows become one",
            "use an aggregate, such as  max(\(written))  or  first(\(written)), or group by it")
    }

    static func meanOfRatio(_ function: String, _ written: String) -> Message {
        Message(
            AggregateCode.meanOfRatio, "\(function) of a ratio would be a \(function == "avg" ? "mean" : "sum") of percentages",
            "pool(\(written))         re-weights by the denominators (what a total row shows)",
            "avg_of_rows(\(written))  if a plain mean is really meant")
    }

    static func measureAfterJoin(_ measure: String, of table: String) -> Message {
        Message(
            AggregateCode.measureAfterJoin,
            "after 'join' one row of \(table) can appear many times, so \(measure) would count it more than once",
            "summarize before the join, or use 'lookup' (at most one match)")
    }

    static func measureInAggregate(_ measure: String) -> Message {
        Message(AggregateCode.aggregateInAggregate, "'\(measure)' already is an aggregate", "write just  \(measure)")
    }

    static func measureInRows(_ measure: String) -> Message {
        Message(
            AggregateCode.measureInRows, "'\(measure)' is computed over many rows, and here one row at a time is looked at",
            "write  | summarize \(measure) by …  first, or  | add m = \(measure) by …")
    }

    static func measureThroughLink(_ measure: String, of table: String) -> Message {
        Message(
            AggregateCode.measureThroughLink, "'\(measure)' is computed over many rows of \(table), not over one",
            "start from \(table), or summarize there and 'lookup' the result")
    }

    static func poolWithoutCounts(_ written: String) -> Message {
        Message(
            AggregateCode.poolWithoutCounts, "this percentage has no counts behind it, so it cannot be weighted",
            "avg_of_rows(\(written))  if a plain mean is really meant")
    }

    /// - Parameter running: the function of the rows so far.
    static func orderUnused(_ written: String, running: String) -> Message {
        Message(
            AggregateCode.orderUnused, "'\(written)' is over all rows of the group, whatever the order of 'along'",
            "over the rows so far it is  \(running)", severity: .warning)
    }

    static func rankWithoutOrder(_ name: String) -> Message {
        Message(
            AggregateCode.rankWithoutOrder, "'\(name)()' is 1 in every row, for there is no order to rank by",
            "write  \(name)(x desc)  or  add … = \(name)() along x desc", severity: .warning)
    }

    static func priorKey(_ type: Type) -> Message {
        Message(AggregateCode.priorKey, "'prior' looks back along a period or a day, not along \(article(type))")
    }

    /// - Parameter times: columns to look back along.
    static func priorWithoutOrder(_ times: [String]) -> Message {
        guard let first = times.first else {
            return Message(
                AggregateCode.priorWithoutOrder, "'prior' looks back along a period or a day, and there is none here",
                "keep a column such as  quarter = received.quarter")
        }
        return Message(
            AggregateCode.priorWithoutOrder, "'prior' could look back along \(times.joined(separator: " or "))", "say which:  … along \(first)")
    }

    static func reverseLinkAlone(_ link: String) -> Message {
        Message(
            AggregateCode.reverseLinkAlone, "'\(link)' stands for many rows here",
            "count them with  count(\(link))  or take a measure:  \(link).…")
    }

    /// - Parameter isOffered: whether the fix shows the aggregate for each row in one over the rows, which is not always the same.
    static func reverseLinkInGroup(_ link: String, of table: String, isOffered: Bool) -> Message {
        let message = "'\(link)' belongs to one row of \(table), and here rows are put together"
        guard isOffered else { return Message(AggregateCode.reverseLinkInGroup, message, "begin with the rows that link:  from \(link) | summarize …") }
        return Message(AggregateCode.reverseLinkInGroup, message, "take it for each row, and put that together")
    }

    static func windowOutsideAdd(_ name: String, written: String) -> Message {
        Message(
            AggregateCode.windowOutsideAdd, "'\(name)' looks at neighbouring rows, which only 'add' and 'set' do",
            "write  | add x = \(written) by … along …")
    }
}

// MARK: Stages

extension Message {
    static func constantKey(_ number: String) -> Message {
        Message(StageCode.constantKey, "'\(number)' is a number, the same for every row, and not the place of a column", "write the column's name", severity: .warning)
    }

    static func addExistingColumn(_ name: String) -> Message {
        Message(StageCode.addExistingColumn, "there already is a column '\(name)'", "to replace it, write 'set'")
    }

    static func afterTotals(_ stage: String) -> Message {
        Message(
            StageCode.afterTotals, "after 'with totals' rows no longer stand for themselves, so '\(stage)' would count the totals too",
            "do it before 'summarize', or leave out 'with totals'")
    }

    static let aggregateAfterTotals = Message(StageCode.afterTotals, "after 'with totals' an aggregate would count the totals too")

    /// - Parameters:
    ///   - onlyAbove: columns that what is appended lacks.
    ///   - offered: a column to add, as it is written.
    static func appendColumns(onlyAbove: [String], onlyBelow: [String], offered: String) -> Message {
        var hints: [String] = []
        if !onlyAbove.isEmpty { hints.append("only above: \(Checker.listed(onlyAbove))") }
        if !onlyBelow.isEmpty { hints.append("only in what is appended: \(Checker.listed(onlyBelow))") }
        hints.append("keep the same columns on both sides, or add the missing ones:  | add \(offered) = missing")
        return Message(StageCode.appendColumns, "the two sides do not have the same columns", hints: hints)
    }

    static func appendTypes(_ name: String, _ above: Type, _ below: Type) -> Message {
        Message(StageCode.appendTypes, "'\(name)' is \(article(above)) above and \(article(below)) in what is appended")
    }

    static let emptyWithoutKeys = Message(
        StageCode.emptyWithoutKeys, "without 'by' there is one row, which is there in any case")

    static func negativeTake(_ count: Int64) -> Message {
        Message(StageCode.negativeTake, "fewer than no rows cannot be taken", "for the last rows write  take last \(count.magnitude)")
    }

    static let noColumnLeft = Message(StageCode.noColumnLeft, "no column would be left")

    static func oneColumnWanted(_ count: Int, offered: String) -> Message {
        Message(StageCode.oneColumnWanted, "one column is wanted here, and this pipeline has \(count)", "end it with  | keep \(offered)")
    }

    static let oneRowWanted = Message(
        StageCode.oneRowWanted, "one value is wanted here, and this pipeline can have many rows",
        "end it with  | summarize …  (without 'by')  or  | take 1")

    static let restNotHere = Message(StageCode.restNotHere, "'*' stands for the other columns, which only 'keep' names")

    static let restTwice = Message(StageCode.restTwice, "'*' stands for the other columns and can be written once")

    static func rowLength(_ count: Int, columns: Int) -> Message {
        Message(StageCode.rowLength, "this row has \(count) value\(count == 1 ? "" : "s") for \(columns) columns")
    }

    static let rowsAfterTotals = Message(StageCode.afterTotals, "after 'with totals' only one row at a time can be looked at")

    static func quotedColumn(_ name: String) -> Message {
        Message(TextCode.quotedName, "'\(name)' in quotes is a text; a name stands without them")
    }

    static func setNewColumn(_ name: String) -> Message {
        Message(StageCode.setNewColumn, "there is no column '\(name)' to replace", "a new column is made with 'add'")
    }

    static func noChartToSave(_ path: String) -> Message {
        Message(StageCode.noChartToSave, "there is no chart before this to save as '\(path)'", "draw it first:  | chart bar(x: …, y: …) | save …")
    }

    static func showOption(_ option: String) -> Message {
        Message(StageCode.unknownOption, "'show' has no 'with \(option)'", "it has: with counts, numbers")
    }

    static func summarizeOption(_ option: String) -> Message {
        Message(StageCode.unknownOption, "'summarize' has no 'with \(option)'", "'with \(option)' belongs to 'show'")
    }

    /// - Parameter pipeline: as it was written between its parentheses.
    static func tableInParentheses(_ count: Int, pipeline: String) -> Message {
        Message(
            StageCode.tableInParentheses, "in parentheses a pipeline is one value, and this one has \(count) columns",
            "a table is named without them:  let … = \(pipeline)")
    }

    static let tiesWithoutSort = Message(
        StageCode.tiesWithoutSort, "'with ties' needs an order to be equal in", "put  | sort …  before it")

    static func tooManyStages(_ limit: Int) -> Message {
        Message(
            StructureCode.tooLong, "more than \(limit) stages follow one another here, those of definitions counted",
            "keep what the first ones make with  save \"x.arrow\"  and go on from there")
    }

    static let totalsTakenForRows = Message(
        StageCode.afterTotals, "this pipeline ends 'with totals', and its total rows would be taken for rows", "leave out 'with totals' here")

    static let totalsWithoutKeys = Message(
        StageCode.totalsWithoutKeys, "without 'by' there is one row, which already is the total")
}

// MARK: Reshaping

extension Message {
    static func cannotBecomeColumns(_ type: Type) -> Message {
        Message(TypeCode.noOrder, "\(article(type)) cannot become columns")
    }

    static func chartPartTwice(_ part: String, form: String) -> Message {
        Message(ReshapingCode.chartChannel, "'\(part)' is given twice", "it is written  \(form)")
    }

    /// - Parameter form: how the chart is written.
    static func chartPartWithoutName(form: String) -> Message {
        Message(ReshapingCode.chartChannel, "each part of a chart is named", "it is written  \(form)")
    }

    static func columnNamedTwice(_ name: String) -> Message {
        Message(ReshapingCode.columnNamedTwice, "'\(name)' is named twice")
    }

    static func compareColumns(_ name: String) -> Message {
        Message(ReshapingCode.compareColumns, "there is no column '\(name)' here to compare with the published one")
    }

    static func compareTypes(_ name: String, _ ours: Type, _ theirs: Type) -> Message {
        Message(ReshapingCode.compareTypes, "'\(name)' is \(article(ours)) here and \(article(theirs)) in the published table")
    }

    static func hasNoComparison(_ type: Type) -> Message {
        Message(TypeCode.noOrder, "\(article(type)) cannot be compared")
    }

    static func missingChartPart(_ part: String, of chart: String, form: String) -> Message {
        Message(ReshapingCode.chartChannel, "'\(chart)' needs '\(part)'", "it is written  \(form)")
    }

    static let negativeSample = Message(ReshapingCode.sampleAmount, "fewer than no rows cannot be taken")

    static let nothingToCompare = Message(ReshapingCode.nothingToCompare, "what is compared with has no column besides its keys")

    static func notToldApart(_ name: String, _ type: Type) -> Message {
        Message(
            TypeCode.noOrder, "'\(name)' is \(article(type)), and rows cannot be told apart by it",
            "leave it out before:  | drop \(Checker.written(name))")
    }

    static func pivotOption(_ option: String) -> Message {
        Message(StageCode.unknownOption, "'pivot' has no 'with \(option)'", "it has: with totals")
    }

    static func pivotTooWide(_ count: Int, limit: Int) -> Message {
        Message(
            ReshapingCode.pivotTooWide, "this has \(count) different values, and each would become a column",
            "group them first, such as by a quarter or a district; up to \(limit) columns are made")
    }

    static func pivotTotals(_ name: String) -> Message {
        Message(
            ReshapingCode.pivotTotals, "the total of '\(name)' does not follow from its cells",
            "put 'pivot' directly after the 'summarize' that computes it, or leave out 'with totals'")
    }

    static func privateColumnNames(_ written: String) -> Message {
        Message(
            NameCode.privateColumn, "'\(written)' is private, and its values would become names of columns",
            "it may be filtered by, joined and counted")
    }

    static let sampleSeed = Message(ReshapingCode.sampleSeed, "a seed is a whole number", "such as  sample 50 seed 2019")

    static func unknownChart(_ name: String, known: [String]) -> Message {
        Message(ReshapingCode.unknownChart, "there is no kind of chart '\(name)'", "there are: \(known.joined(separator: ", "))")
    }

    static func unknownChartPart(_ part: String, of chart: String, form: String) -> Message {
        Message(ReshapingCode.chartChannel, "'\(chart)' has no part '\(part)'", "it is written  \(form)")
    }

    static func withinNothing(_ type: Type) -> Message {
        Message(
            ReshapingCode.withinNothing, "no column that is compared is measured in \(article(type))",
            "0.1 points for percentages, 5 for numbers, 1% for numbers relative to the published ones")
    }
}

// MARK: Model files

extension Message {
    static func basedOnSetting(known: [String]) -> Message {
        Message(
            ModelCode.calendarSetting, "'based_on' names a calendar that stands before this one",
            hints: known.isEmpty ? [] : ["there are: \(Checker.listed(known))"])
    }

    static func columnDeclaredTwice(_ name: String, in table: String) -> Message {
        Message(ModelCode.similarColumns, "'\(name)' is declared twice in \(table)")
    }

    static func columnsDifferInMarks(_ one: String, _ other: String) -> Message {
        Message(ModelCode.similarColumns, "'\(one)' and '\(other)' differ only in case or marks")
    }

    static let countsFromSetting = Message(
        ModelCode.calendarSetting, "'counts_from' can only be \"next day\" (Civil Code 2015, article 147)")

    static let coversSetting = Message(ModelCode.calendarSetting, "'covers' is a period, such as  @2016..@2026")

    static let daySetting = Message(ModelCode.calendarSetting, "a day is written  @2019-02-11")

    static let daysSetting = Message(ModelCode.calendarSetting, "a list of days is written  [@2019-02-11, @2019-02-12]")

    static func duplicateTable(_ name: String) -> Message {
        Message(ModelCode.duplicateTable, "there are two tables '\(name)'")
    }

    static let holidaysSetting = Message(ModelCode.calendarSetting, "'holidays' is the name of a file in quotes")

    static let keyIsOptional = Message(ModelCode.tableKey, "a key is never missing, so its type has no '?'")

    static let keyIsTextOrInt = Message(ModelCode.tableKey, "a key is text or a whole number")

    static func levelIsColumn(_ level: String, of table: String) -> Message {
        Message(ModelCode.treeLevels, "'\(level)' is both a level and a column of \(table), so a path could mean either")
    }

    static func linkWithoutKey(_ table: String) -> Message {
        Message(
            ModelCode.linkWithoutKey, "\(table) has no key, so nothing can link to it",
            "write  key  after the type of the column that names its rows")
    }

    static let reportingDaySetting = Message(ModelCode.calendarSetting, "'reporting_day' is a day from 1 to 28")

    static func reverseLink(_ link: String, to table: String) -> Message {
        Message(ModelCode.reverseLink, "'\(link)' is not a link to \(table)")
    }

    static func settingTwice(_ setting: String) -> Message {
        Message(ModelCode.calendarSetting, "'\(setting)' is set twice")
    }

    static func treeLevels(_ column: String, of table: String) -> Message {
        Message(ModelCode.treeLevels, "'\(column)' must be a column of \(table) with  one of [...]")
    }

    static func treeParent(_ column: String, of table: String) -> Message {
        Message(ModelCode.treeParent, "'\(column)' must be a column of \(table) that links to \(table)")
    }

    static func twoCalendars(_ name: String) -> Message {
        Message(ModelCode.calendarSetting, "there are two calendars '\(name)'")
    }

    static func twoKeys(_ table: String, _ key: String) -> Message {
        Message(ModelCode.tableKey, "\(table) has a key already: '\(key)'", "a table has one key, of one column")
    }

    static func unknownSetting(_ setting: String, known: [String]) -> Message {
        Message(ModelCode.calendarSetting, "a calendar has no setting '\(setting)'", "it has: \(known.joined(separator: ", "))")
    }

    static func validityDays(_ column: String, of table: String) -> Message {
        Message(ModelCode.validityDays, "'\(column)' must be a column of \(table) that holds dates")
    }

    static func validitySuccessor(_ column: String, of table: String) -> Message {
        Message(ModelCode.validitySuccessor, "'\(column)' must be a column of \(table) that links to \(table)")
    }

    static let weekendSetting = Message(
        ModelCode.calendarSetting, "'weekend' is a list of days of the week, such as  [\"saturday\", \"sunday\"]")
}
