import Characters

/// A text of one or more rows with the cursor in it, and what the editing keys do to both.
///
/// Held as scalars because libedit counts them; the cursor moves by graphemes, so that a letter with its marks is one step.
package struct EditedLine: Equatable, Sendable {
    package private(set) var scalars: [Unicode.Scalar]
    /// The scalar before which the cursor stands.
    package private(set) var cursor: Int

    package init(_ scalars: [Unicode.Scalar] = [], cursor: Int? = nil) {
        self.scalars = scalars
        self.cursor = min(cursor ?? scalars.count, scalars.count)
    }

    package init(_ text: String) { self.init(Array(text.unicodeScalars)) }

    package var text: String { EditedLine.string(scalars[...]) }
    var isAtEnd: Bool { cursor == scalars.count }
    var isEmpty: Bool { scalars.isEmpty }
    var isBlank: Bool { scalars.allSatisfy(\.properties.isWhitespace) }

    /// The cursor as an offset in the bytes of `text`.
    var utf8Cursor: Int { utf8Offset(of: cursor) }

    func utf8Offset(of place: Int) -> Int { scalars[..<place].reduce(0) { $0 + UTF8.width($1) } }

    /// The scalar at an offset in the bytes of `text`, or the one that the offset lies in.
    func place(ofUTF8 offset: Int) -> Int {
        var bytes = 0
        for (place, scalar) in scalars.enumerated() {
            if bytes >= offset { return place }
            bytes += UTF8.width(scalar)
        }
        return scalars.count
    }

    static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    // MARK: Changes

    /// The cursor comes to stand after what is new.
    mutating func replace(_ range: Range<Int>, with new: [Unicode.Scalar]) {
        scalars.replaceSubrange(range, with: new)
        cursor = range.lowerBound + new.count
    }

    mutating func insert(_ new: [Unicode.Scalar]) { replace(cursor..<cursor, with: new) }

    /// Takes a range away and returns it.
    mutating func cut(_ range: Range<Int>) -> [Unicode.Scalar] {
        let removed = Array(scalars[range])
        replace(range, with: [])
        return removed
    }

    mutating func move(to place: Int) { cursor = max(0, min(place, scalars.count)) }

    /// Changes the places of the two letters at the cursor; at the end of a row, of the two before it.
    mutating func transpose() {
        let right = cursor == rowEnd ? cursor : following
        let middle = place(before: right)
        let left = place(before: middle)
        guard left >= rowStart, left < middle, middle < right, scalars[left] != "\n" else { return }
        replace(left..<right, with: Array(scalars[middle..<right] + scalars[left..<middle]))
    }

    /// A new row that stands as far in as the one before, further after an opening bracket or the first row.
    mutating func breakRow() {
        let row = scalars[rowStart..<cursor]
        var indent = row.prefix { $0 == " " }.count
        let last = row.last { $0 != " " }
        if last == "(" || last == "[" || last == "{" || (indent == 0 && rowStart == 0) { indent += 2 }
        insert(["\n"] + [Unicode.Scalar](repeating: " ", count: indent))
    }

    // MARK: Places

    /// One grapheme back.
    var preceding: Int { place(before: cursor) }

    private func place(before place: Int) -> Int {
        guard place > 0 else { return 0 }
        let start = rowStart(of: place)
        if start == place { return place - 1 }
        return place - (EditedLine.string(scalars[start..<place]).last?.unicodeScalars.count ?? 1)
    }

    /// One grapheme on.
    var following: Int {
        guard cursor < scalars.count else { return cursor }
        let end = rowEnd
        if end == cursor { return cursor + 1 }
        return cursor + (EditedLine.string(scalars[cursor..<end]).first?.unicodeScalars.count ?? 1)
    }

    var wordStart: Int { start(of: EditedLine.isWord) }

    /// The start of what is set off by space.
    var chunkStart: Int { start { !$0.properties.isWhitespace } }

    private func start(of isPart: (Unicode.Scalar) -> Bool) -> Int {
        var place = cursor
        while place > 0, !isPart(scalars[place - 1]) { place -= 1 }
        while place > 0, isPart(scalars[place - 1]) { place -= 1 }
        return place
    }

    var wordEnd: Int {
        var place = cursor
        while place < scalars.count, !EditedLine.isWord(scalars[place]) { place += 1 }
        while place < scalars.count, EditedLine.isWord(scalars[place]) { place += 1 }
        return place
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil || Composer.isMark(scalar)
    }

    var rowStart: Int { rowStart(of: cursor) }
    var rowEnd: Int { scalars[cursor...].firstIndex(of: "\n") ?? scalars.count }
    var isInFirstRow: Bool { rowStart == 0 }
    var isInLastRow: Bool { rowEnd == scalars.count }

    /// Whether the cursor stands in a last row that holds nothing.
    var isInEmptyLastRow: Bool { isInLastRow && !isInFirstRow && scalars[rowStart...].allSatisfy { $0 == " " || $0 == "\t" } }

    private func rowStart(of place: Int) -> Int { scalars[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0 }

    /// The place in the row above or below that is nearest under the cursor; `nil` where there is no such row.
    func place(rowsBelow step: Int) -> Int? {
        let start = rowStart
        let column = DisplayWidth.of(EditedLine.string(scalars[start..<cursor]))
        let target: Int
        if step < 0 {
            guard start > 0 else { return nil }
            target = rowStart(of: start - 1)
        } else {
            guard rowEnd < scalars.count else { return nil }
            target = rowEnd + 1
        }
        let end = scalars[target...].firstIndex(of: "\n") ?? scalars.count
        var (place, width) = (target, 0)
        for character in EditedLine.string(scalars[target..<end]) {
            if width >= column { break }
            width += DisplayWidth.of(character)
            place += character.unicodeScalars.count
        }
        return place
    }
}
