/// Keys of plain texts, which most codes and many names are, without walking letter by letter.
extension Collation {
    /// How many bytes the key of a plain text of so many bytes needs at most.
    package static func plainKeyLimit(_ count: Int) -> Int { 5 * count + 4 }

    /// Writes the key of a text of ASCII letters, digits, signs and spaces, the same as `sortKey` gives.
    ///
    /// - Parameter key: room for `plainKeyLimit` bytes.
    /// - Returns: the length of the key; `nil` for a text that is not plain, or has a run of more than 254 digits.
    package static func writePlainKey(utf8 bytes: UnsafeBufferPointer<UInt8>, to key: UnsafeMutablePointer<UInt8>) -> Int? {
        CollationTable.shared.plainWeights.withUnsafeBufferPointer { weights in
            let count = bytes.count
            // The level of cases grows behind the longest possible level of letters.
            let cases = key + 3 * count + 2
            var (length, caseCount, owed, index) = (0, 0, 0, 0)
            while index < count {
                let byte = bytes[index]
                if byte >= 0x80 { return nil }
                let isCapital = byte >= 0x41 && byte <= 0x5A
                let weight = weights[Int(isCapital ? byte | 0x20 : byte)]
                if weight != 0 {
                    key[length] = weight
                    length &+= 1
                    index &+= 1
                    if isCapital {
                        while owed > 0 {
                            cases[caseCount] = CollationWeight.least
                            caseCount &+= 1
                            owed &-= 1
                        }
                        cases[caseCount] = CollationWeight.capital
                        caseCount &+= 1
                    } else {
                        owed &+= 1
                    }
                    continue
                }
                guard isDigit(byte), let number = number(bytes, from: index) else { return nil }
                // Written as its length without leading zeros, then its digits; a zero alone is a digit.
                let digits = number.count
                let zeros = number.lowerBound &- index
                if digits > 254 || zeros > 254 { return nil }
                key[length] = CollationWeight.number
                key[length &+ 1] = UInt8(truncatingIfNeeded: digits)
                length &+= 2
                for digit in number {
                    key[length] = bytes[digit]
                    length &+= 1
                }
                if zeros == 0 {
                    owed &+= 1
                } else {
                    while owed > 0 {
                        cases[caseCount] = CollationWeight.least
                        caseCount &+= 1
                        owed &-= 1
                    }
                    cases[caseCount] = CollationWeight.zeros
                    cases[caseCount &+ 1] = UInt8(truncatingIfNeeded: zeros)
                    caseCount &+= 2
                }
                index = number.upperBound
            }
            if caseCount == 0 { return length }
            // Between the letters and the cases stands the level of tones, empty here.
            key[length] = CollationWeight.level
            key[length &+ 1] = CollationWeight.level
            length &+= 2
            for position in 0..<caseCount { key[length &+ position] = cases[position] }
            return length &+ caseCount
        }
    }
}
