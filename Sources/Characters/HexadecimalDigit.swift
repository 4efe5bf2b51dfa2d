extension UInt8 {
    /// The value of this byte as a hexadecimal digit in ASCII; `nil` when it is none.
    package var hexadecimalDigit: UInt32? {
        switch self {
        case 0x30...0x39: UInt32(self - 0x30)
        case 0x41...0x46: UInt32(self - 0x41 + 10)
        case 0x61...0x66: UInt32(self - 0x61 + 10)
        default: nil
        }
    }
}
