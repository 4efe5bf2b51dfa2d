/// Amounts of memory as people write them: `64M`, `4G`.
package enum MemorySize {
    /// Below this not even the batches on their way fit.
    package static let least = 16 << 20

    private static let units: [(letter: Character, shift: Int)] = [("K", 10), ("M", 20), ("G", 30), ("T", 40)]

    /// A whole number and a unit, with or without `B` or `iB` behind it; `nil` for anything else.
    package static func bytes(_ text: String) -> Int? {
        var text = text.uppercased()
        for ending in ["IB", "B"] where text.hasSuffix(ending) {
            text.removeLast(ending.count)
            break
        }
        guard let last = text.last, let unit = units.first(where: { $0.letter == last }), let number = Int(text.dropLast()), number > 0 else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << unit.shift)
        return overflow ? nil : bytes
    }

    /// As an option takes it, rounded up to its unit.
    package static func option(_ bytes: Int) -> String {
        let (number, letter) = parts(bytes)
        return "\(number)\(letter)"
    }

    /// `64 MB`
    package static func text(_ bytes: Int) -> String {
        let (number, letter) = parts(bytes)
        return "\(number) \(letter)B"
    }

    /// In the largest unit of which there are two at least, or that divides it.
    private static func parts(_ bytes: Int) -> (Int, Character) {
        let unit = units.last { bytes >= 1 << ($0.shift + 4) || bytes >= 1 << $0.shift && bytes & ((1 << $0.shift) - 1) == 0 } ?? units[0]
        return ((bytes + (1 << unit.shift) - 1) >> unit.shift, unit.letter)
    }
}
