/// The words of a packed column by the numbers that are the keys of its rows: for a join that wants nothing else of its right side.
///
/// Which row has a number, and what that row holds, are then one question and not two, each of which reads from all over memory.
package struct WordsByNumber: Sendable {
    private let words: NumberArray
    private let column: PackedColumn

    /// Places for each row, of which most stay empty, cost more than they save.
    private static let mostPlacesPerRow = 8

    /// `nil` where a number stands twice, the column is not packed, has missing values or words of 32 bits, or the numbers lie far apart. O(places).
    package init?(_ column: BatchColumn, by rows: NumberRowIndex) {
        guard rows.isUnique, case .packed(let part) = column, part.validity == nil else { return nil }
        guard rows.firstRows.entries.count <= Self.mostPlacesPerRow * part.count else { return nil }
        let words: Values<Int32>? =
            switch part.numbers.words {
            case .bytes(let words): Self.words(words.slice(part.rows), of: rows.firstRows.entries)
            case .pairs(let words): Self.words(words.slice(part.rows), of: rows.firstRows.entries)
            case .quads(let words): Self.words(words.slice(part.rows), of: rows.firstRows.entries)
            }
        guard let words else { return nil }
        self.words = NumberArray(entries: words, low: rows.firstRows.low)
        self.column = part.column
    }

    /// The words of these rows, −1 where there is none; `nil` where a word would be negative.
    private static func words<Word: FixedWidthInteger & BitwiseCopyable & Sendable>(_ words: Values<Word>, of rows: Values<Int32>) -> Values<Int32>? {
        let placed = Values<Int32>(uninitialized: rows.count)
        for place in 0..<rows.count {
            let row = rows[place]
            let word = row < 0 ? -1 : Int32(truncatingIfNeeded: words[Int(row)])
            if row >= 0, word < 0 { return nil }
            placed.pointer[place] = word
        }
        return placed
    }

    /// The word of the row that has each number, −1 for one that no row has and for a missing one. O(rows).
    package func words(of wanted: BatchColumn) -> Values<Int32> {
        let found = Values<Int32>(uninitialized: wanted.count)
        words.lookUp(wanted, into: found.pointer)
        return found
    }

    /// The column of rows that have these words, none of which is missing.
    package func column(_ words: Values<Int32>) -> BatchColumn {
        let numbers = PackedNumbers(words: .quads(words.bitPatterns), base: column.numbers.base, step: column.numbers.step)
        return .packed(PackedPart(PackedColumn(form: column.form, numbers: numbers, validity: nil, bits: column.bits), 0..<words.count))
    }
}
