import Columns
import Semantics

/// A kernel and what its user may rely on.
struct CompiledExpression {
    let kernel: any Kernel
    let type: Type
    /// The value, when no row is needed for it.
    let value: Value?
    /// Positions of the batch's columns that are read.
    let reads: Set<Int>
    /// Neither fails nor counts anything, so it may be evaluated on rows whose value nobody asked for.
    let isTotal: Bool
    /// About how many simple loops over the rows its evaluation takes; compared with one another only.
    let cost: Int

    init(_ kernel: any Kernel, _ type: Type, reads: Set<Int>) {
        self.kernel = kernel
        self.type = type
        self.value = nil
        self.reads = reads
        self.isTotal = true
        self.cost = 0
    }

    init(_ kernel: any Kernel, _ type: Type, parts: [CompiledExpression], isTotal: Bool, cost: Int) {
        self.kernel = kernel
        self.type = type
        self.value = nil
        self.reads = parts.reduce(into: []) { $0.formUnion($1.reads) }
        self.isTotal = isTotal && parts.allSatisfy(\.isTotal)
        self.cost = parts.reduce(cost) { $0 + $1.cost }
    }

    init(_ kernel: any Kernel, _ type: Type, like inner: CompiledExpression) {
        self.kernel = kernel
        self.type = type
        self.value = nil
        self.reads = inner.reads
        self.isTotal = inner.isTotal
        self.cost = inner.cost
    }

    private init(constant value: Value, _ type: Type) {
        self.kernel = ConstantKernel(value, type)
        self.type = type
        self.value = value
        self.reads = []
        self.isTotal = true
        self.cost = 0
    }

    /// The kernel for a stage that evaluates it on whole batches: its mistakes are `FailedRow`s.
    var reporting: any Kernel { isTotal ? kernel : ReportingKernel(kernel) }

    static func constant(_ value: Value, _ type: Type) -> CompiledExpression { CompiledExpression(constant: value, type) }
}
