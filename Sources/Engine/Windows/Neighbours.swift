import Columns
import Semantics
import Tables

/// Values of other rows of the partition.
enum Neighbours {
    /// The value `distance` rows before; after, for a negative distance. Missing past either end.
    static func lag(_ column: Column, by distance: Int, _ frame: WindowFrame) -> Column {
        pick(column, frame) { position, partition in
            let other = position - distance
            return partition.contains(other) ? other : nil
        }
    }

    static func first(_ column: Column, _ frame: WindowFrame) -> Column { pick(column, frame) { $1.lowerBound } }

    static func last(_ column: Column, _ frame: WindowFrame) -> Column { pick(column, frame) { $1.upperBound - 1 } }

    private static func pick(_ column: Column, _ frame: WindowFrame, _ other: (Int, Range<Int>) -> Int?) -> Column {
        var rows = [Int32](repeating: -1, count: frame.count)
        for partition in frame.partitions {
            for position in partition { if let found = other(position, partition) { rows[position] = Int32(found) } }
        }
        return column.gather(rows)
    }

    /// The value of the row of the same partition whose key is `wanted`: `prior`, by calendar and not by row.
    /// - Throws: `FunctionProblem` when there are two such rows.
    static func withKey(_ column: Column, keys: Column, wanted: Column, type: Type, _ frame: WindowFrame, _ display: DisplayText) throws -> Column {
        var partitions = [Int32](repeating: 0, count: frame.count)
        for (number, partition) in frame.partitions.enumerated() { for position in partition { partitions[position] = Int32(number) } }
        let index = GroupIndex(keyCount: 2)
        let groups = index.assign([.groups(partitions), keys], count: frame.count)
        var rows = [Int32](repeating: -1, count: index.count)
        var isRepeated = [Bool](repeating: false, count: index.count)
        for (position, group) in groups.enumerated() {
            if rows[Int(group)] >= 0 { isRepeated[Int(group)] = true } else { rows[Int(group)] = Int32(position) }
        }
        let found = index.find([.groups(partitions), wanted], count: frame.count)
        return column.gather(
            try found.enumerated().map { position, group in
                guard group >= 0 else { return -1 }
                if isRepeated[Int(group)] {
                    throw FunctionProblem(.priorMatchesTwice(display.cell(wanted, row: position, type: type)))
                }
                return rows[Int(group)]
            })
    }
}
