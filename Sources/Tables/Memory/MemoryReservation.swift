import Diagnostics

/// What one operator or one column in memory holds of an account, given back when the last who shares it is gone.
///
/// Taken in steps of a mebibyte, so that to count each batch costs an addition. Belongs to one thread at a time.
package final class MemoryReservation: @unchecked Sendable {
    private let account: MemoryAccount
    /// What it is for, in the words of the message that refuses it.
    private let purpose: MemoryPurpose
    /// What is needed.
    private(set) package var bytes = 0
    /// What has been taken, the same or more.
    private var taken = 0
    /// The most that may stand in one column of texts when all is put together.
    private var textBytes = 0

    package init(_ account: MemoryAccount, for purpose: MemoryPurpose) {
        self.account = account
        self.purpose = purpose
    }

    deinit { account.release(taken) }

    /// More, which there is no doing without.
    /// - Throws: `memory-exceeded` when the limit would be passed.
    package func demand(_ count: Int) throws {
        guard grow(by: count, mayAsk: true) else { throw DiagnosticList(.memoryExceeded(purpose, limit: account.limit)) }
        textBytes += texts(in: count)
    }

    /// More for what can be done without.
    package func request(_ count: Int) -> Bool { grow(by: count, mayAsk: false) }

    /// More for what is only kept to save time: refused when more than half of what may be used would be.
    package func requestSparing(_ count: Int) -> Bool { account.isRoomy(for: count) && grow(by: count, mayAsk: false) }

    /// More for an operator that can go on on disk: refused also when it would leave too little for others, and, however much memory there is,
    /// where a column of texts could become longer than the 2 GiB that its offsets reach.
    ///
    /// - Parameter texts: how many bytes of it are texts of one column.
    package func requestOrSpill(_ count: Int, texts: Int? = nil) -> Bool {
        let wanted = bytes + count
        let wantedTexts = textBytes + (texts ?? self.texts(in: count))
        if wantedTexts > Int(Int32.max) { return false }
        if wanted > taken, wanted > account.share(of: taken) { return false }
        guard grow(by: count, mayAsk: true) else { return false }
        textBytes = wantedTexts
        return true
    }

    /// Where it is not said: who puts rows together counts every text at least twice.
    private func texts(in count: Int) -> Int { count / 2 }

    /// Less.
    package func giveBack(_ count: Int, texts: Int? = nil) {
        bytes -= count
        textBytes -= texts ?? self.texts(in: count)
    }

    /// Lets others have what has been taken and is not needed.
    package func release() {
        account.release(taken - bytes)
        taken = bytes
    }

    /// What some of those for whom it is held need no more, each as much as the others.
    package func giveBack(_ some: Int, of all: Int) {
        if some >= all { return clear() }
        giveBack(Int(Double(bytes) * Double(some) / Double(all)), texts: Int(Double(textBytes) * Double(some) / Double(all)))
    }

    /// Everything, for its next use.
    package func clear() {
        account.release(taken)
        bytes = 0
        taken = 0
        textBytes = 0
    }

    private func grow(by count: Int, mayAsk: Bool) -> Bool {
        let wanted = bytes + count
        if wanted > taken {
            let step = (wanted - taken + account.chunk - 1) / account.chunk * account.chunk
            if account.reserve(step, mayAsk: mayAsk) {
                taken += step
            } else if step > wanted - taken, account.reserve(wanted - taken, mayAsk: mayAsk) {
                taken = wanted
            } else {
                return false
            }
        }
        bytes = wanted
        return true
    }
}

/// What memory is reserved for, as messages call it.
package enum MemoryPurpose: String, Sendable {
    case sort = "the sort"
    case groups = "the groups"
    case distinct = "the distinct rows"
    case join = "the right side of the join"
    case window = "the windows"
    case top = "the first rows"
    case last = "the last rows"
    case sample = "the rows to draw a sample from"
    case pivot = "the cells of the pivot"
    case compare = "the rows to compare"
    case result = "the result"
    case kept = "a result that is used twice"
    case linked = "a table that links point to"
    case remembered = "columns kept for the session"
}
