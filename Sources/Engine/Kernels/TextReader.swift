import Columns

/// Texts of a column row by row, whether they stand there in full or as codes.
enum TextReader {
    case plain(TextColumn)
    case coded(CodedColumn)
    case missing(Int)

    var count: Int {
        switch self {
        case .plain(let column): column.count
        case .coded(let column): column.codes.count
        case .missing(let count): count
        }
    }

    var validity: Bitmap? {
        switch self {
        case .plain(let column): column.validity
        case .coded(let column): column.validity
        case .missing(let count): Bitmap(repeating: false, count: count)
        }
    }

    /// The bytes of a row; `nil` when it is missing.
    @inline(__always)
    func bytes(_ row: Int) -> UnsafeBufferPointer<UInt8>? {
        switch self {
        case .plain(let column):
            if let validity = column.validity, !validity[row] { return nil }
            return column[row]
        case .coded(let column):
            // What lies under a missing row need not be a code of the dictionary.
            if let validity = column.validity, !validity[row] { return nil }
            return column.dictionary.values[Int(column.codes[row])]
        case .missing: return nil
        }
    }

    func string(_ row: Int) -> String? { bytes(row).map { String(decoding: $0, as: UTF8.self) } }
}

/// What was worked out for each value of a dictionary, so that a column of codes costs one look-up a row.
///
/// Holds the last dictionary only: batches of one source share theirs.
final class DictionaryTable<Element> {
    private var dictionary: TextDictionary?
    private var table: [Element] = []
    private let make: (TextDictionary) throws -> [Element]

    init(_ make: @escaping (TextDictionary) throws -> [Element]) { self.make = make }

    func values(for dictionary: TextDictionary) throws -> [Element] {
        if self.dictionary === dictionary { return table }
        table = try make(dictionary)
        self.dictionary = dictionary
        return table
    }
}

/// Whether two runs of bytes are equal.
@inline(__always)
func sameBytes(_ lhs: UnsafeBufferPointer<UInt8>, _ rhs: UnsafeBufferPointer<UInt8>) -> Bool {
    guard lhs.count == rhs.count else { return false }
    for index in 0..<lhs.count where lhs[index] != rhs[index] { return false }
    return true
}
