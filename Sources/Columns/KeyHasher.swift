import Semantics

/// Hashes of the keys of rows, the same for equal keys whatever the form of the batch that they stand in: so rows that belong together
/// are found together by threads that know nothing of each other's, in parts on disk, and from either side of a join.
///
/// Equal means what `GroupIndex` means by it.
///
/// Ratios and lengths of time, which take several words to compare, are left out: rows are then told apart by their other keys alone, which
/// is never wrong. A missing value has a hash of its own.
package struct KeyHasher {
    /// The hashes of the texts of dictionaries met before.
    private var dictionaries: [ObjectIdentifier: (dictionary: TextDictionary, hashes: [UInt64])] = [:]
    /// Dictionaries remembered at a time; a file of many row groups has many.
    private static let dictionaryLimit = 8
    private let areLeftOut: [Bool]

    private static let missing: UInt64 = 0x51_7C_C1_B7_27_22_0A_95

    /// - Parameter keyTypes: the type of each key.
    package init(_ keyTypes: [Type]) {
        areLeftOut = keyTypes.map { type in
            switch type.kind {
            case .ratio, .duration: true
            default: false
            }
        }
    }

    /// One hash a row, of which the upper bits are as good as the lower ones. O(rows), and O(bytes) of texts that are not coded.
    package mutating func hashes(_ keys: [Column], count: Int) -> [UInt64] {
        var result = [UInt64](repeating: 0, count: count)
        for (key, isLeftOut) in zip(keys, areLeftOut) where !isLeftOut { mix(key, into: &result) }
        return result
    }

    /// Into how many parts `parts` divides.
    package static let partCount = 64

    /// The part of each row, for rows that are divided further and further.
    ///
    /// - Parameter level: 0 for the first division, one more for the parts of a part.
    package mutating func parts(of keys: [Column], count: Int, level: Int) -> [Int32] {
        let salt = UInt64(truncatingIfNeeded: level) &* 0xD6E8_FEB8_6659_FD93
        return hashes(keys, count: count).map { Int32(truncatingIfNeeded: Hashing.hash($0 ^ salt) &>> 58) }
    }

    private mutating func mix(_ key: Column, into result: inout [UInt64]) {
        let validity = key.validity?.unlessFull
        switch key {
        case .missing: Self.mix(&result, nil) { _ in Self.missing }
        case .duration, .ratio: break
        case .bool(let column): Self.mix(&result, validity) { column.values[$0] ? 1 : 0 }
        case .int(let column): Self.mix(&result, validity) { UInt64(bitPattern: column.values[$0]) }
        case .date(let column): Self.mix(&result, validity) { UInt64(bitPattern: Int64(column.values[$0])) }
        case .float(let column):
            Self.mix(&result, validity) { row in
                let value = column.values[row]
                return value == 0 ? 0 : value.isNaN ? 1 : value.bitPattern
            }
        case .decimal(let column):
            switch column.mantissas {
            case .small(let mantissas): Self.mix(&result, validity) { UInt64(truncatingIfNeeded: Self.trimmed(mantissas[$0], column.scale)) }
            case .large(let mantissas): Self.mix(&result, validity) { UInt64(truncatingIfNeeded: Self.trimmed(mantissas[$0], column.scale)) }
            }
        case .period(let column):
            Self.mix(&result, validity) { UInt64(UInt32(bitPattern: column.first[$0])) << 32 | UInt64(UInt32(bitPattern: column.last[$0])) }
        case .text(let column): Self.mix(&result, validity) { Self.word(column[$0]) }
        case .coded(let column):
            let hashes = hashes(of: column.dictionary)
            hashes.withUnsafeBufferPointer { hashes in Self.mix(&result, validity) { hashes[Int(column.codes[$0])] } }
        }
    }

    private static func mix(_ result: inout [UInt64], _ validity: Bitmap?, _ word: (Int) -> UInt64) {
        result.withUnsafeMutableBufferPointer { result in
            if let validity {
                for row in 0..<result.count { result[row] = Hashing.hash(result[row] ^ (validity[row] ? word(row) : missing)) }
            } else {
                for row in 0..<result.count { result[row] = Hashing.hash(result[row] ^ word(row)) }
            }
        }
    }

    private mutating func hashes(of dictionary: TextDictionary) -> [UInt64] {
        let identity = ObjectIdentifier(dictionary)
        if let known = dictionaries[identity] { return known.hashes }
        if dictionaries.count >= Self.dictionaryLimit { dictionaries.removeAll() }
        let hashes = (0..<dictionary.count).map { Self.word(dictionary.values[$0]) }
        dictionaries[identity] = (dictionary, hashes)
        return hashes
    }

    /// Digits count as their number, for a link is the same whether it is held as a number or as text.
    @inline(__always)
    private static func word(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 { Column.number(text).map { UInt64(bitPattern: $0) } ?? Hashing.hash(text) }

    /// The mantissa without zeros behind the point: decimals are equal whatever their scale.
    @inline(__always)
    private static func trimmed<Mantissa: FixedWidthInteger>(_ mantissa: Mantissa, _ scale: Int) -> Mantissa {
        var (mantissa, scale) = (mantissa, scale)
        while scale > 0, mantissa % 10 == 0 {
            mantissa /= 10
            scale -= 1
        }
        return mantissa
    }
}
