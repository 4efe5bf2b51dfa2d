import Diagnostics

/// What keeps a document from being written in the form that was asked for.
package enum DocumentCode: String, DiagnosticCode {
    case cellTooLong = "cell-too-long"
    case missingLibrary = "missing-library"
    case workbookNotWritten = "workbook-not-written"

    package var explanation: Explanation {
        switch self {
        case .cellTooLong:
            Explanation(
                "a cell of a workbook holds at most 32,767 signs, and a text that was cut would look whole",
                wrong: .typed(#"from rows (id, note) [("D01", "x")] | set note = pad_right(note, 40000, "x") | save "notes.xlsx""#),
                right: .typed(#"from rows (id, note) [("D01", "x")] | set note = pad_right(note, 40000, "x") | set note = left(note, 30000) | save "notes.xlsx""#))
        case .missingLibrary:
            Explanation(withoutExample: "workbooks are written with a library of the system, which has to be installed once")
        case .workbookNotWritten:
            Explanation(withoutExample: "the disk refused the workbook, for the reason that the message gives")
        }
    }
}
