import Diagnostics
import Engine
import Reports
import Session
import Support
import Tables
import Testing

/// The questions that `Scripts/agree` asks of DuckDB too: their side in our language stays right without it.
struct AgreementQuestionTests {
    private struct Question {
        var name: String
        var statements: String
    }

    /// Those about the demonstration province.
    private static let questions: [Question] = {
        let text = ProjectFolder.text("\(ProjectFolder.path)/Tests/Agreement/questions.txt") ?? ""
        return text.split(separator: "\n== ").dropFirst().compactMap { section in
            let lines = section.split(separator: "\n", omittingEmptySubsequences: false)
            guard let heading = lines.first, heading.contains("(demo"), let rule = lines.firstIndex(of: "---"), rule > 1 else { return nil }
            return Question(name: String(heading), statements: lines[1..<rule].joined(separator: "\n"))
        }
    }()

    @Test("Each question is understood and has a plan")
    func plans() throws {
        #expect(Self.questions.count >= 30)
        let options = SessionOptions(today: 18_166, workingFolder: DemoProvince.path, display: DisplayText(style: .c), explains: .plan)
        let session = Session(options: options)
        try session.open(paths: [DemoProvince.path])
        for question in Self.questions {
            let mistakes = Mistakes()
            let status = session.run(SourceText(name: SourceText.typed, text: question.statements), into: mistakes)
            #expect(status.exit == .done, "\(question.name): \(DiagnosticRenderer().render(mistakes.found))")
        }
    }
}

/// What is wrong, and nothing else.
private final class Mistakes: OutputSink {
    private(set) var found: [Diagnostic] = []
    func block(_ block: Document.Block) {}
    func notice(_ text: String) {}
    func diagnostics(_ list: [Diagnostic]) { found += list }
}
