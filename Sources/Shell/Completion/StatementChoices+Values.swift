import Diagnostics
import Semantics
import Session
import Syntax

/// Values that occur: those of enums, frequent texts, periods.
extension StatementChoices {
    /// What the left side of a comparison may be held against.
    mutating func addValues(comparedWith comparison: CursorPlace.Comparison) {
        let left = source.slice(comparison.left)
        guard let prospect, let type = prospect.type(of: left) else { return }
        switch type.kind {
        case .enumeration(let values): for value in values { add(value: value, type: left) }
        case .text:
            guard let stored = prospect.storedColumn(of: left) else { return }
            for value in session.sample(of: stored)?.values ?? [] { add(value: value, type: left) }
        case .date, .timestamp, .period: addPeriods()
        case .bool:
            list.add(.keyword, "true")
            list.add(.keyword, "false")
        case .link(let target):
            for column in prospect.relation.columns where !column.isPrivate && column.type.kind == .link(target) && column.name != left {
                list.add(.link, column.name, text: Parser.written(column.name), type: "link to \(target)")
            }
        default: break
        }
    }

    /// Inside quotes.
    mutating func addTexts() {
        if let comparison = place.comparison { return addValues(comparedWith: comparison) }
        guard let call = place.call, call.name == "under", let receiver = call.receiver, let prospect,
            case .link(let target)? = prospect.type(of: source.slice(receiver))?.kind, let table = prospect.table(target)
        else { return }
        for column in [table.labelColumn, table.key].compactMap({ $0 }) {
            let stored = Prospect.StoredColumn(table: target, column: column)
            for value in session.sample(of: stored)?.values ?? [] { add(value: value, type: column) }
        }
    }

    private mutating func add(value: String, type: String) {
        let text = quoted(value)
        list.add(.value, value, text: text, type: type)
    }

    /// In the quotes that have been typed, if they can hold it.
    private func quoted(_ value: String) -> String {
        if place.form == .raw, !value.contains("'"), !value.contains("\n") { return "'\(value)'" }
        var text = ""
        for letter in value {
            switch letter {
            case "\"", "\\", "{": text += "\\\(letter)"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            default: text.append(letter)
            }
        }
        return "\"\(text)\""
    }

    // MARK: Periods

    /// Periods that occur in the data: years, then those that the session's day makes, then the parts of each year, the latest first.
    mutating func addPeriods() {
        let days = daysInData
        let last = days.map { CivilDate(days: $0.upperBound).year } ?? CivilDate(days: session.day).year
        let first = max(days.map { CivilDate(days: $0.lowerBound).year } ?? last - 1, last - 30)
        let years = (first...max(first, last)).reversed()
        for year in years { add(period: "\(Self.digits(year, 4))", "year", days) }
        let today = CivilDate(days: session.day).text
        for name in ["this_month", "last_month", "this_quarter", "last_quarter", "this_year", "last_year"] {
            list.add(.period, "@" + name, key: place.form == .date ? name : nil, type: "as of \(today)")
        }
        for year in years {
            let name = Self.digits(year, 4)
            for half in 1...2 { add(period: "\(name)-H\(half)", "half-year", days) }
            for quarter in 1...4 { add(period: "\(name)-Q\(quarter)", "quarter", days) }
            add(period: "\(name)-9M", "nine months", days)
            for month in 1...12 { add(period: "\(name)-\(Self.digits(month, 2))", "month", days) }
        }
        list.add(.period, "@today", key: place.form == .date ? "today" : nil, type: today)
    }

    private mutating func add(period name: String, _ type: String, _ days: ClosedRange<Int32>?) {
        if let days {
            guard let period = Period(name: name), period.first <= days.upperBound, period.last >= days.lowerBound else { return }
        }
        list.add(.period, "@" + name, key: place.form == .date ? name : nil, type: type)
    }

    /// Between which days the compared column lies, else all columns of days that these rows have.
    private var daysInData: ClosedRange<Int32>? {
        guard let prospect else { return nil }
        var columns = place.comparison.flatMap { prospect.storedColumn(of: source.slice($0.left)) }.map { [$0] } ?? []
        if columns.isEmpty {
            // A path that hangs on a day, such as received.month, lies where the day does.
            let dated = prospect.relation.columns.filter { !$0.isPrivate && $0.type.hasDays }
            let named = place.comparison.map { source.slice($0.left) }?.split(separator: ".").first.map(String.init)
            let likely = dated.filter { $0.name == named }
            columns = (likely.isEmpty ? dated : likely).prefix(4).compactMap { prospect.storedColumn($0.id) }
        }
        return columns.compactMap { session.sample(of: $0)?.days }.reduce(nil) { found, days in
            found.map { min($0.lowerBound, days.lowerBound)...max($0.upperBound, days.upperBound) } ?? days
        }
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
