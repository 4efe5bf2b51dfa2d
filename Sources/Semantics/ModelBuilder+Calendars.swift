import Diagnostics
import Syntax

/// `calendar vn { … }`: settings of fixed names, each with its own form.
extension ModelBuilder {
    private static let settings = ["weekend", "holidays", "covers", "counts_from", "reporting_day", "based_on", "also_off", "also_working"]
    package static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    mutating func calendar(_ name: Name, _ settings: [(name: Name, value: Expression)]) {
        if taken.contains(where: { $0.calendars.contains { $0.name == name.text } }) { report("calendar-setting", "there are two calendars '\(name.text)'", name.span) }
        var calendar = Model.Calendar(
            name: name.text, weekend: nil, holidays: nil, covers: nil, reportingDay: nil, basedOn: nil,
            alsoOff: [], alsoWorking: [], place: Diagnostic.Place(source: model.source, span: name.span))
        var seen: Set<String> = []
        for (setting, value) in settings {
            if !seen.insert(setting.text).inserted { report("calendar-setting", "'\(setting.text)' is set twice", setting.span) }
            switch setting.text {
            case "weekend":
                let weekend = texts(value)
                calendar.weekend = weekend
                if weekend.isEmpty || !weekend.allSatisfy(Self.weekdays.contains) {
                    report("calendar-setting", "'weekend' is a list of days of the week, such as  [\"saturday\", \"sunday\"]", value.span)
                }
            case "holidays":
                calendar.holidays = texts(value).first
                if calendar.holidays == nil { report("calendar-setting", "'holidays' is the name of a file in quotes", value.span) }
            case "covers":
                if case .period(let period)? = period(value) { calendar.covers = period } else { report("calendar-setting", "'covers' is a period, such as  @2016..@2026", value.span) }
            case "counts_from":
                if texts(value) != ["next day"] { report("calendar-setting", "'counts_from' can only be \"next day\" (Civil Code 2015, article 147)", value.span) }
            case "reporting_day":
                if case .number(let literal) = value.node, let day = Int(literal.digits), (1...28).contains(day) {
                    calendar.reportingDay = day
                } else {
                    report("calendar-setting", "'reporting_day' is a day from 1 to 28", value.span)
                }
            case "based_on":
                calendar.basedOn = texts(value).first
                var known: [String] = []
                for calendar in open.flatMap(\.calendars) + model.calendars where !known.contains(calendar.name) { known.append(calendar.name) }
                if !known.contains(calendar.basedOn ?? "") {
                    report("calendar-setting", "'based_on' names a calendar that stands before this one", value.span, hints: known.isEmpty ? [] : ["there are: \(Checker.listed(known))"])
                }
            case "also_off": calendar.alsoOff = days(value)
            case "also_working": calendar.alsoWorking = days(value)
            default:
                report("calendar-setting", "a calendar has no setting '\(setting.text)'", setting.span, hints: ["it has: \(Self.settings.joined(separator: ", "))"])
            }
        }
        model.calendars.append(calendar)
    }

    private func texts(_ value: Expression) -> [String] {
        switch value.node {
        case .text(let literal): [literal.parts.map { part in if case .text(let text) = part { text } else { "" } }.joined()]
        case .raw(let text): [text]
        case .list(let elements): elements.flatMap { texts($0) }
        default: []
        }
    }

    private func period(_ value: Expression) -> Value? {
        switch value.node {
        case .date(let text):
            switch DateLiteral.value(text, asOf: nil, zoneMinutes: 0) {
            case .date(let day)?: return .period(Period(first: day, last: day))
            case let found: return found
            }
        case .binary(.range, _, let lhs, let rhs):
            guard case .period(let first)? = period(lhs), case .period(let last)? = period(rhs), first.first <= last.last else { return nil }
            return .period(Period(first: first.first, last: last.last))
        default: return nil
        }
    }

    private mutating func days(_ value: Expression) -> [Int32] {
        guard case .list(let elements) = value.node else {
            report("calendar-setting", "a list of days is written  [@2019-02-11, @2019-02-12]", value.span)
            return []
        }
        return elements.compactMap { element in
            guard case .date(let text) = element.node, case .date(let day)? = DateLiteral.value(text, asOf: nil, zoneMinutes: 0) else {
                report("calendar-setting", "a day is written  @2019-02-11", element.span)
                return nil
            }
            return day
        }
    }
}
