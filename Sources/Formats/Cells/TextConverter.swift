import Characters
import Columns

/// Text: coded against a dictionary while values repeat, else in full. Always in NFC.
///
/// The dictionary goes on from row group to row group and is handed out anew only when it has grown, so that columns
/// with few values keep one dictionary for the whole file and consumers keep what they know about its codes.
final class TextConverter: CellConverter {
    private var coded = CodedCells()
    private var plain: PlainCells?
    private var rowsSeen = 0

    /// More distinct values than this no longer fit second-level caches, and dictionaries must stay small beside a row group.
    private static let mostCodes = 1 << 16
    /// Before so many rows, distinct values say little of how many there will be.
    private static let leastRows = 4_096

    var heldBytes: Int { plain?.byteCount ?? 0 }

    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) {
        rowsSeen += cells.count
        if plain != nil {
            plain?.append(cells)
            return
        }
        coded.append(cells)
        let growth = DistinctGrowth(distinct: coded.distinctCount, rows: rowsSeen)
        if coded.distinctCount > Self.mostCodes || (rowsSeen >= Self.leastRows && coded.distinctCount * 2 > rowsSeen && growth.expected > Self.mostCodes) {
            // The rows of this group so far become text in full, and so do all later ones.
            plain = PlainCells(coded.finish())
            coded = CodedCells()
        }
    }

    func finish() -> Column {
        if let text = plain?.finish() { return .text(text) }
        return .coded(coded.finish())
    }
}

/// Text as codes. A struct, so that the loop over rows pays for access to it once a call.
private struct CodedCells: ~Copyable {
    private var dictionary = DictionaryBuilder()
    private var sealed: TextDictionary?
    /// Bytes that are not in NFC, and the codes of what they become: each spelling is composed once.
    private var spellings = DictionaryBuilder()
    private var spellingCodes: [UInt32] = []
    private var codes = NumberColumnBuilder<UInt32>()

    var distinctCount: Int { dictionary.count }

    mutating func append(_ cells: Cells) {
        for row in 0..<cells.count {
            if cells.spans[row].isMissing { codes.appendMissing() } else { codes.append(code(cells.buffer(row), isComposed: cells.areComposed)) }
        }
    }

    mutating func finish() -> CodedColumn {
        let numbers = codes.finishNumbers()
        let current = sealed?.count == dictionary.count ? sealed : nil
        let values = current ?? dictionary.finish()
        sealed = values
        return CodedColumn(codes: numbers.values, dictionary: values, validity: numbers.validity)
    }

    @inline(__always)
    private mutating func code(_ bytes: UnsafeBufferPointer<UInt8>, isComposed: Bool) -> UInt32 {
        if isComposed || Utf8.isASCII(bytes) { return dictionary.code(bytes) }
        return dictionary.find(bytes) ?? composedCode(bytes)
    }

    private mutating func composedCode(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if let spelling = spellings.find(bytes) { return spellingCodes[Int(spelling)] }
        guard let composed = NormalForm.composed(utf8: bytes) else { return dictionary.code(bytes) }
        let code = composed.withUnsafeBufferPointer { dictionary.code($0) }
        _ = spellings.code(bytes)
        spellingCodes.append(code)
        return code
    }
}

/// Text in full.
private struct PlainCells: ~Copyable {
    private var builder = TextColumnBuilder()

    /// Starts with rows that were coded.
    init(_ coded: CodedColumn) {
        let values = coded.dictionary.values
        for row in 0..<coded.codes.count {
            if coded.validity.map({ $0[row] }) ?? true { builder.append(values[Int(coded.codes[row])]) } else { builder.appendMissing() }
        }
    }

    var byteCount: Int { builder.byteCount }

    mutating func append(_ cells: Cells) {
        for row in 0..<cells.count {
            let bytes = cells.buffer(row)
            if cells.spans[row].isMissing {
                builder.appendMissing()
            } else if !cells.areComposed, !Utf8.isASCII(bytes), let composed = NormalForm.composed(utf8: bytes) {
                composed.withUnsafeBufferPointer { builder.append($0) }
            } else {
                builder.append(bytes)
            }
        }
    }

    mutating func finish() -> TextColumn { builder.finishText() }
}

/// Declared values, as codes into their ordered dictionary.
final class EnumerationConverter: CellConverter {
    private let declared: [String]
    private let values: DictionaryBuilder
    private let dictionary: TextDictionary
    private var codes = NumberColumnBuilder<UInt32>()

    init(_ declared: [String]) {
        self.declared = declared
        var values = DictionaryBuilder()
        for value in declared { _ = values.code(NormalForm.composed(value)) }
        dictionary = values.finish(isOrdered: true)
        self.values = values
    }

    func append(_ cells: Cells, report: (Int, CellProblem) -> Void) {
        // Taken out of the object once, not at every row.
        let values = values
        for row in 0..<cells.count {
            if cells.spans[row].isMissing {
                codes.appendMissing()
            } else if let code = Self.code(cells.buffer(row), values) {
                codes.append(code)
            } else {
                codes.appendMissing()
                report(row, .notDeclared(declared))
            }
        }
    }

    @inline(__always)
    private static func code(_ bytes: UnsafeBufferPointer<UInt8>, _ values: DictionaryBuilder) -> UInt32? {
        if let code = values.find(bytes) { return code }
        return NormalForm.composed(utf8: bytes).flatMap { composed in composed.withUnsafeBufferPointer { values.find($0) } }
    }

    func finish() -> Column {
        let numbers = codes.finishNumbers()
        return .coded(CodedColumn(codes: numbers.values, dictionary: dictionary, validity: numbers.validity))
    }
}
