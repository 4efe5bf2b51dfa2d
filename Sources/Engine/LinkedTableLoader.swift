import Columns
import Diagnostics
import Semantics

/// Reads a table for links: its key, which must not repeat, and for a tree who stands above whom.
package struct LinkedTableLoader {
    /// Lives as long as the tables that it loads, since columns are read later.
    package let context: QueryContext

    package init(context: QueryContext) {
        self.context = context
    }

    /// - Throws: `DiagnosticList` for a key that stands twice and for a circle of parents or of successors; what the source throws.
    package func load(_ info: TableInfo, from source: any BatchSource) throws -> LinkedTable {
        var structural: [String] = []
        if let key = info.key { structural.append(key) }
        if let tree = info.tree { structural += [tree.parent, tree.level] }
        if let validity = info.validity, let successor = validity.successor { structural += [validity.last, successor] }
        let (read, rowCount) = try columns(structural, of: source)
        var known: [String: Column] = [:]
        for (name, column) in zip(structural, read) { known[name] = column }

        let keys = info.key.flatMap { known[$0] }?.texts
        let rows = try keys.map { try rowsByKey($0, info) } ?? [:]
        var parents: [Int32] = []
        var ancestors: [String: [Int32]] = [:]
        if let tree = info.tree, let parentKeys = known[tree.parent]?.texts, let levels = known[tree.level]?.texts {
            parents = (0..<rowCount).map { row in parentKeys.string(row).flatMap { rows[$0] } ?? -1 }
            try checkCircles(parents, keys) { key in
                Diagnostic("circular-tree", "\(info.name): '\(key)' stands above itself", hints: ["follow the column \(tree.parent) from there: it comes back to '\(key)'"])
            }
            ancestors = self.ancestors(parents, levels, of: tree)
        }
        let succession = info.validity.flatMap { self.succession($0, known, rows) }
        if let succession, let column = info.validity?.successor {
            try checkCircles(succession.successors, keys) { key in
                Diagnostic("circular-succession", "\(info.name): '\(key)' took its own place", hints: ["follow the column \(column) from there: it comes back to '\(key)'"])
            }
        }
        let names = Set(source.schema.map(\.name))
        let columns = LinkedColumns(known) { [self] name in
            names.contains(name) ? try self.columns([name], of: source).0[0] : nil
        }
        return LinkedTable(info: info, rowCount: rowCount, columns: columns, rows: rows, parents: parents, ancestors: ancestors, succession: succession)
    }

    /// `nil` when no row has a successor: then the tree is what it always was.
    private func succession(_ validity: TableInfo.Validity, _ known: [String: Column], _ rows: [String: Int32]) -> Succession? {
        guard let name = validity.successor, let keys = known[name]?.texts, case .date(let days)? = known[validity.last] else { return nil }
        let successors = (0..<keys.count).map { row in keys.string(row).flatMap { rows[$0] } ?? -1 }
        guard successors.contains(where: { $0 >= 0 }) else { return nil }
        return Succession(lastDays: (0..<keys.count).map { days.validity?[$0] ?? true ? days.values[$0] : .max }, successors: successors)
    }

    private func columns(_ names: [String], of source: any BatchSource) throws -> ([Column], Int) {
        let cursor = try source.open(columns: names, context: context)
        let rows = RowStore(columnCount: names.count)
        while let batch = try cursor.next() {
            try context.checkCancelled()
            rows.append(batch)
        }
        return (try rows.columns(), rows.count)
    }

    private func rowsByKey(_ keys: TextReader, _ info: TableInfo) throws -> [String: Int32] {
        var rows: [String: Int32] = [:]
        rows.reserveCapacity(keys.count)
        for row in 0..<keys.count {
            guard let key = keys.string(row) else { continue }
            if let first = rows.updateValue(Int32(row), forKey: key) {
                throw DiagnosticList([
                    Diagnostic(
                        "repeated-key", "\(info.name): '\(key)' appears twice (rows \(first + 1) and \(row + 1)), so a link to it could mean either",
                        hints: ["the column \(info.key ?? "key") is declared as the key of \(info.name)"])
                ])
            }
        }
        return rows
    }

    /// - Parameter next: the row that follows each, −1 where none does.
    /// - Throws: when following rows comes back to where it started; `mistake` has the key of a row on the circle.
    private func checkCircles(_ next: [Int32], _ keys: TextReader?, _ mistake: (String) -> Diagnostic) throws {
        // 0 unknown, 1 on the way that is being followed, 2 known to reach a top
        var state = [UInt8](repeating: 0, count: next.count)
        for start in next.indices where state[start] == 0 {
            var way: [Int] = []
            var row = start
            while state[row] == 0 {
                state[row] = 1
                way.append(row)
                guard next[row] >= 0 else { break }
                row = Int(next[row])
            }
            if state[row] == 1, next[row] >= 0 { throw DiagnosticList([mistake(keys?.string(row) ?? "row \(row + 1)")]) }
            for passed in way { state[passed] = 2 }
        }
    }

    /// For each level the nearest row at that level on the way up, the row itself included.
    private func ancestors(_ parents: [Int32], _ levels: TextReader, of tree: TableInfo.Tree) -> [String: [Int32]] {
        let numbers = Dictionary(tree.levels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let level = (0..<parents.count).map { row in levels.string(row).flatMap { numbers[$0] } ?? -1 }
        var result = [[Int32]](repeating: [Int32](repeating: -1, count: parents.count), count: tree.levels.count)
        for row in parents.indices {
            var current = Int32(row)
            while current >= 0 {
                let number = level[Int(current)]
                if number >= 0, result[number][row] < 0 { result[number][row] = current }
                current = parents[Int(current)]
            }
        }
        return Dictionary(zip(tree.levels, result), uniquingKeysWith: { first, _ in first })
    }
}
