import Diagnostics

/// Why a workbook cannot be read on, told by a part that does not know in which sheet or cell it is needed.
enum WorkbookProblem: Error {
    /// What is wrong, as a clause for people: `it ends in the middle`.
    case damaged(String)
    /// More than is read, which a small file may pretend to hold.
    case tooLarge(String)
    /// A problem that names its own place.
    case told(DiagnosticList)

    /// As messages about a place: a file, a sheet, a cell.
    func diagnostics(at place: String) -> DiagnosticList {
        switch self {
        case .damaged(let what): Message.damagedWorkbook(place, what)
        case .tooLarge(let what): Message.workbookTooLarge(place, what)
        case .told(let list): list
        }
    }
}
