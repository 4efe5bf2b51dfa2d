/// Truth values, 64 to a word.
package struct BoolColumnBuilder: Sendable {
    private var words: [UInt64] = []
    private var validity = ValidityBuilder()
    package private(set) var count = 0

    package init() {}

    package mutating func append(_ value: Bool) {
        if count & 63 == 0 { words.append(0) }
        if value { words[count &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: count & 63) }
        count &+= 1
    }

    package mutating func appendMissing() {
        validity.markMissing(count)
        append(false)
    }

    /// The finished `.bool` column. Starts anew.
    package mutating func finish() -> Column {
        let values = Bitmap(repeating: false, count: count)
        for (index, word) in words.enumerated() { values.words.pointer[index] = word }
        let result = Column.bool(BoolColumn(values: values, validity: validity.finish(count: count)))
        words.removeAll(keepingCapacity: true)
        count = 0
        return result
    }
}
