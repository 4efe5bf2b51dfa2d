import Diagnostics

/// What a query cannot go on for, though nothing is wrong with it: the memory that it may use.
package enum MemoryCode: String, DiagnosticCode {
    case memoryExceeded = "memory-exceeded"

    package var explanation: Explanation {
        switch self {
        case .memoryExceeded:
            Explanation(withoutExample: "what a query may hold in memory is limited, so that no other program of the machine has to end for it; sorts, groups, joins and windows go on on the disk, and what remains must fit")
        }
    }
}
