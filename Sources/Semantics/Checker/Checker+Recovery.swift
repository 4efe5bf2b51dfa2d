import Diagnostics
import Syntax

/// What a mistake has left unknown: names that stand for nothing are passed over in silence, so that the stages after a
/// mistake are checked too and nothing is reported that only follows from it (LANGUAGE section 12).
struct Holes {
    /// Columns that should be there and whose type is not known.
    var names: Set<String> = []
    /// Not even the names are known: any name that is not found may be one of them.
    var isOpen = false

    /// Whether a name that is not found is to be passed over.
    func excuse(_ name: String) -> Bool { isOpen || names.contains(name) }

    mutating func formUnion(_ other: Holes) {
        names.formUnion(other.names)
        isOpen = isOpen || other.isOpen
    }
}

extension Checker {
    /// After `with totals` rows no longer stand for themselves; a stage that would count them is told so, and
    /// checked as if the totals were not there.
    func checkTotals(before stage: Stage, _ flow: inout Flow, in source: SourceText) {
        guard flow.relation.totals != nil, !stage.mayFollowTotals else { return }
        report(.afterTotals(source.slice(stage.word)), at: Diagnostic.Place(source: source, span: stage.word))
        flow.relation.totals = nil
    }

    /// Leaves the rows as the stages after a wrong one may suppose them: its columns are there, their types unknown.
    func recover(from stage: Stage, _ flow: inout Flow) {
        switch stage.node {
        case .filter, .sort, .take, .check, .warn, .show, .save, .sample, .chart, .describe, .append, .drop: break
        case .add(let items, _, _), .keep(let items): leaveHoles(items.compactMap(name(of:)), &flow)
        case .summarize(let items, let by, _): leaveHoles((by + items).compactMap(name(of:)), &flow)
        case .distinct(let keys): leaveHoles(keys.map(outputName), &flow)
        case .rename(let pairs): leaveHoles(pairs.map(\.new.text), &flow)
        case .set(let items, _, _): flow.holes.names.formUnion(items.compactMap(name(of:)))
        case .lookup, .join, .pivot, .unpivot, .compare, .absent: flow.holes.isOpen = true
        }
    }

    private func leaveHoles(_ names: [String], _ flow: inout Flow) {
        flow.holes.names.formUnion(names.filter { name in !flow.relation.columns.contains { $0.name == name } })
    }

    /// The column that an item makes; nothing for `*`.
    func name(of item: Item) -> String? {
        switch item {
        case .named(let name, _): name.text
        case .plain(let expression): outputName(expression)
        case .rest: nil
        }
    }
}
