import Columns
import Semantics
import Tables

/// The values that a chart lays side by side, each once in the order of the rows; periods of one length without gaps.
///
/// A month without rows is a gap that one must see, so periods that follow each other upwards are filled up. Rows that somebody has
/// sorted otherwise stay as they are.
struct ChartCategories: Sendable {
    private(set) var labels: [String] = []
    private var places: [String: Int] = [:]
    /// Every value is a period or a day: their order is time, and not all of them need a label.
    private(set) var isTime = false

    /// More are never filled in.
    private static let limit = 500

    init(_ table: ResultTable, _ text: TableText, column: Int, _ display: DisplayText) {
        let source = table.columns[column]
        let values = (0..<table.rowCount).map { source.values.value($0, type: source.type) }
        let periods = values.compactMap { if case .period(let period) = $0 { period } else { nil } }
        switch source.type.kind {
        case .period, .date, .timestamp: isTime = !values.isEmpty
        default: break
        }
        for period in ChartCategories.filled(periods) { add(display.period(period)) }
        // Values of an enum come in their declared order, as far as there are any.
        if case .enumeration(let names) = source.type.kind {
            let present = Set(values)
            for name in names where present.contains(.text(name)) { add(name) }
        }
        for row in 0..<table.rowCount { add(text.cell(row, column).text) }
    }

    private mutating func add(_ label: String) {
        guard places[label] == nil else { return }
        places[label] = labels.count
        labels.append(label)
    }

    /// As they stand along an axis: times without the word that all of them begin with, `tháng 1/2019` → `1/2019`.
    var shortLabels: [String] {
        guard isTime, let first = labels.first, let blank = first.firstIndex(of: " ") else { return labels }
        let word = first[...blank]
        return labels.allSatisfy { $0.hasPrefix(word) && !$0.dropFirst(word.count).contains(" ") } ? labels.map { String($0.dropFirst(word.count)) } : labels
    }

    /// The first of them, and one more for all others.
    func prefix(_ count: Int, last: String?) -> ChartCategories {
        var result = self
        result.labels = labels.prefix(count) + (last.map { [$0] } ?? [])
        return result
    }

    func place(of label: String) -> Int { places[label] ?? 0 }

    private static func filled(_ periods: [Period]) -> [Period] {
        guard let first = periods.first, zip(periods, periods.dropFirst()).allSatisfy({ $0.first <= $1.first }) else { return [] }
        let wanted = Set(periods)
        var result = [first]
        while let last = result.last, last != periods[periods.count - 1] {
            guard result.count < limit else { return [] }
            result.append(next(last))
        }
        return wanted.isSubset(of: result) ? result : []
    }

    /// The period of the same length that follows.
    private static func next(_ period: Period) -> Period {
        let first = CivilDate(days: period.first)
        let last = CivilDate(days: period.last)
        let start = period.last + 1
        guard first.day == 1, last.day == CivilDate.daysIn(month: last.month, year: last.year) else {
            return Period(first: start, last: start + (period.last - period.first))
        }
        let months = (last.year - first.year) * 12 + last.month - first.month + 1
        return Period(first: start, last: CivilDate(days: start).adding(months: months).days - 1)
    }
}

extension ChartCategories {
    /// Numbers from 1, where nothing says what stands along x.
    init(count: Int) {
        for number in 0..<count { add("\(number + 1)") }
    }
}
