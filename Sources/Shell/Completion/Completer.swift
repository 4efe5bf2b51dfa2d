import Characters
import Diagnostics
import Semantics
import Session
import Syntax

/// What may stand at the cursor: a function of the text before it and of what the session knows.
///
/// The grammar says what is wanted there (`CursorPlace`), the checker what the rows are at this point of the pipeline
/// (`Prospect`), and the tables of stages, functions, formats and commands what there is to choose from. It reads no file whole and
/// runs nothing, so it may be asked after every key.
package struct Completer {
    let session: Session

    package init(_ session: Session) { self.session = session }

    /// - Parameter cursor: in UTF-8 bytes of the text, which is in NFC.
    package func complete(_ text: String, cursor: Int) -> Completion {
        let bytes = Array(text.utf8)
        var end = min(max(0, cursor), bytes.count)
        // Inside a letter: before it.
        while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        let before = String(decoding: bytes[..<end], as: UTF8.self)
        if let completion = CommandCompleter(session).complete(before) { return completion }

        // A line that goes on with the last pipeline is read as if that stood before it.
        var prefix = ""
        if Continuation.extends(before), let last = session.lastPipeline { prefix = last + "\n" }
        let source = SourceText(name: SourceText.typed, text: prefix + before)
        let shift = source.bytes.count - end
        let place = CursorPlace.atEnd(of: source)
        // Behind a letter or bracket an operator would stick to it.
        if place.form == .nothing, place.wanted == .operator, before.last?.isWhitespace == false { return .nothing(at: end) }
        var choices = StatementChoices(session: session, source: source, place: place)
        var candidates = choices.candidates()
        // A word at the start of a line may go on with the statement before it; it is seen for a clause only once it is whole.
        if place.wanted == .statement, place.form == .word, let joined = joined(source, before: place.typed.start) {
            let other = CursorPlace.atEnd(of: joined)
            if other.wanted == .operator {
                var clauses = StatementChoices(session: session, source: joined, place: other)
                candidates += clauses.candidates().filter { found in !candidates.contains { $0.text == found.text } }
            }
        }
        return Completion(replaced: max(0, place.typed.start - shift)..<end, candidates: candidates)
    }

    /// The text with a blank for the line break before the last word.
    private func joined(_ source: SourceText, before word: Int) -> SourceText? {
        let lineStart = source.lineStarts[source.line(at: word)]
        guard lineStart > 0, source.bytes[lineStart..<word].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return nil }
        var bytes = source.bytes
        bytes[lineStart - 1] = 0x20
        return SourceText(name: source.name, text: String(decoding: bytes, as: UTF8.self))
    }
}
