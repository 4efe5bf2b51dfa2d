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
    let mayFail: Bool
    /// Of the parts of which it is not known that they count nothing.
    private let quietness: [Quietness]

    /// Whether a kernel counts nothing. To find out may take a look at all rows of a table, so it is asked once and not before it matters.
    private final class Quietness {
        private let find: () -> Bool
        private(set) lazy var isQuiet = find()
        init(_ find: @escaping () -> Bool) { self.find = find }
    }
    /// About how many simple loops over the rows its evaluation takes; compared with one another only.
    let cost: Int

    init(_ kernel: any Kernel, _ type: Type, reads: Set<Int>) {
        self.kernel = kernel
        self.type = type
        self.value = nil
        self.reads = reads
        self.mayFail = false
        self.quietness = []
        self.cost = 0
    }

    /// - Parameter isQuiet: asked when it matters; `nil` for a kernel that counts nothing itself.
    init(_ kernel: any Kernel, _ type: Type, parts: [CompiledExpression], mayFail: Bool, isQuiet: (() -> Bool)? = nil, cost: Int) {
        self.kernel = kernel
        self.type = type
        self.value = nil
        self.reads = parts.reduce(into: []) { $0.formUnion($1.reads) }
        self.mayFail = mayFail || parts.contains(where: \.mayFail)
        self.quietness = parts.flatMap(\.quietness) + (isQuiet.map { [Quietness($0)] } ?? [])
        self.cost = parts.reduce(cost) { $0 + $1.cost }
    }

    init(_ kernel: any Kernel, _ type: Type, like inner: CompiledExpression) {
        self.kernel = kernel
        self.type = type
        self.value = nil
        self.reads = inner.reads
        self.mayFail = inner.mayFail
        self.quietness = inner.quietness
        self.cost = inner.cost
    }

    private init(constant value: Value, _ type: Type) {
        self.kernel = ConstantKernel(value, type)
        self.type = type
        self.value = value
        self.reads = []
        self.mayFail = false
        self.quietness = []
        self.cost = 0
    }

    /// Neither fails nor counts anything, so it may be evaluated on rows whose value nobody asked for.
    var isTotal: Bool { !mayFail && quietness.allSatisfy(\.isQuiet) }

    /// The kernel for a stage that evaluates it on whole batches: its mistakes are `FailedRow`s.
    var reporting: any Kernel { mayFail ? ReportingKernel(kernel) : kernel }

    static func constant(_ value: Value, _ type: Type) -> CompiledExpression { CompiledExpression(constant: value, type) }
}
