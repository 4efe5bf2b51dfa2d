import Diagnostics
import Syntax

/// What the world contains, as far as a checker needs to know: tables and functions. Handed in by the session.
package protocol Catalogue: AnyObject {
    /// A table of the model or the stem of an opened file.
    func table(_ name: String) -> TableInfo?
    /// Every table name, for suggestions and completion.
    var tableNames: [String] { get }
    /// Two opened files of one stem, when `name` is that stem.
    func ambiguousFiles(_ name: String) -> [String]?
    /// A file named in a script; reads its head, or all of it where types are facts of the whole file. Has all its columns, those that are not needed
    /// without a type.
    /// - Parameter needed: the columns whose types are wanted; `nil` for all.
    func file(_ path: String, options: [String: Value], columns needed: Set<String>?) throws(DiagnosticList) -> TableInfo
    /// Rows of the function tables with that name; overloads in table order.
    func functions(_ name: String) -> [FunctionSignature]
    var functionNames: [String] { get }
}

/// A world without tables, files and functions: for values that are written out.
final class EmptyCatalogue: Catalogue {
    func table(_ name: String) -> TableInfo? { nil }
    var tableNames: [String] { [] }
    func ambiguousFiles(_ name: String) -> [String]? { nil }
    func file(_ path: String, options: [String: Value], columns needed: Set<String>?) throws(DiagnosticList) -> TableInfo { TableInfo(name: path, columns: []) }
    func functions(_ name: String) -> [FunctionSignature] { [] }
    var functionNames: [String] { [] }
}

/// A table as the model file or its own header describes it.
package final class TableInfo: @unchecked Sendable {
    /// `fee: money VND? label "Phí"`
    package struct Column: Sendable {
        package var name: String
        /// Optional when declared `?` in the model, or with empty cells in a file without a model.
        package var type: Type
        package var label: String?
        package var isPrivate: Bool
        /// Of text in a file without a model: which cell is no number, for who takes the column for numbers.
        package var whyText: String?
        package init(name: String, type: Type, label: String? = nil, isPrivate: Bool = false, whyText: String? = nil) {
            self.name = name
            self.type = type
            self.label = label
            self.isPrivate = isPrivate
            self.whyText = whyText
        }

        /// A column of a file whose type nobody has asked for: what it holds has not been looked at.
        package static func unread(_ name: String) -> Column { Column(name: name, type: Type(.nothing, optional: true)) }
    }

    /// `decided = finished is present`
    package struct Computed: Sendable {
        package var name: String
        package var expression: Expression
        package var label: String?
        package init(name: String, expression: Expression, label: String?) {
            self.name = name
            self.expression = expression
            self.label = label
        }
    }

    /// `measure on_time = count(where …)`
    package struct Measure: Sendable {
        package var name: String
        package var expression: Expression
        package var label: String?
        package var note: String?
        /// What `measure n: type = e` promises; checked, never converted to.
        package var type: TypeSyntax?
        package init(name: String, expression: Expression, label: String?, note: String?, type: TypeSyntax? = nil) {
            self.type = type
            self.name = name
            self.expression = expression
            self.label = label
            self.note = note
        }
    }

    /// The rows of `table` whose `column` links here, under the name `name`.
    package struct ReverseLink: Sendable {
        package var name: String
        package var table: String
        package var column: String
        package init(name: String, table: String, column: String) {
            self.name = name
            self.table = table
            self.column = column
        }
    }

    /// `tree parent levels level`
    package struct Tree: Sendable {
        package var parent: String
        package var level: String
        /// The declared values of the level column, top first.
        package var levels: [String]
        package init(parent: String, level: String, levels: [String]) {
            self.parent = parent
            self.level = level
            self.levels = levels
        }
    }

    /// `valid from first to last into successor`: the days between which a row stands for something, and the row that took its place.
    package struct Validity: Sendable {
        package var first: String
        package var last: String
        package var successor: String?
        package init(first: String, last: String, successor: String?) {
            self.first = first
            self.last = last
            self.successor = successor
        }
    }

    /// `check …` and `warn …` of the model, run when a report asks.
    package struct Rule: Sendable {
        package var assertion: Assertion
        package var isWarning: Bool
        package init(assertion: Assertion, isWarning: Bool) {
            self.assertion = assertion
            self.isWarning = isWarning
        }
    }

    /// What scans and messages call it; unique in a session (a file's path for a file).
    package let name: String
    package var columns: [Column] { didSet { scans.forget() } }
    private let scans = RememberedScan()
    package var key: String?
    /// The column that a link to this table shows: `name`, `title`, else the first text column after the key, else the key.
    package var labelColumn: String?
    package var computed: [Computed] = []
    package var measures: [Measure] = []
    package var reverseLinks: [ReverseLink] = []
    package var tree: Tree?
    package var validity: Validity?
    package var rules: [Rule] = []
    /// The model file the declarations come from, for messages; `nil` for a file without a model.
    package var source: SourceText?
    /// Declared in a model: a comparison on a column that may be missing must be guarded there and in `run`.
    package var isModelled: Bool

    package init(name: String, columns: [Column], key: String? = nil, isModelled: Bool = false) {
        self.name = name
        self.columns = columns
        self.key = key
        self.isModelled = isModelled
    }

    package func column(_ name: String) -> Column? { columns.first { $0.name == name } }

    /// Its columns as a scan gives them, with numbers from `first` on.
    func scan(from first: ColumnID) -> CheckedScan {
        scans.scan(from: first) { CheckedScan(self, from: first) }
    }
}
