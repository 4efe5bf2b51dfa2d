import Semantics

/// The form of a number in `to_text`: `0.00`, `#,##0.0`, `#.##0,00`, `0000`, `0.0%`, `vi`, `C`.
struct NumberForm {
    private var width = 1
    /// `nil` for all that there are.
    private var decimals: Int? = 0
    private var point = "."
    private var group: String?
    private var isPercent = false

    init(_ written: String) throws {
        if written == "vi" {
            (decimals, point, group) = (nil, ",", ".")
            return
        }
        if ["C", "c", "en"].contains(written) {
            decimals = nil
            return
        }
        var rest = Substring(written)
        if rest.hasSuffix("%") {
            isPercent = true
            rest.removeLast()
        }
        for (mark, other) in [(",", "."), (".", ",")] where rest.hasPrefix("#\(mark)##") {
            (group, point) = (mark, other)
            rest = rest.dropFirst(4)
        }
        width = rest.prefix { $0 == "0" }.count
        rest = rest.dropFirst(width)
        if let mark = rest.first {
            let zeros = rest.dropFirst()
            guard mark == "." || mark == ",", String(mark) != group, !zeros.isEmpty, zeros.allSatisfy({ $0 == "0" }) else { throw ReferenceMistake("bad-format") }
            point = String(mark)
            decimals = zeros.count
        }
        guard width > 0 else { throw ReferenceMistake("bad-format") }
    }

    func text(_ value: Value) -> String {
        let number: Exact?
        switch value {
        case .float(let float): number = Decimal("\(float)").flatMap { Exact(.decimal($0)) }
        case .ratio: number = Ratio.exact(value)
        default: number = Exact(value)
        }
        guard let number else { return Display.float(value.double) }
        return text(number, of: value)
    }

    private func text(_ number: Exact, of value: Value) -> String {
        let scaled = isPercent ? number * Exact(BigInteger(100), .one) : number
        if let decimals {
            let rounded = (scaled * Exact(.powerOfTen(decimals), .one)).rounded
            return Digits(rounded, scale: decimals).text(decimals: decimals, width: width, point: point, group: group) + (isPercent ? "%" : "")
        }
        // A ratio that is not written as a percentage is a float like any other.
        let digits = scaled.decimal ?? Decimal("\(scaled.double)") ?? Decimal(0)
        return Digits(digits).text(decimals: nil, width: width, point: point, group: group)
    }
}

/// The form of a day or moment: `dd/MM/yyyy`, `HH:mm:ss`.
struct DateForm {
    private enum Part: Equatable { case field(Character, width: Int), mark(Character) }
    private var parts: [Part] = []

    init(_ written: String) throws {
        var rest = Substring(written)
        while let first = rest.first {
            let width = rest.prefix { $0 == first }.count
            if "dMHms".contains(first) {
                guard width <= 2 else { throw ReferenceMistake("bad-format") }
                parts.append(.field(first, width: width))
            } else if first == "y" {
                guard width == 2 || width == 4 else { throw ReferenceMistake("bad-format") }
                parts.append(.field(first, width: width))
            } else {
                parts += repeatElement(.mark(first), count: width)
            }
            rest = rest.dropFirst(width)
        }
    }

    var namesDay: Bool {
        let letters = parts.map { part -> Character in if case .field(let letter, _) = part { letter } else { " " } }
        return ["d", "M", "y"].allSatisfy(letters.contains)
    }

    func text(_ days: Int32, _ moment: Moment? = nil) -> String {
        let day = Day(days)
        return parts.map { part in
            switch part {
            case .mark(let mark): String(mark)
            case .field("d", let width): padded(day.number, width)
            case .field("M", let width): padded(day.month, width)
            case .field("y", let width): padded(width == 2 ? day.year % 100 : day.year, width)
            case .field("H", let width): padded(moment?.hour ?? 0, width)
            case .field("m", let width): padded(moment?.minute ?? 0, width)
            case .field(_, let width): padded(moment?.second ?? 0, width)
            }
        }.joined()
    }

    /// The day that a text in this form names.
    func day(_ text: String) -> Int32? {
        var rest = Substring(text)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        var fields: [Character: Int] = [:]
        for (index, part) in parts.enumerated() {
            switch part {
            case .mark(let mark):
                guard rest.first == mark else { return nil }
                rest.removeFirst()
            case .field(let letter, let width):
                let digits = rest.prefix(max(2, width)).prefix { $0.isASCII && $0.isNumber }
                // One digit will do for two, and two for one, where it is clear that the number ends there.
                var isClear = index + 1 == parts.count
                if index + 1 < parts.count, case .mark = parts[index + 1] { isClear = true }
                guard !digits.isEmpty, digits.count == width || isClear && width <= 2, let number = Int(digits) else { return nil }
                fields[letter] = letter == "y" && width == 2 ? number + (number >= 70 ? 1900 : 2000) : number
                rest = rest.dropFirst(digits.count)
            }
        }
        guard rest.isEmpty, (fields["H"] ?? 0) < 24, (fields["m"] ?? 0) < 60, (fields["s"] ?? 0) < 60 else { return nil }
        let day = Day(year: fields["y"] ?? 0, month: fields["M"] ?? 0, number: fields["d"] ?? 0)
        return day.exists ? day.days : nil
    }
}

/// Numbers as people type them.
enum TypedNumber {
    static func isStyle(_ name: String) -> Bool { ["vi", "C", "c", "en"].contains(name) }

    /// `nil` for what is no number in that style: digits, perhaps in groups of three, perhaps with a fraction and a percent sign.
    static func read(_ text: String, style: String) -> Decimal? {
        let (group, point): (Character, Character) = style == "vi" ? (".", ",") : (",", ".")
        var rest = text.filter { !$0.isWhitespace }
        let isPercent = rest.hasSuffix("%")
        if isPercent { rest.removeLast() }
        let isNegative = rest.hasPrefix("-") || rest.hasPrefix("\u{2212}")
        if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
        let parts = rest.split(separator: point, omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first else { return nil }
        let groups = whole.split(separator: group, omittingEmptySubsequences: false)
        func isDigits(_ text: Substring) -> Bool { !text.isEmpty && text.allSatisfy { ("0"..."9").contains($0) } }
        guard groups.allSatisfy(isDigits), groups.count == 1 || groups[0].count <= 3 && groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        if parts.count == 2, !isDigits(parts[1]) { return nil }
        let digits = groups.joined() + (parts.count == 2 ? "." + parts[1] : "")
        guard var number = Decimal((isNegative ? "-" : "") + digits) else { return nil }
        if isPercent {
            guard number.scale <= 36 else { return nil }
            number.scale += 2
        }
        return number
    }
}
