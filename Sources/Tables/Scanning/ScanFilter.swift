import Columns
import Semantics

/// What of a condition is decided while a table is read: which of its zones may hold a row that passes, by what their values lie between, and
/// which rows of a zone pass, by their numbers as they are kept.
///
/// Made of the parts of a condition that `LeaveOutZones` and `FilterWhileReading` have found decidable: comparisons of columns with constants,
/// under `and`, `or` and `not`.
package struct ScanFilter: Sendable {
    package indirect enum Test: Sendable {
        /// Values of the column with this number.
        case within(Int, NumberRange)
        /// Texts, as bytes.
        case among(Int, [[UInt8]])
        /// Links to rows of which something is true.
        case linked(Int, LinkVerdicts)
        case present(Int)
        case never
        case not(Test)
        case both(Test, Test)
        case either(Test, Test)
    }

    /// The columns that are asked, for bounds or for rows.
    package let columns: [String]
    private let zones: Test?
    /// `nil` where rows are not looked at.
    let rows: Test?
    /// Whether the rows that pass are those that the whole condition wants.
    let isWhole: Bool
    /// Columns of comparisons of which it is told how many rows lacked a value: while one lacks any, its rows are left to the filter.
    let counted: [Int]
    /// Columns of numbers that nobody reads behind the condition. Texts are handed out all the same: they are looked at for what is wrong with them.
    let spent: Set<String>

    package init(columns: [String], zones: Test?, rows: Test?, isWhole: Bool, counted: [Int], spent: Set<String>) {
        self.columns = columns
        self.zones = zones
        self.rows = rows
        self.isWhole = isWhole
        self.counted = counted
        self.spent = spent
    }

    /// The zones to be read.
    /// - Parameter bounds: of a column's zones, all `count` of them; `nil` where they are not known.
    package func choice(among count: Int, bounds: (String) -> [ZoneBounds]?) -> ZoneChoice {
        let known = columns.map(bounds)
        guard let zones, known.isEmpty || known.contains(where: { $0 != nil }) else { return .all(count) }
        return ZoneChoice(chosen: (0..<count).filter { zone in Self.mayPass(zones, known, zone) }, count: count)
    }

    private static func mayPass(_ test: Test, _ bounds: [[ZoneBounds]?], _ zone: Int) -> Bool {
        switch test {
        case .within(let column, let range): bounds[column].map { bounds in range.wholeNumbers.map(bounds[zone].overlaps) ?? true } ?? true
        case .never: false
        case .both(let left, let right): mayPass(left, bounds, zone) && mayPass(right, bounds, zone)
        case .either(let left, let right): mayPass(left, bounds, zone) || mayPass(right, bounds, zone)
        case .among, .linked, .present, .not: true
        }
    }
}
