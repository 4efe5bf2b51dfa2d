import Syntax

/// Every name that a tree mentions, whatever it stands for: enough to know which columns of a file cannot matter.
struct TreeNames {
    private(set) var all: Set<String> = []
    /// Whether a function is called that looks for a column by its type.
    private(set) var seeksByType = false

    mutating func add(_ stage: Stage) {
        switch stage.node {
        case .filter(let condition): add(condition)
        case .add(let items, let by, let along), .set(let items, let by, let along):
            items.forEach { add($0) }
            by.forEach { add($0) }
            along.forEach { add($0.value) }
        case .keep(let items): items.forEach { add($0) }
        case .rename(let pairs): all.formUnion(pairs.map(\.old.text))
        case .summarize(let items, let by, _):
            items.forEach { add($0) }
            by.forEach { add($0) }
        case .sort(let keys): keys.forEach { add($0.value) }
        case .take(let count, _, let by, _):
            add(count)
            by.forEach { add($0) }
        case .distinct(let keys): keys.forEach { add($0) }
        case .lookup(let source, _, let on), .join(let source, _, let on):
            add(source)
            for key in on { all.formUnion(key.left.map(\.text) + (key.right ?? []).map(\.text)) }
        case .append(let source): add(source)
        case .pivot(let items, let across, _):
            items.forEach { add($0) }
            add(across)
        case .unpivot(let names, _, _): all.formUnion(names.map(\.text))
        case .compare(let source, let on, let within):
            add(source)
            all.formUnion(on.map(\.text))
            if let within { add(within) }
        case .sample(let amount, _): add(amount)
        case .check(let assertion), .warn(let assertion): add(assertion)
        case .show(let title, _): if let title { add(title) }
        case .chart(_, let arguments, let title):
            add(arguments)
            if let title { add(title) }
        // A column that is dropped is not looked at.
        case .drop, .save, .describe, .absent: break
        }
    }

    mutating func add(_ item: Item) {
        switch item {
        case .named(_, let value), .plain(let value): add(value)
        case .rest: break
        }
    }

    mutating func add(_ source: Source) {
        if case .pipeline(let pipeline) = source.node {
            add(pipeline.source)
            pipeline.stages.forEach { add($0) }
        }
    }

    mutating func add(_ assertion: Assertion) {
        add(assertion.condition)
        if let within = assertion.within { add(within) }
        if let otherwise = assertion.otherwise { add(otherwise) }
    }

    mutating func add(_ literal: TextLiteral) {
        for case .expression(let inner) in literal.parts { add(inner) }
    }

    mutating func add(_ arguments: Arguments) {
        arguments.items.forEach { add($0.value) }
        if let condition = arguments.condition { add(condition) }
    }

    mutating func add(_ expression: Expression) {
        switch expression.node {
        case .number, .percent, .date, .raw, .boolean, .missing, .parameter, .absent: break
        case .text(let literal): add(literal)
        case .name(let name): all.insert(name.text)
        case .member(let base, let name):
            all.insert(name.text)
            add(base)
        case .call(let receiver, let function, let arguments):
            if function.text == "prior" { seeksByType = true }
            if let receiver { add(receiver) }
            add(arguments)
        case .negate(let inner), .not(let inner), .isMissing(let inner, _, _), .parenthesized(let inner): add(inner)
        case .binary(_, _, let lhs, let rhs):
            add(lhs)
            add(rhs)
        case .choose(let test, let yes, let no):
            add(test)
            add(yes)
            add(no)
        case .list(let elements): elements.forEach { add($0) }
        case .pipeline(let pipeline):
            add(pipeline.source)
            pipeline.stages.forEach { add($0) }
        }
    }
}
