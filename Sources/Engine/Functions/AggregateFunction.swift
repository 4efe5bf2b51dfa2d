import Columns
import Semantics

/// A row of the aggregate table.
package struct AggregateFunction: Sendable {
    package let signature: FunctionSignature
    /// Its state grows with the rows and not only with the groups.
    package let keepsValues: Bool
    package let make: @Sendable (CallSite) throws -> any Accumulator

    package init(_ signature: FunctionSignature, keepsValues: Bool = false, make: @escaping @Sendable (CallSite) throws -> any Accumulator) {
        self.signature = signature
        self.keepsValues = keepsValues
        self.make = make
    }
}

/// The state of one aggregate for all groups at once.
///
/// Groups are numbered from 0; `resize` announces new ones before rows of them arrive.
package protocol Accumulator: AnyObject {
    func resize(groups: Int) throws
    /// Adds rows: row i belongs to group `groups[i]`. The aggregate's own condition has already been applied.
    /// `arguments` are empty for `count()`.
    func add(_ arguments: BatchColumns, groups: [Int32], context: QueryContext) throws
    /// Adds the state of `other` (the same aggregate): its group g joins `mapping[g]`. For totals and for threads.
    func merge(_ other: any Accumulator, mapping: [Int32]) throws
    /// An empty accumulator of the same aggregate.
    func makeEmpty() -> any Accumulator
    /// One value a group, in group order. `skipped` missing values were left out.
    func finish(_ context: QueryContext) throws -> Column
    var skipped: Int { get }
    /// Answers from what `first` gathers, whose first argument and rows are the same, and gathers nothing itself; false where it cannot.
    /// Before any row is added.
    func follow(_ first: any Accumulator) -> Bool
    /// Whether it counts the rows of each group, as others do.
    var needsSizes: Bool { get }
    /// Leaves that to who counts them for all. Before any row is added.
    func share(_ sizes: GroupSizes)
    /// What it keeps of single rows beside a state a group, in bytes and with what it takes to finish them.
    var keptBytes: Int { get }
}

extension Accumulator {
    package var keptBytes: Int { 0 }
    package func follow(_ first: any Accumulator) -> Bool { false }
    package var needsSizes: Bool { false }
    package func share(_ sizes: GroupSizes) {}
}
