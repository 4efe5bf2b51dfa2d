import Semantics

/// Stages: the switch over what they are. Each takes rows that can be asked for and gives rows that can be asked for.
extension ReferenceRun {
    func rows(of pipeline: CheckedPipeline) throws -> Rows {
        var rows: Rows
        switch pipeline.source {
        case .table(let scan):
            let table = self.table(scan.table)
            rows = Rows(table.rows.enumerated().map { number, cells in
                var row = Row()
                for column in scan.columns { row[column.id] = column.name == TableScan.rowNumber ? .int(Int64(number + 1)) : cells[column.name] ?? .missing }
                return row
            })
        case .rows(let columns, types: _, let constants):
            rows = Rows(later: { [self] in
                try constants.map { cells in
                    var row = Row()
                    for (id, cell) in zip(columns, cells) { row[id] = try value(cell, Row()) }
                    return row
                }
            })
        }
        for stage in pipeline.stages { rows = try apply(stage, to: rows) }
        return rows
    }

    private func apply(_ stage: CheckedStage, to input: Rows) throws -> Rows {
        switch stage.node {
        case .filter(let condition):
            return try eachRow(of: input, [condition]) { [self] row, expressions in try value(expressions[0], row).isTrue ? [row] : [] }
        case .compute(let computations, let by, let along):
            guard !computations.contains(where: { $0.value.looksAtOtherRows }) else { return try computed(computations, by: by, along: along, over: input) }
            return try eachRow(of: input, computations.map(\.value) + by + along.map(\.value)) { [self] row, expressions in
                var row = row
                // Nobody needs them here, but they are written.
                for key in expressions.dropFirst(computations.count) { _ = try value(key, row) }
                for (computation, expression) in zip(computations, expressions) { row[computation.id] = try value(expression, row) }
                return [row]
            }
        case .summarize(let keys, let items, let totals, let empty): return try summarized(keys, items, totals, empty: empty, over: input)
        case .sort(let keys, let totals): return try sorted(keys, totals, over: input)
        case .take(let count, let last, let by, let ties):
            guard case .int(let limit) = try value(count, Row()), limit >= 0 else { throw ReferenceMistake("negative-take") }
            let taking = Taking(limit: Int(clamping: limit), by: by, ties: ties?.map(\.value))
            return try last ? takenLast(taking, over: input) : taken(taking, over: input)
        case .distinct(let keys):
            var seen: Set<[Value]> = []
            return try eachRow(of: input, keys.map(\.value)) { [self] row, expressions in
                let values = try expressions.map { try value($0, row) }
                guard seen.insert(values.map(\.identity)).inserted else { return [] }
                return [Row(values: Dictionary(zip(keys.map(\.id), values), uniquingKeysWith: { first, _ in first }))]
            }
        case .join(let join): return try joined(join, over: input)
        case .append(let append): return try appended(append, to: input)
        case .check(let assertion):
            return assertion.isOverTable ? try checkedAsWhole(assertion, input) : try checkedByRow(assertion, input)
        case .pivot(let pivot): return try pivoted(pivot, over: input)
        case .unpivot(let reshape): return try unpivoted(reshape, over: input)
        case .sample(let sample): return try sampled(sample, over: input)
        case .describe(let stages, let relation):
            let rows = try input.all()
            show(try stages.reduce(Rows(rows)) { try apply($1, to: $0) }.all(), relation)
            return Rows(rows)
        case .chart(let chart):
            let rows = try input.all()
            show(try apply(CheckedStage(.compute(chart.marks, by: [], along: []), span: stage.span), to: Rows(rows)).all(), chart.relation)
            return Rows(rows)
        case .show(_, _, let relation), .save(_, _, let relation):
            let rows = try input.all()
            show(rows, relation)
            return Rows(rows)
        }
    }

    /// A stage that looks at one row at a time.
    /// - Parameter expressions: all that it works out over its rows; they come to the body with columns in the place of reverse links.
    func eachRow(of input: Rows, _ expressions: [CheckedExpression], _ body: @escaping (Row, [CheckedExpression]) throws -> [Row]) throws -> Rows {
        let resolved = try input.blaming { try resolvingReverses(expressions) }
        let counter = NoticeCounter(resolved, self)
        var waiting: [Row] = []
        return Rows {
            while waiting.isEmpty {
                guard let row = try input.next() else { return nil }
                counter.count(row)
                waiting = try input.blaming { try body(row, resolved) }
            }
            return waiting.removeFirst()
        }
    }

    private func appended(_ append: CheckedAppend, to input: Rows) throws -> Rows {
        let right = try input.blaming { try rows(of: append.right) }
        let ids = append.columns.map(\.id)
        func renumbered(_ rows: Rows, _ side: [CheckedExpression]) throws -> Rows {
            try eachRow(of: rows, side) { [self] row, expressions in
                var result = Row()
                for (id, expression) in zip(ids, expressions) { result[id] = try value(expression, row) }
                return [result]
            }
        }
        let (first, second) = (try renumbered(input, append.columns.map(\.left)), try renumbered(right, append.columns.map(\.right)))
        return Rows { try first.next() ?? second.next() }
    }

    /// Each row once for each name.
    private func unpivoted(_ reshape: CheckedUnpivot, over input: Rows) throws -> Rows {
        try eachRow(of: input, reshape.values.flatMap(\.parts)) { [self] row, expressions in
            let values = try expressions.map { try value($0, row) }
            return reshape.names.enumerated().map { number, name in
                var result = row
                result[reshape.name] = .text(name)
                for (index, column) in reshape.values.enumerated() { result[column.id] = values[index * reshape.names.count + number] }
                return result
            }
        }
    }

    // MARK: Checks

    private func checkedByRow(_ assertion: CheckedAssertion, _ input: Rows) throws -> Rows {
        let verdict = add(ReferenceOutcome.Verdict(assertion: assertion))
        return try eachRow(of: input, assertion.expressions) { [self] row, expressions in
            if try !value(expressions[0], row).isTrue {
                let message = try assertion.otherwise == nil ? nil : expressions.last.map { try value($0, row).string }
                fail(verdict, message)
            }
            return [row]
        }
    }

    private func checkedAsWhole(_ assertion: CheckedAssertion, _ input: Rows) throws -> Rows {
        let verdict = add(ReferenceOutcome.Verdict(assertion: assertion))
        let rows = try input.all()
        let calls = GroupCalls(self)
        let expressions = assertion.expressions.map(calls.withColumns)
        let counter = NoticeCounter(calls.expressions, self)
        for row in rows {
            counter.count(row)
            try calls.evaluateArguments(row)
        }
        try calls.countSkipped(over: rows)
        let row = try calls.row(Row(), of: rows)
        NoticeCounter(expressions, self).count(row)
        let values = try expressions.map { try value($0, row) }
        if !values[0].isTrue { fail(verdict, assertion.otherwise == nil ? nil : values.last?.string) }
        return Rows(rows)
    }
}

extension CheckedExpression {
    /// Whether it needs the rows of its own stage; those of a linked table are had without them.
    var looksAtOtherRows: Bool {
        switch node {
        case .aggregate, .window: true
        case .reverse(let reverse): reverse.key.looksAtOtherRows
        default: children.contains(where: \.looksAtOtherRows)
        }
    }
}
