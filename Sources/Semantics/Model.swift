import Characters
import Diagnostics
import Syntax

/// What a model file declares: tables, calendars and the zone, before any file is opened.
package struct Model: Sendable {
    /// `calendar vn { … }` as written; the session reads its file.
    package struct Calendar: Sendable {
        package var name: String
        /// Names of weekdays, `saturday`.
        package var weekend: [String]
        /// The file of dated days, relative to the model.
        package var holidays: String?
        package var covers: Period?
        package var reportingDay: Int
        package var basedOn: String?
        package var alsoOff: [Int32]
        package var alsoWorking: [Int32]
        package var place: Diagnostic.Place
    }

    /// A table and the file or glob that holds its rows, relative to the model.
    package struct Table: Sendable {
        package var info: TableInfo
        package var file: String?
        package var place: Diagnostic.Place
    }

    package var edition: Int?
    package var zone: String?
    package var calendars: [Calendar] = []
    package var tables: [Table] = []
    package var source: SourceText
    /// Everything else in the file (params, lets, functions), for the environment.
    package var rest: [Statement] = []
}

/// Builds a model from its tree. Types are resolved first, so that tables may link to later ones.
package struct ModelBuilder {
    private var model: Model
    private var diagnostics: [Diagnostic] = []

    package static func build(_ script: Script, source: SourceText) -> (Model, [Diagnostic]) {
        var builder = ModelBuilder(model: Model(source: source))
        builder.run(script)
        return (builder.model, builder.diagnostics)
    }

    private init(model: Model) { self.model = model }

    private mutating func run(_ script: Script) {
        var declarations: [(TableDeclaration, Span)] = []
        for statement in script.statements {
            switch statement.node {
            case .edition(let number): model.edition = number
            case .zone(let name): model.zone = name
            case .calendar(let name, let settings): calendar(name, settings)
            case .table(let declaration): declarations.append((declaration, statement.span))
            default: model.rest.append(statement)
            }
        }
        let names = Set(declarations.map(\.0.name.text))
        for (declaration, span) in declarations {
            if model.tables.contains(where: { $0.info.name == declaration.name.text }) {
                report("duplicate-table", "there are two tables '\(declaration.name.text)'", declaration.name.span)
                continue
            }
            table(declaration, names, span)
        }
        linkBack(declarations.map(\.0))
    }

    private mutating func report(_ code: String, _ message: String, _ span: Span, hints: [String] = []) {
        diagnostics.append(Diagnostic(code, message, at: Diagnostic.Place(source: model.source, span: span), hints: hints))
    }

    // MARK: Tables

    private mutating func table(_ declaration: TableDeclaration, _ tables: Set<String>, _ span: Span) {
        let info = TableInfo(name: declaration.name.text, columns: [], isModelled: true)
        info.source = model.source
        var treeSyntax: (parent: Name, levels: Name)?
        var seen: [String: String] = [:]
        func text(_ literal: TextLiteral?) -> String? {
            literal.map { $0.parts.map { part in if case .text(let text) = part { text } else { "" } }.joined() }
        }
        for member in declaration.members {
            switch member.node {
            case .column(let name, let typeSyntax, let options):
                let folded = Folding.fold(name.text)
                if let other = seen[folded] {
                    report("similar-columns", other == name.text ? "there are two columns '\(name.text)'" : "the columns '\(other)' and '\(name.text)' differ only in case or marks", name.span)
                }
                seen[folded] = name.text
                guard let type = type(typeSyntax, tables) else { continue }
                var column = TableInfo.Column(name: name.text, type: type)
                for option in options {
                    switch option {
                    case .key: info.key = name.text
                    case .isPrivate: column.isPrivate = true
                    case .label(let literal): column.label = text(literal)
                    }
                }
                info.columns.append(column)
            case .computed(let name, let expression, let label):
                info.computed.append(TableInfo.Computed(name: name.text, expression: expression, label: text(label)))
            case .measure(let name, _, let expression, let label, let note):
                info.measures.append(TableInfo.Measure(name: name.text, expression: expression, label: text(label), note: text(note)))
            case .tree(let parent, let levels): treeSyntax = (parent, levels)
            case .check(let assertion): info.rules.append(TableInfo.Rule(assertion: assertion, isWarning: false))
            case .warn(let assertion): info.rules.append(TableInfo.Rule(assertion: assertion, isWarning: true))
            case .link, .absent: break
            }
        }
        for name in info.computed.map(\.name) + info.measures.map(\.name) where info.column(name) != nil {
            report("similar-columns", "'\(name)' is a column of \(info.name) and is defined again", span)
        }
        if let treeSyntax { tree(treeSyntax.parent, treeSyntax.levels, info) }
        let texts = info.columns.filter { $0.type.kind == .text && $0.name != info.key && !$0.isPrivate }
        info.labelColumn = ["name", "title", "label"].first { info.column($0) != nil } ?? texts.first?.name ?? info.key
        model.tables.append(Model.Table(info: info, file: declaration.file, place: Diagnostic.Place(source: model.source, span: declaration.fileSpan ?? declaration.name.span)))
    }

    private mutating func tree(_ parent: Name, _ levels: Name, _ info: TableInfo) {
        guard case .link(info.name)? = info.column(parent.text)?.type.kind else {
            report("tree-parent", "'\(parent.text)' must be a column of \(info.name) that links to \(info.name)", parent.span)
            return
        }
        guard case .enumeration(let values)? = info.column(levels.text)?.type.kind else {
            report("tree-levels", "'\(levels.text)' must be a column of \(info.name) with  one of [...]", levels.span)
            return
        }
        info.tree = TableInfo.Tree(parent: parent.text, level: levels.text, levels: values)
    }

    private mutating func type(_ syntax: TypeSyntax, _ tables: Set<String>) -> Type? {
        let kind: Type.Kind
        switch syntax.node {
        case .named(let name):
            if let simple = Checker.simpleKind(name.text) {
                kind = simple
            } else if tables.contains(name.text) {
                kind = .link(name.text)
            } else {
                let near = Spelling.nearest(name.text, in: Checker.typeNames + tables.sorted(), limit: 2)
                report("unknown-type", "there is no type '\(name.text)'", name.span, hints: near.isEmpty ? [] : ["did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"])
                return nil
            }
        case .money(let currency): kind = .decimal(Currency(currency.text))
        case .oneOf(let elements):
            var values: [String] = []
            for element in elements {
                guard case .text(let literal) = element.node, literal.parts.count <= 1 else {
                    report("type-mismatch", "a value of 'one of' is text in quotes", element.span)
                    return nil
                }
                values.append(literal.parts.map { part in if case .text(let text) = part { text } else { "" } }.joined())
            }
            kind = .enumeration(values)
        case .list(let element): kind = .list(Checker.simpleKind(element.text) ?? .link(element.text))
        case .absent: return nil
        }
        return Type(kind, optional: syntax.isOptional)
    }

    // MARK: Reverse links

    /// A link gives its target a way back, named after the table that links; two links of one table need names.
    private mutating func linkBack(_ declarations: [TableDeclaration]) {
        for table in model.tables {
            for target in model.tables where target.info.name != table.info.name {
                let links = table.info.columns.filter { $0.type.kind == .link(target.info.name) }
                if links.count == 1 {
                    target.info.reverseLinks.append(TableInfo.ReverseLink(name: table.info.name, table: table.info.name, column: links[0].name))
                }
            }
        }
        for declaration in declarations {
            guard let owner = model.tables.first(where: { $0.info.name == declaration.name.text })?.info else { continue }
            for member in declaration.members {
                guard case .link(let name, let tableName, let column) = member.node else { continue }
                guard let linked = model.tables.first(where: { $0.info.name == tableName.text })?.info, case .link(owner.name)? = linked.column(column.text)?.type.kind else {
                    report("reverse-link", "'\(tableName.text).\(column.text)' is not a link to \(owner.name)", tableName.span.joined(with: column.span))
                    continue
                }
                owner.reverseLinks.append(TableInfo.ReverseLink(name: name.text, table: linked.name, column: column.text))
            }
        }
    }

    // MARK: Calendars

    private mutating func calendar(_ name: Name, _ settings: [(name: Name, value: Expression)]) {
        var calendar = Model.Calendar(
            name: name.text, weekend: ["saturday", "sunday"], holidays: nil, covers: nil, reportingDay: 15, basedOn: nil,
            alsoOff: [], alsoWorking: [], place: Diagnostic.Place(source: model.source, span: name.span))
        for (setting, value) in settings {
            switch setting.text {
            case "weekend": calendar.weekend = texts(value)
            case "holidays": calendar.holidays = texts(value).first
            case "covers":
                if case .period(let period)? = period(value) { calendar.covers = period } else { report("calendar-setting", "'covers' is a period, such as  @2016..@2026", value.span) }
            case "counts_from":
                if texts(value) != ["next day"] { report("calendar-setting", "'counts_from' can only be \"next day\" (Civil Code 2015, article 147)", value.span) }
            case "reporting_day":
                if case .number(let literal) = value.node, let day = Int(literal.digits), (1...28).contains(day) {
                    calendar.reportingDay = day
                } else {
                    report("calendar-setting", "'reporting_day' is a day from 1 to 28", value.span)
                }
            case "based_on": calendar.basedOn = texts(value).first
            case "also_off": calendar.alsoOff = days(value)
            case "also_working": calendar.alsoWorking = days(value)
            default:
                report("calendar-setting", "a calendar has no setting '\(setting.text)'", setting.span, hints: ["it has: weekend, holidays, covers, counts_from, reporting_day, based_on, also_off, also_working"])
            }
        }
        model.calendars.append(calendar)
    }

    private func texts(_ value: Expression) -> [String] {
        switch value.node {
        case .text(let literal): [literal.parts.map { part in if case .text(let text) = part { text } else { "" } }.joined()]
        case .raw(let text): [text]
        case .list(let elements): elements.flatMap { texts($0) }
        default: []
        }
    }

    private func period(_ value: Expression) -> Value? {
        switch value.node {
        case .date(let text):
            switch DateLiteral.value(text, asOf: nil, zoneMinutes: 0) {
            case .date(let day)?: return .period(Period(first: day, last: day))
            case let found: return found
            }
        case .binary(.range, _, let lhs, let rhs):
            guard case .period(let first)? = period(lhs), case .period(let last)? = period(rhs), first.first <= last.last else { return nil }
            return .period(Period(first: first.first, last: last.last))
        default: return nil
        }
    }

    private mutating func days(_ value: Expression) -> [Int32] {
        guard case .list(let elements) = value.node else { return [] }
        return elements.compactMap { element in
            guard case .date(let text) = element.node, case .date(let day)? = DateLiteral.value(text, asOf: nil, zoneMinutes: 0) else {
                report("calendar-setting", "a day is written  @2019-02-11", element.span)
                return nil
            }
            return day
        }
    }
}
