import Diagnostics
import Engine
import Glibc
import Reports
import Session
import Support
import Tables
import Testing

@testable import Shell

extension TerminalTests {
    /// The questions of the domain, typed by the beginnings of words and Tab.
    struct QuestionTests {
        private static let keysPath = "\(ProjectFolder.path)/Tests/TerminalTests/twenty-questions.keys"

        @Test("The twenty questions are typed by beginnings of words and Tab, and answered as when they are typed whole")
        func twentyQuestions() throws {
            let script = try #require(ProjectFolder.text("\(ProjectFolder.path)/Examples/twenty-questions.mc"))
            let questions = QuestionKeys.statements(of: SourceText(name: "twenty-questions.mc", text: script))
            #expect(questions.count == 20)
            if getenv("BLESS") != nil { try bless(questions) }
            let keys = try #require(ProjectFolder.text(Self.keysPath)).split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
            let texts = questions.flatMap(\.texts)
            try #require(keys.count == texts.count)

            let results = TemporaryFolder()
            let shell = try ShellTerminal([DemoProvince.path, "--as-of", "2019-06-30"], columns: 120, rows: 40)
            #expect(shell.run(".output \(results.path)/typed.csv", shows: ""))
            for line in keys {
                shell.type(QuestionKeys.bytes(of: line))
                guard shell.submit(seconds: 120) else { return #expect(Bool(false), "\(line)\n\(shell.screen.text)") }
            }
            #expect(shell.leave() == 0)

            let typed = (ProjectFolder.text(shell.historyPath) ?? "").split(separator: "\n").compactMap { HistoryEntry(line: Array($0.utf8)) }.map(\.text).dropFirst()
            for (line, text) in zip(typed, texts) { #expect(Self.words(line) == Self.words(text)) }
            let whole = Program.run(["-c", texts.joined(separator: "\n"), DemoProvince.path, "--as-of", "2019-06-30", "--output", "\(results.path)/whole.csv"])
            #expect(whole.status == 0, "\(whole.error)")
            let answers = try #require(ProjectFolder.text("\(results.path)/whole.csv"))
            #expect(answers.split(separator: "\n").count > 150)
            #expect(ProjectFolder.text("\(results.path)/typed.csv") == answers)

            // What Tab has written, somebody did not have to.
            let letters = texts.reduce(0) { $0 + $1.count }
            let pressed = keys.reduce(0) { $0 + $1.count }
            #expect(pressed < letters * 7 / 10, "\(pressed) keys for \(letters) letters")
        }

        /// What stands in a statement, however its rows are indented.
        private static func words(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

        private func bless(_ questions: [(heading: String, texts: [String])]) throws {
            let session = Session(options: SessionOptions(today: 18_166, workingFolder: TemporaryFolder().path, display: DisplayText(style: .c)))
            try session.open(paths: [DemoProvince.path])
            var planner = QuestionKeys(Completer(session))
            var lines = ["# ⇥ is Tab, ↵ Enter, ⏎ Alt-Enter: what is typed for the questions of Examples/twenty-questions.mc. BLESS=1 finds it anew."]
            for (heading, texts) in questions {
                lines.append("# \(heading)")
                for text in texts {
                    lines.append(planner.keys(for: text))
                    // What one question names, the next may use.
                    _ = session.run(SourceText(name: SourceText.typed, text: text), into: SilentSink())
                }
            }
            print("typed whole: \(planner.typedWhole.joined(separator: " "))")
            ProjectFolder.write(lines.joined(separator: "\n") + "\n", to: Self.keysPath)
        }
    }
}
