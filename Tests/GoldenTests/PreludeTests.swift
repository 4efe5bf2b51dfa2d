import Diagnostics
import Engine
import Reports
import Semantics
import Session
import Support
import Syntax
import Tables
import Testing

/// What the prelude says of itself is true.
struct PreludeTests {
    @Test("It stands in the one format")
    func format() throws {
        #expect(try Formatter.format(SourceText(name: "prelude.mc", text: Prelude.text)) == Prelude.text + "\n")
    }

    @Test("Each function's example prints what its comment says", arguments: Prelude.signatures)
    func example(_ signature: FunctionSignature) {
        let session = Session(options: SessionOptions(today: 18_166, workingFolder: ".", display: DisplayText(style: .c)))
        let sink = LastTable()
        let status = session.run(SourceText(name: SourceText.typed, text: signature.example.source), into: sink)
        #expect(status.exit == .done)
        #expect(sink.cell == signature.example.result, "\(signature.name)")
    }
}

/// Remembers the first cell of the table shown last.
private final class LastTable: OutputSink {
    var cell: String?

    func block(_ block: Document.Block) {
        guard case .table(let table) = block else { return }
        cell = DisplayText(style: .c).cell(table.columns[0].values, row: 0, type: table.columns[0].type)
    }

    func notice(_ text: String) {}
    func diagnostics(_ list: [Diagnostic]) {}
}
