import Characters
import Glibc

/// Lines from a file descriptor: a terminal, a pipe or a file.
///
/// Own reading instead of `readLine`, because that hides an interrupted read, and because bytes that are not
/// UTF-8 must be seen before they are repaired away.
package final class LineReader {
    package enum Event: Equatable {
        /// A line without its line break.
        case line(String)
        /// A line that is not UTF-8.
        case unreadable(EncodingHint)
        /// Ctrl-C while waiting.
        case interrupted
        /// The end of input; on a terminal, Ctrl-D.
        case end
    }

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// The first byte of `buffer` that has not been handed out.
    private var position = 0
    private var isAtEnd = false
    /// Asked while nothing comes; `nil` where Ctrl-C ends the waiting itself.
    private let isStopped: (() -> Bool)?

    package init(descriptor: Int32, isStopped: (() -> Bool)? = nil) {
        self.descriptor = descriptor
        self.isStopped = isStopped
    }

    package func next() -> Event {
        var searched = position
        while true {
            if let lineBreak = buffer[searched...].firstIndex(of: 0x0A) {
                let event = LineReader.event(buffer[position..<lineBreak])
                position = lineBreak + 1
                return event
            }
            if isAtEnd {
                guard position < buffer.count else {
                    // At a terminal more may follow Ctrl-D.
                    isAtEnd = false
                    return .end
                }
                let event = LineReader.event(buffer[position...])
                position = buffer.count
                return event
            }
            searched = compact()
            switch fill() {
            case .interrupted: return .interrupted
            case .end: isAtEnd = true
            default: break
            }
        }
    }

    /// Drops what has been handed out; returns where unsearched bytes begin.
    private func compact() -> Int {
        if position > 0 {
            buffer.removeFirst(position)
            position = 0
        }
        return buffer.count
    }

    /// Reads once more; `.line` stands for success.
    private func fill() -> Event {
        if let isStopped {
            var descriptors = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
            while poll(&descriptors, 1, 50) == 0 { if isStopped() { return .interrupted } }
        }
        var block = [UInt8](repeating: 0, count: 16 * 1_024)
        let count = read(descriptor, &block, block.count)
        if count < 0 { return errno == EINTR ? .interrupted : .end }
        if count == 0 { return .end }
        buffer.append(contentsOf: block[..<count])
        return .line("")
    }

    private static func event(_ bytes: ArraySlice<UInt8>) -> Event {
        var bytes = bytes
        if bytes.last == 0x0D { bytes.removeLast() }
        // The second half of a line break in UTF-16.
        if bytes.first == 0 { bytes.removeFirst() }
        // Zeros are valid, but nobody types them; UTF-16 has them.
        if !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) { return .line(text) }
        return .unreadable(Array(bytes).withUnsafeBufferPointer { EncodingHint.guess($0) })
    }
}
