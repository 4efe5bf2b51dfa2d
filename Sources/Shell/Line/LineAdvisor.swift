import Diagnostics

/// What the line editor asks about the text in it. All but `isComplete` may take a while: the answer is fetched when the editor is told that there is one.
package protocol LineAdvisor: AnyObject {
    /// Whether Enter runs the text.
    func isComplete(_ text: String) -> Bool
    /// A later question takes the place of one that is not answered yet.
    func ask(_ question: LineQuestion)
    /// The answer to the last question, once.
    func takeAnswer() -> LineAnswer?
    /// Waits a moment for the answer, so that what comes at once is drawn with the key that it belongs to.
    func awaitAnswer()
}

package struct LineQuestion: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// What is wrong with the text, and how it may go on.
        case remarks
        /// What may stand at the cursor.
        case completion
    }

    package var kind: Kind
    package var text: String
    /// In bytes.
    package var cursor: Int

    package init(kind: Kind, text: String, cursor: Int) {
        self.kind = kind
        self.text = text
        self.cursor = cursor
    }
}

package struct LineAnswer: Sendable {
    package var question: LineQuestion
    package var mistakes: [Mistake] = []
    /// What Right would add.
    package var hint = ""
    package var completion: Completion?

    /// Something wrong in a text that is being typed.
    package struct Mistake: Equatable, Sendable {
        package var span: Span
        package var message: String
        /// Whether it is a name that stands for nothing.
        package var isName: Bool
        package init(span: Span, message: String, isName: Bool) {
            self.span = span
            self.message = message
            self.isName = isName
        }
    }

    package init(_ question: LineQuestion) { self.question = question }
}
