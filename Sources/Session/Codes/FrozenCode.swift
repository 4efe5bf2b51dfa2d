import Diagnostics

/// Mistakes of frozen data: its names, what was frozen and what has become of it.
package enum FrozenCode: String, DiagnosticCode {
    case frozenDataDamaged = "frozen-data-damaged"
    case frozenName = "frozen-name"
    case frozenNameTaken = "frozen-name-taken"
    case noFrozenData = "no-frozen-data"
    case notInFrozenData = "not-in-frozen-data"
    case outsideOfFolder = "outside-of-folder"

    // Frozen data is made by a command of its own, which no example of a script can give.
    package var explanation: Explanation {
        switch self {
        case .frozenDataDamaged:
            Explanation(withoutExample: "figures from frozen data have to be those of the day on which it was frozen, so a file with another hash is not read")
        case .frozenName:
            Explanation(withoutExample: "the name of frozen data is that of a folder, and 'live' means the data that is not frozen")
        case .frozenNameTaken:
            Explanation(withoutExample: "what was frozen once is never written over, since somebody has handed in figures from it")
        case .noFrozenData:
            Explanation(withoutExample: "data has to be frozen before a report can run on it")
        case .notInFrozenData:
            Explanation(withoutExample: "a report on frozen data reads nothing else, or it could change after all")
        case .outsideOfFolder:
            Explanation(withoutExample: "a folder is frozen with all that its model reads, so that has to lie in it")
        }
    }
}
