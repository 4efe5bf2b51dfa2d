import Diagnostics

/// Mistakes of calendars, working days and reporting periods.
package enum CalendarCode: String, DiagnosticCode {
    case calendarSpan = "calendar-span"
    case noCalendar = "no-calendar"
    case notWholeMonths = "not-whole-months"
    case unknownCalendar = "unknown-calendar"
    case unknownUnit = "unknown-unit"

    package var explanation: Explanation {
        switch self {
        case .calendarSpan:
            Explanation(
                "beyond the years of its file a calendar knows no holidays, and a count of working days would be a guess",
                wrong: "working_days(@2019-12-20, @2020-01-10)", right: "working_days(@2019-12-20, @2019-12-31)")
        case .noCalendar:
            Explanation(
                "which days are worked is laid down in a calendar, and it differs from year to year",
                wrong: .typed("working_days(@2019-06-03, @2019-06-10)", files: Example.File("notes.csv", "id\n1\n")),
                right: "working_days(@2019-06-03, @2019-06-10)")
        case .notWholeMonths:
            Explanation(
                "a reporting period is made of reporting months",
                wrong: "reporting(@2019-W07)", right: "reporting(@2019-02)")
        case .unknownCalendar:
            Explanation(
                "a calendar is named as the model declares it",
                wrong: "working_days(@2019-06-03, @2019-06-10, calendar: vietnam)",
                right: "working_days(@2019-06-03, @2019-06-10, calendar: vn)")
        case .unknownUnit:
            Explanation(
                "reports are due by month, quarter, half and year",
                wrong: #"reporting_period(@2019-06-20, "week")"#, right: #"reporting_period(@2019-06-20, "month")"#)
        }
    }
}
