import Semantics

/// `lookup`, `join` and the match of both sides that `compare` rests on: each left row with what it finds on the right.
extension ReferenceRun {
    func joined(_ join: CheckedJoin, over input: Rows) throws -> Rows {
        let right = try rightSide(of: join, input)
        return switch join.kind {
        case .lookup, .all: try found(join, on: right, over: input)
        case .matching:
            // Here a missing value meets a missing one.
            try eachRow(of: input, join.leftKeys) { [self] row, expressions in try right.holds(key(row, expressions)) ? [row] : [] }
        case .both(let ours, let theirs): try both(join, right, over: input, marks: (ours, theirs))
        }
    }

    private func key(_ row: Row, _ expressions: [CheckedExpression]) throws -> [Value] { try expressions.map { try value($0, row).joinIdentity } }

    /// The right side is gone through whole, before anything on the left and even where no left row asks for it.
    private func rightSide(of join: CheckedJoin, _ input: Rows) throws -> RightSide {
        var right = RightSide(columns: join.right.output.columns.map(\.id))
        let keyed = try input.blaming { try eachRow(of: rows(of: join.right), join.rightKeys) { [self] row, expressions in
            right.add(row, try key(row, expressions))
            return [row]
        } }
        _ = try input.blaming { try keyed.all() }
        return right
    }

    private func found(_ join: CheckedJoin, on right: RightSide, over input: Rows) throws -> Rows {
        try eachRow(of: input, join.leftKeys) { [self] row, expressions in
            let matches = right.matches(try key(row, expressions))
            if matches.isEmpty, join.isTold { counts.unmatched[join.rightName, default: 0] += 1 }
            guard join.kind.isLookup else { return matches.map { right.beside(row, $0) } }
            if matches.count > 1 { throw ReferenceMistake("lookup-matches-twice") }
            return [right.beside(row, matches.first)]
        }
    }

    /// The rows of the left, each at most once beside one of the right, then what only the right has; two columns say on which side they were.
    private func both(_ join: CheckedJoin, _ right: RightSide, over input: Rows, marks: (ours: ColumnID, theirs: ColumnID)) throws -> Rows {
        func marked(_ row: Row, isOurs: Bool, isTheirs: Bool) -> Row {
            var result = row
            result[marks.ours] = .bool(isOurs)
            result[marks.theirs] = .bool(isTheirs)
            return result
        }
        var seen: Set<[Value]> = []
        let left = try eachRow(of: input, join.leftKeys) { [self] row, expressions in
            let key = try key(row, expressions)
            if !key.contains(.missing), !seen.insert(key).inserted { throw ReferenceMistake("compare-matches-twice") }
            let matches = right.matches(key)
            if matches.count > 1 { throw ReferenceMistake("compare-matches-twice") }
            return [marked(right.beside(row, matches.first), isOurs: true, isTheirs: !matches.isEmpty)]
        }
        let rest = Rows(later: {
            if right.keys.contains(where: { right.matches($0).count > 1 }) { throw ReferenceMistake("compare-matches-twice") }
            return right.rows.indices.filter { !seen.contains(right.keys[$0]) }.map { marked(right.beside(Row(), $0), isOurs: false, isTheirs: true) }
        })
        return Rows { try left.next() ?? rest.next() }
    }
}

/// The rows of a join's right side by their keys.
private struct RightSide {
    private(set) var rows: [Row] = []
    private(set) var keys: [[Value]] = []
    private let columns: [ColumnID]
    private var places: [[Value]: [Int]] = [:]

    init(columns: [ColumnID]) { self.columns = columns }

    mutating func add(_ row: Row, _ key: [Value]) {
        places[key, default: []].append(rows.count)
        rows.append(row)
        keys.append(key)
    }

    func holds(_ key: [Value]) -> Bool { places[key] != nil }

    /// The rows with a key; none for a key with a missing value.
    func matches(_ key: [Value]) -> [Int] { key.contains(.missing) ? [] : places[key] ?? [] }

    /// A left row with the columns of one of these, all missing without one.
    func beside(_ row: Row, _ place: Int?) -> Row {
        var result = row
        for id in columns { result[id] = place.map { rows[$0][id] } ?? .missing }
        return result
    }
}

extension Value {
    /// A link is equal to the key that it holds, whatever the key's type.
    fileprivate var joinIdentity: Value {
        if case .int(let number) = self { .text(String(number)) } else { identity }
    }
}
