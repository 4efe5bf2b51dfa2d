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

    init(_ kernel: any Kernel, _ type: Type, reads: Set<Int>) {
        self.kernel = kernel
        self.type = type
        self.value = nil
        self.reads = reads
        self.isTotal = true
    }

    init(_ kernel: any Kernel, _ type: Type, parts: [CompiledExpression], isTotal: Bool) {
        self.kernel = kernel
        self.type = type
        self.value = nil
        self.reads = parts.reduce(into: []) { $0.formUnion($1.reads) }
        self.isTotal = isTotal && parts.allSatisfy(\.isTotal)
    }

    init(_ kernel: any Kernel, _ type: Type, like inner: CompiledExpression) {
        self.kernel = kernel
        self.type = type
        self.value = nil
        self.reads = inner.reads
        self.isTotal = inner.isTotal
    }

    private init(constant value: Value, _ type: Type) {
        self.kernel = ConstantKernel(value, type)
        self.type = type
        self.value = value
        self.reads = []
        self.isTotal = true
    }

    static func constant(_ value: Value, _ type: Type) -> CompiledExpression { CompiledExpression(constant: value, type) }
}
