import Characters
import Columns
import Semantics

/// `a ~ pattern`; false when a side is missing. A dictionary is searched once a value.
final class SearchKernel: Kernel {
    private let text: any Kernel
    private let pattern: any Kernel
    private let isConstant: Bool
    private let constant: SearchPattern?
    private let found: DictionaryTable<Bool>?
    /// Patterns that came from rows, by their text.
    private var patterns: [String: SearchPattern] = [:]

    init(_ text: any Kernel, pattern: CompiledExpression) {
        self.text = text
        self.pattern = pattern.kernel
        isConstant = pattern.value != nil
        if case .text(let written) = pattern.value {
            let compiled = SearchPattern(written)
            constant = compiled
            found = DictionaryTable { dictionary in
                (0..<dictionary.count).map { compiled.matches(utf8: dictionary.values[$0]) }
            }
        } else {
            constant = nil
            found = nil
        }
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let texts = try text.evaluate(batch, context).texts
        if isConstant {
            guard let constant, let found else { return .bool(BoolColumn(values: Bitmap(repeating: false, count: batch.count))) }
            if case .coded(let column) = texts {
                let hits = try found.values(for: column.dictionary)
                return .bool(BoolColumn(values: Bitmap.make(batch.count) { column.validity?[$0] ?? true && hits[Int(column.codes[$0])] }))
            }
            return .bool(BoolColumn(values: Bitmap.make(batch.count) { texts.bytes($0).map { constant.matches(utf8: $0) } ?? false }))
        }
        let wanted = try pattern.evaluate(batch, context).texts
        var bits = [Bool](repeating: false, count: batch.count)
        for row in 0..<batch.count {
            guard let bytes = texts.bytes(row), let written = wanted.string(row) else { continue }
            let compiled = patterns[written] ?? SearchPattern(written)
            patterns[written] = compiled
            bits[row] = compiled.matches(utf8: bytes)
        }
        return .bool(BoolColumn(values: Bitmap(bits)))
    }
}
