import Diagnostics

/// A whole script in order. Comments are trivia of the tokens and belong to the formatter.
package struct Script: Sendable {
    package var statements: [Statement]
    package init(_ statements: [Statement]) { self.statements = statements }
}

package struct Statement: Sendable {
    package indirect enum Node: Sendable {
        /// `edition 1`
        case edition(Int)
        /// `use "model.mc"`
        case use(String)
        /// `param name: type = default label "…"`
        case param(Name, TypeSyntax, default: Expression?, label: TextLiteral?)
        /// `let name = from …`
        case letPipeline(Name, Pipeline)
        /// `let name = e`
        case letValue(Name, Expression)
        /// `fn name(a: type): type = e`
        case function(Name, [(name: Name, type: TypeSyntax)], result: TypeSyntax?, Expression)
        /// `title "…"`
        case title(TextLiteral)
        /// `section "…"`
        case section(TextLiteral)
        /// `text "…"`
        case text(TextLiteral)
        /// `sign "Nam Định, ngày …" by "Người lập", "Thủ trưởng đơn vị"`
        case sign(TextLiteral, by: [TextLiteral])
        case check(Assertion)
        case warn(Assertion)
        case table(TableDeclaration)
        /// `zone = "Asia/Ho_Chi_Minh"`
        case zone(String)
        /// `calendar vn { weekend = […] }`
        case calendar(Name, [(name: Name, value: Expression)])
        case pipeline(Pipeline)
        case expression(Expression)
        /// Not a statement; a diagnostic has been reported.
        case absent
    }
    package var node: Node
    package var span: Span
    /// The `##` lines before it.
    package var documentation: String?
    package init(_ node: Node, span: Span, documentation: String? = nil) {
        self.node = node
        self.span = span
        self.documentation = documentation
    }
}

/// `table name file "…" { members }`, with options `table name file("…", sheet: "2019") { members }`
package struct TableDeclaration: Sendable {
    package var name: Name
    /// A file by its name or with options; nothing else.
    package var file: Source?
    package var members: [TableMember]
    package init(name: Name, file: Source?, members: [TableMember]) {
        self.name = name
        self.file = file
        self.members = members
    }
}

package struct TableMember: Sendable {
    package indirect enum Node: Sendable {
        /// `id: text key private label "…"`
        case column(Name, TypeSyntax, [ColumnOption])
        /// `decided = finished is present label "…"`
        case computed(Name, Expression, label: TextLiteral?)
        /// `measure n: type = e label "…" note "…"`
        case measure(Name, TypeSyntax?, Expression, label: TextLiteral?, note: TextLiteral?)
        /// `link received_here = dossiers.unit`
        case link(Name, table: Name, column: Name)
        /// `tree parent levels level`
        case tree(parent: Name, levels: Name)
        /// `valid from first to last into successor`
        case valid(from: Name, to: Name, into: Name?)
        case check(Assertion)
        case warn(Assertion)
        case absent
    }
    package var node: Node
    package var span: Span
    package var documentation: String?
    package init(_ node: Node, span: Span, documentation: String? = nil) {
        self.node = node
        self.span = span
        self.documentation = documentation
    }
}

/// What may follow a column's type.
package enum ColumnOption: Sendable {
    case key(Span)
    case isPrivate(Span)
    case label(TextLiteral)
}

/// A type as written: `money VND?`
package struct TypeSyntax: Sendable {
    package indirect enum Node: Sendable {
        /// `int`, `text`, a table's name
        case named(Name)
        /// `money VND`
        case money(Name)
        /// `one of ["a", "b"]`
        case oneOf([Expression])
        /// `list of t`
        case list(Name)
        case absent
    }
    package var node: Node
    package var isOptional: Bool
    package var span: Span
    package init(_ node: Node, isOptional: Bool, span: Span) {
        self.node = node
        self.isOptional = isOptional
        self.span = span
    }
}
