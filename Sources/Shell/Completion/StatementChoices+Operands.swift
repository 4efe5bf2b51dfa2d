import Diagnostics
import Formats
import Semantics
import Session
import Syntax

/// Values: columns, links, measures, functions, and what a column is compared with.
extension StatementChoices {
    /// What a value is wanted for, which decides what is likeliest.
    private enum Purpose {
        /// `where …`
        case condition
        /// An item of `summarize`.
        case figure
        /// An item of `add`.
        case addition
        /// Behind `by`.
        case key
            /// A column as it is: `sort`, `keep`.
        case column
        case argument(FunctionSignature.Parameter?)
        case value
    }

    private var purpose: Purpose {
        if let call = place.call {
            if call.isCondition { return .condition }
            let rows = Session.functionRows.first { $0.name == call.name }
            return .argument(rows.flatMap { row in row.parameters.isEmpty ? nil : row.parameters[min(call.argument, row.parameters.count - 1)].type })
        }
        switch place.clause {
        case .by?, .across?, .along?: return .key
        case .on?: return .column
        case .within?: return .value
        default: break
        }
        switch place.stage {
        case .where?, .check?, .warn?: return .condition
        case .summarize?, .pivot?: return .figure
        case .add?, .set?: return .addition
        case .sort?, .keep?, .distinct?: return .column
        default: return .value
        }
    }

    mutating func addOperands() {
        if place.stage == .take || place.stage == .sample, place.call == nil, place.clause == nil {
            if place.stage == .take { list.add(.keyword, "last", summary: "the last rows and not the first") }
            return addParameters()
        }
        if let call = place.call, addNamedArguments(of: call) { return }
        if place.mayBePipeline { list.add(.keyword, "from", type: "from TABLE", summary: "begins a pipeline: a table, a let, a file") }
        var goes: (Type.Kind) -> Bool = { _ in true }
        if let comparison = place.comparison {
            addValues(comparedWith: comparison)
            if let left = prospect?.type(of: source.slice(comparison.left))?.kind { goes = { $0.goes(with: left) } }
        }
        switch purpose {
        case .condition:
            addColumns { goes($0) ? $0.conditionWeight : nil }
            addWords(["not", "if"])
            addFunctions([.scalar])
            // Of the rows that link here aggregates can be had in a condition too.
            if prospect?.table?.reverseLinks.isEmpty == false { addFunctions([.aggregate]) }
        case .figure:
            if place.stage == .pivot { addShownColumns() }
            addMeasures()
            addFunctions([.aggregate])
            addReverseLinks()
            addWords(["if"])
            addFunctions([.scalar])
        case .addition:
            addColumns { goes($0) ? $0.conditionWeight : nil }
            addMeasures()
            addFunctions([.scalar, .aggregate, .window])
            addWords(["if", "not"])
        case .key: addKeys()
        case .column:
            addColumns { _ in 0 }
            if place.stage == .keep { list.add(.keyword, "*", summary: "the other columns") }
            addFunctions([.scalar])
        case .argument(let parameter):
            let isAggregated = place.call.map { isAggregate($0.name) } ?? false
            if isAggregated { addReverseLinks() }
            addColumns { kind in goes(kind) ? parameter.map { $0.takes(kind) ? 0 : 1 } ?? 0 : nil }
            if isAggregated, let call = place.call, call.isAtStart, takesNothing(call.name) { list.add(.keyword, "where", summary: "counts only rows for which this holds") }
            if !isAggregated, place.stage == .summarize || place.stage == .add || place.stage == .set, !place.outerCalls.contains(where: isAggregate) {
                addMeasures()
                addFunctions([.aggregate])
            }
            addFunctions([.scalar])
            addWords(["if", "not"])
        case .value:
            addColumns { goes($0) ? 0 : nil }
            addFunctions([.scalar])
            addWords(["if", "not"])
        }
        if place.comparison == nil { addWords(["true", "false", "missing"]) }
        addParameters()
    }

    mutating func addShownColumns() {
        for column in prospect?.relation.columns ?? [] where !column.isPrivate { add(column) }
    }

    private func isAggregate(_ name: String) -> Bool { Session.functionRows.contains { $0.name == name && $0.role == .aggregate } }

    private func takesNothing(_ name: String) -> Bool {
        Session.functionRows.contains { $0.name == name && $0.parameters.count == $0.optionalCount }
    }

    private mutating func addWords(_ words: [String]) {
        for word in words { list.add(.keyword, word, summary: Self.wordSummaries[word] ?? "") }
    }

    private static let wordSummaries = [
        "not": "the contrary", "if": "if c then a else b", "true": "holds", "false": "does not hold", "missing": "no value",
    ]

    // MARK: Columns

    private mutating func add(_ column: Relation.Column) {
        list.add(
            column.type.isLink ? .link : .column, column.name, text: Parser.written(column.name), type: Self.describe(column.type), summary: column.label ?? "")
    }

    /// Columns that are seen and what the model computes, lighter ones first; then those of the row that `keep` has hidden.
    /// - Parameter weight: `nil` for a kind that cannot be meant.
    private mutating func addColumns(_ weight: (Type.Kind) -> Int?) {
        guard let prospect else { return }
        let shown = prospect.relation.columns.filter { !$0.isPrivate }
        let computed = prospect.table?.computed.map { ($0, prospect.type(of: Parser.written($0.name))) } ?? []
        let weights = shown.map { weight($0.type.kind) }
        let weightsOfComputed = computed.map { weight($0.1?.kind ?? .nothing) }
        for wanted in Set((weights + weightsOfComputed).compactMap { $0 }).sorted() {
            for (index, column) in shown.enumerated() where weights[index] == wanted { add(column) }
            for (index, (definition, type)) in computed.enumerated() where weightsOfComputed[index] == wanted {
                list.add(
                    .column, definition.name, text: Parser.written(definition.name), type: type.map(Self.describe) ?? "computed", summary: definition.label ?? "")
            }
        }
        guard let table = prospect.table else { return }
        if let base = prospect.relation.base, shown.count < table.columns.count {
            for column in table.columns where !column.isPrivate && base.columns[column.name] != nil && weight(column.type.kind) != nil {
                list.add(
                    column.type.isLink ? .link : .column, column.name, text: Parser.written(column.name), type: Self.describe(column.type),
                    summary: column.label ?? "")
            }
        }
        addOwnLevels()
    }

    private mutating func addOwnLevels() {
        guard let table = prospect?.table, let tree = table.tree else { return }
        for level in tree.levels { list.add(.level, level, text: Parser.written(level), type: "link to \(table.name)", summary: "the \(level) that it belongs to") }
    }

    private mutating func addMeasures() {
        guard let prospect, prospect.relation.base?.isMultiplied == false, let table = prospect.table else { return }
        for measure in table.measures {
            list.add(
                .measure, measure.name, text: Parser.written(measure.name), type: prospect.type(of: Parser.written(measure.name)).map(Self.describe) ?? "measure",
                summary: measure.label ?? measure.note ?? "")
        }
    }

    private mutating func addReverseLinks() {
        guard let table = prospect?.table else { return }
        for link in table.reverseLinks {
            list.add(.table, link.name, text: Parser.written(link.name), type: "rows of \(link.table)", summary: "those whose \(link.column) is this one")
        }
    }

    /// Enums and links with their levels, then parts of dates, then the rest.
    private mutating func addKeys() {
        guard let prospect else { return }
        let columns = prospect.relation.columns.filter { !$0.isPrivate }
        for column in columns where column.type.isEnumeration || column.type.kind == .bool { add(column) }
        for column in columns {
            guard case .link(let target) = column.type.kind else { continue }
            add(column)
            guard let table = prospect.table(target) else { continue }
            for level in table.tree?.levels ?? [] {
                list.add(.level, "\(column.name).\(level)", text: "\(Parser.written(column.name)).\(Parser.written(level))", type: "link to \(target)")
            }
        }
        for column in columns where column.type.hasDays {
            for part in ["month", "quarter", "half", "year"] {
                list.add(.column, "\(column.name).\(part)", text: "\(Parser.written(column.name)).\(part)", type: "period")
            }
        }
        for table in [prospect.table].compactMap({ $0 }) {
            for computed in table.computed {
                list.add(.column, computed.name, text: Parser.written(computed.name), type: "computed", summary: computed.label ?? "")
            }
        }
        addOwnLevels()
        for column in columns { add(column) }
        addColumns { _ in 0 }
        addFunctions([.scalar])
    }

    // MARK: Members

    mutating func addMembers(of base: String) {
        if place.clause == .on, let other = place.other, base == place.alias || base == source.slice(other) {
            let rows = session.prospect(of: "from " + source.slice(other), after: preceding)
            for column in rows?.relation.columns ?? [] where !column.isPrivate { add(column) }
            return
        }
        guard let prospect else { return }
        let brought = prospect.relation.columns.filter { $0.qualifier == base && !$0.isPrivate }
        for column in brought {
            guard let name = column.qualifiedName else { continue }
            list.add(.column, name, text: Parser.written(name), type: Self.describe(column.type), summary: column.label ?? "")
        }
        if let linking = prospect.linking(base)?.table {
            for measure in linking.measures { list.add(.measure, measure.name, text: Parser.written(measure.name), type: "measure", summary: measure.label ?? "") }
        }
        guard let type = prospect.type(of: base) else { return addParts(of: base) }
        switch type.kind {
        case .link(let target):
            guard let table = prospect.table(target) else { return }
            for column in table.columns where !column.isPrivate {
                list.add(
                    column.type.isLink ? .link : .column, column.name, text: Parser.written(column.name), type: Self.describe(column.type),
                    summary: column.label ?? "")
            }
            for computed in table.computed { list.add(.column, computed.name, text: Parser.written(computed.name), type: "computed", summary: computed.label ?? "") }
            for level in table.tree?.levels ?? [] {
                list.add(.level, level, text: Parser.written(level), type: "link to \(target)", summary: "the \(level) that it belongs to")
            }
            if table.tree != nil { list.add(.function, "under", text: "under(\"", type: "under(\"name\")", summary: "whether it belongs to that one, at any level") }
            if table.validity?.successor != nil { list.add(.function, "at", text: "at(", type: "at(day)", summary: "what it had become by that day") }
        case .date, .timestamp, .period:
            for part in Checker.dateParts where part != "hour" && part != "date" || type.kind == .timestamp { list.add(.column, part, type: Self.partTypes[part] ?? "period") }
        default: addParts(of: base)
        }
    }

    private static let partTypes = ["date": "date", "weekday": "one of monday … sunday", "hour": "int", "day": "period"]

    /// `dossier_code(id).date`: functions of the language named after what they take apart.
    private mutating func addParts(of base: String) {
        guard let open = base.firstIndex(of: "("), base.hasSuffix(")") else { return }
        let prefix = base[..<open] + "_"
        for function in Session.functionRows where function.name.hasPrefix(prefix) {
            list.add(.column, String(function.name.dropFirst(prefix.count)), summary: function.summary)
        }
    }

    // MARK: Functions

    mutating func addFunctions(_ roles: [FunctionSignature.Role]) {
        for function in session.ownFunctions(after: preceding) {
            list.add(.function, function.name, text: Parser.written(function.name) + "(", type: "\(function.name)(\(function.parameters.joined(separator: ", ")))")
        }
        for role in roles {
            for function in Session.functionRows where function.role == role {
                list.add(
                    .function, function.name, text: function.name + (function.parameters.isEmpty ? "()" : "("), type: function.text, summary: function.summary)
                if function.parameters.isEmpty, role == .aggregate {
                    list.add(
                        .function, "\(function.name) where", text: "\(function.name)(where ", type: "\(function.name)(where c)",
                        summary: function.summary + " for which c holds")
                }
            }
        }
    }

    /// Labels of arguments, or values of a labelled one. True when nothing else may stand there.
    private mutating func addNamedArguments(of call: CursorPlace.Call) -> Bool {
        if place.stage == .chart, let form = ChartForm.named(call.name) {
            if let label = call.label {
                let wanted = form.channels.first { $0.name == label }?.wanted
                addColumns { kind in wanted.map { $0.takes(kind) ? 0 : 1 } ?? 0 }
            } else {
                for channel in form.channels where !call.labels.contains(channel.name) {
                    list.add(.argument, channel.name, text: channel.name + ": ", type: channel.isOptional ? "may be left out" : "", summary: channel.wanted.words)
                }
            }
            return true
        }
        if call.name == "file" {
            guard call.argument > 0, call.label == nil else { return call.label == nil }
            for format in FileFormats.all where format.isReadable {
                for option in format.optionHelp where !call.labels.contains(option.name) {
                    list.add(.argument, option.name, text: option.name + ": ", type: format.name, summary: option.summary)
                }
            }
            return true
        }
        if call.label == "calendar" {
            for name in session.calendarNames { list.add(.argument, name, text: Parser.written(name), type: "calendar") }
            return true
        }
        if call.isAtStart, call.argument > 0, let function = Session.functionRows.first(where: { $0.name == call.name }) {
            for parameter in function.parameters.suffix(function.optionalCount) where !call.labels.contains(parameter.name) {
                list.add(.argument, parameter.name, text: parameter.name + ": ", type: "may be left out")
            }
        }
        return false
    }

    // MARK: Words for types

    /// As a menu has room for it.
    static func describe(_ type: Type) -> String {
        let optional = type.isOptional ? "?" : ""
        return switch type.kind {
        case .link(let table): "link to \(table)\(optional)"
        case .enumeration(let values): "one of \(values.count)\(optional)"
        default: "\(type)"
        }
    }
}

extension Type {
    var isLink: Bool { if case .link = kind { true } else { false } }
    var isEnumeration: Bool { if case .enumeration = kind { true } else { false } }
    var hasDays: Bool { kind == .date || kind == .timestamp }
}

extension Type.Kind {
    /// How far down a condition's list a column of this kind stands: what rows are chosen by first, links last.
    fileprivate var conditionWeight: Int {
        switch self {
        case .bool: 0
        case .enumeration: 1
        case .date, .timestamp, .period: 2
        case .int, .decimal, .float, .ratio, .points, .duration: 3
        case .text, .nothing, .list: 4
        case .link: 5
        }
    }
}

extension Type.Kind {
    /// Whether values of the two kinds can be compared.
    fileprivate func goes(with other: Type.Kind) -> Bool {
        switch (self, other) {
        case (.date, .date), (.date, .timestamp), (.date, .period), (.timestamp, .date), (.timestamp, .timestamp), (.timestamp, .period), (.period, .date), (.period, .timestamp),
            (.period, .period):
            true
        case (.int, .int), (.int, .decimal), (.int, .float), (.decimal, .int), (.decimal, .decimal), (.decimal, .float), (.float, .int), (.float, .decimal), (.float, .float): true
        case (.text, .text), (.text, .enumeration), (.enumeration, .text), (.enumeration, .enumeration): true
        case (.ratio, .ratio), (.points, .points), (.bool, .bool), (.duration, .duration): true
        case (.link(let left), .link(let right)): left == right
        default: self == other
        }
    }
}

extension FunctionSignature.Parameter {
    /// Whether an argument of the kind is likely to be meant.
    fileprivate func takes(_ kind: Type.Kind) -> Bool {
        switch self {
        case .any, .like, .ordered: true
        case .bool: kind == .bool
        case .text: if case .enumeration = kind { true } else { kind == .text }
        case .int: if case .int = kind { true } else { false }
        case .number, .numberOrPoints:
            switch kind {
            case .int, .decimal, .float: true
            default: false
            }
        case .ratio: if case .ratio = kind { true } else { false }
        case .date: kind == .date || kind == .timestamp
        case .timestamp: kind == .timestamp
        case .period: kind == .period
        case .dateOrPeriod: kind == .date || kind == .timestamp || kind == .period
        case .duration: kind == .duration
        case .list, .constant: false
        }
    }
}
