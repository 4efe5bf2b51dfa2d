import Semantics

/// `lookup` and `join`: the right side by its keys, then each left row with what it finds.
extension ReferenceRun {
    func joined(_ join: CheckedJoin, over input: Rows) throws -> Rows {
        let columns = join.right.output.columns.map(\.id)
        // The right side is gone through whole, before anything on the left and even where no left row asks for it.
        var right: [[Value]: [Row]] = [:]
        let keyed = try input.blaming { try eachRow(of: rows(of: join.right), join.rightKeys) { [self] row, expressions in
            let key = try expressions.map { try value($0, row) }
            if !key.contains(where: \.isAbsent) { right[key.map(\.joinIdentity), default: []].append(row) }
            return [row]
        } }
        _ = try input.blaming { try keyed.all() }
        return try eachRow(of: input, join.leftKeys) { [self] row, expressions in
            let key = try expressions.map { try value($0, row) }
            let matches = key.contains(where: \.isAbsent) ? [] : right[key.map(\.joinIdentity)] ?? []
            if matches.isEmpty, join.isTold { counts.unmatched[join.rightName, default: 0] += 1 }
            func with(_ other: Row?) -> Row {
                var result = row
                for id in columns { result[id] = other?[id] ?? .missing }
                return result
            }
            switch join.kind {
            case .lookup:
                if matches.count > 1 { throw ReferenceMistake("lookup-matches-twice") }
                return [with(matches.first)]
            case .all: return matches.map(with)
            case .matching, .both: throw ReferenceMistake.unwritten
            }
        }
    }
}

extension Value {
    /// A link is equal to the key that it holds, whatever the key's type.
    fileprivate var joinIdentity: Value {
        if case .int(let number) = self { .text(String(number)) } else { identity }
    }
}
