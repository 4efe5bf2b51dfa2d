import Semantics

/// How a file writes its dates: `dd/MM/yyyy`, `d-M-yy`, `yyyyMMdd`.
///
/// `d` and `M` take one or two digits, `dd` and `MM` two, or one where a sign follows; `yyyy` four, `yy` two (1970 to 2069).
/// Everything else stands for itself.
struct DatePattern: Hashable, Sendable {
    private enum Part: Hashable {
        case day(fixed: Bool)
        case month(fixed: Bool)
        case year
        case shortYear
        case sign(UInt8)
    }
    private let parts: [Part]
    let text: String


    /// `nil` when the text does not name day, month and year once each.
    init?(_ text: String) {
        var parts: [Part] = []
        var rest = Array(text.utf8)[...]
        while let first = rest.first {
            let run = rest.prefix { $0 == first }.count
            switch (first, run) {
            case (UInt8(ascii: "d"), 1...2): parts.append(.day(fixed: run == 2))
            case (UInt8(ascii: "M"), 1...2): parts.append(.month(fixed: run == 2))
            case (UInt8(ascii: "y"), 4): parts.append(.year)
            case (UInt8(ascii: "y"), 2): parts.append(.shortYear)
            case (0x61...0x7A, _), (0x41...0x5A, _): return nil
            default: parts.append(contentsOf: repeatElement(.sign(first), count: run))
            }
            rest = rest.dropFirst(run)
        }
        let days = parts.count { if case .day = $0 { true } else { false } }
        let months = parts.count { if case .month = $0 { true } else { false } }
        let years = parts.count { $0 == .year || $0 == .shortYear }
        guard days == 1, months == 1, years == 1 else { return nil }
        self.parts = parts
        self.text = text
    }

    /// Days since 1970-01-01.
    func day(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
        var index = 0
        var (year, month, day) = (0, 0, 0)
        func number(_ least: Int, _ most: Int) -> Int? {
            var value = 0
            var digits = 0
            while digits < most, index < count, bytes[index] &- 0x30 <= 9 {
                value = value * 10 + Int(bytes[index] &- 0x30)
                index += 1
                digits += 1
            }
            return digits >= least ? value : nil
        }
        for (place, part) in parts.enumerated() {
            // Two digits are certain only where nothing marks the end.
            let isBeforeSign = place + 1 < parts.count && { if case .sign = parts[place + 1] { true } else { false } }()
            switch part {
            case .day(let fixed):
                guard let value = number(fixed && !isBeforeSign ? 2 : 1, 2) else { return nil }
                day = value
            case .month(let fixed):
                guard let value = number(fixed && !isBeforeSign ? 2 : 1, 2) else { return nil }
                month = value
            case .year:
                guard let value = number(4, 4) else { return nil }
                year = value
            case .shortYear:
                guard let value = number(2, 2) else { return nil }
                year = value < 70 ? 2_000 + value : 1_900 + value
            case .sign(let sign):
                guard index < count, bytes[index] == sign else { return nil }
                index += 1
            }
        }
        return index == count ? DateText.days(year, month, day) : nil
    }
}
