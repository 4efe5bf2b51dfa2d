import Diagnostics

/// What is wrong with the folder for data that does not fit in memory.
package enum ScratchCode: String, DiagnosticCode {
    case scratchFailed = "scratch-failed"
    case scratchFull = "scratch-full"

    package var explanation: Explanation {
        switch self {
        case .scratchFailed:
            Explanation(withoutExample: "what does not fit in memory waits in files without names in a folder, which must be there and may be written to")
        case .scratchFull:
            Explanation(withoutExample: "a disk that is filled to the last byte stops other programs, so a query ends before that")
        }
    }
}
