import Diagnostics

/// A tree as text without places, for tests and for `[tree]` in golden scripts:
///
///     from dossiers | take 5   →   (pipeline (name dossiers) (take (number 5)))
///
/// Two texts with the same description mean the same: formatting keeps it.
package func describe(_ script: Script) -> String {
    script.statements.map { TreeDescription.statement($0).text }.joined(separator: "\n")
}

/// See `describe(_: Script)`.
package func describe(_ expression: Expression) -> String {
    TreeDescription.expression(expression).text
}

/// An S-expression: a word, a quoted text, or a list of them.
indirect enum TreeDescription {
    case word(String)
    case quoted(String)
    case list([TreeDescription])

    var text: String {
        switch self {
        case .word(let word): return word
        case .quoted(let text):
            let escaped = text.unicodeScalars.map { scalar in
                switch scalar {
                case "\"": "\\\""
                case "\\": "\\\\"
                case "\n": "\\n"
                default: String(scalar)
                }
            }
            return "\"" + escaped.joined() + "\""
        case .list(let items): return "(" + items.map(\.text).joined(separator: " ") + ")"
        }
    }

    static func node(_ head: String, _ parts: [TreeDescription?]) -> TreeDescription {
        .list([.word(head)] + parts.compactMap { $0 })
    }

    static func node(_ head: String, _ parts: TreeDescription?...) -> TreeDescription {
        node(head, parts)
    }

    /// nil when there is nothing to list.
    static func group(_ head: String, _ parts: [TreeDescription]) -> TreeDescription? {
        parts.isEmpty ? nil : node(head, parts)
    }

    static func name(_ name: Name) -> TreeDescription {
        name.quoted ? .word("`\(name.text)`") : .word(name.text)
    }
}

// MARK: Expressions
extension TreeDescription {
    static func expression(_ expression: Expression) -> TreeDescription {
        switch expression.node {
        case .number(let literal):
            return node("number", .word(literal.digits), literal.unit.map { .word("\($0)") })
        case .percent(let digits): return node("percent", .word(digits))
        case .date(let text): return node("date", .word(text))
        case .text(let literal): return text(literal)
        case .raw(let text): return node("raw", .quoted(text))
        case .boolean(let isTrue): return .word(isTrue ? "true" : "false")
        case .missing: return .word("missing")
        case .name(let name): return node("name", self.name(name))
        case .parameter(let name): return node("parameter", self.name(name))
        case .member(let value, let name): return node(".", self.expression(value), self.name(name))
        case .call(let receiver, let name, let arguments):
            return node("call", [receiver.map { node("on", self.expression($0)) }, self.name(name)] + self.arguments(arguments))
        case .negate(let value): return node("-", self.expression(value))
        case .not(let value): return node("not", self.expression(value))
        case .binary(let infix, _, let left, let right):
            return node(infix == .isNotIn ? "not-in" : infix.symbol, self.expression(left), self.expression(right))
        case .isMissing(let value, let negated, let present):
            return node("is", negated ? .word("not") : nil, .word(present ? "present" : "missing"), self.expression(value))
        case .choose(let condition, let then, let otherwise):
            return node("if", self.expression(condition), self.expression(then), self.expression(otherwise))
        case .list(let elements): return node("list", elements.map { self.expression($0) })
        case .pipeline(let pipeline): return self.pipeline(pipeline)
        case .parenthesized(let value): return node("parens", self.expression(value))
        case .absent: return .word("absent")
        }
    }

    static func text(_ literal: TextLiteral) -> TreeDescription {
        node(literal.isBlock ? "block" : "text", literal.parts.map { part in
            switch part {
            case .text(let text): .quoted(text)
            case .expression(let value): expression(value)
            }
        })
    }

    private static func arguments(_ arguments: Arguments) -> [TreeDescription?] {
        let items = arguments.items.map { item -> TreeDescription in
            let value = ordered(expression(item.value), item.order)
            return item.label.map { node("label", name($0), value) } ?? value
        }
        return items + [arguments.condition.map { node("where", expression($0)) }]
    }

    private static func ordered(_ value: TreeDescription, _ order: SortOrder?) -> TreeDescription {
        switch order {
        case .ascending: node("asc", value)
        case .descending: node("desc", value)
        case nil: value
        }
    }

    static func type(_ type: TypeSyntax) -> TreeDescription {
        let plain: TreeDescription =
            switch type.node {
            case .named(let name): self.name(name)
            case .money(let currency): node("money", name(currency))
            case .oneOf(let values): node("one-of", values.map { expression($0) })
            case .list(let name): node("list-of", self.name(name))
            case .absent: .word("absent")
            }
        return type.isOptional ? node("optional", plain) : plain
    }
}

// MARK: Pipelines
extension TreeDescription {
    static func pipeline(_ pipeline: Pipeline) -> TreeDescription {
        node("pipeline", [source(pipeline.source)] + pipeline.stages.map { stage($0) })
    }

    private static func source(_ source: Source) -> TreeDescription {
        switch source.node {
        case .name(let name): node("name", self.name(name))
        case .file(let path): node("file", .quoted(path))
        case .fileWithOptions(let arguments): node("file", self.arguments(arguments))
        case .pipeline(let inner): pipeline(inner)
        case .rows(let names, let rows):
            node("rows", [node("names", names.map { name($0) })] + rows.map { row in node("row", row.map { expression($0) }) })
        case .absent: .word("absent")
        }
    }

    private static func item(_ item: Item) -> TreeDescription {
        switch item {
        case .named(let name, let value): node("=", self.name(name), expression(value))
        case .plain(let value): expression(value)
        case .rest: .word("*")
        }
    }

    private static func key(_ key: SortKey) -> TreeDescription {
        ordered(expression(key.value), key.order == .descending ? .descending : key.isExplicit ? .ascending : nil)
    }

    private static func join(_ key: JoinKey) -> TreeDescription {
        node("key", node("path", key.left.map { name($0) }), key.right.map { node("path", $0.map { name($0) }) })
    }

    private static func options(_ options: [StageOption]) -> TreeDescription? {
        group("with", options.map { .word($0.kind.rawValue) })
    }

    static func assertion(_ head: String, _ assertion: Assertion) -> TreeDescription {
        node(
            head, expression(assertion.condition), assertion.within.map { node("within", expression($0)) },
            assertion.source.map { node("source", text($0)) }, assertion.otherwise.map { node("else", text($0)) })
    }

    static func stage(_ stage: Stage) -> TreeDescription {
        switch stage.node {
        case .filter(let condition): node("where", expression(condition))
        case .add(let items, let by, let along):
            node("add", items.map { item($0) } + [group("by", by.map { expression($0) }), group("along", along.map { key($0) })])
        case .set(let items, let by, let along):
            node("set", items.map { item($0) } + [group("by", by.map { expression($0) }), group("along", along.map { key($0) })])
        case .keep(let items): node("keep", items.map { item($0) })
        case .drop(let names): node("drop", names.map { name($0) })
        case .rename(let pairs): node("rename", pairs.map { node("=", name($0.new), name($0.old)) })
        case .summarize(let items, let by, let options):
            node("summarize", items.map { item($0) } + [group("by", by.map { item($0) }), self.options(options)])
        case .sort(let keys): node("sort", keys.map { key($0) })
        case .take(let count, let last, let by, let withTies):
            node("take", last ? .word("last") : nil, expression(count), group("by", by.map { expression($0) }), withTies ? .word("ties") : nil)
        case .distinct(let values): node("distinct", values.map { expression($0) })
        case .lookup(let other, let alias, let keys):
            node("lookup", [source(other), alias.map { node("as", name($0)) }] + keys.map { join($0) })
        case .join(let other, let alias, let keys):
            node("join", [source(other), alias.map { node("as", name($0)) }] + keys.map { join($0) })
        case .append(let other): node("append", source(other))
        case .pivot(let items, let across, let options):
            node("pivot", items.map { item($0) } + [node("across", expression(across)), self.options(options)])
        case .unpivot(let names, let nameColumn, let valueColumn):
            node("unpivot", names.map { name($0) } + [node("into", name(nameColumn), name(valueColumn))])
        case .compare(let other, let keys, let within):
            node("compare", source(other), node("on", keys.map { name($0) }), within.map { node("within", expression($0)) })
        case .sample(let count, let seed): node("sample", expression(count), seed.map { node("seed", .word($0)) })
        case .check(let assertion): self.assertion("check", assertion)
        case .warn(let assertion): self.assertion("warn", assertion)
        case .show(let title, let options): node("show", title.map { text($0) }, self.options(options))
        case .chart(let kind, let arguments, let title):
            node("chart", [name(kind)] + self.arguments(arguments) + [title.map { text($0) }])
        case .save(let target): node("save", source(target))
        case .describe: node("describe")
        case .absent: .word("absent")
        }
    }
}

// MARK: Statements
extension TreeDescription {
    static func statement(_ statement: Statement) -> TreeDescription {
        documented(statement.documentation, statementNode(statement.node))
    }

    private static func documented(_ documentation: String?, _ node: TreeDescription) -> TreeDescription {
        documentation.map { self.node("##", .quoted($0), node) } ?? node
    }

    private static func statementNode(_ node: Statement.Node) -> TreeDescription {
        switch node {
        case .edition(let number): self.node("edition", .word(String(number)))
        case .use(let path): self.node("use", .quoted(path))
        case .param(let name, let type, let value, let label):
            self.node(
                "param", self.name(name), self.type(type), value.map { self.node("=", expression($0)) },
                label.map { self.node("label", text($0)) })
        case .letPipeline(let name, let pipeline): self.node("let", self.name(name), self.pipeline(pipeline))
        case .letValue(let name, let value): self.node("let", self.name(name), expression(value))
        case .function(let name, let parameters, let result, let body):
            self.node(
                "fn", self.name(name), self.node("parameters", parameters.map { self.node(":", self.name($0.name), type($0.type)) }),
                result.map { self.node(":", type($0)) }, expression(body))
        case .title(let text): self.node("title", self.text(text))
        case .section(let text): self.node("section", self.text(text))
        case .text(let text): self.node("text", self.text(text))
        case .sign(let place, let roles): self.node("sign", [self.text(place), self.group("by", roles.map { self.text($0) })])
        case .check(let assertion): self.assertion("check", assertion)
        case .warn(let assertion): self.assertion("warn", assertion)
        case .table(let table):
            self.node("table", [name(table.name), table.file.map { source($0) }] + table.members.map { member($0) })
        case .zone(let name): self.node("zone", .quoted(name))
        case .calendar(let name, let settings):
            self.node("calendar", [self.name(name)] + settings.map { self.node("=", self.name($0.name), expression($0.value)) })
        case .pipeline(let pipeline): self.pipeline(pipeline)
        case .expression(let value): expression(value)
        case .absent: .word("absent")
        }
    }

    private static func member(_ member: TableMember) -> TreeDescription {
        documented(member.documentation, memberNode(member.node))
    }

    private static func memberNode(_ node: TableMember.Node) -> TreeDescription {
        switch node {
        case .column(let name, let type, let options):
            self.node("column", [self.name(name), self.type(type)] + options.map { option($0) })
        case .computed(let name, let value, let label):
            self.node("computed", self.name(name), expression(value), label.map { self.node("label", text($0)) })
        case .measure(let name, let type, let value, let label, let note):
            self.node(
                "measure", self.name(name), type.map { self.node(":", self.type($0)) }, expression(value),
                label.map { self.node("label", text($0)) }, note.map { self.node("note", text($0)) })
        case .link(let name, let table, let column): self.node("link", self.name(name), self.name(table), self.name(column))
        case .valid(let from, let to, let into): self.node("valid", ([from, to] + (into.map { [$0] } ?? [])).map { self.name($0) })
        case .tree(let parent, let levels): self.node("tree", self.name(parent), self.name(levels))
        case .check(let assertion): self.assertion("check", assertion)
        case .warn(let assertion): self.assertion("warn", assertion)
        case .absent: .word("absent")
        }
    }

    private static func option(_ option: ColumnOption) -> TreeDescription {
        switch option {
        case .key: .word("key")
        case .isPrivate: .word("private")
        case .label(let text): node("label", self.text(text))
        }
    }
}
