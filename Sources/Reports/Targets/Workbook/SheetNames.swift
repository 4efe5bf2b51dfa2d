/// Names of sheets that Excel takes: at most 31 signs, none of `[ ] : * ? / \`, no apostrophe at an end, none twice whatever the case.
struct SheetNames {
    private var taken: Set<String> = [excels]
    /// Excel keeps this one for itself.
    private static let excels = "history"
    private static let longest = 31

    var isEmpty: Bool { taken.count == 1 }

    /// The name as far as it is legal and free, otherwise the nearest that is: `Hồ sơ` → `Hồ sơ (2)`.
    mutating func make(_ wanted: String) -> String {
        let base = SheetNames.legal(wanted)
        var name = SheetNames.shortened(base, to: SheetNames.longest)
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            let ending = " (\(number))"
            name = SheetNames.shortened(base, to: SheetNames.longest - ending.utf16.count) + ending
            number += 1
        }
        return name
    }

    private static func legal(_ text: String) -> String {
        let replaced = String(text.replacing(": ", with: " - ").map { "[]:*?/\\".contains($0) ? "-" : $0.isNewline || $0 == "\t" ? " " : $0 }.filter { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
        let trimmed = replaced.trimmed { $0 == "'" || $0 == " " }
        return trimmed.isEmpty ? "1" : trimmed
    }

    /// Cut behind a word where that leaves half of the room, and ended by `…`. Excel counts UTF-16 units.
    private static func shortened(_ text: String, to limit: Int) -> String {
        if text.utf16.count <= limit { return text }
        var kept = ""
        for character in text {
            if kept.utf16.count + character.utf16.count > limit - 1 { break }
            kept.append(character)
        }
        if let blank = kept.lastIndex(of: " "), kept[..<blank].count >= limit / 2 { kept = String(kept[..<blank]) }
        return kept.trimmed { $0 == " " || $0 == "," || $0 == "'" } + "…"
    }
}

extension String {
    fileprivate func trimmed(_ isOuter: (Character) -> Bool) -> String {
        var text = self[...]
        while let first = text.first, isOuter(first) { text.removeFirst() }
        while let last = text.last, isOuter(last) { text.removeLast() }
        return String(text)
    }
}
