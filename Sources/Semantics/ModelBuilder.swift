import Characters
import Diagnostics
import Syntax

/// Builds a model from its tree. Types are resolved first, so that tables may link to later ones.
package struct ModelBuilder {
    var model: Model
    /// Models that are open already: what is built may link to their tables and base a calendar on theirs.
    let open: [Model]
    /// Whether what is built may take the place of what is open under its name.
    let replaces: Bool
    private var diagnostics: [Diagnostic] = []

    package static func build(_ script: Script, source: SourceText, beside open: [Model] = [], replaces: Bool = false) -> (Model, [Diagnostic]) {
        var builder = ModelBuilder(model: Model(source: source), open: open, replaces: replaces)
        builder.run(script)
        return (builder.model, builder.diagnostics)
    }

    private init(model: Model, open: [Model], replaces: Bool) {
        self.model = model
        self.open = open
        self.replaces = replaces
    }

    /// What must not be declared again.
    var taken: [Model] { [model] + (replaces ? [] : open) }

    private mutating func run(_ script: Script) {
        var declarations: [TableDeclaration] = []
        for statement in script.statements {
            switch statement.node {
            case .edition(let number): model.edition = number
            case .zone(let name): model.zone = name
            case .calendar(let name, let settings): calendar(name, settings)
            case .table(let declaration): declarations.append(declaration)
            case .use, .param, .letPipeline, .letValue, .function, .title, .section, .text, .sign, .check, .warn, .pipeline, .expression, .absent:
                model.rest.append(statement)
            }
        }
        let names = Set(declarations.map(\.name.text) + open.flatMap { $0.tables.map(\.info.name) })
        for declaration in declarations {
            if taken.contains(where: { $0.tables.contains { $0.info.name == declaration.name.text } }) {
                report(.duplicateTable(declaration.name.text), declaration.name.span)
                continue
            }
            table(declaration, names)
        }
        linkBack(declarations)
    }

    mutating func report(_ message: Message, _ span: Span, hints: [String] = []) {
        diagnostics.append(Diagnostic(message, at: Diagnostic.Place(source: model.source, span: span), hints: hints))
    }

    // MARK: Tables

    private mutating func table(_ declaration: TableDeclaration, _ tables: Set<String>) {
        let info = TableInfo(name: declaration.name.text, columns: [], isModelled: true)
        info.source = model.source
        var treeSyntax: (parent: Name, levels: Name)?
        var validitySyntax: (first: Name, last: Name, successor: Name?)?
        checkNames(of: declaration)
        func text(_ literal: TextLiteral?) -> String? {
            literal.map { $0.parts.map { part in if case .text(let text) = part { text } else { "" } }.joined() }
        }
        for member in declaration.members {
            switch member.node {
            case .column(let name, let typeSyntax, let options):
                guard info.column(name.text) == nil, let type = type(typeSyntax, tables) else { continue }
                var column = TableInfo.Column(name: name.text, type: type)
                for option in options {
                    switch option {
                    case .key(let span): key(name, type, span, info)
                    case .isPrivate: column.isPrivate = true
                    case .label(let literal): column.label = text(literal)
                    }
                }
                info.columns.append(column)
            case .computed(let name, let expression, let label):
                info.computed.append(TableInfo.Computed(name: name.text, expression: expression, label: text(label)))
            case .measure(let name, let type, let expression, let label, let note):
                info.measures.append(TableInfo.Measure(name: name.text, expression: expression, label: text(label), note: text(note), type: type))
            case .tree(let parent, let levels): treeSyntax = (parent, levels)
            case .valid(let first, let last, let successor): validitySyntax = (first, last, successor)
            case .check(let assertion): info.rules.append(TableInfo.Rule(assertion: assertion, isWarning: false))
            case .warn(let assertion): info.rules.append(TableInfo.Rule(assertion: assertion, isWarning: true))
            case .link, .absent: break
            }
        }
        if let validitySyntax { validity(validitySyntax.first, validitySyntax.last, validitySyntax.successor, info) }
        if let treeSyntax { tree(treeSyntax.parent, treeSyntax.levels, info) }
        let texts = info.columns.filter { $0.type.kind == .text && $0.name != info.key && !$0.isPrivate }
        info.labelColumn = ["name", "title", "label"].first { info.column($0) != nil } ?? texts.first?.name ?? info.key
        let (file, options) = file(declaration.file)
        let place = Diagnostic.Place(source: model.source, span: declaration.file?.span ?? declaration.name.span)
        model.tables.append(Model.Table(info: info, file: file, fileOptions: options, place: place))
    }

    /// A file's name and how it is to be read.
    private mutating func file(_ written: Source?) -> (String?, [String: Value]) {
        switch written?.node {
        case .file(let path)?: return (path, [:])
        case .fileWithOptions(let arguments)?:
            // Options are written out, so they need neither tables nor functions.
            let checker = Checker(catalogue: EmptyCatalogue(), environment: Environment())
            let read = checker.fileOptions(arguments, in: model.source)
            diagnostics += checker.diagnostics
            return read ?? (nil, [:])
        default: return (nil, [:])
        }
    }

    /// Columns, definitions and links of one table share their names: two that differ only in case, marks or normal form
    /// would be taken for each other.
    private mutating func checkNames(of declaration: TableDeclaration) {
        var seen: [String: String] = [:]
        for member in declaration.members {
            let name: Name
            switch member.node {
            case .column(let found, _, _), .computed(let found, _, _), .measure(let found, _, _, _, _), .link(let found, _, _): name = found
            case .tree, .valid, .check, .warn, .absent: continue
            }
            if let other = seen[Folding.fold(name.text)] {
                report(other == name.text ? .columnDeclaredTwice(name.text, in: declaration.name.text) : .columnsDifferInMarks(other, name.text), name.span)
            }
            seen[Folding.fold(name.text)] = name.text
        }
    }

    private mutating func key(_ name: Name, _ type: Type, _ span: Span, _ info: TableInfo) {
        if let other = info.key {
            report(.twoKeys(info.name, other), span)
        } else if type.isOptional {
            report(.keyIsOptional, span)
        } else if type.kind != .text, type.kind != .int(nil) {
            report(.keyIsTextOrInt, span)
        }
        info.key = info.key ?? name.text
    }

    private mutating func tree(_ parent: Name, _ levels: Name, _ info: TableInfo) {
        guard case .link(info.name)? = info.column(parent.text)?.type.kind else {
            report(.treeParent(parent.text, of: info.name), parent.span)
            return
        }
        guard case .enumeration(let values)? = info.column(levels.text)?.type.kind else {
            report(.treeLevels(levels.text, of: info.name), levels.span)
            return
        }
        for value in values where info.column(value) != nil {
            report(.levelIsColumn(value, of: info.name), levels.span)
        }
        info.tree = TableInfo.Tree(parent: parent.text, level: levels.text, levels: values)
    }

    private mutating func validity(_ first: Name, _ last: Name, _ successor: Name?, _ info: TableInfo) {
        var isRight = true
        for day in [first, last] where info.column(day.text)?.type.kind != .date {
            report(.validityDays(day.text, of: info.name), day.span)
            isRight = false
        }
        if let successor, info.column(successor.text)?.type.kind != .link(info.name) {
            report(.validitySuccessor(successor.text, of: info.name), successor.span)
            isRight = false
        }
        if isRight { info.validity = TableInfo.Validity(first: first.text, last: last.text, successor: successor?.text) }
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
                return unknownType(name, tables)
            }
        case .money(let currency): kind = .decimal(Currency(currency.text))
        case .oneOf(let elements):
            var values: [String] = []
            for element in elements {
                guard case .text(let literal) = element.node, literal.parts.count <= 1 else {
                    report(.valueOfOneOf, element.span)
                    return nil
                }
                let value = literal.parts.map { part in if case .text(let text) = part { text } else { "" } }.joined()
                guard !values.contains(value) else {
                    report(.repeatedValue(value), element.span)
                    return nil
                }
                values.append(value)
            }
            kind = .enumeration(values)
        case .list(let element):
            guard Checker.simpleKind(element.text) != nil || tables.contains(element.text) else { return unknownType(element, tables) }
            report(.columnOfLists, syntax.span)
            return nil
        case .absent: return nil
        }
        return Type(kind, optional: syntax.isOptional)
    }

    private mutating func unknownType(_ name: Name, _ tables: Set<String>) -> Type? {
        let near = Spelling.nearest(name.text, in: Checker.typeNames + tables.sorted(), limit: 2)
        report(.unknownTypeOrTable(name.text), name.span, hints: near.isEmpty ? [] : ["did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"])
        return nil
    }

    // MARK: Links

    /// Every table that may be linked to, a new one before an open one of its name.
    private var tables: [TableInfo] {
        let new = model.tables.map(\.info)
        return new + open.flatMap { $0.tables.map(\.info) }.filter { old in !new.contains { $0.name == old.name } }
    }

    /// A link gives its target a way back, named after the table that links; two links of one table need names.
    private mutating func linkBack(_ declarations: [TableDeclaration]) {
        for declaration in declarations { checkLinks(of: declaration) }
        for table in model.tables {
            for target in tables where target.name != table.info.name {
                let links = table.info.columns.filter { $0.type.kind == .link(target.name) }
                if links.count == 1 {
                    // One that is typed again takes the place of the first.
                    target.reverseLinks.removeAll { $0.name == table.info.name }
                    target.reverseLinks.append(TableInfo.ReverseLink(name: table.info.name, table: table.info.name, column: links[0].name))
                }
            }
        }
        for declaration in declarations {
            guard let owner = model.tables.first(where: { $0.info.name == declaration.name.text })?.info else { continue }
            for member in declaration.members {
                guard case .link(let name, let tableName, let column) = member.node else { continue }
                guard let linked = tables.first(where: { $0.name == tableName.text }), case .link(owner.name)? = linked.column(column.text)?.type.kind else {
                    report(.reverseLink("\(tableName.text).\(column.text)", to: owner.name), tableName.span.joined(with: column.span))
                    continue
                }
                owner.reverseLinks.append(TableInfo.ReverseLink(name: name.text, table: linked.name, column: column.text))
            }
        }
    }

    /// A link holds the key of a row, so its table must have one.
    private mutating func checkLinks(of declaration: TableDeclaration) {
        for member in declaration.members {
            guard case .column(_, let type, _) = member.node, case .named(let name) = type.node,
                let target = tables.first(where: { $0.name == name.text }), target.key == nil, Checker.simpleKind(name.text) == nil
            else { continue }
            report(.linkWithoutKey(target.name), type.span)
        }
    }
}
