import Diagnostics

/// Types, and the members of a table.
extension Parser {
    /// type := ("money" NAME | "one" "of" list | "list" "of" NAME | NAME) ["?"]
    mutating func type() -> TypeSyntax {
        let start = index
        let node = typeNode()
        let isOptional = eat(.question)
        return TypeSyntax(node, isOptional: isOptional, span: span(from: start))
    }

    private mutating func typeNode() -> TypeSyntax.Node {
        if at(.money) {
            advance(as: .keyword)
            let isOption = (at(.label) || at(.key) || at(.private) || at(.question) || at(.assign)) && !current.startsLine
            if isOption || atLineEnd {
                report(.currencyMissing, at: tokens[index - 1].span, fixes: [Diagnostic.Fix("money VND", at: tokens[index - 1].span)])
                return .absent
            }
            return .money(name("a currency"))
        }
        if at(.one), peek().keyword == .of {
            advance(as: .keyword)
            advance(as: .keyword)
            guard at(.openSquare) else {
                expect(.openSquare)
                return .absent
            }
            return .oneOf(listElements())
        }
        if at(.list), peek().keyword == .of {
            advance(as: .keyword)
            advance(as: .keyword)
            return .list(name("a type"))
        }
        let type = name("a type")
        return type.text.isEmpty ? .absent : .named(type)
    }

    mutating func member() -> TableMember {
        let start = index
        let documentation = documentation(before: current)
        nesting = 0
        let node = memberNode()
        return TableMember(node, span: span(from: start), documentation: documentation)
    }

    private mutating func memberNode() -> TableMember.Node {
        let namesColumn = peek().symbol == .colon || peek().symbol == .assign || peek().symbol == .equal
        guard let keyword = current.keyword, Keyword.members.contains(keyword), !namesColumn else { return columnMember() }
        advance(as: .keyword)
        switch keyword {
        case .measure: return measureMember()
        case .link: return linkMember()
        case .tree:
            let parent = name("the column that links to the unit above")
            expect(.levels)
            return .tree(parent: parent, levels: name("the column of levels"))
        case .valid:
            expect(.from)
            let first = name("the column of first days")
            expect(.to)
            let last = name("the column of last days")
            return .valid(from: first, to: last, into: eat(.into, as: .clause) ? name("the column that links to the successor") : nil)
        case .check: return .check(assertion(keyword))
        default: return .warn(assertion(keyword))
        }
    }

    /// column := NAME (":" type option? | "=" expression ["label" text])
    private mutating func columnMember() -> TableMember.Node {
        let column = name("a column's name")
        if eat(.colon) {
            let type = type()
            return .column(column, type, columnOptions())
        }
        guard at(.assign) || at(.equal) else {
            report(.expected("':' and a type, or '=' and a value", found: found))
            return .absent
        }
        expectNaming(of: column)
        let value = expression()
        return .computed(column, value, label: clauseText(.label))
    }

    private mutating func columnOptions() -> [ColumnOption] {
        var options: [ColumnOption] = []
        while !isRecovering {
            let span = current.span
            if eat(.key) {
                options.append(.key(span))
            } else if eat(.private) {
                options.append(.isPrivate(span))
            } else if let label = clauseText(.label) {
                options.append(.label(label))
            } else {
                break
            }
        }
        return options
    }

    /// measure := "measure" NAME [":" type] "=" expression ["label" text] ["note" text]
    private mutating func measureMember() -> TableMember.Node {
        let measure = name("the measure's name")
        let type = eat(.colon) ? type() : nil
        expectNaming(of: measure)
        let value = expression()
        let label = clauseText(.label)
        return .measure(measure, type, value, label: label, note: clauseText(.note))
    }

    private mutating func linkMember() -> TableMember.Node {
        let link = name("the link's name")
        expectNaming(of: link)
        let table = name("a table's name")
        expect(.dot)
        return .link(link, table: table, column: name("a column of \(table.text.isEmpty ? "that table" : table.text)"))
    }
}
