/// Reads texts as `si` and `is` hold them (ECMA-376 part 1, 18.4.8): `t` alone, or `t` in each run `r` of rich text.
struct CellTexts {
    private let text = XMLName("t")
    private let phonetic = XMLName("rPh")
    private let space = XMLName("space")

    /// Appends the text of the element that has just started and passes over its end.
    mutating func read(_ xml: inout XMLReader, into arena: inout ByteArena) throws(WorkbookProblem) {
        let outside = xml.depth - 1
        let start = arena.count
        while xml.depth > outside {
            switch try xml.next() {
            case .start where xml.name == text:
                let isPreserved = try xml.attribute(space) == "preserve"
                let first = arena.count
                try xml.text(into: &arena)
                if !isPreserved { Self.trim(&arena, from: first) }
            case .start where xml.name == phonetic: try xml.skip()
            case .start, .end, .text: continue
            case .finished: return
            }
        }
        XMLText.resolveEscapes(&arena, from: start)
    }

    /// Blanks at the ends count only where the file says that they do, as in Excel.
    private static func trim(_ arena: inout ByteArena, from start: Int) {
        while arena.count > start, arena.base[arena.count - 1] <= 0x20 { arena.count -= 1 }
        var first = start
        while first < arena.count, arena.base[first] <= 0x20 { first += 1 }
        if first == start { return }
        let length = arena.count - first
        for index in 0..<length { arena.base[start + index] = arena.base[first + index] }
        arena.count = start + length
    }
}
