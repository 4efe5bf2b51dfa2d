import Diagnostics
import Syntax

/// `with empty`: which groups there are even without rows.
extension Checker {
    /// Keys of one link stand together; every other key has a domain of its own.
    func domains(of keys: [Computation], _ flow: Flow, _ source: SourceText) -> [KeyDomain] {
        var domains: [KeyDomain] = []
        var links: [(column: ColumnID, table: String, keys: [(place: Int, value: CheckedExpression)])] = []
        for (place, key) in keys.enumerated() {
            let value = flow.seenThrough(key.value)
            if let (column, table) = value.onlyLink {
                if let known = links.firstIndex(where: { $0.column == column }) {
                    links[known].keys.append((place, value))
                } else {
                    links.append((column, table, [(place, value)]))
                }
                continue
            }
            domains.append(KeyDomain(keys: [place], node: domain(of: value, flow)))
        }
        for link in links {
            // Alone it is a key like others; with more of its link, or under a condition on it, it stands as its rows have it.
            if link.keys.count == 1, case .enumeration(let values) = link.keys[0].value.type.kind, conditions(on: link.column, flow).isEmpty {
                domains.append(KeyDomain(keys: [link.keys[0].place], node: .declared(values)))
                continue
            }
            let rows = rows(of: link.table, as: link.column, link.keys.map(\.value), flow, source)
            domains.append(KeyDomain(keys: link.keys.map(\.place), node: rows.map { .rows($0) } ?? .present))
        }
        return domains
    }

    private func domain(of value: CheckedExpression, _ flow: Flow) -> KeyDomain.Node {
        switch value.type.kind {
        case .enumeration(let values): return .declared(values)
        case .period: break
        default: return .present
        }
        guard case .call(let name, _, let arguments) = value.node, let first = arguments.first else {
            return .periods(nil, isReporting: false, calendar: nil, span: nil)
        }
        func text(_ index: Int) -> String? {
            if arguments.indices.contains(index), case .constant(.text(let text)) = arguments[index].node { text } else { nil }
        }
        let unit = name == "reporting_period" ? text(1).flatMap { PeriodUnit(rawValue: $0) } : PeriodUnit(rawValue: name)
        return .periods(unit, isReporting: name == "reporting_period", calendar: text(2), span: span(of: first, flow))
    }

    /// The constant period of the nearest earlier `where c in P` on the same value.
    private func span(of day: CheckedExpression, _ flow: Flow) -> CheckedExpression? {
        guard let wanted = guardKey(day.withoutConversion) else { return nil }
        for condition in flow.filters.reversed() {
            guard case .isInPeriod(let tested, let period) = condition.node, isConstant(period),
                guardKey(flow.seenThrough(tested).withoutConversion) == wanted
            else { continue }
            return period
        }
        return nil
    }

    /// The conditions before that read nothing but a link.
    private func conditions(on link: ColumnID, _ flow: Flow) -> [CheckedExpression] {
        flow.filters.map(flow.seenThrough).filter { $0.columnsRead == [link] && !isAggregated($0) }
    }

    /// The rows of a linked table that the pipeline's conditions on the link let through, as values of the keys.
    private func rows(of table: String, as column: ColumnID, _ keys: [CheckedExpression], _ flow: Flow, _ source: SourceText) -> CheckedPipeline? {
        guard let info = catalogue.table(table), let keyName = info.key else { return nil }
        let rows = scan(info, source: source)
        guard let key = rows.relation.base?.columns[keyName], case .table(var scan) = rows.source else { return nil }
        scan.columns = scan.columns.filter { $0.id == key.id }
        let read = CheckedExpression(.column(key.id), key.type)
        // Keys may be numbers, and the links of rows hold their digits.
        let link = CheckedExpression(key.type.kind == .text ? read.node : .convert(read), Type(.link(table)))
        func moved(_ expression: CheckedExpression) -> CheckedExpression {
            // Comparisons are counted where the rows themselves pass the condition.
            expression.withoutNotices.map { part in
                if case .column(column) = part.node { CheckedExpression(link.node, link.type, part.place) } else { part }
            }
        }
        let span = Span(0, 0)
        var stages: [CheckedStage] = []
        if let validity = info.validity, let day = environment.asOf { stages.append(CheckedStage(.filter(isValid(link, info, validity, on: day)), span: span)) }
        for condition in conditions(on: column, flow) {
            var condition = moved(condition)
            // Of these rows nothing is told.
            condition.place = nil
            stages.append(CheckedStage(.filter(condition), span: span))
        }
        let values = keys.map { Computation(id: numbers.make(), value: moved($0)) }
        stages.append(CheckedStage(.distinct(values), span: span))
        // A row above the level that is asked for has no place in the table.
        let isMissing = values.map { CheckedExpression(.isMissing(CheckedExpression(.column($0.id), $0.value.type)), .bool) }
        if let first = isMissing.first {
            let all = isMissing.dropFirst().reduce(first) { CheckedExpression(.and($0, $1), .bool) }
            stages.append(CheckedStage(.filter(CheckedExpression(.not(all), .bool)), span: span))
        }
        let columns = values.map { Relation.Column(name: "key\($0.id.number)", id: $0.id, type: $0.value.type) }
        return CheckedPipeline(source: .table(scan), stages: stages, output: Relation(columns: columns), numbers: numbers)
    }
}

extension Checker {
    /// Whether a row of the table stands for something on that day.
    private func isValid(_ link: CheckedExpression, _ table: TableInfo, _ validity: TableInfo.Validity, on day: Int32) -> CheckedExpression {
        let today = CheckedExpression(.constant(.date(day)), .date)
        func column(_ name: String) -> CheckedExpression {
            CheckedExpression(.linked(link, table: table.name, column: name), Type(.date, optional: true))
        }
        func compare(_ symbol: ComparisonOperator, _ name: String) -> CheckedExpression {
            let known = CheckedExpression(.compare(symbol, .same, column(name), today, notice: nil), .bool)
            return CheckedExpression(.or(CheckedExpression(.isMissing(column(name)), .bool), known), .bool)
        }
        return CheckedExpression(.and(compare(.lessOrEqual, validity.first), compare(.greaterOrEqual, validity.last)), .bool)
    }
}

extension Flow {
    /// The expression with computed columns replaced by what they were computed as.
    func seenThrough(_ expression: CheckedExpression) -> CheckedExpression {
        if definitions.isEmpty { return expression }
        return expression.map { part in
            guard case .column(let id) = part.node, let definition = definitions[id] else { return part }
            return seenThrough(definition)
        }
    }
}

extension CheckedExpression {
    /// The parts of an `and`, of which each must hold.
    package var conjuncts: [CheckedExpression] {
        if case .and(let lhs, let rhs) = node { return lhs.conjuncts + rhs.conjuncts }
        return [self]
    }

    /// The one column that is read, when it is a link, and the table that it points to.
    fileprivate var onlyLink: (ColumnID, String)? {
        guard columnsRead.count == 1, let column = columnsRead.first else { return nil }
        var table: String?
        walk { part in if case .column(column) = part.node, case .link(let name) = part.type.kind { table = name } }
        return table.map { (column, $0) }
    }

    fileprivate var withoutConversion: CheckedExpression {
        if case .convert(let inner) = node { return inner.withoutConversion }
        return self
    }
}
