import Semantics

extension Rule {
    /// Rows are chosen while a table is read, by their numbers as they are kept: in one, two or four bytes each, of which a vector compares up to
    /// 64 at once. Only those that pass are made wide.
    ///
    /// A condition on what a link names (`unit.district == "Ý Yên"`) is decided once for each row of the table that it names, and from then on by the
    /// codes or the numbers of the links.
    ///
    /// Law: a row for which one of the parts that `and` puts together is false is no row for which the condition is true.
    ///
    /// The filter stays, for rows that are not kept so, and counts those that did not come. Only for the first parts, up to one that could fail:
    /// `fee / n > 2 and received in @2019` would have failed on a row of 2018. Whether a link leads nowhere, which is counted, is found out when the
    /// question is run; that part and those behind it are left to the filter then. Not where it is counted how many rows lack a value of something
    /// that is worked out (`fee * 2 > 5`): rows that do not come are not counted. Only over the table itself and what is computed there without a
    /// chance to fail: after a `take` or a `join` other rows would be meant.
    static let filterWhileReading = Rule("FilterWhileReading") { pipeline in
        pipeline.mapPlans(markRows)
    }

    private static func markRows(_ plan: Plan) -> Plan {
        let plan = plan.mapInputs(markRows)
        guard case .filter(var filter) = plan, let (scan, computed) = filter.input.scanBelowSteps else { return plan }
        let columns = Set(scan.columns.map(\.id))
        let condition = filter.condition.inlining(computed)
        guard condition.countsOnly(columns) else { return plan }
        filter.followed = computed.values.filter { !$0.isQuiet }
        var decided: [CheckedExpression] = []
        for part in condition.conjuncts {
            // What could fail must see all rows that come to it.
            guard let followed = part.followed(from: columns) else { break }
            let told = part.part { $0.isTold(by: columns) || $0.onlyLink(among: columns) != nil }
            if let told { decided.append(told) }
            if told?.comparisons != part.comparisons { filter.followed += followed }
        }
        filter.read = .together(decided)
        filter.counted = condition.columnsCounted
        filter.isReadWhole = filter.read?.comparisons == condition.comparisons
        return .filter(filter)
    }
}

extension Plan {
    /// The table whose rows this plan hands on, all of them, and what it computes of them; `nil` where that could fail or counts something, but for
    /// links that may lead nowhere.
    fileprivate var scanBelowSteps: (TableScan, [ColumnID: CheckedExpression])? {
        switch self {
        case .scan(let scan): return (scan, [:])
        case .project(let project):
            guard let (scan, computed) = project.input.scanBelowSteps else { return nil }
            let columns = Set(scan.columns.map(\.id))
            var all = computed
            for computation in project.computations {
                let value = computation.value.inlining(computed)
                guard value.isQuiet || value.onlyLink(among: columns) != nil else { return nil }
                all[computation.id] = value
            }
            return (scan, all)
        default: return nil
        }
    }
}

extension CheckedExpression {
    /// A comparison, under `not` or without, that the numbers of a column decide.
    fileprivate func isTold(by columns: Set<ColumnID>) -> Bool {
        switch node {
        case .not(let negated): negated.isToldWhole(by: columns)
        case .isMissing(let value): value.isColumn(of: columns)
        case .isIn(let value, let elements): value.isKept(by: columns) && elements.allSatisfy { $0.isComparable(with: value) }
        case .isInPeriod(let day, let period): day.isKept(by: columns) && period.isConstant
        case .compare(let comparison, let form, let lhs, let rhs, notice: _):
            switch form {
            case .same, .decimal: lhs.isKept(by: columns) && rhs.isComparable(with: lhs) || rhs.isKept(by: columns) && lhs.isComparable(with: rhs)
            case .text, .enumeration:
                (comparison == .equal || comparison == .notEqual)
                    && (lhs.isKept(by: columns) && rhs.isComparable(with: lhs) || rhs.isKept(by: columns) && lhs.isComparable(with: rhs))
            case .link, .ratio, .points, .period, .dayWithPeriod: false
            }
        default: false
        }
    }

    /// Columns of comparisons that are counted where they meet a missing value.
    fileprivate var columnsCounted: Set<ColumnID> {
        var found: Set<ColumnID> = []
        walk { part in
            guard case .compare(_, _, let lhs, let rhs, notice: _?) = part.node else { return }
            for side in [lhs, rhs] where side.type.isOptional { found.formUnion(side.columnsRead) }
        }
        return found
    }

    /// How many comparisons `and` and `or` put together.
    fileprivate var comparisons: Int {
        switch node {
        case .and(let lhs, let rhs), .or(let lhs, let rhs): lhs.comparisons + rhs.comparisons
        default: 1
        }
    }

    private func isToldWhole(by columns: Set<ColumnID>) -> Bool {
        switch node {
        case .and(let lhs, let rhs), .or(let lhs, let rhs): lhs.isToldWhole(by: columns) && rhs.isToldWhole(by: columns)
        default: isTold(by: columns)
        }
    }

    /// A column of the table that is kept as whole numbers, or the day of one.
    private func isKept(by columns: Set<ColumnID>) -> Bool {
        guard (momentOfDay ?? self).isColumn(of: columns) else { return false }
        switch type.kind {
        case .int, .decimal, .date, .timestamp, .text, .enumeration: return true
        default: return false
        }
    }

    private func isColumn(of columns: Set<ColumnID>) -> Bool {
        guard case .column(let id) = node else { return false }
        return columns.contains(id)
    }

    private func isComparable(with column: CheckedExpression) -> Bool {
        guard case .constant(let value) = node else { return false }
        switch (column.type.kind, value) {
        case (.int, .int), (.decimal, .decimal), (.decimal, .int), (.date, .date), (.timestamp, .timestamp), (.text, .text), (.enumeration, .text): return true
        default: return false
        }
    }

    /// Whether what is counted of its comparisons is only how many rows lack a value of columns of the table.
    fileprivate func countsOnly(_ columns: Set<ColumnID>) -> Bool {
        !contains {
            guard case .compare(_, _, let lhs, let rhs, notice: _?) = $0.node else { return false }
            return ![lhs, rhs].allSatisfy { !$0.type.isOptional || ($0.momentOfDay ?? $0).isColumn(of: columns) }
        }
    }
}
