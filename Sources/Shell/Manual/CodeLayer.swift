import Diagnostics
import Engine
import Formats
import Reports
import Semantics
import Session
import Syntax
import Tables

/// The codes of one layer, as the manual lists them. Each layer owns its rows; here they meet.
package struct CodeLayer: Sendable {
    /// What its mistakes are about, as a heading.
    package let title: String
    /// Of the file of rendered examples in `Tests/Scripts/errors`.
    package let name: String
    package let codes: [any DiagnosticCode]

    private init(_ name: String, _ title: String, _ codes: [any DiagnosticCode]...) {
        self.name = name
        self.title = title
        self.codes = codes.flatMap { $0 }.sorted { $0.rawValue < $1.rawValue }
    }

    /// Bottom layer first: in the order in which a query meets them.
    package static let all: [CodeLayer] = [
        CodeLayer(
            "syntax", "How a script is written",
            CharacterCode.allCases, TextCode.allCases, WordCode.allCases, PipelineCode.allCases, StructureCode.allCases),
        CodeLayer(
            "checker", "Names, values and stages",
            NameCode.allCases, TypeCode.allCases, CallCode.allCases, AggregateCode.allCases, StageCode.allCases, ReshapingCode.allCases,
            ModelCode.allCases),
        CodeLayer(
            "engine", "Values met while a query runs",
            ComputationCode.allCases, CalendarCode.allCases, FormCode.allCases, GroupCode.allCases, MatchCode.allCases, MemoryCode.allCases),
        CodeLayer("formats", "Files", FileCode.allCases, RecordCode.allCases, WorkbookCode.allCases, SheetCode.allCases, ArrowCode.allCases),
        CodeLayer("reports", "Documents", DocumentCode.allCases),
        CodeLayer("session", "Scripts, models and the shell", SessionCode.allCases, FrozenCode.allCases, ScratchCode.allCases, ShellCode.allCases),
    ]

    /// The code that users see under this name.
    static func code(_ name: String) -> (any DiagnosticCode)? {
        for layer in all {
            if let code = layer.codes.first(where: { $0.rawValue == name }) { return code }
        }
        return nil
    }

    static var names: [String] { all.flatMap { layer in layer.codes.map { code in code.rawValue } } }
}
