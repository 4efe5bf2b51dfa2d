/// Every word with a meaning of its own somewhere in the language; units stand in `UnitWord`.
///
/// Only the reserved ones are closed to names. The others mean something in one place (a stage
/// after `|`, a statement at its start) and are ordinary names everywhere else, so a table may
/// have columns called `date`, `sort` or `with`. `Grammar/keywords.txt` repeats the groups.
package enum Keyword: String, CaseIterable, Sendable {
    // Reserved
    case and, or, not, `in`, `is`, `if`, then, `else`, `true`, `false`, missing, per, by, `where`, from
    // Statements
    case edition, use, param, `let`, fn, title, section, text, check, warn, table, zone, calendar
    // Stages; `where`, `check` and `warn` stand above
    case add, set, keep, drop, rename, summarize, sort, take, distinct, lookup, join, append
    case pivot, unpivot, compare, sample, show, chart, save, describe
    // Clauses; `by` and `else` stand above
    case with, on, `as`, within, source, across, into, along, label, note, seed
    // Members of a table
    case measure, link, tree, levels, valid, to, key, `private`
    // Types
    case money, one, of, list
    // Sources
    case rows, file
    // Options and endings
    case totals, empty, counts, ties, last, asc, desc, present
}

extension Keyword {
    static let reserved: [Keyword] = [
        .and, .or, .not, .in, .is, .if, .then, .else, .true, .false, .missing, .per, .by, .where, .from,
    ]

    static let statements: [Keyword] = [
        .edition, .use, .param, .let, .fn, .title, .section, .text, .check, .warn, .table, .zone, .calendar,
    ]

    static let stages: [Keyword] = [
        .where, .add, .set, .keep, .drop, .rename, .summarize, .sort, .take, .distinct, .lookup, .join,
        .append, .pivot, .unpivot, .compare, .sample, .check, .warn, .show, .chart, .save, .describe,
    ]

    /// Words that carry a statement over a line break when they begin or end a line.
    static let clauses: [Keyword] = [
        .and, .or, .then, .else, .by,
        .with, .on, .as, .within, .source, .across, .into, .along, .label, .note, .seed,
    ]

    static let members: [Keyword] = [.measure, .link, .tree, .valid, .check, .warn]

    static let options: [Keyword] = [.totals, .empty, .counts]

    /// What a misspelt word after an operand may have been meant for.
    static let afterOperand: [String] = (clauses + [.desc, .asc, .in, .is, .per, .where]).map(\.rawValue)

    /// Words inside a stage, a member or a type that no other group names.
    static let endings: [Keyword] = [
        .levels, .to, .key, .private, .money, .one, .of, .list, .rows, .file, .ties, .last, .asc, .desc, .present,
    ]

    /// The groups as `Grammar/keywords.txt` lists them.
    static let groups: [(name: String, words: [Keyword])] = [
        ("reserved", reserved), ("statements", statements), ("stages", stages), ("clauses", clauses),
        ("members", members), ("options", options), ("endings", endings),
    ]

    var isReserved: Bool { Self.reservedSet.contains(self) }
    var isStatement: Bool { Self.statementSet.contains(self) }
    var isStage: Bool { Self.stageSet.contains(self) }
    /// Where this word may stand no name can, so that one with other capitals is this word.
    var isNameNever: Bool { isClause || self == .desc || self == .asc || self == .not }
    var isClause: Bool { Self.clauseSet.contains(self) }

    /// Whether the word, being reserved, is a value by itself.
    var isLiteral: Bool { self == .true || self == .false || self == .missing }

    /// A stage that may stand alone, so that a line may end after its word.
    var isStageWithoutOperand: Bool { self == .distinct || self == .show || self == .describe }

    private static let reservedSet = Set(reserved)
    private static let statementSet = Set(statements)
    private static let stageSet = Set(stages)
    private static let clauseSet = Set(clauses)
}

/// A word that may follow a number, and the unit that it names.
///
/// Vietnamese and English spellings stand side by side because amounts are pasted from
/// Vietnamese reports; durations have the English spelling only, as in every other place.
package struct UnitWord: Sendable {
    let spelling: String
    let unit: NumberUnit

    static let all: [UnitWord] = [
        UnitWord(spelling: "thousand", unit: .thousand), UnitWord(spelling: "nghìn", unit: .thousand),
        UnitWord(spelling: "million", unit: .million), UnitWord(spelling: "triệu", unit: .million),
        UnitWord(spelling: "billion", unit: .billion), UnitWord(spelling: "tỷ", unit: .billion),
        UnitWord(spelling: "points", unit: .points),
        UnitWord(spelling: "day", unit: .days), UnitWord(spelling: "days", unit: .days),
        UnitWord(spelling: "week", unit: .weeks), UnitWord(spelling: "weeks", unit: .weeks),
        UnitWord(spelling: "month", unit: .months), UnitWord(spelling: "months", unit: .months),
        UnitWord(spelling: "quarter", unit: .quarters), UnitWord(spelling: "quarters", unit: .quarters),
        UnitWord(spelling: "year", unit: .years), UnitWord(spelling: "years", unit: .years),
        UnitWord(spelling: "working day", unit: .workingDays), UnitWord(spelling: "working days", unit: .workingDays),
    ]

    package static var spellings: [String] { all.map(\.spelling) }

    static func unit(spelled spelling: String) -> NumberUnit? {
        bySpelling[spelling]
    }

    private static let bySpelling = Dictionary(uniqueKeysWithValues: all.map { ($0.spelling, $0.unit) })
}
