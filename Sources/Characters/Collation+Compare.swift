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
    /// - Returns: `nil` where the place alone does not tell: letters that differ in case only, leading zeros, anything but ASCII there.
    private static func decided(_ lhs: UnsafeBufferPointer<UInt8>, _ rhs: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
        let (left, right) = (Weight(lhs, place), Weight(rhs, place))
        switch (left, right) {
        case (.unclear, _), (_, .unclear): return nil
        case (.digit, .digit):
            guard hasNumber(lhs, before: place) || (lhs[place] != 0x30 && rhs[place] != 0x30) else { return nil }
            // More digits make the greater number, and of as many the first one that differs.
            guard let left = digitsEnd(lhs, from: place), let right = digitsEnd(rhs, from: place) else { return nil }
            return left != right ? left - right : Int(lhs[place]) - Int(rhs[place])
        case (.digit, _), (_, .digit):
            let isLeft = left == .digit
            if place > 0, isDigit(lhs[place &- 1]) {
                // One number goes on where the other ends.
                return hasNumber(lhs, before: place) ? (isLeft ? 1 : -1) : nil
            }
            return isLeft ? Int(CollationWeight.number) - right.value : left.value - Int(CollationWeight.number)
        case (.end, _), (_, .end), (.letter, .letter):
            return left.value == right.value ? nil : left.value - right.value
        }
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

        /// Ends come before every letter.
        var value: Int { if case .letter(let weight) = self { Int(weight) } else { 0 } }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Whether the digits that end before a place are a number greater than zero.
    private static func hasNumber(_ text: UnsafeBufferPointer<UInt8>, before place: Int) -> Bool {
        var place = place
        while place > 0, isDigit(text[place &- 1]) {
            place &-= 1
            if text[place] != 0x30 { return true }
        }
        return false
    }

    /// Where the digits from a place on end; `nil` where the last one may carry a mark.
    private static func digitsEnd(_ text: UnsafeBufferPointer<UInt8>, from place: Int) -> Int? {
        var end = place
        while end < text.count, isDigit(text[end]) { end &+= 1 }
        return end < text.count && text[end] >= 0x80 ? nil : end
    }
}
