import Characters
import Columns
import Semantics
import Synchronization

/// A test of texts that needs nothing but the text, for whole columns: plain text is searched as one block, a dictionary once.
///
/// May be asked by several threads at a time.
final class TextTest: Sendable {
    /// Sets the bits of the rows that pass; all bits are clear before.
    typealias Mark = @Sendable (_ rows: TextRows, _ marks: UnsafeMutablePointer<UInt64>) -> Void

    private let mark: Mark
    /// Which values of the last dictionary pass: batches of one source share theirs.
    private let known = Mutex<(dictionary: TextDictionary, passing: Bitmap)?>(nil)

    init(_ mark: @escaping Mark) { self.mark = mark }

    /// The rows that pass; a missing text does not.
    func rows(of texts: TextReader) -> Bitmap {
        switch texts {
        case .plain(let column):
            let passing = passing(column)
            return column.validity.map { passing.combined($0) { $0 & $1 } } ?? passing
        case .coded(let column):
            let passing = values(of: column.dictionary)
            let words = passing.words
            let codes = column.codes
            // What lies under a missing row need not be a code of the dictionary.
            if let validity = column.validity {
                return Bitmap.make(codes.count) { validity[$0] && Self.bit(words, codes[$0]) }
            }
            return Bitmap.make(codes.count) { Self.bit(words, codes[$0]) }
        case .missing(let count):
            return Bitmap(repeating: false, count: count)
        }
    }

    /// The same as a column that is missing where the text is.
    func column(_ column: Column) -> Column {
        let texts = column.texts
        return .bool(BoolColumn(values: rows(of: texts), validity: texts.validity))
    }

    private func values(of dictionary: TextDictionary) -> Bitmap {
        known.withLock { known in
            if let known, known.dictionary === dictionary { return known.passing }
            let passing = passing(dictionary.values)
            known = (dictionary, passing)
            return passing
        }
    }

    private func passing(_ column: TextColumn) -> Bitmap {
        let marks = Values<UInt64>(repeating: 0, count: max(1, (column.count + 63) / 64))
        let offsets = UnsafeBufferPointer(start: UnsafePointer(column.offsets.pointer), count: column.offsets.count)
        withExtendedLifetime(column) { mark(TextRows(bytes: column.bytes.pointer, offsets: offsets), marks.pointer) }
        return Bitmap(words: marks, count: column.count)
    }

    /// The bit of a bitmap that starts with its first word.
    @inline(__always)
    private static func bit(_ words: Values<UInt64>, _ row: UInt32) -> Bool {
        words[Int(row &>> 6)] &>> UInt64(row & 63) & 1 == 1
    }
}
