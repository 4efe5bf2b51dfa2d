import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// `with empty`: the groups that are there even without rows, every combination of the keys' domains.
final class EmptyGroups {
    /// More groups than a report has lines; a product of large domains is a mistake.
    private static let limit = 10_000_000

    private let keys: [Computation]
    private let domains: [PlannedDomain]
    private let run: (Plan) throws -> (columns: [Column], count: Int)

    init(_ plan: AggregatePlan, run: @escaping (Plan) throws -> (columns: [Column], count: Int)) {
        keys = plan.keys
        domains = plan.domains
        self.run = run
    }

    /// Adds what is not there yet.
    func add(to index: GroupIndex, _ context: QueryContext) throws {
        let present = index.count == 0 ? [] : try index.keyColumns()
        let values = try domains.map { try self.values(of: $0, present, groupCount: index.count, context) }
        var total = 1
        for (_, count) in values {
            let (product, overflow) = total.multipliedReportingOverflow(by: count)
            guard !overflow, product <= Self.limit else {
                throw DiagnosticList(.tooManyGroups(limit: Self.limit), at: keys.first?.value.place)
            }
            total = product
        }
        if total == 0 { return }
        // The last domain changes fastest; in which order groups are added does not matter, as they come out sorted.
        var columns = [Column](repeating: .missing(count: total), count: keys.count)
        var repeats = total
        for (domain, (parts, count)) in zip(domains, values) {
            repeats /= count
            let rows = (0..<total).map { Int32(($0 / repeats) % count) }
            for (place, part) in zip(domain.keys, parts) { columns[place] = part.gather(rows) }
        }
        var start = 0
        while start < total {
            try context.checkCancelled()
            let range = start..<min(start + Batch.capacity, total)
            _ = index.assign(columns.map { $0.slice(range) }, count: range.count)
            start = range.upperBound
        }
    }

    private func values(of domain: PlannedDomain, _ present: [Column], groupCount: Int, _ context: QueryContext) throws -> (columns: [Column], count: Int) {
        switch domain.values {
        case .declared(let values):
            return ([Column.of(values.map { .text($0) }, type: keys[domain.keys[0]].value.type)], values.count)
        case .rows(let plan):
            return try run(plan)
        case .periods(let unit, let isReporting, let calendar, let span):
            let known = present.isEmpty ? [] : Self.periods(present[domain.keys[0]])
            let found = try periods(unit, isReporting ? ReportingPeriods(context, named: calendar) : nil, span, present: known, context)
            return ([Column.of(found.map { .period($0) }, type: keys[domain.keys[0]].value.type)], found.count)
        case .present:
            if present.isEmpty { return ([.missing(count: 0)], 0) }
            let distinct = GroupIndex(keyCount: 1)
            _ = distinct.assign([present[domain.keys[0]]], count: groupCount)
            return (try distinct.keyColumns(), distinct.count)
        }
    }

    private static func periods(_ column: Column) -> [Period] {
        guard case .period(let periods) = column else { return [] }
        return (0..<periods.first.count).compactMap { row in
            periods.validity?[row] ?? true ? Period(first: periods.first[row], last: periods.last[row]) : nil
        }
    }

    /// From the one that holds the first day of the span, or the first that is present, to the last.
    private func periods(
        _ unit: PeriodUnit?, _ reporting: ReportingPeriods?, _ span: CheckedExpression?, present: [Period], _ context: QueryContext
    ) throws -> [Period] {
        var limits = present.first.map { first in present.reduce(first) { Period(first: min($0.first, $1.first), last: max($0.last, $1.last)) } }
        if let span, case .period(let given)? = try KernelCompiler(layout: [:], context: context).constant(span) { limits = given }
        guard let limits, let unit = unit ?? Self.unit(of: present) else { return present }
        func period(around day: Int32) throws -> Period {
            do {
                return try reporting?.period(containing: day, unit, row: 0) ?? unit.period(containing: day)
            } catch let problem as FunctionProblem {
                throw DiagnosticList(problem.message, at: keys.first?.value.place)
            }
        }
        var result = [try period(around: limits.first)]
        while let last = result.last, last.last < limits.last, result.count <= Self.limit {
            result.append(try period(around: last.last + 1))
        }
        return result
    }

    /// The unit that all of these periods are, when there is one.
    private static func unit(of periods: [Period]) -> PeriodUnit? {
        guard !periods.isEmpty else { return nil }
        return PeriodUnit.allCases.first { unit in periods.allSatisfy { unit.period(containing: $0.first) == $0 } }
    }
}
