import Characters
import Columns
import Semantics

/// How a dossier stands to its due date on a given day, by whole days, never by hours.
///
/// The rules of the one-stop reports, with two differences made visible: a dossier without due date is a
/// bucket of its own and not on time, and what finished after the day is still open on that day, so that
/// last quarter's report comes out the same next quarter.
enum DueStatus: UInt32, CaseIterable {
    case early, onTime, late, openInTime, openOverdue, paused, noDueDate

    static let names = ["early", "on time", "late", "open in time", "open overdue", "paused", "no due date"]

    /// `nil` when the dossier had not been received by then.
    init?(received: Int32?, due: Int32?, finished: Int32?, isPaused: Bool, asOf: Int32) {
        if let received, received > asOf { return nil }
        if let finished, finished <= asOf {
            guard let due else {
                self = .noDueDate
                return
            }
            self = finished < due ? .early : finished == due ? .onTime : .late
        } else if isPaused {
            self = .paused
        } else if let due {
            self = due >= asOf ? .openInTime : .openOverdue
        } else {
            self = .noDueDate
        }
    }

    /// Which rows have a status under which the clock stands still; a missing status has not.
    static func paused(_ status: Column, _ table: DictionaryTable<Bool>) throws -> Bitmap {
        switch status {
        case .text, .coded, .missing: break
        case .int: break
        default: return Bitmap(repeating: false, count: status.count)
        }
        let texts = status.texts
        if case .coded(let column) = texts {
            let known = try table.values(for: column.dictionary)
            return Bitmap.make(column.codes.count) { column.validity?[$0] ?? true && known[Int(column.codes[$0])] }
        }
        return Bitmap.make(texts.count) { texts.string($0).map(isPaused) ?? false }
    }

    /// Case and marks apart. The national list's codes 5, 6 and 8, its words, those of one-stop offices, and ours.
    static func isPaused(_ status: String) -> Bool { pausedWords.contains(Folding.fold(status)) }

    private static let pausedWords: Set<String> = [
        "5", "yeu cau bo sung giay to", "cho bo sung", "yeu cau bo sung", "waiting for supplement",
        "6", "yeu cau thuc hien nghia vu tai chinh", "cho nop thue/phi", "cho nop thue", "cho nop phi", "waiting for payment",
        "8", "dung xu ly", "tam dung", "khong du dieu kien", "suspended", "paused",
    ]
}
