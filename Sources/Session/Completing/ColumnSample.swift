import Columns
import Engine
import Semantics
import Tables

/// What a column holds, as far as suggestions need it: its frequent values, or the days between which it lies.
///
/// Taken from what is in memory or from the first rows, never by reading, and from a bounded number of rows: a million
/// distinct values take no longer than ten thousand.
package struct ColumnSample: Sendable {
    /// Most frequent first, equally frequent ones in the order in which they occur.
    package private(set) var values: [String] = []
    package private(set) var days: ClosedRange<Int32>?

    /// Rows that are looked at where nothing has been read yet.
    static let headRows = 2_048
    private static let textRows = 1 << 14
    private static let dayRows = 1 << 20
    private static let most = 1_000

    init(_ chunks: [Column], zone: Zone) {
        guard let first = chunks.first(where: { $0.count > 0 }) else { return }
        switch first {
        case .text, .coded: values = Self.frequent(chunks)
        case .date, .int, .period: days = Self.span(chunks, zone)
        default: break
        }
    }

    /// Of one column's first rows.
    init(_ head: Batch, zone: Zone) { self.init(Array(head.columns), zone: zone) }

    /// Some of the chunks, evenly, with about so many rows together.
    private static func spread(_ chunks: [Column], rows: Int) -> [Column] {
        let total = chunks.reduce(0) { $0 + $1.count }
        guard total > rows, chunks.count > 1 else { return chunks }
        let step = max(1, (total + rows - 1) / rows)
        return stride(from: 0, to: chunks.count, by: min(step, chunks.count)).map { chunks[$0] }
    }

    private static func frequent(_ chunks: [Column]) -> [String] {
        var counts: [String: (count: Int, order: Int)] = [:]
        func add(_ text: String, _ count: Int) {
            guard !text.isEmpty else { return }
            let order = counts.count
            counts[text, default: (0, order)].count += count
        }
        for chunk in spread(chunks, rows: textRows) {
            let rows = min(chunk.count, textRows)
            switch chunk {
            case .coded(let column):
                var codes: [UInt32: (count: Int, order: Int)] = [:]
                for row in 0..<rows where column.validity.map({ $0[row] }) ?? true {
                    let order = codes.count
                    codes[column.codes[row], default: (0, order)].count += 1
                }
                for (code, found) in codes.sorted(by: { $0.value.order < $1.value.order }) { add(column.dictionary.values.string(Int(code)), found.count) }
            case .text(let column):
                for row in 0..<rows where column.validity.map({ $0[row] }) ?? true { add(column.string(row), 1) }
            default: break
            }
        }
        let ordered = counts.sorted { ($1.value.count, $0.value.order) < ($0.value.count, $1.value.order) }
        return ordered.prefix(most).map(\.key)
    }

    private static func span(_ chunks: [Column], _ zone: Zone) -> ClosedRange<Int32>? {
        var found: ClosedRange<Int32>?
        func take(_ first: Int32, _ last: Int32) {
            guard first <= last else { return }
            found = found.map { min($0.lowerBound, first)...max($0.upperBound, last) } ?? first...last
        }
        for chunk in spread(chunks, rows: dayRows) {
            let validity = chunk.validity
            switch chunk {
            case .date(let column):
                for row in 0..<chunk.count where validity.map({ $0[row] }) ?? true { take(column.values[row], column.values[row]) }
            case .period(let column):
                for row in 0..<chunk.count where validity.map({ $0[row] }) ?? true { take(column.first[row], column.last[row]) }
            case .int(let column):
                var (least, most) = (Int64.max, Int64.min)
                for row in 0..<chunk.count where validity.map({ $0[row] }) ?? true {
                    least = min(least, column.values[row])
                    most = max(most, column.values[row])
                }
                if least <= most { take(zone.day(ofMicroseconds: least), zone.day(ofMicroseconds: most)) }
            default: break
            }
        }
        return found
    }
}
