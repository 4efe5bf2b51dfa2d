/// Ascending enterprise codes: two digits of the province, seven of a serial, one check digit.
///
/// Ten less the weighted sum of the first nine digits modulo 11 gives the check digit; where that is ten the serial is
/// not used. Nam Định's prefix is 06, with about nine million codes. A scale that needs more goes on with the
/// prefixes that follow, as enterprises do that were founded elsewhere and moved here: they keep their code.
struct EnterpriseCodes {
    private var prefix: Int
    private var serial: Int
    private let longestStep: Int

    /// - Parameters:
    ///   - first: the serial after which codes begin.
    ///   - meanStep: how far codes are apart on average; other taxpayers have those between.
    init(prefix: Int, after first: Int, meanStep: Int) {
        self.prefix = prefix
        serial = first
        longestStep = max(1, 2 * meanStep - 1)
    }

    /// The next code, as its ten digits in one number.
    mutating func next(_ random: inout SplitMix64) -> Int {
        serial += 1 + random.below(longestStep)
        while true {
            if serial > 9_999_999 {
                serial -= 10_000_000
                prefix += 1
            }
            let digits = prefix * 10_000_000 + serial
            if let check = Self.checkDigit(digits) { return digits * 10 + check }
            serial += 1
        }
    }

    /// The check digit of nine digits; `nil` where there is none.
    static func checkDigit(_ digits: Int) -> Int? {
        let weights: (Int, Int, Int, Int, Int, Int, Int, Int, Int) = (31, 29, 23, 19, 17, 13, 7, 5, 3)
        var sum = digits % 10 * weights.8 + digits / 10 % 10 * weights.7 + digits / 100 % 10 * weights.6
        sum += digits / 1000 % 10 * weights.5 + digits / 10_000 % 10 * weights.4 + digits / 100_000 % 10 * weights.3
        sum += digits / 1_000_000 % 10 * weights.2 + digits / 10_000_000 % 10 * weights.1 + digits / 100_000_000 * weights.0
        let check = 10 - sum % 11
        return check == 10 ? nil : check
    }
}
