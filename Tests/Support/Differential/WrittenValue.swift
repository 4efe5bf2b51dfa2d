import Semantics

/// Values as a program writes them.
enum WrittenValue {
    static func text(_ value: Value, _ kind: Type.Kind) -> String {
        switch value {
        case .missing: return "missing"
        case .bool(let truth): return truth ? "true" : "false"
        case .int(let number): return "\(number)"
        case .decimal(let number): return number.scale == 0 ? "\(number).0" : "\(number)"
        case .float(let number):
            if kind == .points { return "\(Decimal("\(number * 100)")?.description ?? "0") points" }
            return "\(number)"
        case .text(let text): return quoted(text)
        case .date(let day): return "@\(Period(first: day, last: day).name)"
        case .timestamp(let moment):
            let minutes = moment / 60_000_000 + 7 * 60
            let day = Int32(minutes >= 0 ? minutes / 1_440 : (minutes - 1_439) / 1_440)
            let rest = Int(minutes) - Int(day) * 1_440
            return "@\(Period(first: day, last: day).name)T\(twoDigits(rest / 60)):\(twoDigits(rest % 60))"
        case .period(let period): return "@\(period.name)".replacingDots
        case .duration(let span):
            let parts = [(span.months, "months"), (span.days, "days"), (span.workingDays, "working days")].filter { $0.0 != 0 }.map { "\($0.0) \($0.1)" }
            return parts.isEmpty ? "0 days" : "(" + parts.joined(separator: " + ") + ")"
        case .ratio(let top, let bottom):
            if case .decimal(let percent) = top, bottom == .int(100) { return "\(percent)%" }
            return "(\(text(top, .int(nil))) per \(text(bottom, .int(nil))))"
        case .list(let values): return "[" + values.map { text($0, kind) }.joined(separator: ", ") + "]"
        }
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for character in text.unicodeScalars {
            switch character {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "{": result += "\\{"
            default: result.unicodeScalars.append(character)
            }
        }
        return result + "\""
    }

    /// A name, in backquotes where it needs them.
    static func name(_ name: String) -> String {
        let reserved: Set<String> = ["and", "or", "not", "in", "is", "if", "then", "else", "true", "false", "missing", "per", "by", "where", "from"]
        let isPlain = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_" }
        let startsWithDigit = name.unicodeScalars.first.map { $0.properties.numericType != nil } ?? true
        return isPlain && !startsWithDigit && !reserved.contains(name) ? name : "`\(name)`"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension String {
    /// A span of two days is written `@a..@b`.
    fileprivate var replacingDots: String {
        guard let dots = firstRange(of: "..") else { return self }
        return "(" + self[..<dots.lowerBound] + "..@" + self[dots.upperBound...] + ")"
    }
}
