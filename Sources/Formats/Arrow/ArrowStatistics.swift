import Columns
import Semantics
import Tables

/// What the end of an Arrow file of ours says about each group of rows, so that a reader may leave groups out: as JSON, for each group its number
/// of rows and for each column its missing values and, of numbers and days, the least and the greatest.
enum ArrowStatistics {
    static func text(_ table: ResultTable, _ groups: [Range<Int>], _ text: MachineText) -> String {
        JSONText.array(groups.map { rows in
            let columns = table.columns.map { column in (name: column.name, value: facts(column.values.slice(rows), column.type, text)) }
            return .object([("rows", .int(rows.count)), ("columns", .object(columns))])
        }).text
    }

    private static func facts(_ column: Column, _ type: Type, _ text: MachineText) -> JSONText {
        let missing = JSONText.int(column.validity.map { column.count - $0.trueCount } ?? 0)
        guard let (least, greatest) = extremes(column) else { return .object([("missing", missing)]) }
        func value(_ row: Int) -> JSONText {
            var bytes: [UInt8] = []
            _ = text.append(column, row, type, to: &bytes)
            let plain = String(decoding: bytes, as: UTF8.self)
            return MachineText.shape(of: column, type) == .bare ? .number(plain) : .string(plain)
        }
        return .object([("missing", missing), ("min", value(least)), ("max", value(greatest))])
    }

    /// The rows that hold the least and the greatest value; `nil` when none does or the type has no order worth keeping.
    private static func extremes(_ column: Column) -> (Int, Int)? {
        switch column {
        case .int(let column): extremes(column.values.count, column.validity) { column.values[$0] < column.values[$1] }
        case .date(let column): extremes(column.values.count, column.validity) { column.values[$0] < column.values[$1] }
        case .decimal(let decimals): extremes(decimals.count, decimals.validity) { decimals[$0] < decimals[$1] }
        // Of floats that are no numbers nothing is less.
        case .float(let column):
            (0..<column.values.count).allSatisfy { column.values[$0].isFinite } ? extremes(column.values.count, column.validity) { column.values[$0] < column.values[$1] } : nil
        case .missing, .bool, .text, .coded, .period, .duration, .ratio: nil
        }
    }

    private static func extremes(_ count: Int, _ validity: Bitmap?, isLess: (Int, Int) -> Bool) -> (Int, Int)? {
        var found: (Int, Int)?
        for row in 0..<count where validity?[row] ?? true {
            guard let (least, greatest) = found else {
                found = (row, row)
                continue
            }
            found = (isLess(row, least) ? row : least, isLess(greatest, row) ? row : greatest)
        }
        return found
    }
}
