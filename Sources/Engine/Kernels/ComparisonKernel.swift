import Columns
import Semantics
import Tables

/// `a == b`, `a < b` and the rest: two-valued, whatever is missing.
///
/// `==` and `!=` are total and each other's complement: missing equals missing and nothing else. An ordering with a
/// missing side is false; that it was met is counted by `MissingComparisonCounter`, over all rows of the stage.
final class ComparisonKernel: Kernel {
    private let comparison: ComparisonOperator
    private let comparator: Comparator
    private let lhs: any Kernel
    private let rhs: any Kernel

    init(_ comparison: ComparisonOperator, _ comparator: Comparator, _ lhs: any Kernel, _ rhs: any Kernel) {
        self.comparison = comparison
        self.comparator = comparator
        self.lhs = lhs
        self.rhs = rhs
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let first = try lhs.evaluate(batch, context)
        let second = try rhs.evaluate(batch, context)
        return .bool(BoolColumn(values: try Self.bits(comparison, comparator, first, second, context)))
    }

    static func bits(_ comparison: ComparisonOperator, _ comparator: Comparator, _ lhs: Column, _ rhs: Column, _ context: QueryContext) throws -> Bitmap {
        if comparison == .notEqual { return try bits(.equal, comparator, lhs, rhs, context).inverted }
        let (a, b) = (lhs.validity, rhs.validity)
        if comparison == .equal {
            guard a != nil || b != nil else { return try comparator.loop(.equal, lhs, rhs, context) }
            let all = Bitmap(repeating: true, count: lhs.count)
            let (first, second) = (a ?? all, b ?? all)
            let bothMissing = first.combined(second) { ~($0 | $1) }
            if lhs.isAllMissing || rhs.isAllMissing { return bothMissing }
            let equal = try comparator.loop(.equal, lhs, rhs, context)
            let bothPresent = first.combined(second) { $0 & $1 }
            return equal.combined(bothPresent) { $0 & $1 }.combined(bothMissing) { $0 | $1 }
        }
        if lhs.isAllMissing || rhs.isAllMissing { return Bitmap(repeating: false, count: lhs.count) }
        let ordered = try comparator.loop(comparison, lhs, rhs, context)
        guard let bothPresent = Bitmap.both(a, b) else { return ordered }
        return ordered.combined(bothPresent) { $0 & $1 }
    }
}

/// `a in [b, c]` where an element is worked out row by row: `a == b or a == c`.
final class ElementsKernel: Kernel {
    private let operand: any Kernel
    private let constants: ValueSet
    private let elements: [(Comparator, any Kernel)]
    private let zone: Zone

    init(_ operand: any Kernel, _ constants: ValueSet, _ elements: [(Comparator, any Kernel)], zone: Zone) {
        self.operand = operand
        self.constants = constants
        self.elements = elements
        self.zone = zone
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        let subject = try operand.evaluate(batch, context)
        var found = try constants.contains(subject, zone: zone)
        for (comparator, element) in elements {
            let bits = try ComparisonKernel.bits(.equal, comparator, subject, element.evaluate(batch, context), context)
            found = found.combined(bits) { $0 | $1 }
        }
        return .bool(BoolColumn(values: found))
    }
}
