/// One option of a subcommand: how it is typed, what its page says and what it sets. Reading, help and suggestions derive from the rows.
struct OptionRow<Target>: Sendable {
    enum Effect: Sendable {
        case flag(@Sendable (inout Target) -> Void)
        /// `shown` stands for the value on the page.
        case value(shown: String, @Sendable (inout Target, String) throws -> Void)
    }

    /// As they are typed, the usual one last: `-h`, `--help`.
    let names: [String]
    /// Made when a page is printed.
    let summary: @Sendable () -> String
    let effect: Effect
    /// What is not listed is understood all the same.
    var isListed = true

    static func flag(_ names: String..., summary: String, set: @escaping @Sendable (inout Target) -> Void) -> OptionRow {
        OptionRow(names: names, summary: { summary }, effect: .flag(set))
    }

    static func value(_ name: String, _ shown: String, _ summary: @autoclosure @escaping @Sendable () -> String, set: @escaping @Sendable (inout Target, String) -> Void) -> OptionRow {
        OptionRow(names: [name], summary: summary, effect: .value(shown: shown, set))
    }

    static func number<Number: FixedWidthInteger & SendableMetatype>(
        _ name: String, _ shown: String, _ summary: String, set: @escaping @Sendable (inout Target, Number) -> Void
    ) -> OptionRow {
        OptionRow(names: [name], summary: { summary }, effect: .value(shown: shown) { target, text in
            guard let number = Number(text) else { throw UsageProblem("\(name) takes a number, not '\(text)'") }
            set(&target, number)
        })
    }

    /// The same option of a subcommand that keeps what it sets in a part of itself.
    func within<Whole>(_ part: any WritableKeyPath<Whole, Target> & Sendable) -> OptionRow<Whole> {
        let effect: OptionRow<Whole>.Effect =
            switch effect {
            case .flag(let set): .flag { set(&$0[keyPath: part]) }
            case .value(let shown, let set): .value(shown: shown) { try set(&$0[keyPath: part], $1) }
            }
        return OptionRow<Whole>(names: names, summary: summary, effect: effect, isListed: isListed)
    }

    var unlisted: OptionRow {
        var row = self
        row.isListed = false
        return row
    }

    /// `--format <format>`
    var form: String {
        let names = names.joined(separator: ", ")
        switch effect {
        case .flag: return names
        case .value(let shown, _): return "\(names) <\(shown)>"
        }
    }
}
