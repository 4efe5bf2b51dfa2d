import Columns
import Diagnostics
import Planning
import Semantics
import Tables

/// Turns a checked expression into kernels: the one switch over what expressions are.
///
/// Subtrees without a column are evaluated once, here, and stay as constants. What an expression needs
/// from outside (linked tables, calendars, the values of subqueries) is taken from the context when it is
/// compiled, so subqueries must have run and linked tables must be readable by then.
///
/// Aggregates, windows, reverse links, parameters and scalar subqueries are no expressions over rows: the
/// planner and the session replace them by columns and constants before an expression comes here.
package struct KernelCompiler {
    /// Where each column stands in the batches that the kernel will be given.
    package let layout: [ColumnID: Int]
    package let context: QueryContext
    private let paths = LinkPaths()

    package init(layout: [ColumnID: Int], context: QueryContext) {
        self.layout = layout
        self.context = context
    }

    /// A kernel that reports its own mistakes: what it throws is a `FailedRow`, with the expression's place
    /// and the row, counted from 1 over the rows that this kernel has been given.
    /// - Throws: `DiagnosticList` for a constant argument that cannot be; what linked tables throw when they are read.
    package func compile(_ expression: CheckedExpression) throws -> any Kernel {
        do {
            return try lower(expression).reporting
        } catch let problem as RowProblem {
            throw problem.diagnostics(row: nil)
        }
    }

    /// The value of an expression without columns; `nil` when it reads one.
    /// - Throws: `DiagnosticList` when computing it fails.
    package func constant(_ expression: CheckedExpression) throws -> Value? {
        do {
            let compiled = try lower(expression)
            if let value = compiled.value { return value }
            guard compiled.reads.isEmpty else { return nil }
            // Folding kept it as a kernel because it fails; failing is now the answer.
            let column = try compiled.kernel.evaluate(Batch(columns: [], count: 1), context)
            return column.value(0, type: expression.type)
        } catch let problem as RowProblem {
            throw problem.diagnostics(row: nil)
        }
    }

    func lower(_ expression: CheckedExpression) throws -> CompiledExpression {
        if case .constant(let value) = expression.node { return .constant(value, expression.type) }
        if let condition = try linkedCondition(expression) { return condition }
        return try folded(translate(expression), expression.type)
    }

    private func translate(_ expression: CheckedExpression) throws -> CompiledExpression {
        let type = expression.type
        let place = expression.place
        switch expression.node {
        case .constant(let value):
            return .constant(value, type)
        case .column(let id):
            guard let index = layout[id] else { preconditionFailure("column \(id) is not among the columns of this stage") }
            return CompiledExpression(ColumnKernel(index: index), type, reads: [index])
        case .linked(let link, let table, let column):
            // The key of the row that a link names is the link, where it is known to name one.
            if case .text = type.kind, try context.tables.linked(table).info.key == column, isWhole(link) { return try lower(link) }
            return try make(type, [lower(link)], isQuiet: { isWhole(link) }, cost: 6) { _ in try LinkedKernel(linkRows(link, table), column: column) }
        case .successor(let link, let table, let day):
            return try make(type, [lower(link), lower(day)], isTotal: false) { try SuccessorKernel(linkRows(link, table), day: $0[1].kernel) }
        case .ancestor(let link, let table, let level, let asOf):
            let parts = [link] + (asOf.map { [$0] } ?? [])
            return try placed(place, type, parts.map { try lower($0) }) {
                try AncestorKernel(linkRows(link, table), level: level, asOf: $0.count > 1 ? $0[1] : nil)
            }
        case .under(let link, let table, let top, let asOf):
            let parts = [link, top] + (asOf.map { [$0] } ?? [])
            return try placed(place, type, parts.map { try lower($0) }, arguments: [link.place, top.place]) {
                try UnderKernel(linkRows(link, table), top: $0[1], topIsLink: top.type.kind == .link(table), asOf: $0.count > 2 ? $0[2] : nil)
            }
        case .negate(let operand):
            return try placed(place, type, [lower(operand)]) { NegateKernel($0[0].kernel) }
        case .not(let operand):
            return make(type, [try lower(operand)]) { NotKernel($0[0].kernel) }
        case .and(let lhs, let rhs): return try logic(.and, [lhs, rhs], type)
        case .or(let lhs, let rhs): return try logic(.or, [lhs, rhs], type)
        case .arithmetic(let form, let lhs, let rhs):
            let types = (lhs.type, rhs.type)
            return try placed(place, type, [lower(lhs), lower(rhs)]) {
                ArithmeticKernel.make(form, $0[0].kernel, $0[1].kernel, operands: types, result: type)
            }
        case .compare(let comparison, let form, let lhs, let rhs, notice: _):
            let comparator = try Comparator(form, lhs.type, rhs.type, context)
            return make(type, [try lower(lhs), try lower(rhs)]) { sides in
                let (first, second) = (sides[0].kernel, sides[1].kernel)
                let range = sides[1].value.flatMap { value in
                    NumberRangeKernel(comparison, first, lhs.type, value) { column, batch, context in
                        try ComparisonKernel.bits(comparison, comparator, column, second.evaluate(batch, context), context)
                    }
                }
                return range ?? ComparisonKernel(comparison, comparator, first, second)
            }
        case .isMissing(let operand):
            return make(type, [try lower(operand)]) { IsMissingKernel($0[0].kernel) }
        case .search(let text, let pattern):
            return make(type, [try lower(text), try lower(pattern)], cost: 12) { SearchKernel($0[0].kernel, pattern: $0[1]) }
        case .isIn(let operand, let elements):
            return try membership(operand, elements, type)
        case .isInList(let operand, let list):
            let values: [Value]
            switch try lower(list).value {
            case .list(let elements)?: values = elements
            case .missing?: values = []
            default: preconditionFailure("the right side of 'in' is not a list known before the first row")
            }
            let set = ValueSet(values, type: operand.type)
            return make(type, [try lower(operand)]) { MembershipKernel($0[0].kernel, set, zone: context.zone) }
        case .isInPeriod(let day, let period):
            let day = day.momentOfDay ?? day
            return make(type, [try lower(day), try lower(period)]) { IsInPeriodKernel($0[0].kernel, day.type, $0[1]) }
        case .isInQuery(let operand, let id):
            guard let column = context.boundSets[id] else { preconditionFailure("subquery \(id.number) has not run yet") }
            let set = ValueSet(column, type: operand.type)
            return make(type, [try lower(operand)]) { MembershipKernel($0[0].kernel, set, zone: context.zone) }
        case .choose(let condition, let whenTrue, let whenFalse):
            // Lists are values of expressions and have no form in memory to choose from.
            if case .list = type.kind { return try lower(lower(condition).value == .bool(true) ? whenTrue : whenFalse) }
            return make(type, [try lower(condition), try lower(whenTrue), try lower(whenFalse)]) {
                ChooseKernel($0[0].kernel, $0[1], $0[2])
            }
        case .coalesce(let first, let second):
            return make(type, [try lower(first), try lower(second)]) { CoalesceKernel($0[0].kernel, $0[1]) }
        case .per(let numerator, let denominator):
            return make(type, [try lower(numerator), try lower(denominator)], isTotal: false) { PerKernel($0[0].kernel, $0[1].kernel) }
        case .span(let first, let last):
            return try placed(place, type, [lower(first), lower(last)]) { SpanKernel($0[0].kernel, $0[1].kernel) }
        case .call(let name, let overload, let arguments):
            return try call(name, overload, arguments, type, place)
        case .convert(let operand):
            let from = operand.type
            let inner = try lower(operand)
            if ConvertKernel.keepsForm(from, type) { return CompiledExpression(inner.kernel, type, like: inner) }
            let isTotal = ConvertKernel.isTotal(from, type)
            return try placed(place, type, [inner], isTotal: isTotal) { ConvertKernel($0[0].kernel, from: from, to: type) }
        case .interpolate(let parts):
            return try interpolation(parts, type)
        case .list(let elements):
            var values: [Value] = []
            for element in elements {
                let compiled = try lower(element)
                precondition(compiled.reads.isEmpty, "a list outside 'in' is known before the first row")
                // What could not be folded fails, which is an error here: there is no row that might not need it.
                values.append(try compiled.value ?? compiled.kernel.evaluate(Batch(columns: [], count: 1), context).value(0, type: element.type))
            }
            return .constant(.list(values), type)
        case .parameter(let name):
            preconditionFailure("the parameter '\(name)' has not been replaced by its value")
        case .query(let id):
            preconditionFailure("subquery \(id.number) has not been replaced by its value")
        case .aggregate(let call):
            preconditionFailure("the aggregate '\(call.function)' has not been replaced by a column")
        case .window(let call):
            preconditionFailure("the window function '\(call.function)' has not been replaced by a column")
        case .reverse(let reverse):
            preconditionFailure("the rows of '\(reverse.scan.table)' have not been joined")
        }
    }

    // MARK: The cases that need more than a line

    /// `a in […]`: constants become one set; any other element is compared row by row.
    private func membership(_ operand: CheckedExpression, _ elements: [CheckedExpression], _ type: Type) throws -> CompiledExpression {
        var constants: [Value] = []
        var others: [(CompiledExpression, Type)] = []
        for element in elements {
            let compiled = try lower(element)
            if let value = compiled.value { constants.append(value) } else { others.append((compiled, element.type)) }
        }
        let set = ValueSet(constants, type: operand.type)
        let subject = try lower(operand)
        if others.isEmpty {
            return make(type, [subject]) { MembershipKernel($0[0].kernel, set, zone: context.zone) }
        }
        let comparators = try others.map { try Comparator(.fitting(operand.type.kind), operand.type, $0.1, context) }
        return make(type, [subject] + others.map { $0.0 }) { parts in
            ElementsKernel(parts[0].kernel, set, Array(zip(comparators, parts.dropFirst().map(\.kernel))), zone: context.zone)
        }
    }

    private func call(_ name: String, _ overload: Int, _ arguments: [CheckedExpression], _ type: Type, _ place: Diagnostic.Place?) throws -> CompiledExpression {
        guard let rows = FunctionTables.scalar[name], rows.indices.contains(overload) else {
            preconditionFailure("'\(name)' is not a row of the scalar functions")
        }
        var parts = try arguments.map { try lower($0) }
        if name == "to_text", case .link(let table) = arguments[0].type.kind { parts[0] = try label(of: parts[0], arguments[0].type, table) }
        let site = CallSite(argumentTypes: arguments.map(\.type), constants: parts.map(\.value), resultType: type)
        return try placed(place, type, parts, arguments: arguments.map(\.place)) { parts in
            CallKernel(parts.map(\.kernel), try rows[overload].make(site))
        }
    }

    private func interpolation(_ parts: [CheckedExpression], _ type: Type) throws -> CompiledExpression {
        var compiled: [CompiledExpression] = []
        for part in parts {
            let inner = try lower(part)
            if case .link(let table) = part.type.kind {
                compiled.append(try label(of: inner, part.type, table))
            } else if case .list? = inner.value, let value = inner.value {
                // A list has no form in memory, and its text is all that is wanted of it.
                compiled.append(.constant(.text(context.display.text(value, type: part.type)), .text))
            } else {
                compiled.append(inner)
            }
        }
        let types = parts.map { part -> Type in
            switch part.type.kind {
            case .link: Type(.text, optional: part.type.isOptional)
            case .list: .text
            default: part.type
            }
        }
        let display = context.display
        return make(type, compiled) { InterpolateKernel($0.map(\.kernel), types, display) }
    }

    /// A link as people read it.
    private func label(of link: CompiledExpression, _ type: Type, _ table: String) throws -> CompiledExpression {
        let linked = try context.tables.linked(table)
        return try make(type, [link]) { try LabelKernel($0[0].kernel, linked) }
    }

    /// The column that a condition on a linked text reads, instead of the link.
    private static let linkedText = ColumnID(-1)

    /// A condition on one plain text of a linked table; `nil` for any other expression.
    private func linkedCondition(_ expression: CheckedExpression) throws -> CompiledExpression? {
        guard let found = expression.conditionOnLink(as: Self.linkedText), let column = try context.tables.linked(found.table).columns[found.column],
            case .text = column
        else { return nil }
        let test = try KernelCompiler(layout: [Self.linkedText: 0], context: context).lower(found.condition)
        return try make(expression.type, [lower(found.link)], isTotal: !test.mayFail, isQuiet: { isWhole(found.link) && test.isTotal }, cost: 6) { _ in
            try LinkedConditionKernel(linkRows(found.link, found.table), column, test.kernel)
        }
    }

    /// The rows of `table` that a link names.
    private func linkRows(_ link: CheckedExpression, _ table: String) throws -> LinkRows {
        let name = Self.linkName(link, table: table)
        return try paths.rows("\(ExpressionText.identity(link)) \(table) \(name ?? "")") {
            let linked = try context.tables.linked(table)
            if case .linked(let first, let middle, let column) = link.node, let map = try context.tables.linked(middle).map(column, to: linked) {
                return try LinkRows(linkRows(first, middle), map, table: linked)
            }
            return LinkRows(try lower(link).kernel, table: linked, name: name)
        }
    }

    /// Whether it is known that no row's link leads nowhere, so that following it counts nothing. All links may have to be looked at for it.
    private func isWhole(_ link: CheckedExpression) -> Bool { (try? leadsSomewhere(link)) ?? false }

    private func leadsSomewhere(_ link: CheckedExpression) throws -> Bool {
        guard case .link(let table) = link.type.kind else { return false }
        switch link.node {
        case .column(let id):
            guard let origin = context.origins[id] else { return false }
            return try context.tables.source(origin.table).isWhole(origin.column, to: context.tables.linked(table).keys)
        case .linked(_, let middle, let column):
            return try context.tables.linked(middle).map(column, to: context.tables.linked(table)) != nil
        default: return false
        }
    }

    /// `a and b and …`, from left to right; conditions that neither fail nor count stand in the order of what they cost.
    private func logic(_ symbol: LogicKernel.Operator, _ sides: [CheckedExpression], _ type: Type) throws -> CompiledExpression {
        var conditions: [CompiledExpression] = []
        func flatten(_ side: CheckedExpression) throws {
            switch (symbol, side.node) {
            case (.and, .and(let lhs, let rhs)), (.or, .or(let lhs, let rhs)):
                try flatten(lhs)
                try flatten(rhs)
            default: conditions.append(try lower(side))
            }
        }
        for side in sides { try flatten(side) }
        var ordered: [CompiledExpression] = []
        for run in conditions.split(maxSplits: .max, omittingEmptySubsequences: false, whereSeparator: { !$0.isTotal }).enumerated() {
            if run.offset > 0 { ordered.append(conditions[run.element.startIndex - 1]) }
            ordered += run.element.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element)
        }
        return try ordered.dropFirst().reduce(ordered[0]) { first, next in
            try folded(make(type, [first, next]) { LogicKernel(symbol, $0[0], $0[1]) }, type)
        }
    }

    /// What notices call a link; `nil` for one that was made up, of which nothing is told.
    private static func linkName(_ link: CheckedExpression, table: String) -> String? {
        link.place.map { "\($0.source.slice($0.span)) → \(table)" }
    }

    // MARK: Assembling

    /// - Parameters:
    ///   - isTotal: the kernel itself does not fail.
    ///   - isQuiet: whether it counts nothing itself; `nil` where that is known.
    private func make(
        _ type: Type, _ parts: [CompiledExpression], isTotal: Bool = true, isQuiet: (() -> Bool)? = nil, cost: Int = 1,
        _ kernel: ([CompiledExpression]) throws -> any Kernel
    ) rethrows -> CompiledExpression {
        CompiledExpression(try kernel(parts), type, parts: parts, mayFail: !isTotal, isQuiet: isQuiet, cost: cost)
    }

    /// A kernel that may fail: its mistakes are reported at `place`, or at that of the argument whose fault they are.
    private func placed(
        _ place: Diagnostic.Place?, _ type: Type, _ parts: [CompiledExpression], arguments: [Diagnostic.Place?] = [], isTotal: Bool = false,
        _ kernel: ([CompiledExpression]) throws -> any Kernel
    ) throws -> CompiledExpression {
        do {
            let made = try kernel(parts)
            return CompiledExpression(isTotal ? made : PlacedKernel(made, place, arguments: arguments), type, parts: parts, mayFail: !isTotal, cost: 4)
        } catch let problem as FunctionProblem {
            throw RowProblem(problem, place: problem.place(among: arguments, otherwise: place))
        }
    }

    /// Evaluates once what reads no column. A constant that fails stays a kernel: it is an error only if a row needs it.
    private func folded(_ compiled: CompiledExpression, _ type: Type) throws -> CompiledExpression {
        guard compiled.reads.isEmpty, compiled.value == nil else { return compiled }
        do {
            let value = try compiled.kernel.evaluate(Batch(columns: [], count: 1), context).value(0, type: type)
            // A ratio to a whole of 0 has no value, but a pool wants its parts.
            return value.isMissing && type.kind.isRatio ? compiled : .constant(value, type)
        } catch let problem as RowProblem {
            return CompiledExpression(FailingKernel(problem), type, parts: [], mayFail: true, cost: 1)
        }
    }
}
