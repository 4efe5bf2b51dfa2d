import Diagnostics
import Reports

/// Where a run says what it has to say, in the order in which it happens.
///
/// The session prints nothing itself: the shell, the command line and the tests each hand in a sink of their own.
package protocol OutputSink: AnyObject {
    /// A part of the document: a heading, a paragraph, a table, the outcome of a check.
    func block(_ block: Document.Block)
    /// A sentence about the result before it: `84 comparisons met a missing value (due)`.
    func notice(_ text: String)
    func diagnostics(_ list: [Diagnostic])
    /// After how many rows a table may be handed over as a piece, a block of its own; `nil` where it must come whole. A piece is shorter when
    /// there is no memory for more. What a table rests on stands with its last piece.
    var pieceRows: Int? { get }
    /// How many rows of the beginning and of the end of a table are shown and no others, where they may come without the others when there is no
    /// memory for those; `nil` where all are wanted.
    var shownEnds: Int? { get }
}

extension OutputSink {
    package var pieceRows: Int? { nil }
    package var shownEnds: Int? { nil }
}

/// How a run ended, as the exit status that CLI.md promises.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    case done = 0
    /// An error in the query or the data.
    case queryError = 1
    case usage = 2
    case checkFailed = 3
    /// A file or server could not be read or written.
    case outside = 4
    case interrupted = 130

    /// The worse of two: 130, 4, 1, 3, then 0.
    package func worst(_ other: ExitStatus) -> ExitStatus { rank >= other.rank ? self : other }

    private var rank: Int {
        switch self {
        case .done: 0
        case .checkFailed: 1
        case .queryError: 2
        case .usage: 3
        case .outside: 4
        case .interrupted: 5
        }
    }

    package init(_ diagnostics: [Diagnostic]) {
        var status = ExitStatus.done
        for diagnostic in diagnostics where diagnostic.severity == .error {
            status = status.worst(diagnostic.kind == .outside ? .outside : .queryError)
        }
        self = status
    }
}

/// What a run leaves behind besides its output.
package struct RunStatus: Sendable {
    package var exit: ExitStatus
    package init(_ exit: ExitStatus) { self.exit = exit }
}
