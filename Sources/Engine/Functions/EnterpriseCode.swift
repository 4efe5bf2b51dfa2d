/// Codes of enterprises, which are their tax numbers: ten digits; branches and offices add three after a dash.
enum EnterpriseCode {
    private static let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]

    /// The tenth digit is 10 − (Σ dᵢ·wᵢ mod 11); a code for which that has two digits is never given out.
    static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch bytes.count {
        case 10: return isParent(bytes)
        case 13: return isParent(UnsafeBufferPointer(rebasing: bytes[..<10])) && bytes[10...].allSatisfy(isDigit)
        case 14:
            return isParent(UnsafeBufferPointer(rebasing: bytes[..<10])) && bytes[10] == UInt8(ascii: "-") && bytes[11...].allSatisfy(isDigit)
        default: return false
        }
    }

    private static func isParent(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.allSatisfy(isDigit) else { return false }
        var sum = 0
        for (index, weight) in weights.enumerated() { sum += Int(bytes[index] - 0x30) * weight }
        return 10 - sum % 11 == Int(bytes[9] - 0x30)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
