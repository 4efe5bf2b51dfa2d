import Semantics

/// `with empty`: the keys of the groups that are there whether or not a row has them.
struct EmptyGroupKeys {
    let run: ReferenceRun
    /// The keys of the groups that rows have.
    let present: [[Value]]

    /// More than any report has lines.
    private static let limit = 10_000_000

    /// Every combination of what the domains hold, a value for each key.
    /// - Throws: for more combinations than can be, and what the conditions on a linked table throw.
    func keys(_ domains: [KeyDomain], count: Int) throws -> [[Value]] {
        let values = try domains.map(values)
        var size = 1
        for domain in values {
            let (product, overflow) = size.multipliedReportingOverflow(by: domain.count)
            if overflow || product > EmptyGroupKeys.limit { throw ReferenceMistake("too-many-groups") }
            size = product
        }
        var keys = [[Value](repeating: .missing, count: count)]
        for (domain, values) in zip(domains, values) {
            keys = keys.flatMap { key in
                values.map { parts in
                    var key = key
                    for (place, part) in zip(domain.keys, parts) { key[place] = part }
                    return key
                }
            }
        }
        return keys
    }

    /// What the keys of one domain can be together.
    private func values(of domain: KeyDomain) throws -> [[Value]] {
        switch domain.node {
        case .declared(let names): return names.map { [.text($0)] }
        case .rows(let pipeline):
            // Of these rows nothing is told.
            return try run.quietly { try run.rows(of: pipeline).all().map { row in pipeline.output.columns.map { row[$0.id] } } }
        case .periods(let unit, let isReporting, let calendar, let span):
            let periods = presentValues(domain.keys[0]).filter { !$0.isAbsent }.map(\.asPeriod)
            return try self.periods(unit.flatMap { Unit(rawValue: $0.rawValue) }, isReporting, calendar, span, present: periods).map { [.period($0)] }
        case .present: return presentValues(domain.keys[0]).map { [$0] }
        }
    }

    private func presentValues(_ key: Int) -> [Value] {
        var seen: Set<Value> = []
        return present.map { $0[key] }.filter { seen.insert($0.identity).inserted }
    }

    /// Every one from that in which the first day lies to that in which the last one does.
    private func periods(_ unit: Unit?, _ isReporting: Bool, _ calendar: String?, _ span: CheckedExpression?, present: [Period]) throws -> [Period] {
        let reporting = isReporting ? try ReportingPeriods(run, named: calendar) : nil
        var limits: Period? = present.map(\.first).min().flatMap { first in present.map(\.last).max().map { Period(first: first, last: $0) } }
        if let span, case .period(let given) = try run.value(span, Row()) { limits = given }
        guard let limits, let unit = unit ?? EmptyGroupKeys.unit(of: present) else { return present }
        func around(_ day: Int32) throws -> Period { try reporting?.around(day, unit) ?? unit.around(day) }
        var periods: [Period] = []
        var day = limits.first
        repeat {
            let period = try around(day)
            periods.append(period)
            day = period.last + 1
        } while day <= limits.last
        return periods
    }

    /// What all of them are, months or years.
    private static func unit(of periods: [Period]) -> Unit? {
        if periods.isEmpty { return nil }
        return [Unit.day, .week, .month, .quarter, .half, .year].first { unit in periods.allSatisfy { unit.around($0.first) == $0 } }
    }
}
