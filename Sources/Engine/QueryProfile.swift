import Columns
import Glibc
import Planning
import Synchronization

/// What each node of a plan did while it ran: rows and bytes that it handed on, the time that was spent in it, and the ways that it took.
///
/// Every node is timed by itself: the clock of a thread runs for the node whose rows are being asked for, and stops for it while that one asks
/// others. Where threads share the work, the times of all are added up, as if one had done it. A run without a profile pays for nothing but the
/// question whether there is one, once a plan.
package final class QueryProfile: Sendable {
    /// One node.
    package struct Entry: Sendable {
        package var rows = 0
        package var bytes = 0
        package var nanoseconds: UInt64 = 0
        /// In the order in which they were taken, each once.
        package var ways: [String] = []
    }

    private struct State {
        var numbers: [String: Int] = [:]
        var entries: [Entry] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// What a node did; `nil` for one that was not asked for any rows, because the plan was not run as it is written.
    package func entry(of plan: Plan) -> Entry? {
        let text = PlanText.text(plan)
        return state.withLock { state in state.numbers[text].map { state.entries[$0] } }
    }

    // MARK: While it runs

    /// Of a node, by what it and all below it say: parts of a run that threads share have the same nodes.
    func number(of plan: Plan) -> Int {
        let text = PlanText.text(plan)
        return state.withLock { state in
            if let known = state.numbers[text] { return known }
            state.entries.append(Entry())
            state.numbers[text] = state.entries.count - 1
            return state.entries.count - 1
        }
    }

    /// Runs `body` for a node, on this thread.
    func time<Result>(_ node: Int, _ body: () throws -> Result) rethrows -> Result {
        let clock = clock
        clock.enter(node, self)
        defer { clock.leave(self) }
        return try body()
    }

    /// The node that this thread is at work for.
    var running: Int? { clock.nodes.last }

    func add(_ batch: Batch, to node: Int) {
        let bytes = batch.columns.reduce(0) { $0 + $1.byteCount }
        state.withLock { state in
            state.entries[node].rows += batch.count
            state.entries[node].bytes += bytes
        }
    }

    /// Notes which way the node takes that this thread is at work for.
    package func note(_ way: @autoclosure () -> String) {
        guard let node = running else { return }
        let way = way()
        state.withLock { state in if !state.entries[node].ways.contains(way) { state.entries[node].ways.append(way) } }
    }

    fileprivate func charge(_ node: Int, _ nanoseconds: UInt64) { state.withLock { $0.entries[node].nanoseconds += nanoseconds } }

    // MARK: Threads

    private var clock: ThreadClock {
        if let known = pthread_getspecific(Self.key) {
            let clock = Unmanaged<ThreadClock>.fromOpaque(known).takeUnretainedValue()
            if clock.profile == ObjectIdentifier(self) { return clock }
            Unmanaged<ThreadClock>.fromOpaque(known).release()
        }
        let made = ThreadClock(ObjectIdentifier(self))
        pthread_setspecific(Self.key, Unmanaged.passRetained(made).toOpaque())
        return made
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { clock in if let clock { Unmanaged<ThreadClock>.fromOpaque(clock).release() } }
        return key
    }()

    /// The nodes that a thread is at work for, each on behalf of the one before.
    private final class ThreadClock {
        let profile: ObjectIdentifier
        private(set) var nodes: [Int] = []
        private var since: UInt64 = 0

        init(_ profile: ObjectIdentifier) { self.profile = profile }

        func enter(_ node: Int, _ profile: QueryProfile) {
            charge(profile)
            nodes.append(node)
        }

        func leave(_ profile: QueryProfile) {
            charge(profile)
            nodes.removeLast()
        }

        private func charge(_ profile: QueryProfile) {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            let now = UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
            if let node = nodes.last { profile.charge(node, now - since) }
            since = now
        }
    }
}

/// The rows of a node on their way to the next, counted and timed.
final class ProfiledStream: BatchStream {
    private let base: any BatchStream
    private let node: Int
    private let profile: QueryProfile

    init(_ base: any BatchStream, _ node: Int, _ profile: QueryProfile) {
        self.base = base
        self.node = node
        self.profile = profile
    }

    func next() throws -> Batch? {
        let batch = try profile.time(node) { try base.next() }
        if let batch { profile.add(batch, to: node) }
        return batch
    }

    var isFinished: Bool { base.isFinished }
    var hasOpenCounts: Bool { base.hasOpenCounts }
    var countsAsRowsPass: Bool { base.countsAsRowsPass }
}
