import Semantics

/// Window functions over the rows of one partition, which stand in the order of `along`.
struct WindowRows {
    let run: ReferenceRun
    let rows: [Row]
    /// The keys of `along` for each row.
    let along: [[Value]]
    let order: [CheckedSortKey]

    /// One value a row.
    /// - Throws: for a sum that does not fit and a `prior` that could mean two rows.
    func values(_ call: WindowCall) throws -> [Value] {
        let arguments = try rows.map { row in try call.arguments.map { try run.value($0, row) } }
        let x = arguments.map { $0.first ?? .missing }
        func number(_ index: Int, _ otherwise: Int64) -> Int {
            guard call.arguments.count > index, let first = arguments.first else { return Int(otherwise) }
            return Int(clamping: first[index].wholeNumber)
        }
        switch call.function {
        case "row_number": return rows.indices.map { .int(Int64($0 + 1)) }
        case "rank", "dense_rank":
            let runs = call.arguments.isEmpty ? equalRuns(compareAlong) : equalRuns { compare(x[$0], x[$1], call) }
            var places = [Value](repeating: .missing, count: rows.count)
            var rank = 1
            for (number, run) in runs.enumerated() {
                for row in run where call.arguments.isEmpty || !x[row].isAbsent { places[row] = .int(Int64(call.function == "rank" ? rank : number + 1)) }
                rank += run.count
            }
            return places
        case "percent_rank":
            let runs = equalRuns { compare(x[$0], x[$1], call) }.filter { !x[$0[0]].isAbsent }
            let others = runs.reduce(0) { $0 + $1.count } - 1
            var shares = [Value](repeating: .missing, count: rows.count)
            var before = 0
            for run in runs {
                for row in run { shares[row] = .float(others > 0 ? Double(before) / Double(others) : 0) }
                before += run.count
            }
            return shares
        case "tiles":
            let tiles = number(0, 1)
            guard tiles >= 1 else { throw ReferenceMistake("not-a-count") }
            // The first runs are the longer ones where rows do not come out even.
            var result: [Value] = []
            for tile in 0..<tiles where result.count < rows.count {
                let length = rows.count / tiles + (tile < rows.count % tiles ? 1 : 0)
                result += (0..<length).map { _ in .int(Int64(tile + 1)) }
            }
            return result
        case "lag", "lead":
            let distance = call.function == "lag" ? number(1, 1) : -number(1, 1)
            return rows.indices.map { rows.indices.contains($0 - distance) ? x[$0 - distance] : .missing }
        case "first_value": return rows.map { _ in x.first ?? .missing }
        case "last_value": return rows.map { _ in x.last ?? .missing }
        case "prior": return try prior(x, keys: arguments.map { $0[1] }, wanted: arguments.map { $0[2] })
        case "running_sum":
            var sum = ExactSum()
            return try x.map { value in
                sum.add(value)
                return try Sums.total(sum, call.type)
            }
        case "running_avg":
            var sum = ExactSum()
            var count = 0
            return x.map { value in
                sum.add(value)
                count += value.isAbsent ? 0 : 1
                return Sums.mean(sum, count, call.arguments[0].type)
            }
        case "running_min", "running_max":
            var best = Value.missing
            return x.map { value in
                let difference = value.isAbsent ? 0 : best.isAbsent ? -1 : Order(run: run).compare(value, best, call.arguments[0].type.kind)
                if !value.isAbsent, best.isAbsent || (call.function == "running_min" ? difference < 0 : difference > 0) { best = value }
                return best
            }
        case "running_count":
            var count: Int64 = 0
            return x.map { value in
                count += call.arguments.isEmpty || !value.isAbsent ? 1 : 0
                return .int(count)
            }
        case "moving_sum", "moving_avg":
            let width = number(1, 1)
            guard width >= 1 else { throw ReferenceMistake("not-a-count") }
            return try rows.indices.map { row in
                let frame = x[max(0, row - width + 1)...row].filter { !$0.isAbsent }
                if call.function == "moving_sum" { return try Sums.total(Sums.sum(frame), call.type) }
                return Sums.mean(Sums.sum(frame), frame.count, call.arguments[0].type)
            }
        default: preconditionFailure("the reference does not know the window function '\(call.function)'")
        }
    }

    // MARK: Ranks

    /// The rows in order, those that are equal together.
    private func equalRuns(_ compare: (Int, Int) -> Int) -> [[Int]] {
        var runs: [[Int]] = []
        for row in rows.indices.sorted(by: { a, b in
            let difference = compare(a, b)
            return difference == 0 ? a < b : difference < 0
        }) {
            if let last = runs.last?.first, compare(last, row) == 0 { runs[runs.count - 1].append(row) } else { runs.append([row]) }
        }
        return runs
    }

    private func compare(_ a: Value, _ b: Value, _ call: WindowCall) -> Int {
        Order(run: run).compareWithMissing(a, b, call.arguments[0].type.kind, isDescending: call.isDescending)
    }

    private func compareAlong(_ a: Int, _ b: Int) -> Int { Order(run: run).compare(along[a], along[b], by: order) }

    // MARK: By the calendar

    /// The value in the row whose key is the one that is wanted.
    private func prior(_ values: [Value], keys: [Value], wanted: [Value]) throws -> [Value] {
        var places: [Value: [Int]] = [:]
        for row in rows.indices where !keys[row].isAbsent { places[keys[row].identity, default: []].append(row) }
        return try rows.indices.map { row in
            if wanted[row].isAbsent { return .missing }
            let found = places[wanted[row].identity] ?? []
            if found.count > 1 { throw ReferenceMistake("prior-matches-twice") }
            return found.first.map { values[$0] } ?? .missing
        }
    }
}
