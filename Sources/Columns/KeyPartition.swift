import Semantics

/// Divides rows by their keys, so that rows with equal keys meet in one part, from whichever side of a join they come.
///
/// Equal means what `GroupIndex` means by it: texts whatever their form, decimals whatever their scale, -0 like 0. Values that have no
/// plain form (ratios, durations) all count as one. The division has nothing to do with that of hash tables and differs by level, so
/// that a part may be divided again.
package enum KeyPartition {
    /// Into how many parts.
    package static let count = 16

    /// The part of each row. O(bytes of the keys).
    ///
    /// - Parameters:
    ///   - spellsNumbers: whether whole numbers may meet their digits: in keys that are links.
    ///   - level: 0 for the first division, one more for the parts of a part.
    package static func parts(of keys: [(column: Column, spellsNumbers: Bool)], rowCount: Int, level: Int) -> [UInt8] {
        var hashes = [UInt64](repeating: UInt64(truncatingIfNeeded: level) &* 0xD6E8_FEB8_6659_FD93, count: rowCount)
        for (column, spellsNumbers) in keys { mix(spellsNumbers ? column.asDigits : column, into: &hashes) }
        // The multiplication of `fold` leaves every bit mixed; the upper ones are as good as any.
        return hashes.map { UInt8(truncatingIfNeeded: Hashing.hash($0) &>> 60) }
    }

    private static func mix(_ column: Column, into hashes: inout [UInt64]) {
        switch column {
        case .missing, .ratio, .duration: break
        case .bool(let column): add(column.validity, &hashes) { column.values[$0] ? 1 : 0 }
        case .int(let column): add(column.validity, &hashes) { UInt64(bitPattern: column.values[$0]) }
        case .date(let column): add(column.validity, &hashes) { UInt64(bitPattern: Int64(column.values[$0])) }
        case .float(let column):
            add(column.validity, &hashes) { row in
                let value = column.values[row]
                return value == 0 ? 0 : value.isNaN ? Double.nan.bitPattern : value.bitPattern
            }
        case .decimal(let column):
            add(column.validity, &hashes) { row in
                let value = Decimal(column[row], scale: column.scale).normalized
                return UInt64(truncatingIfNeeded: value.mantissa) ^ UInt64(truncatingIfNeeded: value.mantissa &>> 64) ^ UInt64(truncatingIfNeeded: value.scale) &<< 56
            }
        case .text(let column): add(column.validity, &hashes) { Hashing.hash(column[$0]) }
        case .coded(let column):
            let values = column.dictionary.values
            add(column.validity, &hashes) { Hashing.hash(values[Int(column.codes[$0])]) }
        case .period(let column):
            add(column.validity, &hashes) { UInt64(UInt32(bitPattern: column.first[$0])) &<< 32 | UInt64(UInt32(bitPattern: column.last[$0])) }
        }
    }

    private static func add(_ validity: Bitmap?, _ hashes: inout [UInt64], _ word: (Int) -> UInt64) {
        // A missing value adds nothing, whatever lies under it.
        for row in hashes.indices where validity?[row] ?? true { hashes[row] = Hashing.fold(hashes[row] ^ word(row) ^ 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3) }
    }
}
