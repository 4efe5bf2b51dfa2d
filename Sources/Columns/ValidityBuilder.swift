/// Remembers the missing rows of a column that is being built; costs nothing while there are none.
@usableFromInline
package struct ValidityBuilder: Sendable {
    /// Set bits are present rows; empty until the first missing one.
    @usableFromInline var words: [UInt64] = []

    @inlinable
    package init() {}

    @inlinable
    package mutating func markMissing(_ row: Int) {
        let index = row &>> 6
        while words.count <= index { words.append(~0) }
        words[index] &= ~(1 &<< UInt64(truncatingIfNeeded: row & 63))
    }

    /// The bitmap of `count` rows, `nil` when none is missing. Starts anew.
    package mutating func finish(count: Int) -> Bitmap? {
        if words.isEmpty { return nil }
        let result = Bitmap(repeating: true, count: count)
        for index in 0..<min(words.count, result.words.count) { result.words.pointer[index] = words[index] }
        words.removeAll(keepingCapacity: true)
        return result
    }
}
