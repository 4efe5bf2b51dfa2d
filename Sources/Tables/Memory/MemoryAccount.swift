import Synchronization

/// How much memory all that a session computes may hold together: the promise of `--memory`.
///
/// Operators reserve before they allocate, with estimates that cover what they need at their peak. Who is refused goes on on disk, or
/// else the query ends with an error that says so. What is only kept to save time gives way first. One atomic number, since
/// reservations grow by the mebibyte and not by the batch.
package final class MemoryAccount: Sendable {
    private let most: Atomic<Int>
    /// What one operator that can go on on disk may hold; `nil` for half of what the others leave, so that those behind it have room too.
    private let share: Int?
    /// By how much reservations grow.
    let chunk: Int
    private let used = Atomic<Int>(0)
    private let highest = Atomic<Int>(0)
    private let spilled = Atomic<Int>(0)
    private let holders = Mutex<[Holder]>([])

    private struct Holder {
        weak var value: (any SparingHolder)?
    }

    /// - Parameters:
    ///   - limit: in bytes.
    ///   - share: what an operator may hold before it goes to disk, for tests that want it to.
    package init(limit: Int, share: Int? = nil) {
        most = Atomic(limit)
        self.share = share
        chunk = share == nil ? 1 << 20 : 1
    }

    /// In bytes. When it is lowered, what is held already stays.
    package var limit: Int {
        get { most.load(ordering: .relaxed) }
        set { most.store(newValue, ordering: .relaxed) }
    }

    package static var unlimited: MemoryAccount { MemoryAccount(limit: .max) }

    /// The most that was reserved at one time.
    package var peak: Int { highest.load(ordering: .relaxed) }
    /// Bytes that were written to disk for want of memory.
    package var spilledBytes: Int { spilled.load(ordering: .relaxed) }

    package func addSpilled(_ bytes: Int) { spilled.wrappingAdd(bytes, ordering: .relaxed) }

    /// Somebody who keeps what he could do without.
    package func register(_ holder: any SparingHolder) {
        holders.withLock { holders in
            holders.removeAll { $0.value == nil }
            holders.append(Holder(value: holder))
        }
    }

    /// - Parameter mayAsk: whether those who could do without are asked to, before this is refused.
    func reserve(_ bytes: Int, mayAsk: Bool) -> Bool {
        if take(bytes) { return true }
        guard mayAsk else { return false }
        for holder in holders.withLock({ $0 }) { holder.value?.giveWay() }
        return take(bytes)
    }

    private func take(_ bytes: Int) -> Bool {
        let (before, now) = used.wrappingAdd(bytes, ordering: .relaxed)
        if now > limit || now < before {
            used.wrappingSubtract(bytes, ordering: .relaxed)
            return false
        }
        highest.max(now, ordering: .relaxed)
        return true
    }

    func release(_ bytes: Int) { used.wrappingSubtract(bytes, ordering: .relaxed) }

    /// Whether half of what may be used is enough for all, with so much more.
    func isRoomy(for bytes: Int) -> Bool { used.load(ordering: .relaxed) + bytes <= limit / 2 }

    /// Whether so much is held that a new query should not begin with it.
    package var isNearlyFull: Bool { used.load(ordering: .relaxed) > limit / 4 * 3 }

    /// What an operator that holds so much may hold before it goes to disk.
    func share(of held: Int) -> Int { share ?? max(0, limit - (used.load(ordering: .relaxed) - held)) / 2 }
}

/// Who keeps in memory what could be read or computed again.
package protocol SparingHolder: AnyObject, Sendable {
    /// Lets go of what it can. May be called on any thread.
    func giveWay()
}
