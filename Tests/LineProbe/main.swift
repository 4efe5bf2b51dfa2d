import Diagnostics
import Glibc
import Reports
import Shell

// The line editor alone, for tests that press thousands of keys: no session, answers at once, and after each drawing the line and the number of bytes
// read so far as a message to the terminal, `ESC ] consumed;cursor;scalars BEL`, in order with what was drawn.

/// Knows a few words, and takes a text for whole unless a bracket is open or it ends in `|`.
final class WordAdvisor: LineAdvisor {
    private static let words = ["tỉnh", "tháng", "tên_khách", "`doanh thu`", "`ngày đặt`", "sum", "sort", "summarize", "sales", "count"]
    private var answer: LineAnswer?

    func isComplete(_ text: String) -> Bool {
        let depth = text.reduce(0) { $0 + ("([{".contains($1) ? 1 : ")]}".contains($1) ? -1 : 0) }
        return depth <= 0 && text.last { !$0.isWhitespace } != "|"
    }

    func ask(_ question: LineQuestion) {
        var answer = LineAnswer(question)
        let typed = String(decoding: Array(question.text.utf8.prefix(question.cursor)), as: UTF8.self)
        let word = String(typed.reversed().prefix { $0.isLetter || $0 == "_" }.reversed())
        let found = word.isEmpty ? [] : Self.words.filter { $0.hasPrefix(word) }
        switch question.kind {
        case .completion:
            let candidates = found.map { Candidate(kind: .column, label: $0, type: "text", summary: "one of the words") }
            answer.completion = Completion(replaced: question.cursor - word.utf8.count..<question.cursor, candidates: candidates)
        case .remarks:
            if typed.hasSuffix("tinh ") { answer.mistakes = [LineAnswer.Mistake(span: Span(0, 0), message: "'tinh' is not a word; try: tỉnh", isName: true)] }
            if let first = found.first, question.cursor == question.text.utf8.count { answer.hint = String(first.dropFirst(word.count)) }
        }
        self.answer = answer
    }

    func takeAnswer() -> LineAnswer? {
        defer { answer = nil }
        return answer
    }

    func awaitAnswer() {}
}

let history = InputHistory(["from tỉnh | where\n  sum > 3", "sales | take 5", "漢字 từ điển"])
let output = StandardStreams.output()
guard let events = EventPipe(),
    let editor = LineEditor(
        prompt: "lab> ", style: LineEditor.Style(hasColour: true, isDecorated: true), events: events, advisor: WordAdvisor(), history: history)
else {
    output.line("no editor")
    output.flush()
    exit(1)
}
editor.observer = { line, consumed in
    output.write("\u{1B}]\(consumed);\(line.cursor);\(line.scalars.map { String($0.value) }.joined(separator: ","))\u{07}")
    output.flush()
}
loop: while true {
    switch editor.read() {
    case .input(let text):
        output.line("=> \(text.unicodeScalars.count)")
        output.flush()
        editor.remember(text)
    case .interrupted: continue
    case .end: break loop
    }
}
