import Diagnostics

/// `from source | stage | …`
package struct Pipeline: Sendable {
    package var source: Source
    package var stages: [Stage]
    package var span: Span
    package init(source: Source, stages: [Stage], span: Span) {
        self.source = source
        self.stages = stages
        self.span = span
    }
}

/// Where rows come from.
package struct Source: Sendable {
    package indirect enum Node: Sendable {
        /// A table, a `let`, or the stem of an opened file.
        case name(Name)
        /// `"dossiers-*.csv"`
        case file(String)
        /// `file("a.xlsx", sheet: "2019", header: 4)`
        case fileWithOptions(Arguments)
        /// `(from …)`
        case pipeline(Pipeline)
        /// `rows (a, b) [(1, 2), …]`
        case rows([Name], [[Expression]])
        case absent
    }
    package var node: Node
    package var span: Span
    package init(_ node: Node, _ span: Span) {
        self.node = node
        self.span = span
    }
}

/// One stage of a pipeline. `word` is the span of the stage's own word.
package struct Stage: Sendable {
    package indirect enum Node: Sendable {
        /// `where c`
        case filter(Expression)
        /// `add n = e, … by k along o`
        case add([Item], by: [Expression], along: [SortKey])
        /// `set n = e by k along o`
        case set([Item], by: [Expression], along: [SortKey])
        /// `keep a, n = e, *`
        case keep([Item])
        /// `drop a, b`
        case drop([Name])
        /// `rename new = old`
        case rename([(new: Name, old: Name)])
        /// `summarize m, n = e by k, … with totals, empty`
        case summarize([Item], by: [Item], options: [StageOption])
        /// `sort k desc, …`
        case sort([SortKey])
        /// `take n by k with ties`, `take last n`
        case take(Expression, last: Bool, by: [Expression], withTies: Bool)
        /// `distinct e, …`
        case distinct([Expression])
        /// `lookup s as a on k == a.k`
        case lookup(Source, alias: Name?, on: [JoinKey])
        /// `join s as a on k == a.k`
        case join(Source, alias: Name?, on: [JoinKey])
        /// `append s`
        case append(Source)
        /// `pivot e across k with totals`
        case pivot([Item], across: Expression, options: [StageOption])
        /// `unpivot a, b into n, v`
        case unpivot([Name], into: Name, Name)
        /// `compare s on k within t`
        case compare(Source, on: [Name], within: Expression?)
        /// `sample n seed s`
        case sample(Expression, seed: String?)
        /// `check c within t source "…" else "…"`
        case check(Assertion)
        /// `warn c …`
        case warn(Assertion)
        /// `show "title" with counts, numbers`
        case show(title: TextLiteral?, options: [StageOption])
        /// `chart kind(x: …) "title"`
        case chart(Name, Arguments, title: TextLiteral?)
        /// `save "file.csv"`, `save file("file.csv", style: "vi")`
        case save(Source)
        /// `describe`
        case describe
        /// Not a stage; a diagnostic has been reported.
        case absent
    }
    package var node: Node
    package var word: Span
    package var span: Span
    package init(_ node: Node, word: Span, span: Span) {
        self.node = node
        self.word = word
        self.span = span
    }
}

/// `n = e`, `e` or `*`
package enum Item: Sendable {
    case named(Name, Expression)
    case plain(Expression)
    /// `*`: the other columns
    case rest(Span)
}

/// `e desc`
package struct SortKey: Sendable {
    package var value: Expression
    package var order: SortOrder
    /// `asc` was written out; only for printing.
    package var isExplicit: Bool
    package init(_ value: Expression, order: SortOrder, isExplicit: Bool) {
        self.value = value
        self.order = order
        self.isExplicit = isExplicit
    }
}

/// `unit.district == t.id`, or one path that stands for both sides.
package struct JoinKey: Sendable {
    package var left: [Name]
    package var right: [Name]?
    package var span: Span
    package init(left: [Name], right: [Name]?, span: Span) {
        self.left = left
        self.right = right
        self.span = span
    }
}

/// `totals`, `empty`, `counts`, `numbers` after `with`.
package struct StageOption: Sendable {
    package enum Kind: String, Sendable, CaseIterable { case totals, empty, counts, numbers }
    package var kind: Kind
    package var span: Span
    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// `c within t source "…" else "…"`
package struct Assertion: Sendable {
    package var condition: Expression
    package var within: Expression?
    package var source: TextLiteral?
    package var otherwise: TextLiteral?
    package init(condition: Expression, within: Expression? = nil, source: TextLiteral? = nil, otherwise: TextLiteral? = nil) {
        self.condition = condition
        self.within = within
        self.source = source
        self.otherwise = otherwise
    }
}
