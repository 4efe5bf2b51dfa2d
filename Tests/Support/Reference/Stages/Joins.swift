import Semantics

/// `lookup`, `join` and the match of both sides that `compare` rests on: the right side by its keys, then each left row with
/// what it finds.
extension ReferenceRun {
    func joined(_ join: CheckedJoin, over input: Rows) throws -> Rows {
        let columns = join.right.output.columns.map(\.id)
        // The right side is gone through whole, before anything on the left and even where no left row asks for it.
        var right: [[Value]: [Int]] = [:]
        var rightKeys: [[Value]] = []
        let keyed = try input.blaming { try eachRow(of: rows(of: join.right), join.rightKeys) { [self] row, expressions in
            let key = try expressions.map { try value($0, row).joinIdentity }
            right[key, default: []].append(rightKeys.count)
            rightKeys.append(key)
            return [row]
        } }
        let rightRows = try input.blaming { try keyed.all() }
        func with(_ row: Row, _ other: Row?) -> Row {
            var result = row
            for id in columns { result[id] = other?[id] ?? .missing }
            return result
        }
        func matches(_ key: [Value]) -> [Int] { key.contains(.missing) ? [] : right[key] ?? [] }
        if case .both(let ours, let theirs) = join.kind {
            func marked(_ row: Row, _ isOurs: Bool, _ isTheirs: Bool) -> Row {
                var result = row
                result[ours] = .bool(isOurs)
                result[theirs] = .bool(isTheirs)
                return result
            }
            var seen: Set<[Value]> = []
            let left = try eachRow(of: input, join.leftKeys) { [self] row, expressions in
                let key = try expressions.map { try value($0, row).joinIdentity }
                if !key.contains(.missing), !seen.insert(key).inserted { throw ReferenceMistake("compare-matches-twice") }
                let found = matches(key)
                if found.count > 1 { throw ReferenceMistake("lookup-matches-twice") }
                return [marked(with(row, found.first.map { rightRows[$0] }), true, !found.isEmpty)]
            }
            // Then what only the right side has.
            let rest = Rows(later: {
                if rightKeys.contains(where: { matches($0).count > 1 }) { throw ReferenceMistake("lookup-matches-twice") }
                return rightRows.indices.filter { !seen.contains(rightKeys[$0]) }.map { marked(with(Row(), rightRows[$0]), false, true) }
            })
            return Rows { try left.next() ?? rest.next() }
        }
        return try eachRow(of: input, join.leftKeys) { [self] row, expressions in
            let key = try expressions.map { try value($0, row).joinIdentity }
            // Here a missing value meets a missing one.
            if case .matching = join.kind { return right[key] == nil ? [] : [row] }
            let found = matches(key)
            if found.isEmpty { counts.unmatched[join.rightName, default: 0] += 1 }
            if join.kind.isLookup {
                if found.count > 1 { throw ReferenceMistake("lookup-matches-twice") }
                return [with(row, found.first.map { rightRows[$0] })]
            }
            return found.map { with(row, rightRows[$0]) }
        }
    }
}

extension Value {
    /// A link is equal to the key that it holds, whatever the key's type.
    fileprivate var joinIdentity: Value {
        if case .int(let number) = self { .text(String(number)) } else { identity }
    }
}
