import Columns
import Diagnostics
import Semantics
import Tables

/// Reads a table for links: its key, which must not repeat, and for a tree who stands above whom.
package struct LinkedTableLoader {
    /// Lives as long as the tables that it loads, since columns are read later.
    package let context: QueryContext

    /// What the columns of the table hold, as long as the table does.
    private let reservation: MemoryReservation

    package init(context: QueryContext) {
        self.context = context
        reservation = MemoryReservation(context.memory, for: .linked)
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

        let keyColumn = info.key.flatMap { known[$0] } ?? .missing(count: 0)
        let keys = try keysByRow(keyColumn, info)
        let reader = LinkedKeys.Reader(keys)
        var parents: [Int32] = []
        var ancestors: [String: [Int32]] = [:]
        if let tree = info.tree, let parentKeys = known[tree.parent], let levels = known[tree.level]?.texts {
            parents = reader.rows(parentKeys)
            try checkCircles(parents, keyColumn.texts) { .circularTree($0, of: info.name, parent: tree.parent) }
            ancestors = self.ancestors(parents, levels, of: tree)
        }
        let succession = info.validity.flatMap { self.succession($0, known, reader) }
        if let succession, let column = info.validity?.successor {
            try checkCircles(succession.successors, keyColumn.texts) { .circularSuccession($0, of: info.name, successor: column) }
        }
        let names = Set(source.schema.map(\.name))
        let columns = LinkedColumns(known) { [self] name in
            names.contains(name) ? try self.columns([name], of: source).0[0] : nil
        }
        return LinkedTable(info: info, rowCount: rowCount, columns: columns, keys: keys, parents: parents, ancestors: ancestors, succession: succession)
    }

    /// `nil` when no row has a successor: then the tree is what it always was.
    private func succession(_ validity: TableInfo.Validity, _ known: [String: Column], _ keys: LinkedKeys.Reader) -> Succession? {
        guard let name = validity.successor, let successorKeys = known[name], case .date(let days)? = known[validity.last] else { return nil }
        let successors = keys.rows(successorKeys)
        guard successors.contains(where: { $0 >= 0 }) else { return nil }
        return Succession(lastDays: (0..<successors.count).map { days.validity?[$0] ?? true ? days.values[$0] : .max }, successors: successors)
    }

    private func columns(_ names: [String], of source: any BatchSource) throws -> ([Column], Int) {
        let cursor = try source.open(columns: names, context: context)
        let rows = RowStore(columnCount: names.count, holding: reservation)
        while let batch = try cursor.next() {
            try context.checkCancelled()
            try rows.add(batch)
        }
        return (try rows.columns(), rows.count)
    }

    private func keysByRow(_ keys: Column, _ info: TableInfo) throws -> LinkedKeys {
        do {
            return try LinkedKeys(keys)
        } catch {
            let key = keys.texts.string(error.second) ?? "row \(error.second + 1)"
            throw DiagnosticList(.repeatedKey(key, of: info.name, column: info.key ?? "key", rows: (error.first + 1, error.second + 1)))
        }
    }

    /// - Parameter next: the row that follows each, −1 where none does.
    /// - Throws: when following rows comes back to where it started; `mistake` has the key of a row on the circle.
    private func checkCircles(_ next: [Int32], _ keys: TextReader, _ mistake: (String) -> Message) throws {
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
            if state[row] == 1, next[row] >= 0 { throw DiagnosticList(mistake(keys.string(row) ?? "row \(row + 1)")) }
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
