import Characters
import Columns
import Semantics

/// `a ~ pattern`; false when a side is missing. A dictionary is searched once a value.
final class SearchKernel: Kernel {
    private let text: any Kernel
    private let pattern: any Kernel
    private let isConstant: Bool
    /// The test by a constant pattern; `nil` when the pattern is missing or comes from rows.
    private let test: TextTest?
    /// Patterns that came from rows, by their text.
    private var patterns: [String: SearchPattern] = [:]

    init(_ text: any Kernel, pattern: CompiledExpression) {
        self.text = text
        self.pattern = pattern.kernel
        isConstant = pattern.value != nil
        if case .text(let written) = pattern.value {
            let compiled = SearchPattern(written)
            test = TextTest { compiled.markRows($0, $1) }
        } else {
            test = nil
        }
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let texts = try text.evaluate(batch, context).texts
        if isConstant {
            return .bool(BoolColumn(values: test?.rows(of: texts) ?? Bitmap(repeating: false, count: batch.count)))
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
