import CProcessors
import Synchronization

/// How many threads a query may use, and from how many rows on a further one is worth starting.
package struct Parallelism: Sendable {
    package var threads: Int
    /// Below this a thread costs more than it saves: starting one and merging what it made takes some tens of microseconds.
    package var rowsPerThread: Int
    /// As many groups as this are merged before one would notice; with more it depends on the number of rows. Some times as many are many.
    package var groupsToMerge: Int

    package init(threads: Int, rowsPerThread: Int = 50_000, groupsToMerge: Int = 1 << 14) {
        self.threads = threads
        self.rowsPerThread = rowsPerThread
        self.groupsToMerge = groupsToMerge
    }

    package static let single = Parallelism(threads: 1)

    /// Processors of this machine that this process may use.
    package static var processors: Int { max(1, Int(processors_of_this_thread())) }

    /// Into how many parts to divide so many rows.
    package func parts(of rows: Int) -> Int { max(1, min(threads, rows / max(1, rowsPerThread))) }

    /// The places of one of so many parts of a run of `count`, all as long but for one place.
    package static func part(_ number: Int, of parts: Int, _ count: Int) -> Range<Int> { count * number / parts..<count * (number + 1) / parts }

    /// Runs `body` for each number below `count`, each on a thread of its own, the last on this one. Returns when all are done.
    package static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        var started: [WorkThread] = []
        for number in 0..<max(0, count - 1) {
            if let thread = WorkThread(besideThis: true, { body(number) }) {
                started.append(thread)
            } else {
                // No more threads to be had: this one does it.
                body(number)
            }
        }
        if count > 0 { body(count - 1) }
        for thread in started { thread.join() }
    }

    /// Runs `body` for the places of each part of a run of `count`, a thread each.
    package func forEachPart(of count: Int, _ body: @escaping @Sendable (Range<Int>) -> Void) {
        let parts = parts(of: count)
        Self.run(parts) { body(Self.part($0, of: parts, count)) }
    }

    /// Runs `body` for each number below `count`, on at most so many threads, each taking the next number when it is done with one.
    package static func forEach(_ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let next = NextNumber()
        run(min(threads, count)) { _ in
            while let number = next.claim(below: count) { body(number) }
        }
    }
}

/// Numbers that threads claim one by one.
package final class NextNumber: Sendable {
    private let next = Atomic(0)

    package init() {}

    package func claim(below count: Int) -> Int? {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return number < count ? number : nil
    }
}

/// Places that threads fill, each its own; read when the threads are done.
package final class SharedResults<Element>: @unchecked Sendable {
    private let places: UnsafeMutableBufferPointer<Element>

    package init(repeating element: Element, count: Int) {
        places = .allocate(capacity: count)
        places.initialize(repeating: element)
    }

    deinit {
        places.deinitialize()
        places.deallocate()
    }

    package var count: Int { places.count }
    package var values: [Element] { Array(places) }

    package subscript(_ place: Int) -> Element {
        get { places[place] }
        // In place: a list would be copied for every element that it gets.
        _modify { yield &places[place] }
    }
}
