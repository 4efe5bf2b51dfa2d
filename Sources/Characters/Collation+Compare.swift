/// Comparing two texts without making their keys, where the first place at which they differ decides.
extension Collation {
    /// −1, 0 or 1 as `lhs` sorts before, with or after `rhs`, both in NFC. For rows of which few are compared;
    /// whoever sorts many makes the keys once.
    package static func compare(utf8 lhs: UnsafeBufferPointer<UInt8>, _ rhs: UnsafeBufferPointer<UInt8>) -> Int {
        let difference = Utf8.firstDifference(lhs, rhs)
        if difference == lhs.count, difference == rhs.count { return 0 }
        if let decided = decided(lhs, rhs, at: difference) { return decided.signum() }
        let left = sortKey(utf8: lhs)
        let right = sortKey(utf8: rhs)
        if left == right { return 0 }
        return left.lexicographicallyPrecedes(right) ? -1 : 1
    }

    /// The order of two texts that are the same up to a place and differ there in their letters or numbers, which outweigh
    /// whatever follows.
    /// - Returns: `nil` where the place alone does not tell: letters that differ in case only, numbers in leading zeros, anything but
    ///   ASCII there.
    private static func decided(_ lhs: UnsafeBufferPointer<UInt8>, _ rhs: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
        let (left, right) = (Weight(lhs, place), Weight(rhs, place))
        if left == .unclear || right == .unclear { return nil }
        if left == .digit || right == .digit {
            var start = place
            while start > 0, isDigit(lhs[start &- 1]) { start &-= 1 }
            // Where a number begins only here, it stands against a letter.
            if start == place, left != right { return left.value - right.value }
            return orderOfNumbers(lhs, rhs, from: start)
        }
        return left.value == right.value ? nil : left.value - right.value
    }

    /// The order of the numbers that begin at a place: the one with more digits is greater, of as many the first that differs decides.
    /// - Returns: `nil` for equal numbers, and where the last digit may carry a mark.
    private static func orderOfNumbers(_ lhs: UnsafeBufferPointer<UInt8>, _ rhs: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let left = number(lhs, from: start), let right = number(rhs, from: start) else { return nil }
        if left.count != right.count { return left.count - right.count }
        for (a, b) in zip(left, right) where lhs[a] != rhs[b] { return Int(lhs[a]) - Int(rhs[b]) }
        return nil
    }

    /// The digits of the number that begins at a place, without leading zeros; `nil` where the last one may carry a mark.
    @inline(__always)
    static func number(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
        var end = start
        while end < text.count, isDigit(text[end]) { end &+= 1 }
        if end < text.count, text[end] >= 0x80 { return nil }
        var first = start
        while first < end &- 1, text[first] == 0x30 { first &+= 1 }
        return first..<end
    }

    /// What stands at a place of a text, as far as one byte tells.
    private enum Weight: Equatable {
        case end
        case letter(UInt8)
        case digit
        /// Not ASCII, or a mark may follow that makes another letter of it.
        case unclear

        init(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) {
            guard place < text.count else {
                self = .end
                return
            }
            let byte = text[place]
            guard byte < 0x80, place &+ 1 == text.count || text[place &+ 1] < 0x80 else {
                self = .unclear
                return
            }
            if isDigit(byte) {
                self = .digit
                return
            }
            let weight = CollationTable.shared.plainWeight(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
            self = weight == 0 ? .unclear : .letter(weight)
        }

        /// In a key: ends come before every number, numbers before letters as their weight says.
        var value: Int {
            switch self {
            case .end, .unclear: 0
            case .letter(let weight): Int(weight)
            case .digit: Int(CollationWeight.number)
            }
        }
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
