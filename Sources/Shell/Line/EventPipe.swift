import Glibc
import Synchronization

/// What other threads have to tell the main thread while it waits at the terminal: one byte each through a pipe, so that one wait covers
/// them and the keys.
package final class EventPipe: Sendable {
    package enum Event: UInt8, Sendable {
        /// Ctrl-C as a signal.
        case interrupt
        /// The terminal has another size.
        case resize
        /// The process goes on after it was stopped.
        case resume
        /// The process is asked to end; `requestedEnd` is the signal.
        case end
        /// The session's thread has an answer or is done.
        case answer
    }

    let reading: Int32
    private let writing: Int32
    private let endSignal = Atomic<Int32>(0)

    /// - Returns: `nil` when the process has no descriptors left.
    package init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    var requestedEnd: Int32 { endSignal.load(ordering: .acquiring) }

    package func send(_ event: Event) {
        var byte = event.rawValue
        // A full pipe means that the reader has enough to wake up for.
        _ = write(writing, &byte, 1)
    }

    package func sendEnd(_ signal: Int32) {
        endSignal.store(signal, ordering: .releasing)
        send(.end)
    }

    /// The events that have come since the last call, each once.
    func take() -> Set<Event> {
        var bytes = [UInt8](repeating: 0, count: 256)
        var events: Set<Event> = []
        while case let count = read(reading, &bytes, bytes.count), count > 0 {
            events.formUnion(bytes[..<count].compactMap(Event.init))
        }
        return events
    }

    /// Waits for an event, or for input where `descriptor` is one.
    /// - Parameter milliseconds: at most; `nil` for as long as it takes.
    func wait(alsoFor descriptor: Int32? = nil, milliseconds: Int? = nil) -> (hasEvent: Bool, hasInput: Bool) {
        var descriptors = [pollfd(fd: reading, events: Int16(POLLIN), revents: 0), pollfd(fd: descriptor ?? -1, events: Int16(POLLIN), revents: 0)]
        guard poll(&descriptors, 2, Int32(milliseconds ?? -1)) > 0 else { return (false, false) }
        return (descriptors[0].revents != 0, descriptors[1].revents != 0)
    }
}
