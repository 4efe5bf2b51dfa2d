import Characters
import Columns

/// Text: coded against a dictionary while values repeat, else in full. Always in NFC.
///
/// The dictionary goes on from row group to row group and is handed out anew only when it has grown, so that columns
/// with few values keep one dictionary for the whole file and consumers keep what they know about its codes.
final class TextConverter: CellConverter {
    private var dictionary = DictionaryBuilder()
    private var sealed: TextDictionary?
    /// Bytes that are not in NFC, and the codes of what they become: each spelling is composed once.
    private var spellings = DictionaryBuilder()
    private var spellingCodes: [UInt32] = []
    private var codes = NumberColumnBuilder<UInt32>()
    private var plain: TextColumnBuilder?
    private var rowsSeen = 0

    /// More distinct values than this no longer fit second-level caches, and dictionaries must stay small beside a row group.
    static let mostCodes = 1 << 16
    /// Before so many rows, many distinct values say little.
    static let leastRows = 4_096

    var heldBytes: Int { plain == nil ? 0 : plainBytes }
    private var plainBytes = 0

    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) {
        rowsSeen += cells.count
        if plain == nil {
            for row in 0..<cells.count {
                if cells.spans[row].isMissing { codes.appendMissing() } else { codes.append(code(cells.buffer(row))) }
            }
            if dictionary.count > Self.mostCodes || (rowsSeen >= Self.leastRows && dictionary.count * 2 > rowsSeen) { giveUpCoding() }
        } else {
            appendPlain(cells)
        }
    }

    func finish() -> Column {
        if plain != nil {
            plainBytes = 0
            return plain?.finish() ?? .missing(count: 0)
        }
        let numbers = codes.finishNumbers()
        if sealed?.count != dictionary.count { sealed = dictionary.finish() }
        return .coded(CodedColumn(codes: numbers.values, dictionary: sealed ?? dictionary.finish(), validity: numbers.validity))
    }

    private func code(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if Utf8.isASCII(bytes) { return dictionary.code(bytes) }
        if let known = dictionary.find(bytes) { return known }
        if let spelling = spellings.find(bytes) { return spellingCodes[Int(spelling)] }
        guard let composed = NormalForm.composed(utf8: bytes) else { return dictionary.code(bytes) }
        let code = composed.withUnsafeBufferPointer { dictionary.code($0) }
        _ = spellings.code(bytes)
        spellingCodes.append(code)
        return code
    }

    private func appendPlain(_ cells: Cells) {
        for row in 0..<cells.count {
            let bytes = cells.buffer(row)
            if cells.spans[row].isMissing {
                plain?.appendMissing()
            } else if Utf8.isASCII(bytes) {
                plain?.append(bytes)
            } else if let composed = NormalForm.composed(utf8: bytes) {
                composed.withUnsafeBufferPointer { composed in plain?.append(composed) }
            } else {
                plain?.append(bytes)
            }
            plainBytes += bytes.count
        }
    }

    /// The rows of this group so far become text in full, and all later ones.
    private func giveUpCoding() {
        let numbers = codes.finishNumbers()
        let values = dictionary.finish().values
        var builder = TextColumnBuilder()
        for row in 0..<numbers.values.count {
            if numbers.validity.map({ $0[row] }) ?? true { builder.append(values[Int(numbers.values[row])]) } else { builder.appendMissing() }
        }
        plainBytes = builder.byteCount
        plain = consume builder
        dictionary = DictionaryBuilder()
        spellings = DictionaryBuilder()
        spellingCodes = []
        sealed = nil
    }
}

/// Declared values, as codes into their ordered dictionary.
final class EnumerationConverter: CellConverter {
    private let declared: [String]
    private var values = DictionaryBuilder()
    private let dictionary: TextDictionary
    private var codes = NumberColumnBuilder<UInt32>()

    init(_ declared: [String]) {
        self.declared = declared
        for value in declared { _ = values.code(NormalForm.composed(value)) }
        dictionary = values.finish(isOrdered: true)
    }

    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) {
        for row in 0..<cells.count {
            if cells.spans[row].isMissing {
                codes.appendMissing()
            } else if let code = code(cells.buffer(row)) {
                codes.append(code)
            } else {
                codes.appendMissing()
                report(row, .notDeclared(declared))
            }
        }
    }

    private func code(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
        if let code = values.find(bytes) { return code }
        return NormalForm.composed(utf8: bytes).flatMap { composed in composed.withUnsafeBufferPointer { values.find($0) } }
    }

    func finish() -> Column {
        let numbers = codes.finishNumbers()
        return .coded(CodedColumn(codes: numbers.values, dictionary: dictionary, validity: numbers.validity))
    }
}
