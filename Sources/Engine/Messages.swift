import Diagnostics
import Semantics

// What is found wrong with values while a query runs: every wording, in alphabetical order. The row is added where it is known.

// MARK: a to d

extension Message {
    static func ambiguousRow(_ written: String, of table: String, count: Int, keys: [String]) -> Message {
        Message(
            MatchCode.ambiguousRow, "'\(written)' is the name of \(count) rows of \(table)",
            "write the key: " + keys.joined(separator: ", ") + (count > keys.count ? ", …" : ""))
    }

    static func badDateFormat(_ part: String) -> Message {
        Message(
            FormCode.badFormat, "'\(part)' means nothing in the form of a date",
            "a form is made of d or dd, M or MM, yy or yyyy, HH, mm and ss, such as \"dd/MM/yyyy\"")
    }

    static let badLimits = Message(
        ComputationCode.badLimits, "the limits of bands are numbers in rising order", "such as  bands(x, [5, 10, 20])")

    static func badNumberFormat(_ written: String) -> Message {
        Message(FormCode.badFormat, "'\(written)' is no form of a number", "such as \"0.00\", \"#.##0,0\", \"0000\" or \"0.0%\"")
    }

    static func badPattern(_ pattern: String, _ mistake: String, after before: String) -> Message {
        Message(FormCode.badPattern, "the pattern '\(pattern)' has \(mistake), \(before.isEmpty ? "at its start" : "after '\(before)'")")
    }

    static func calendarSpan(_ what: String, _ calendar: String, first: String, last: String, year: Int) -> Message {
        Message(
            CalendarCode.calendarSpan, "\(what) lies outside the calendar '\(calendar)', which covers \(first) to \(last)",
            "add the days off of \(year) to the calendar file, then widen 'covers' in the model")
    }

    static func circularSuccession(_ key: String, of table: String, successor: String) -> Message {
        Message(
            MatchCode.circularSuccession, "\(table): '\(key)' took its own place", "follow the column \(successor) from there: it comes back to '\(key)'")
    }

    static func circularTree(_ key: String, of table: String, parent: String) -> Message {
        Message(MatchCode.circularTree, "\(table): '\(key)' stands above itself", "follow the column \(parent) from there: it comes back to '\(key)'")
    }

    static func dateOutOfRange(_ start: String) -> Message {
        Message(ComputationCode.dateOutOfRange, "the day so long after or before \(start) lies outside the years 1 to 9999")
    }

    /// - Parameter table: what the published table is called; `nil` for our own rows.
    static func compareMatchesTwice(_ key: [String], in table: String?, rows: (Int, Int)) -> Message {
        Message(
            MatchCode.compareMatchesTwice,
            "\(table.map { "\($0): " } ?? "")\(key.joined(separator: ", ")) appears twice (rows \(rows.0) and \(rows.1)), so compare cannot tell which is meant",
            "compare by more columns, or summarize to one row each first")
    }

    static let dataChanged = Message(
        GroupCode.dataChanged, "the data changed while it was read: a value appeared that was not there before", kind: .outside)

    static func decimalsFarApart(_ large: String, _ fine: String) -> Message {
        Message(
            ComputationCode.decimalsFarApart, "\(large) and \(fine) cannot stand in one column: with the digits of both, numbers have more than 38 of them",
            "round the small ones, as in  round(x, 6), or leave out one kind of them before")
    }

    static let durationTooLong = Message(
        ComputationCode.durationTooLong, "this length of time is longer than can be kept (2,147,483,647 days or months)")

    static let floatSumOverflow = Message(ComputationCode.overflow, "the sum is too large for float (more than 1.8e+308)")
}

// MARK: i to p

extension Message {
    static func incompleteFormat(_ written: String) -> Message {
        Message(FormCode.incompleteFormat, "'\(written)' does not say which day", "such as \"dd/MM/yyyy\"")
    }

    static func lookupMatchesTwice(_ key: [String], in table: String, rows: (Int, Int)) -> Message {
        Message(
            MatchCode.lookupMatchesTwice, "\(table): \(key.joined(separator: ", ")) appears twice (rows \(rows.0) and \(rows.1)), so lookup cannot choose",
            "to get a row for each match, write 'join'; to get one row a key, summarize or take 1 by the key first")
    }

    static let negativeTake = Message(StageCode.negativeTake, "fewer than no rows cannot be taken", "for the last rows write  take last 10")

    static func minutesWithoutHour(_ written: String) -> Message {
        Message(FormCode.badFormat, "'\(written)' has minutes without their hour", "the month is M or MM")
    }

    static func notACount(of function: String) -> Message {
        Message(ComputationCode.notACount, "'\(function)' wants a number of rows, 1 or more")
    }

    static let notADistance = Message(ComputationCode.notACount, "the distance to the other row is a whole number")

    static let notAListLength = Message(ComputationCode.notACount, "'most_frequent' wants how many values to list, from 1 to 1,000")

    static let notAShare = Message(ComputationCode.notAShare, "percentile wants a share between 0 and 1", "nine tenths are written  0.9  or  90%")

    static func notWhole(_ number: String) -> Message {
        Message(ComputationCode.notWhole, "\(number) is not a whole number", "round(x), floor(x) or ceil(x) say which one is meant")
    }

    static func notWholeMonths(_ period: String) -> Message {
        Message(CalendarCode.notWholeMonths, "\(period) is not made of whole months, so it has no reporting period")
    }

    static func numberTooLarge(_ expression: String, _ type: String) -> Message {
        Message(ComputationCode.numberTooLarge, "\(expression) is too large for \(type)")
    }

    static func paddedTooLong(_ function: String, _ most: Int64) -> Message {
        Message(ComputationCode.notACount, "'\(function)' makes no texts of more than \(most) characters")
    }

    static func pivotCellTwice(_ values: [String]) -> Message {
        Message(
            GroupCode.pivotCellTwice, "two rows would stand in one cell: \(values.joined(separator: ", "))",
            "say how they are put together, such as  pivot sum(n) across …, or summarize first")
    }

    static let poolWithoutCounts = Message(
        AggregateCode.poolWithoutCounts, "this percentage has no counts behind it, so it cannot be weighted",
        "avg_of_rows(…)  if a plain mean is really meant")

    static func priorMatchesTwice(_ period: String) -> Message {
        Message(
            MatchCode.priorMatchesTwice, "there are several rows of \(period), so 'prior' cannot choose",
            "say within which rows it is to look:  … by …")
    }

}

// MARK: r to w

extension Message {
    static func repeatedKey(_ key: String, of table: String, column: String, rows: (Int, Int)) -> Message {
        Message(
            MatchCode.repeatedKey, "\(table): '\(key)' appears twice (rows \(rows.0) and \(rows.1)), so a link to it could mean either",
            "the column \(column) is declared as the key of \(table)")
    }

    static let reportingWithoutCalendar = Message(
        CalendarCode.noCalendar, "reporting periods need a calendar that says on which day they begin, and the model has none",
        "add  calendar vn { reporting_day = 15, … }  to model.mc")

    static let sampleAmount = Message(
        ReshapingCode.sampleAmount, "a sample is a number of rows or a share of them from 0% to 100%", "such as  sample 50  or  sample 5%")

    static func spanBackwards(_ first: String, _ last: String) -> Message {
        Message(ComputationCode.spanBackwards, "a span from \(first) to \(last) ends before it begins")
    }

    static let squaresOverflow = Message(
        ComputationCode.overflow, "the squares of these numbers have too many digits", "divide them by a thousand or a million first")

    static let sumOverflow = Message(ComputationCode.overflow, "the sum needs more than 38 digits", "sum a float or a rounded number instead")

    static func tooManyGroups(limit: Int) -> Message {
        Message(
            GroupCode.tooManyGroups, "every combination of these keys would make more than \(limit) groups",
            "leave out 'with empty', or group by fewer keys")
    }

    static func treeWithoutDay(_ table: String) -> Message {
        Message(
            NameCode.asOfUnknown, "\(table) has rows that others took the place of, and this script does not say as of which day it is meant",
            "add  param as_of: date = @2019-06-30  at the top, or run with  --as-of 2019-06-30")
    }

    package static func unknownCalendar(_ name: String, known: [String]) -> Message {
        Message(
            CalendarCode.unknownCalendar, "there is no calendar '\(name)'",
            known.isEmpty ? "the model declares none; write  calendar \(name) { … }" : "the model has: \(known.joined(separator: ", "))")
    }

    static func unknownGroup(count: Int) -> Message {
        Message(FormCode.unknownGroup, "the pattern has \(count) group\(count == 1 ? "" : "s"), counted from 1; 0 is the whole match")
    }

    static func unknownRow(_ written: String, of table: String, near: [String]) -> Message {
        Message(
            MatchCode.unknownRow, "'\(written)' is neither a key nor a name of \(table)",
            hints: near.isEmpty ? [] : ["there is: " + near.map { "'\($0)'" }.joined(separator: ", ")])
    }

    static func unknownStyle(_ style: String) -> Message {
        Message(FormCode.unknownStyle, "'\(style)' is no way to write numbers", "it is \"vi\" for 1.234,5 or \"C\" for 1234.5")
    }

    static func unknownUnit(_ unit: String) -> Message {
        Message(CalendarCode.unknownUnit, "'\(unit)' is no reporting period", "it is \"month\", \"quarter\", \"half\" or \"year\"")
    }

    static func valueNotDeclared(_ value: String, of type: Type) -> Message {
        Message(TypeCode.unknownValue, "'\(value)' is not one of the declared values", "they are: \(type.kind)")
    }

    static let wholeSumOverflow = Message(
        ComputationCode.overflow, "the sum is too large for a whole number (more than 9 billion billion)",
        "sum it as a decimal: sum(to_decimal(…))")

    static let workingDaysWithoutCalendar = Message(
        CalendarCode.noCalendar, "working days need a calendar, and the model has none",
        "add  calendar vn { holidays = \"calendar.csv\", covers = @2016..@2026 }  to model.mc")
}
