import Diagnostics
import Semantics
import Session
import Synchronization

/// Answers the line editor's questions on the session's thread.
final class SessionAdvisor: LineAdvisor {
    private let session: Session
    private let thread: SessionThread
    private let events: EventPipe
    private let answers = Answers()

    /// Milliseconds that a key waits for its answer. What takes longer is drawn when it comes.
    private static let patience = 6

    private final class Answers: Sendable {
        let last = Mutex<LineAnswer?>(nil)
        let arrived = Semaphore()
    }

    init(session: Session, thread: SessionThread, events: EventPipe) {
        self.session = session
        self.thread = thread
        self.events = events
    }

    func isComplete(_ text: String) -> Bool { Continuation.isComplete(text) }

    func ask(_ question: LineQuestion) {
        // An answer that nobody has fetched is to another question.
        answers.last.withLock { $0 = nil }
        while answers.arrived.wait(milliseconds: 0) {}
        thread.answer { [session, answers, events] in
            let answer = SessionAdvisor.answer(question, session)
            answers.last.withLock { $0 = answer }
            answers.arrived.signal()
            events.send(.answer)
        }
    }

    func takeAnswer() -> LineAnswer? {
        answers.last.withLock { last in
            defer { last = nil }
            return last
        }
    }

    func awaitAnswer() { _ = answers.arrived.wait(milliseconds: Self.patience) }

    private static func answer(_ question: LineQuestion, _ session: Session) -> LineAnswer {
        var answer = LineAnswer(question)
        switch question.kind {
        case .completion: answer.completion = Completer(session).complete(question.text, cursor: question.cursor)
        case .remarks:
            answer.mistakes = mistakes(in: question.text, session)
            if question.cursor == question.text.utf8.count { answer.hint = hint(Completer(session).complete(question.text, cursor: question.cursor), question.text) }
        }
        return answer
    }

    private static func mistakes(in text: String, _ session: Session) -> [LineAnswer.Mistake] {
        // A command is no statement.
        guard text.first != ".", text.first != "?" else { return [] }
        return session.mistakes(whileTyping: text).compactMap { found in
            guard let place = found.place else { return nil }
            let sentence = found.message.prefix { $0 != "\n" }
            let fix = found.fixes.first.map { "  try: \($0.label ?? $0.text)" } ?? ""
            return LineAnswer.Mistake(span: place.span, message: sentence + fix, isName: NameCode(rawValue: found.code) != nil)
        }
    }

    /// The rest of the likeliest choice, when something of it has been typed.
    private static func hint(_ completion: Completion, _ text: String) -> String {
        let bytes = Array(text.utf8)
        guard completion.replaced.upperBound == bytes.count, !completion.replaced.isEmpty, let first = completion.candidates.first,
            first.text.utf8.count > completion.replaced.count, first.text.utf8.starts(with: bytes[completion.replaced])
        else { return "" }
        return String(decoding: first.text.utf8.dropFirst(completion.replaced.count), as: UTF8.self)
    }
}
