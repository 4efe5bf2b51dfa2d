/// Reads the tables that are kept as text in string literals.
///
/// A literal costs nothing until it is first used and compiles at once, where an array literal
/// of some thousand numbers costs seconds of type checking and, in a debug build, code for each.
enum TableText {
    /// The hexadecimal numbers of a literal, which are separated by spaces and line breaks.
    static func numbers(_ literal: StaticString) -> [UInt32] {
        literal.withUTF8Buffer { bytes in
            var numbers: [UInt32] = []
            numbers.reserveCapacity(bytes.count / 4)
            var value: UInt32 = 0
            var isInside = false
            for byte in bytes {
                switch byte {
                case 0x30...0x39:
                    value = value << 4 | UInt32(byte - 0x30)
                    isInside = true
                case 0x41...0x46:
                    value = value << 4 | UInt32(byte - 0x41 + 10)
                    isInside = true
                default:
                    if isInside { numbers.append(value) }
                    value = 0
                    isInside = false
                }
            }
            if isInside { numbers.append(value) }
            return numbers
        }
    }
}

/// A set of scalars as sorted ranges; membership costs O(log ranges).
struct ScalarRanges: Sendable {
    /// First and last scalar of each range, in turn.
    private let bounds: [UInt32]

    init(_ literal: StaticString) {
        bounds = TableText.numbers(literal)
    }

    func contains(_ scalar: UInt32) -> Bool {
        var low = 0
        var high = bounds.count / 2
        while low < high {
            let middle = (low + high) / 2
            if bounds[2 * middle + 1] < scalar { low = middle + 1 } else { high = middle }
        }
        return low < bounds.count / 2 && bounds[2 * low] <= scalar
    }
}
