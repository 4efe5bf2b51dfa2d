import Columns
import Tables

/// How the numbers of a column lie in its file of the cache, and how the file says so.
///
/// For Arrow they are numbers without a sign: codes are those into a dictionary, of whatever width, and what others mean stands in the metadata of
/// the field. One frame for the whole file, since a field has one type.
struct CachePacking {
    /// Form, base and step, with a blank between.
    static let key = "motcua.packed"

    private let form: PackedColumn.Form
    private(set) var frame: PackingFrame
    var width: Int { frame.width }

    /// - Returns: `nil` for a column that is written as it is in memory. O(rows).
    init?(_ column: Column) {
        guard let form = column.packedForm, let frame = column.packingFrame else { return nil }
        self.form = form
        // A code is its place in the dictionary, for every reader.
        if case .coded = form { self.frame = PackingFrame(base: 0, greatest: frame.isEmpty ? 0 : frame.greatest, step: 1) } else { self.frame = frame }
    }

    /// A packing of the rows of both; `nil` where they are of different forms.
    func union(_ other: CachePacking) -> CachePacking? {
        guard form.name == other.form.name else { return nil }
        var result = self
        result.frame = frame.union(other.frame)
        return result
    }

    /// Whether what is packed so is packed as the other one says too.
    func isSame(as other: CachePacking) -> Bool {
        form.name == other.form.name && width == other.width && frame.isEmpty == other.frame.isEmpty && frame.base == other.frame.base && frame.step == other.frame.step
    }

    func packed(_ column: Column) -> PackedColumn? { PackedColumn(column, in: frame, width: width) }

    // MARK: In the file

    /// - Parameter plain: as the column would be written in full.
    func field(_ plain: ArrowField) -> ArrowField {
        var field = plain
        if case .coded = form {
            field.dictionary?.indexBits = width * 8
            field.dictionary?.isIndexSigned = false
        } else {
            field.type = .int(bits: width * 8, isSigned: false)
            field.metadata[Self.key] = "\(form.name) \(frame.isEmpty ? 0 : frame.base) \(max(frame.step, 1))"
        }
        return field
    }

    /// What the rows of a batch hold; `nil` for a field that is not packed.
    /// - Parameter dictionary: of a column of codes.
    static func column(_ field: ArrowField, _ cells: ArrowCells, _ dictionary: TextDictionary?) throws(ArrowProblem) -> PackedColumn? {
        guard let numbers = try numbers(field, cells) else { return nil }
        let form: PackedColumn.Form
        if field.dictionary != nil {
            guard let dictionary else { return nil }
            form = .coded(dictionary)
        } else {
            let words = field.metadata[key]?.split(separator: " ") ?? []
            switch words.first {
            case "int": form = .int
            case "date": form = .date
            case "decimal":
                guard words.count > 1, let scale = Int(words[1]) else { return nil }
                form = .decimal(scale: scale)
            default: return nil
            }
        }
        return PackedColumn(form: form, numbers: numbers, validity: try cells.validity())
    }

    /// The words of a batch, whatever they mean.
    static func numbers(_ field: ArrowField, _ cells: ArrowCells) throws(ArrowProblem) -> PackedNumbers? {
        let bits: Int
        var (base, step): (Int64, Int64) = (0, 1)
        if let encoding = field.dictionary {
            guard !encoding.isIndexSigned else { return nil }
            bits = encoding.indexBits
        } else {
            guard let words = field.metadata[key]?.split(separator: " "), words.count > 2, case .int(let width, false) = field.type,
                  let first = Int64(words[words.count - 2]), let second = Int64(words[words.count - 1])
            else { return nil }
            (bits, base, step) = (width, first, second)
        }
        let words: PackedNumbers.Words
        switch bits {
        case 8: words = .bytes(try cells.values(UInt8.self))
        case 16: words = .pairs(try cells.values(UInt16.self))
        case 32: words = .quads(try cells.values(UInt32.self))
        default: return nil
        }
        return PackedNumbers(words: words, base: base, step: step)
    }
}

extension PackedColumn.Form {
    /// In the metadata of a field; columns of codes, which need none there, have one to tell them from others.
    fileprivate var name: String {
        switch self {
        case .int: "int"
        case .date: "date"
        case .decimal(let scale): "decimal \(scale)"
        case .coded: "codes"
        }
    }
}

extension ArrowColumnReader {
    /// A batch of a column of the cache, packed as it lies in the file.
    func kept(_ index: Int, batch number: Int) throws(ArrowProblem) -> KeptColumn {
        let field = file.fields[index]
        let batch = file.batches[number]
        let cells = ArrowCells(bytes: file.bytes, part: try part(index, batch: number), batch: batch, rows: 0..<batch.rowCount)
        var dictionary: TextDictionary?
        if let encoding = field.dictionary, case .texts(let texts, nil)? = try self.dictionary(field, encoding, before: batch.dictionaryCount) { dictionary = texts }
        if let packed = try CachePacking.column(field, cells, dictionary) { return .packed(packed) }
        return .plain(try column(index, batch: number, rows: 0..<batch.rowCount) { _, _, _ in })
    }
}
