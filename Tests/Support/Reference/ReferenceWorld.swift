import Semantics

/// What a run of the reference is given besides the pipeline.
package struct ReferenceWorld: Sendable {
    package var tables: [String: ReferenceTable]
    /// The first one is meant where none is named.
    package var calendars: [ReferenceCalendar]
    /// Minutes east of UTC.
    package var zoneMinutes: Int
    /// `$as_of` in days.
    package var asOf: Int32

    package init(tables: [ReferenceTable] = [], calendars: [ReferenceCalendar] = [], zoneMinutes: Int = 7 * 60, asOf: Int32) {
        self.tables = Dictionary(tables.map { ($0.info.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.calendars = calendars
        self.zoneMinutes = zoneMinutes
        self.asOf = asOf
    }
}

/// A table as rows of values by column name.
package final class ReferenceTable: Sendable {
    package let info: TableInfo
    package let rows: [[String: Value]]
    private let rowOfKey: [String: Int]

    package init(info: TableInfo, rows: [[String: Value]]) {
        self.info = info
        self.rows = rows
        var rowOfKey: [String: Int] = [:]
        if let key = info.key {
            for (index, row) in rows.enumerated() { if let text = row[key]?.keyText, rowOfKey[text] == nil { rowOfKey[text] = index } }
        }
        self.rowOfKey = rowOfKey
    }

    /// Where the row with that key stands.
    func row(of key: String) -> Int? { rowOfKey[key] }

    /// A cell; missing without such a row.
    func value(_ row: Int?, _ column: String) -> Value { row.flatMap { rows[$0][column] } ?? .missing }

    /// The row of a tree's parent.
    func parent(of row: Int) -> Int? {
        guard let tree = info.tree, let key = value(row, tree.parent).keyText else { return nil }
        return self.row(of: key)
    }

    // MARK: Rows that took the place of others

    /// Whether any has: else the tree is what it always was.
    var hasSuccessors: Bool { rows.indices.contains { successor(of: $0) != nil } }

    private func successor(of row: Int) -> Int? {
        info.validity?.successor.flatMap { value(row, $0).keyText }.flatMap { self.row(of: $0) }
    }

    /// What a row has become by that day.
    func row(_ row: Int, on day: Int32) -> Int { followed(row, on: day).last ?? row }

    /// A row and those that took its place one after the other, each when the one before had ended.
    func followed(_ row: Int, on day: Int32) -> [Int] {
        var steps = [row]
        while let current = steps.last, let validity = info.validity, case .date(let last) = value(current, validity.last), last < day,
            let next = successor(of: current), !steps.contains(next)
        {
            steps.append(next)
        }
        return steps
    }
}

/// Which days are worked, said day by day.
package struct ReferenceCalendar: Sendable {
    package var name: String
    package var covers: Period
    package var reportingDay: Int
    /// Monday 0 … Sunday 6
    package var weekend: Set<Int>
    package var daysOff: Set<Int32>
    package var daysWorked: Set<Int32>

    package init(name: String, covers: Period, reportingDay: Int, weekend: Set<Int>, daysOff: Set<Int32>, daysWorked: Set<Int32>) {
        self.name = name
        self.covers = covers
        self.reportingDay = reportingDay
        self.weekend = weekend
        self.daysOff = daysOff
        self.daysWorked = daysWorked
    }

    func isWorking(_ day: Int32) -> Bool {
        if daysWorked.contains(day) { return true }
        if daysOff.contains(day) { return false }
        return !weekend.contains(Day(day).weekday)
    }
}
