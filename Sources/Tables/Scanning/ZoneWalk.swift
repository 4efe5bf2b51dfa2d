import Synchronization

/// Which of the chosen zones of a table one of several readings goes through, that share them.
package struct ReadingPart: Sendable {
    package let number: Int
    package let count: Int
    fileprivate let claims: ZoneClaims?

    /// - Parameter claims: shared by all parts where each takes the next zones as it comes to them; without them a part has as many zones as the others,
    ///   which follow those of the part before it.
    package init(_ number: Int, of count: Int, claims: ZoneClaims? = nil) {
        self.number = number
        self.count = count
        self.claims = claims
    }

    /// Whether it is not known before which zones these will be.
    package var isClaiming: Bool { claims != nil }

    package static let whole = ReadingPart(0, of: 1)
}

/// Which zones have been taken by readings that go on side by side. Where rows of one zone take longer than those of another, as rows without an answer
/// do, or one thread has to wait for its processor, the others take more.
package final class ZoneClaims: Sendable {
    private let taken = Atomic(0)

    package init() {}

    /// Enough that nobody waits for the counter, and that zones are read one after the other.
    private static let most = 8
    /// So often each reading comes back for more at least.
    private static let turns = 8

    /// The next of `count` zones.
    fileprivate func next(of count: Int, among readings: Int) -> Range<Int> {
        let wanted = max(1, min(Self.most, count / (Self.turns * readings)))
        let start = min(taken.wrappingAdd(wanted, ordering: .relaxed).oldValue, count)
        return start..<min(start + wanted, count)
    }
}

/// The zones that a reading goes through, one after the other, with those between them that nobody reads.
package struct ZoneWalk: Sendable {
    private let choice: ZoneChoice
    private let part: ReadingPart
    /// Of the chosen ones.
    private var ahead: Range<Int>
    private var isAtEnd = false

    package init(_ choice: ZoneChoice, _ part: ReadingPart) {
        self.choice = choice
        self.part = part
        ahead = part.claims == nil ? choice.places(of: part) : 0..<0
    }

    /// The next zone, `nil` after the last, and those left out before it. All parts together come by each zone once.
    package mutating func next() -> (zone: Int?, leftOut: Range<Int>) {
        if ahead.isEmpty, let claims = part.claims { ahead = claims.next(of: choice.chosen.count, among: part.count) }
        guard let place = ahead.popFirst() else {
            // What follows the last zone is for whoever has read that, or for anybody where it is not known who will.
            let ownsEnd = part.claims == nil ? part.number == part.count - 1 : part.number == 0
            defer { isAtEnd = true }
            return (nil, ownsEnd && !isAtEnd ? choice.start(of: choice.chosen.count)..<choice.count : 0..<0)
        }
        return (choice.chosen[place], choice.start(of: place)..<choice.chosen[place])
    }
}
