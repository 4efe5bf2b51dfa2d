import Diagnostics
import Syntax

/// Resolves names and types: from the tree of one statement to a checked pipeline.
///
/// It never stops at the first mistake: a part that cannot be checked becomes `nil`, has been reported, and
/// silences what depends on it. Model definitions (measures, computed columns) are checked again
/// wherever they are used, against the columns of that use, which is what makes them expand in place.
package final class Checker {
    let catalogue: any Catalogue
    let environment: Environment
    let numbers: ColumnNumbers
    /// What has been found so far, in order.
    package private(set) var diagnostics: [Diagnostic] = []

    var notices: [NoticeID: String] = [:]
    var subqueries: [Subquery] = []
    /// Columns declared `?`, or with empty cells in a file: comparing them unguarded is a mistake in a saved script.
    var declaredOptional: Set<ColumnID> = []
    /// Of columns of files that are text: which cell is no number.
    var whyText: [ColumnID: String] = [:]
    /// Columns that hold what a private column holds, or what follows from it.
    var privateColumns: Set<ColumnID> = []
    /// Tables of files, which have no name in the catalogue.
    var baseTables: [String: TableInfo] = [:]
    /// Scans made for reverse links in the stage at hand, so that equal ones are one scan.
    var reverseScans: [ReverseScanKey: ReverseScan] = [:]
    /// Names of lets and functions being expanded, against definitions that use themselves.
    var expanding: [String] = []
    /// Lets that the statement has read so far.
    var letsRead: Set<String> = []
    /// Inside a let that was read before: what is counted there has been told.
    var isReadAgain = false
    /// Definitions in the order in which they were gone into: what an expression stands on is what it adds.
    var definitionsMet: [Definition] = []
    /// How often a definition has been gone into.
    var expansionCount = 0
    /// Asks for the values that a `pivot` turns into columns; `nil` while nothing may run. It may itself answer `nil`.
    package var pivotKeys: ((CheckedPipeline) throws -> [PivotKey])?
    /// What asking failed with, when that is no mistake of the script: the user stopped it.
    package internal(set) var failure: (any Error)?
    private var isSilent = false

    package init(catalogue: any Catalogue, environment: Environment, numbers: ColumnNumbers = ColumnNumbers()) {
        self.catalogue = catalogue
        self.environment = environment
        self.numbers = numbers
    }

    package var hasErrors: Bool { failure != nil || diagnostics.contains { $0.severity == .error } }

    // MARK: Statements

    /// A pipeline statement. `nil` when it has errors.
    package func check(_ pipeline: Pipeline, in source: SourceText) -> CheckedPipeline? {
        guard let flow = flow(of: pipeline, in: source, following: []), !hasErrors else { return nil }
        return finish(flow)
    }

    /// A bare expression, as a pipeline of one row and one column `value`.
    /// - Parameter isPrinted: a list is wanted as its text, since no cell holds one.
    package func checkValue(_ expression: Expression, in source: SourceText, isPrinted: Bool = false) -> CheckedPipeline? {
        var flow = Flow.oneRow()
        guard var value = self.expression(expression, Scope(source: source, level: .constant)), !hasErrors else { return nil }
        if isPrinted, case .list = value.type.kind { value = CheckedExpression(.interpolate([value]), .text, value.place) }
        add([("value", value)], to: &flow, span: expression.span)
        return finish(flow)
    }

    /// What a `let` names: one value or a list, as a pipeline like that of a bare expression.
    package func checkDefinition(_ expression: Expression, in source: SourceText) -> CheckedPipeline? {
        if case .pipeline(let pipeline) = expression.unparenthesized.node, let flow = silently({ self.flow(of: pipeline, in: source, following: []) }), !flow.holes.isOpen, flow.relation.columns.count > 1 {
            report(.tableInParentheses(flow.relation.columns.count, pipeline: source.slice(pipeline.span)), at: Diagnostic.Place(source: source, span: expression.span))
            return nil
        }
        var flow = Flow.oneRow()
        guard let (value, derivation) = derived(Name("value", expression.span), expression, Scope(source: source, level: .constant), flow.relation), !hasErrors else { return nil }
        add([("value", value)], to: &flow, span: expression.span)
        flow.relation.columns[0].derivation = derivation
        return finish(flow)
    }

    /// The values in texts, as one row of texts: a column for each, in their order. A number that is not written out or a parameter says how it was computed.
    package func checkTexts(_ literals: [TextLiteral], in source: SourceText, span: Span) -> CheckedPipeline? {
        var flow = Flow.oneRow()
        var texts: [(name: String, text: CheckedExpression)] = []
        var derivations: [Derivation?] = []
        for case .expression(let written) in literals.flatMap(\.parts) {
            let name = Name(source.slice(written.span), written.span)
            guard let (value, derivation) = derived(name, written, Scope(source: source, level: .constant), flow.relation) else { continue }
            texts.append(("value\(texts.count)", CheckedExpression(.interpolate([value]), .text, value.place)))
            let isComputed = value.showsNumber && (value.asksQuery || derivation?.uses.isEmpty == false)
            derivations.append(isComputed ? derivation : nil)
        }
        guard !hasErrors else { return nil }
        add(texts, to: &flow, span: span)
        for (index, derivation) in derivations.enumerated() { flow.relation.columns[index].derivation = derivation }
        return finish(flow)
    }

    /// A `check` or `warn` by itself, as a pipeline of one row that ends in a row check.
    package func check(_ assertion: Assertion, isWarning: Bool, in source: SourceText, span: Span) -> CheckedPipeline? {
        var flow = Flow.oneRow()
        guard let checked = self.assertion(assertion, isWarning: isWarning, Scope(source: source, level: .constant)), !hasErrors else { return nil }
        flow.stages.append(CheckedStage(.check(checked), span: span))
        return finish(flow)
    }

    /// A constant of a known type, as a parameter's default or a value given on the command line.
    package func checkConstant(_ expression: Expression, as type: Type, in source: SourceText) -> CheckedPipeline? {
        var flow = Flow.oneRow()
        guard var value = self.expression(expression, Scope(source: source, level: .constant)) else { return nil }
        value = linked(value, as: type.kind)
        guard let converted = convert(value, to: type.kind, what: "a value of type \(type)"), !hasErrors else { return nil }
        add([("value", converted)], to: &flow, span: expression.span)
        return finish(flow)
    }

    /// The key of a row, written out, is how a link is given from outside.
    private func linked(_ value: CheckedExpression, as kind: Type.Kind) -> CheckedExpression {
        var value = value
        switch (kind, value.node) {
        case (.link(let table), .constant) where value.type.kind == keyKind(of: table): value.type.kind = kind
        case (.list(let element), .list(let elements)): value.node = .list(elements.map { linked($0, as: element) })
        default: break
        }
        return value
    }

    /// Checks what a table of the model defines, without running anything.
    package func checkDefinitions(of table: TableInfo) {
        guard let source = table.source else { return }
        let flow = scan(table, source: source)
        var scope = Scope(source: source, level: .row, relation: flow.relation)
        for computed in table.computed { _ = expression(computed.expression, scope) }
        for rule in table.rules { _ = assertion(rule.assertion, isWarning: rule.isWarning, scope) }
        scope.level = .group
        for measure in table.measures {
            guard let value = expression(measure.expression, scope), let promised = measure.type, let type = type(promised, in: source) else { continue }
            _ = convert(value, to: type.kind, what: "\(Message.article(type)) as '\(measure.name)' promises")
        }
    }

    private func add(_ columns: [(String, CheckedExpression)], to flow: inout Flow, span: Span) {
        var computations: [Computation] = []
        for (name, value) in columns {
            let id = numbers.make()
            computations.append(Computation(id: id, value: value))
            flow.relation.columns.append(Relation.Column(name: name, id: id, type: value.type, isPrivate: isPrivate(value)))
        }
        flow.stages.append(CheckedStage(.compute(computations, by: [], along: []), span: span))
    }

    func finish(_ flow: Flow) -> CheckedPipeline {
        CheckedPipeline(source: flow.source, stages: flow.stages, output: flow.shown, numbers: numbers, notices: notices, subqueries: subqueries)
    }

    // MARK: Reporting

    func report(_ message: Message, at place: Diagnostic.Place?, hints: [String] = [], fixes: [Diagnostic.Fix] = []) {
        guard !isSilent else { return }
        let diagnostic = Diagnostic(message, at: place, hints: hints, fixes: fixes)
        // A definition of the model that is wrong is used in many places and said once.
        let isKnown = diagnostics.contains {
            $0.message == diagnostic.message && $0.place?.span == place?.span && $0.place?.source === place?.source
        }
        if !isKnown { diagnostics.append(diagnostic) }
    }

    func report(_ found: DiagnosticList) {
        guard !isSilent else { return }
        diagnostics.append(contentsOf: found.all)
    }

    /// Runs `body` without reporting: to learn what an expression would be.
    func silently<Result>(_ body: () -> Result) -> Result {
        let was = isSilent
        let savedNotices = notices
        let savedSubqueries = subqueries
        let savedLets = letsRead
        isSilent = true
        defer {
            isSilent = was
            notices = savedNotices
            subqueries = savedSubqueries
            letsRead = savedLets
        }
        return body()
    }
}

/// A pipeline while it is being checked.
struct Flow {
    var source: CheckedSource
    var stages: [CheckedStage] = []
    var relation: Relation
    /// What `where` has proven present, by the key of `Checker.guardKey`.
    var proven: Set<String> = []
    /// The conditions of every `where` so far, each part of an `and` by itself.
    var filters: [CheckedExpression] = []
    /// Those conditions as they were written.
    var writtenFilters: [String] = []
    /// What columns were computed as, row by row.
    var definitions: [ColumnID: CheckedExpression] = [:]
    /// The keys of the latest sort, for `take … with ties`.
    var sortKeys: [CheckedSortKey] = []
    /// What an earlier mistake has left unknown.
    var holes = Holes()

    /// What an expression of the next stage sees.
    func scope(_ level: Scope.Level, in source: SourceText) -> Scope {
        var scope = Scope(source: source, level: level, relation: relation)
        scope.proven = proven
        scope.holes = holes
        return scope
    }

    /// The relation as it is shown: with the conditions that its rows have passed.
    var shown: Relation {
        var shown = relation
        shown.filters = writtenFilters
        return shown
    }

    /// One row without columns, for expressions that stand alone.
    static func oneRow() -> Flow {
        Flow(source: .rows([], types: [], [[]]), relation: Relation(columns: []))
    }
}

/// Where an expression stands: which names it sees and what it may hold.
struct Scope {
    enum Level {
        /// No rows: literals, parameters, pipelines in parentheses.
        case constant
        /// One row: where, keep, sort, keys.
        case row
        /// A group of rows: summarize. Columns stand inside aggregates.
        case group
        /// One row that sees its partition: add and set.
        case window
        /// The argument of an aggregate.
        case aggregate
    }

    var source: SourceText
    var level: Level
    var relation: Relation?
    /// The row of a link whose computed column is being expanded: names are its columns.
    var linkedRow: LinkedRow?
    /// Arguments of a user function; a function sees nothing else.
    var locals: [String: CheckedExpression]?
    var proven: Set<String> = []
    /// The first key of `along`.
    var along: CheckedExpression?
    /// The keys of a summarize, which its items may name.
    var keys: [String: CheckedExpression] = [:]
    /// What an earlier mistake has left unknown.
    var holes = Holes()
    /// What an expression is held against, for names that were meant as values of it.
    var beside: Type.Kind?
    /// The whole of a chain of `+` of which the expression is the beginning.
    var addition: Expression?

    init(source: SourceText, level: Level, relation: Relation? = nil) {
        self.source = source
        self.level = level
        self.relation = relation
    }

    func place(_ span: Span) -> Diagnostic.Place { Diagnostic.Place(source: source, span: span) }
}

/// The row that a link points to, as the place where a table's computed column is checked.
struct LinkedRow {
    var link: CheckedExpression
    var table: TableInfo
}

/// A scan for a reverse link: equal ones within a stage are one scan.
struct ReverseScanKey: Hashable {
    var table: String
    var column: String
    var key: ColumnID
}

/// The linking table's columns under the numbers of that scan.
struct ReverseScan {
    var scan: TableScan
    var relation: Relation
    var linkColumn: ColumnID
}
