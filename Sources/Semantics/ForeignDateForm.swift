import Syntax

/// Forms of dates as other programs write them: `YYYY-MM-DD HH24:MI`, `%Y-%m-%d`, and `yyyy-mm-dd`, whose minutes are a month.
package enum ForeignDateForm {
    /// Our form for what was meant; `nil` for a form of ours, and for what is none.
    package static func ours(_ written: String) -> String? {
        let mended = written.contains("%") ? fromLetters(written) : fromRuns(written)
        guard let mended, mended != written, mended.contains("yy") || mended.contains("M") || mended.contains("d") else { return nil }
        return mended
    }

    /// The same as it is written in a script.
    package static func literal(_ written: String) -> String? { ours(written).map { Parser.quoted($0) } }

    private static let foreignLetters: Set<Character> = Set("aAdDeEhHmMqQsStTyY")

    /// Whether a word, or a text that begins with a sign, is a unit that no form of ours has.
    package static func begins(_ text: Substring) -> Bool {
        if text == "MI" { return true }
        guard let first = text.first, first.isASCII, let next = text.dropFirst().first else { return text == "Y" || text == "D" || text == "Q" }
        if first == "%" { return next.isLetter }
        guard text.allSatisfy({ foreignLetters.contains($0) }) else { return false }
        return next == first || "YDQ".contains(first)
    }

    /// `%Y-%m-%d`
    private static func fromLetters(_ written: String) -> String? {
        var ours = ""
        var isLetter = false
        for character in written {
            if isLetter {
                guard let letters = letters[character] else { return nil }
                ours += letters
                isLetter = false
            } else if character == "%" {
                isLetter = true
            } else {
                ours.append(character)
            }
        }
        return isLetter ? nil : ours
    }

    private static let letters: [Character: String] = [
        "Y": "yyyy", "y": "yy", "m": "MM", "d": "dd", "e": "d", "H": "HH", "M": "mm", "S": "ss", "F": "yyyy-MM-dd", "T": "HH:mm:ss",
    ]

    private static func fromRuns(_ written: String) -> String? {
        var runs = self.runs(written.replacing("HH24", with: "HH").replacing("MI", with: "mm"))
        for index in runs.indices {
            switch runs[index] {
            case "YYYY", "YY", "DD", "SS", "D": runs[index] = runs[index].lowercased()
            case "hh", "h": runs[index] = runs[index].uppercased()
            default: break
            }
        }
        let units = runs.indices.filter { runs[$0].first?.isLetter == true }
        for (place, index) in units.enumerated() where runs[index].first == "m" {
            let before = place > 0 ? runs[units[place - 1]] : ""
            let after = place + 1 < units.count ? runs[units[place + 1]] : ""
            if before.first != "H", after.first != "s" { runs[index] = runs[index].uppercased() }
        }
        let known: Set<String> = ["d", "dd", "M", "MM", "yy", "yyyy", "H", "HH", "m", "mm", "s", "ss", "T"]
        return units.allSatisfy { known.contains(runs[$0]) } ? runs.joined() : nil
    }

    /// Stretches of one character.
    private static func runs(_ text: String) -> [String] {
        var runs: [String] = []
        for character in text {
            if let last = runs.last, last.first == character {
                runs[runs.count - 1].append(character)
            } else {
                runs.append(String(character))
            }
        }
        return runs
    }
}
