import Columns
import Diagnostics
import Glibc
import Synchronization
import Tables

/// Groups of rows of files that several threads read, stretch by stretch.
///
/// A stretch that was begun at the wrong place is read again from the right one. One in which anything is wrong is read again too, from its
/// first record to the end of everything, as one thread would have read it: so mistakes and their counts are the same.
///
/// Which thread reads which stretch hangs on their numbers alone, and with it how texts are held.
final class StretchedGroups: RowGroupStream {
    private let reading: FileReading
    private let layouts: [any DivisibleLayout]
    private let stretches: [FileStretch]
    private let threads: Int
    private var queue: StretchQueue?
    /// Reads what this thread reads itself: the first stretch, and stretches that were begun at the wrong place.
    private let own: GroupReader
    private var number = 0
    private var ready: [RowGroup] = []
    private var handedOut = 0
    /// Rows of each file so far.
    private var fileRows: [Int]
    private var chain = StretchChain()
    /// Has taken over for good.
    private var inOrder: GroupReader?

    /// - Parameter stretchBytes: what a thread reads of a file at a time.
    /// - Returns: `nil` where one thread does as well.
    init?(_ reading: FileReading, threads: Int, stretchBytes: Int) {
        let files = reading.source.textFiles
        guard !reading.context.keepsGoing, let (stretches, layouts) = FileStretch.all(of: files, bytes: stretchBytes, threads: threads) else { return nil }
        self.reading = reading
        self.layouts = layouts
        self.threads = threads
        self.stretches = stretches
        own = GroupReader(reading)
        fileRows = [Int](repeating: 0, count: files.count)
    }

    deinit { queue?.stop() }

    func next() throws -> RowGroup? {
        while true {
            if let inOrder { return try inOrder.next() }
            if handedOut < ready.count {
                defer { handedOut += 1 }
                return ready[handedOut]
            }
            guard number < stretches.count else { return nil }
            try reading.context.checkCancelled()
            let stretch = stretches[number]
            try take(number == 0 ? ReadStretch(stretch, own, layouts[stretch.file], isGoingOn: { true }) : fromThreads(number), of: stretch)
            number += 1
            if number == stretches.count, inOrder == nil { reading.source.remember(fileRows) }
        }
    }

    private func fromThreads(_ number: Int) -> ReadStretch {
        if queue == nil {
            let queue = StretchQueue(first: 1, threads: threads)
            queue.start(stretches, layouts, reading)
            self.queue = queue
        }
        return queue?.take(number) ?? .failed
    }

    private func take(_ found: ReadStretch, of stretch: FileStretch) throws {
        ready = []
        handedOut = 0
        let layout = layouts[stretch.file]
        guard let placed = chain.placed(stretch) else { return }
        var found = found
        if let edges = found.edges, !chain.fits(edges, placed) { found = ReadStretch(placed, own, layout, isGoingOn: { true }) }
        guard let edges = found.edges else {
            queue?.stop()
            let reader = GroupReader(reading)
            try reader.resume(placed, layout, rows: fileRows)
            inOrder = reader
            return
        }
        ready = found.groups
        fileRows[stretch.file] += found.groups.reduce(0) { $0 + $1.count }
        chain.append(edges, of: placed)
    }
}

/// What a thread found in a stretch.
struct ReadStretch: Sendable {
    var groups: [RowGroup] = []
    /// `nil` unless it was read to its end without a mistake.
    var edges: StretchEdges?

    static let failed = ReadStretch()

    private init() {}

    /// - Parameter isGoingOn: asked between groups; what is given up is not whole.
    init(_ stretch: FileStretch, _ reader: GroupReader, _ layout: any DivisibleLayout, isGoingOn: () -> Bool) {
        do {
            let scanner = try reader.begin(stretch, layout)
            let line = scanner.line
            while isGoingOn() {
                guard let group = try reader.next() else {
                    edges = StretchEdges(of: scanner, from: line)
                    return
                }
                groups.append(group)
            }
        } catch {
            // What is wrong is told by the one who reads it again.
        }
    }
}

/// Where threads leave what they have read until it is wanted, in order. They stay only so far ahead, so that memory is bounded.
private final class StretchQueue: @unchecked Sendable {
    private let first: Int
    private let threads: Int
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private var found: [Int: ReadStretch] = [:]
    /// The stretch that is wanted next.
    private var wanted: Int
    private var isStopped = false

    init(first: Int, threads: Int) {
        self.first = first
        self.threads = threads
        wanted = first
        lock = .allocate(capacity: 1)
        changed = .allocate(capacity: 1)
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        pthread_cond_destroy(changed)
        lock.deallocate()
        changed.deallocate()
    }

    /// Starts a thread for every so many-th stretch.
    func start(_ stretches: [FileStretch], _ layouts: [any DivisibleLayout], _ reading: FileReading) {
        for thread in 0..<threads {
            let numbers = Array(stride(from: first + thread, to: stretches.count, by: threads))
            let started = WorkThread(besideThis: true) { [self] in
                let reader = GroupReader(reading)
                for number in numbers {
                    guard mayRead(number) else { return }
                    leave(ReadStretch(stretches[number], reader, layouts[stretches[number].file]) { !hasStopped }, number)
                }
            }
            started?.detach()
            // Without a thread its stretches are read in order, by the one who wants them.
            if started == nil { for number in numbers { leave(.failed, number) } }
        }
    }

    func stop() {
        locked { isStopped = true }
    }

    /// Waits for a stretch.
    func take(_ number: Int) -> ReadStretch {
        locked {
            wanted = number
            pthread_cond_broadcast(changed)
            while found[number] == nil { pthread_cond_wait(changed, lock) }
            return found.removeValue(forKey: number) ?? .failed
        }
    }

    private var hasStopped: Bool { locked { isStopped } }

    /// Waits until a stretch is near enough to the one that is wanted.
    private func mayRead(_ number: Int) -> Bool {
        locked {
            while !isStopped, number > wanted + 2 * threads { pthread_cond_wait(changed, lock) }
            return !isStopped
        }
    }

    private func leave(_ stretch: ReadStretch, _ number: Int) {
        locked { found[number] = stretch }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(lock)
        defer {
            pthread_cond_broadcast(changed)
            pthread_mutex_unlock(lock)
        }
        return body()
    }
}
