import Characters
import Semantics

/// Functions on text. Letters are counted as people do, marks included.
extension Functions {
    /// `nil` for a name of another family.
    func text(_ name: String, _ values: [Value], _ types: [Type]) throws -> Value? {
        func string(_ index: Int) -> String { values[index].string }
        func count(_ index: Int) -> Int { Int(clamping: values[index].wholeNumber) }
        let x = values.first?.string ?? ""
        switch name {
        case "lower": return .text(NormalForm.composed(x.lowercased()))
        case "upper": return .text(NormalForm.composed(x.uppercased()))
        case "trim": return .text(trimmed(x))
        case "fold": return .text(Folding.fold(x))
        case "bare_name": return .text(UnitWords(x).bare)
        case "length": return .int(Int64(x.count))
        case "left": return .text(String(x.prefix(max(0, count(1)))))
        case "right": return .text(String(x.suffix(max(0, count(1)))))
        case "slice":
            let letters = Array(x)
            let from = count(1) > 0 ? count(1) - 1 : count(1) < 0 ? max(0, letters.count - Int(clamping: UInt(count(1).magnitude))) : 0
            let rest = letters.dropFirst(from)
            return .text(String(values.count > 2 ? rest.prefix(max(0, count(2))) : rest))
        case "replace": return .text(replaced(x, string(1), string(2)))
        case "pad_left", "pad_right":
            let fill = Array(values.count > 2 ? string(2) : " ")
            let lacking = min(count(1), 100_000) - x.count
            guard lacking > 0, !fill.isEmpty else { return .text(x) }
            let padding = String((0..<lacking).map { fill[$0 % fill.count] })
            return .text(name == "pad_left" ? padding + x : x + padding)
        case "contains": return .bool(position(of: string(1), in: x) != nil)
        case "starts_with": return .bool(x.utf8.starts(with: string(1).utf8))
        case "ends_with": return .bool(x.utf8.reversed().starts(with: string(1).utf8.reversed()))
        case "near":
            let (a, b) = (Array(Folding.fold(x).unicodeScalars), Array(Folding.fold(string(1)).unicodeScalars))
            let limit = values.count > 2 ? max(0, count(2)) : max(1, min(a.count, b.count) / 5)
            return .bool(edits(a, b) <= limit)
        case "matches": return .bool(try pattern(string(1)).firstMatch(in: x) != nil)
        case "extract":
            let pattern = try pattern(string(1))
            let group = values.count > 2 ? count(2) : 0
            guard (0...pattern.groupCount).contains(group) else { throw ReferenceMistake("unknown-group") }
            return pattern.firstMatch(in: x)?[group].map { .text($0) } ?? .missing
        case "split":
            let parts = string(1).isEmpty ? [x] : pieces(of: x, between: string(1))
            let place = count(2) < 0 ? parts.count + count(2) : count(2) - 1
            return parts.indices.contains(place) ? .text(parts[place]) : .missing
        case "to_text": return try toText(values, types)
        case "parse_number":
            let style = values.count > 1 ? string(1) : "C"
            guard TypedNumber.isStyle(style) else { throw ReferenceMistake("unknown-style") }
            return TypedNumber.read(x, style: style).map { .decimal($0) } ?? .missing
        case "parse_date":
            let form = try DateForm(string(1))
            guard form.namesDay else { throw ReferenceMistake("incomplete-format") }
            return form.day(x).map { .date($0) } ?? .missing
        default: return nil
        }
    }

    private func toText(_ values: [Value], _ types: [Type]) throws -> Value {
        guard values.count > 1 else { return .text(Display(run: run).text(values[0], types[0])) }
        let form = values[1].string
        switch values[0] {
        case .date(let day): return .text(try DateForm(form).text(day))
        case .timestamp(let utc):
            let moment = Moment(utc, zoneMinutes: run.world.zoneMinutes)
            return .text(try DateForm(form).text(moment.day, moment))
        default: return .text(try NumberForm(form).text(values[0]))
        }
    }

    private func pattern(_ written: String) throws -> Pattern {
        guard let pattern = Pattern(written) else { throw ReferenceMistake("bad-pattern") }
        return pattern
    }

    private func trimmed(_ text: String) -> String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}" }
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }

    /// Where the other text stands, byte for byte.
    private func position(of other: String, in text: String) -> Int? {
        let (all, wanted) = (Array(text.utf8), Array(other.utf8))
        guard wanted.count <= all.count else { return nil }
        return (0...all.count - wanted.count).first { all[$0...].starts(with: wanted) }
    }

    private func pieces(of text: String, between separator: String) -> [String] {
        var pieces: [[UInt8]] = [[]]
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if rest.starts(with: separator.utf8) {
                pieces.append([])
                rest = rest.dropFirst(separator.utf8.count)
            } else {
                pieces[pieces.count - 1].append(byte)
                rest = rest.dropFirst()
            }
        }
        return pieces.map { String(decoding: $0, as: UTF8.self) }
    }

    private func replaced(_ text: String, _ old: String, _ new: String) -> String {
        guard !old.isEmpty else { return text }
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if rest.starts(with: old.utf8) {
                result += new.utf8
                rest = rest.dropFirst(old.utf8.count)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return NormalForm.composed(String(decoding: result, as: UTF8.self))
    }

    /// The fewest letters to put in, take out or change.
    private func edits(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var next = [i + 1]
            for (j, other) in b.enumerated() {
                next.append(min(next[j] + 1, row[j + 1] + 1, row[j] + (letter == other ? 0 : 1)))
            }
            row = next
        }
        return row[b.count]
    }
}

/// The name of a unit without the words for its office and its kind.
struct UnitWords {
    let bare: String
    /// The kind by its first full word; `nil` where the name says none.
    let kind: String?

    private static let offices = ["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd"]
    private static let kinds: [(words: [String], kind: String)] = [
        (["thành phố", "t.p.", "tp.", "tp"], "thành phố"), (["thị trấn", "tt.", "tt"], "thị trấn"), (["thị xã", "tx.", "tx"], "thị xã"),
        (["phường", "p."], "phường"), (["huyện", "h."], "huyện"), (["tỉnh", "t."], "tỉnh"), (["quận", "q."], "quận"), (["xã", "x."], "xã"),
    ]

    init(_ written: String) {
        var rest = UnitWords.trimmed(written)
        for office in UnitWords.offices { rest = UnitWords.without(office, rest) ?? rest }
        // The longest word that fits, so that "t.p." is not taken for "t.".
        let fitting = UnitWords.kinds.flatMap { entry in entry.words.compactMap { word in UnitWords.without(word, rest).map { (word, entry.kind, $0) } } }
        let longest = fitting.max { $0.0.count < $1.0.count }
        bare = longest?.2 ?? rest
        kind = longest?.1
    }

    /// What follows a word at the start. After a word without a dot there is a space.
    private static func without(_ word: String, _ text: String) -> String? {
        guard text.prefix(word.count).lowercased() == word else { return nil }
        let rest = text.dropFirst(word.count)
        guard word.hasSuffix(".") || rest.first?.isWhitespace ?? true else { return nil }
        let name = trimmed(String(rest))
        return name.isEmpty ? nil : name
    }

    private static func trimmed(_ text: String) -> String {
        var letters = Array(text)
        while letters.first?.isWhitespace == true { letters.removeFirst() }
        while letters.last?.isWhitespace == true { letters.removeLast() }
        return String(letters)
    }
}
