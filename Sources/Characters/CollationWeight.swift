/// The bytes that keys are made of. Every weight begins with a byte that tells its length or is
/// followed by one that does, so none is the beginning of another.
enum CollationWeight {
    /// Ends a level; below every weight.
    static let level: UInt8 = 0x01
    /// No tone, small, no leading zeros.
    static let least: UInt8 = 0x02

    // Letters.
    static let space: UInt8 = 0x02
    /// The first of the 32 signs of ASCII.
    static let firstSign: UInt8 = 0x03
    /// Begins any other sign, with three bytes of code point.
    static let otherSign: UInt8 = 0x2F
    static let number: UInt8 = 0x30
    /// The letter a; the 33 letters follow one another.
    static let firstLetter: UInt8 = 0x40
    /// Begins any other letter, with three bytes of code point.
    static let otherLetter: UInt8 = 0xF0

    // Case.
    static let capital: UInt8 = 0x03
    static let variant: UInt8 = 0x04
    static let zeros: UInt8 = 0x05

    // Tones.
    static let firstTone: UInt8 = 0x03
    static let foreignMarks: UInt8 = 0x08

    static func foreign(_ first: UInt32, _ second: UInt32) -> [UInt8] {
        [foreignMarks] + bytes(first) + bytes(second)
    }

    static func bytes(_ scalar: UInt32) -> [UInt8] {
        [UInt8(scalar >> 16 & 0xFF), UInt8(scalar >> 8 & 0xFF), UInt8(scalar & 0xFF)]
    }
}
