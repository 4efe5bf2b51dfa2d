import Columns
import Semantics
import Tables

/// `a in […]` with values known before the first row, and `a in (from …)`.
final class MembershipKernel: Kernel {
    private let operand: any Kernel
    private let set: ValueSet
    private let zone: Zone

    init(_ operand: any Kernel, _ set: ValueSet, zone: Zone) {
        self.operand = operand
        self.set = set
        self.zone = zone
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column {
        .bool(BoolColumn(values: try set.contains(operand.evaluate(batch, context), zone: zone)))
    }
}
