import Columns

/// Numbers of rows within their partition.
enum Ranks {
    /// 1, 2, 3, …
    static func rowNumber(_ frame: WindowFrame) -> Column {
        ints(frame) { partition, result in for position in partition { result[position] = Int64(position - partition.lowerBound + 1) } }
    }

    /// Rows that tie share the first one's number, and the next number skips: 1, 2, 2, 4.
    static func rank(_ frame: WindowFrame) -> [Int64] {
        var result = [Int64](repeating: 0, count: frame.count)
        for partition in frame.partitions {
            for position in partition {
                let ties = position > partition.lowerBound && frame.tiesWithPrevious(position)
                result[position] = ties ? result[position - 1] : Int64(position - partition.lowerBound + 1)
            }
        }
        return result
    }

    /// Rows that tie share a number, and none is skipped: 1, 2, 2, 3.
    static func denseRank(_ frame: WindowFrame) -> [Int64] {
        var result = [Int64](repeating: 0, count: frame.count)
        for partition in frame.partitions {
            for position in partition {
                if position == partition.lowerBound {
                    result[position] = 1
                } else {
                    result[position] = result[position - 1] + (frame.tiesWithPrevious(position) ? 0 : 1)
                }
            }
        }
        return result
    }

    /// The share of the other rows that come before: 0 for the first, 1 for the last. A row whose value is missing is not among them.
    static func percentRank(_ frame: WindowFrame, _ validity: Bitmap?) throws -> Column {
        let ranks = rank(frame)
        var values = [Double?](repeating: nil, count: frame.count)
        for partition in frame.partitions {
            let present = partition.count { validity?[$0] ?? true }
            for position in partition where validity?[position] ?? true {
                values[position] = present < 2 ? 0 : Double(ranks[position] - 1) / Double(present - 1)
            }
        }
        return try .floats(frame.count) { values[$0] }
    }

    /// n runs of rows as equal in length as can be, the longer ones first.
    static func tiles(_ n: Int, _ frame: WindowFrame) -> Column {
        ints(frame) { partition, result in
            let (size, longer) = partition.count.quotientAndRemainder(dividingBy: n)
            for (index, position) in partition.enumerated() {
                let inLonger = longer * (size + 1)
                let tile = index < inLonger ? index / (size + 1) : longer + (index - inLonger) / max(1, size)
                result[position] = Int64(tile + 1)
            }
        }
    }

    /// Numbers as a column, missing where the ranked value is.
    static func column(_ ranks: [Int64], _ validity: Bitmap?) -> Column { .int(NumberColumn(values: Values(ranks), validity: validity)) }

    private static func ints(_ frame: WindowFrame, _ fill: (Range<Int>, inout [Int64]) -> Void) -> Column {
        var result = [Int64](repeating: 0, count: frame.count)
        for partition in frame.partitions { fill(partition, &result) }
        return .int(NumberColumn(values: Values(result)))
    }
}
