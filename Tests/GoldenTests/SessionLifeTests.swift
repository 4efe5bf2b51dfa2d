import Diagnostics
import Engine
import Reports
@testable import Session
import Support
import Tables
import Testing

/// What a session has opened is closed when it ends: a shell that opens one folder after the other, and a test run of thousands of
/// sessions, must not run out of files.
@Suite struct SessionLifeTests {
    @Test(arguments: [
        "from dossiers | summarize n = count() by unit.name",
        "from dossiers | where unit.under(\"Huyện Ý Yên\") | take 1",
        "from units | add n = count(dossiers) | sort n",
        "let late = from dossiers | where finished > due",
        "from dossiers | summarize working_days(min(received.date), max(received.date))",
    ])
    func theWorldEndsWithItsSession(statement: String) throws {
        weak var world: World?
        do {
            let session = Session(options: SessionOptions(today: 18_166, workingFolder: ".", display: DisplayText(style: .c)))
            try session.open(paths: ["\(ProjectFolder.path)/Tests/Scripts/worlds/small"])
            _ = session.run(SourceText(name: "line", text: statement), into: Silence())
            world = session.world
            #expect(world != nil)
        }
        #expect(world == nil)
    }

    private final class Silence: OutputSink {
        func block(_ block: Document.Block) {}
        func notice(_ text: String) {}
        func diagnostics(_ list: [Diagnostic]) {}
    }
}
