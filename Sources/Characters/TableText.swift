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
