import Characters
import Columns
import Diagnostics
import Semantics
import Tables

/// Finds the row of a table that a person means by a key or a name.
///
/// Letters must be exact: a key first, then the label, then the label without the word for the kind of unit
/// (`Huyện Ý Yên`, `H. Ý Yên` and `Ý Yên` are one, but `TT. Mỹ Lộc` is no district). Several rows are an error that lists their keys.
struct UnitNames {
    private let table: LinkedTable
    private let labels: [String?]

    /// - Throws: what reading the label column throws.
    init(_ table: LinkedTable) throws {
        self.table = table
        if let name = table.info.labelColumn, let column = try table.columns[name] {
            let texts = column.texts
            labels = (0..<table.rowCount).map { texts.string($0) }
        } else {
            labels = []
        }
    }

    /// - Throws: `FunctionProblem` when no row or more than one is meant.
    func row(_ written: String) throws -> Int32 {
        if let row = table.keys.row(written) { return row }
        let exact = labels.indices.filter { labels[$0] == written }
        if !exact.isEmpty { return try only(exact, written) }
        let wanted = UnitName(written)
        let similar = labels.indices.filter { index in
            guard let label = labels[index] else { return false }
            let name = UnitName(label)
            return name.bare == wanted.bare && (name.kind == wanted.kind || name.kind == nil || wanted.kind == nil)
        }
        guard !similar.isEmpty else {
            let names = labels.compactMap { $0 }
            let folded = Folding.fold(wanted.bare)
            let same = names.filter { Folding.fold(UnitName($0).bare) == folded }.prefix(3)
            throw FunctionProblem(.unknownRow(written, of: table.info.name, near: same.isEmpty ? Spelling.nearest(written, in: names) : Array(same)), argument: 1)
        }
        return try only(similar, written)
    }

    private func only(_ found: [Int], _ written: String) throws -> Int32 {
        if found.count == 1 { return Int32(found[0]) }
        let keys = try table.info.key.flatMap { try table.columns[$0] }?.texts
        let listed = found.prefix(6).map { index in
            "\"\(keys?.string(index) ?? "")\" (\(labels[index] ?? ""))"
        }
        throw FunctionProblem(.ambiguousRow(written, of: table.info.name, count: found.count, keys: listed), argument: 1)
    }
}
