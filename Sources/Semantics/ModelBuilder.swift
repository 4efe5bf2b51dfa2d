import Characters
import Diagnostics
import Syntax

/// Builds a model from its tree. Types are resolved first, so that tables may link to later ones.
package struct ModelBuilder {
    var model: Model
    private var diagnostics: [Diagnostic] = []

    package static func build(_ script: Script, source: SourceText) -> (Model, [Diagnostic]) {
        var builder = ModelBuilder(model: Model(source: source))
        builder.run(script)
        return (builder.model, builder.diagnostics)
    }

    private init(model: Model) { self.model = model }

    private mutating func run(_ script: Script) {
        var declarations: [TableDeclaration] = []
        for statement in script.statements {
            switch statement.node {
            case .edition(let number): model.edition = number
            case .zone(let name): model.zone = name
            case .calendar(let name, let settings): calendar(name, settings)
            case .table(let declaration): declarations.append(declaration)
            case .use, .param, .letPipeline, .letValue, .function, .title, .section, .text, .check, .warn, .pipeline, .expression, .absent:
                model.rest.append(statement)
            }
        }
        let names = Set(declarations.map(\.name.text))
        for declaration in declarations {
            if model.tables.contains(where: { $0.info.name == declaration.name.text }) {
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
            case .check(let assertion): info.rules.append(TableInfo.Rule(assertion: assertion, isWarning: false))
            case .warn(let assertion): info.rules.append(TableInfo.Rule(assertion: assertion, isWarning: true))
            case .link, .absent: break
            }
        }
        if let treeSyntax { tree(treeSyntax.parent, treeSyntax.levels, info) }
        let texts = info.columns.filter { $0.type.kind == .text && $0.name != info.key && !$0.isPrivate }
        info.labelColumn = ["name", "title", "label"].first { info.column($0) != nil } ?? texts.first?.name ?? info.key
        model.tables.append(Model.Table(info: info, file: declaration.file, place: Diagnostic.Place(source: model.source, span: declaration.fileSpan ?? declaration.name.span)))
    }

    /// Columns, definitions and links of one table share their names: two that differ only in case, marks or normal form
    /// would be taken for each other.
    private mutating func checkNames(of declaration: TableDeclaration) {
        var seen: [String: String] = [:]
        for member in declaration.members {
            let name: Name
            switch member.node {
            case .column(let found, _, _), .computed(let found, _, _), .measure(let found, _, _, _, _), .link(let found, _, _): name = found
            case .tree, .check, .warn, .absent: continue
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
            guard let inner = Checker.simpleKind(element.text) ?? (tables.contains(element.text) ? .link(element.text) : nil) else { return unknownType(element, tables) }
            kind = .list(inner)
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

    /// A link gives its target a way back, named after the table that links; two links of one table need names.
    private mutating func linkBack(_ declarations: [TableDeclaration]) {
        for declaration in declarations { checkLinks(of: declaration) }
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
                let target = model.tables.first(where: { $0.info.name == name.text })?.info, target.key == nil, Checker.simpleKind(name.text) == nil
            else { continue }
            report(.linkWithoutKey(target.name), type.span)
        }
    }
}
