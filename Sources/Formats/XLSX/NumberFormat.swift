/// What a number of a sheet is meant as, which only the format of its cell tells.
enum NumberFormat: Sendable {
    /// A number.
    case plain
    /// `0.949` shown as 94.9%.
    case percent
    /// A day, with or without a time.
    case date
    /// A time of day.
    case time
    /// Hours beyond a day, `[h]:mm`.
    case elapsed

    /// The formats that files name by number alone (ECMA-376 part 1, 18.8.30); numbers left out there belong to plain ones.
    init(builtIn id: Int) {
        switch id {
        case 9, 10: self = .percent
        case 14...17, 22, 27...36, 50...58: self = .date
        case 18...21, 45, 47: self = .time
        case 46: self = .elapsed
        default: self = .plain
        }
    }

    /// A format that is written out: `dd/mm/yyyy;@`, `[Red]0.0%`, `"Ngày" d`.
    ///
    /// Only its first section counts, the one for positive numbers. Quoted text, escaped letters, colours, conditions and
    /// locales in brackets are not looked at, so that a `d` in them makes no date. `m` is a month unless the
    /// format has hours or seconds and neither day nor year.
    init(code: String) {
        var (hasDay, hasMonth, hasClock, hasPercent) = (false, false, false, false)
        var rest = Array(code.unicodeScalars)[...]
        func begins(_ word: String) -> Bool {
            let head = String(String.UnicodeScalarView(rest.prefix(word.unicodeScalars.count)))
            return head.lowercased() == word
        }
        scan: while let scalar = rest.first {
            rest.removeFirst()
            switch scalar {
            case ";": break scan
            case "\"":
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(inside.count + 1)
                if !inside.isEmpty, ["h", "m", "s"].contains(where: { unit in inside.allSatisfy { $0.properties.lowercaseMapping == unit } }) {
                    self = .elapsed
                    return
                }
            case "%": hasPercent = true
            case "d", "D", "y", "Y": hasDay = true
            case "m", "M": hasMonth = true
            case "h", "H", "s", "S": hasClock = true
            // `AM/PM` and `A/P` have letters of their own.
            case "a", "A": if begins("m/pm") { rest = rest.dropFirst(4) } else if begins("/p") { rest = rest.dropFirst(2) }
            case "g", "G": if begins("eneral") { rest = rest.dropFirst(6) }
            default: break
            }
        }
        if hasDay || (hasMonth && !hasClock) {
            self = .date
        } else if hasClock {
            self = .time
        } else {
            self = hasPercent ? .percent : .plain
        }
    }
}
