import Diagnostics

/// Why an Arrow file cannot be read on, told by a part that does not know of which file it reads.
enum ArrowProblem: Error {
    /// What is wrong, as a clause for people, and the byte of the file at which it was noticed.
    case damaged(String, at: Int)
    /// Something that other programs read and this one does not, and what would help.
    case unreadable(String, hint: String)
    /// A column whose values this language has no type for: what they are.
    case column(String, holds: String)
    /// A problem that names its own place.
    case told(DiagnosticList)

    /// As messages about the file.
    func diagnostics(at path: String) -> DiagnosticList {
        switch self {
        case .damaged(let what, let offset): Message.damagedArrow(path, what, at: offset)
        case .unreadable(let what, let hint): Message.unreadableArrow(path, what, hint)
        case .column(let name, let kind): Message.columnWithoutType(path, name, kind)
        case .told(let list): list
        }
    }
}
